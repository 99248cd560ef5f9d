"""A text area of one line for what is asked and not kept: a search, a filter, a file name."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message

from salestui.domain.text import one_line, plain_text
from salestui.tui.completing import Completing
from salestui.tui.completion import Suggest, nothing


class LineBox(Completing):
    """`Entered` comes with enter, `TextArea.Changed` with every key. What is pasted becomes one line."""

    DEFAULT_CSS = """
    LineBox { height: 1; border: none; padding: 0; background: $panel; scrollbar-size: 0 0; }
    LineBox:focus { border: none; background: $boost; }
    LineBox .text-area--cursor-line { background: transparent; }
    """

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, box: LineBox, text: str) -> None:
            super().__init__()
            self.box = box
            self.text = text

        @property
        def control(self) -> LineBox:
            return self.box

    def __init__(self, text: str = "", *, placeholder: str = "", suggest: Suggest = nothing, name: str | None = None) -> None:
        super().__init__(
            one_line(text),
            soft_wrap=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
            suggest=suggest,
            id=name,
        )
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self, self.text))
            return
        await super()._on_key(event)

    @property
    def enter_takes(self) -> bool:
        """Enter is for the line as a whole; tab takes a suggestion."""
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(" ".join(plain_text(event.text).split("\n")))
