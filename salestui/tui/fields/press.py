"""Something to press: enter, space or a click does what it says."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Press(Widget, can_focus=True):
    """`name` says in the message which one was pressed."""

    DEFAULT_CSS = """
    Press { height: 1; width: auto; padding: 0 1; color: $primary; }
    Press:focus { background: $primary; color: $background; text-style: bold; }
    Press:ansi:focus { text-style: reverse; }
    """
    BINDINGS = [Binding("enter,space", "press", id="press.press", show=False)]

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, press: Press) -> None:
            super().__init__()
            self.press = press

        @property
        def control(self) -> Press:
            return self.press

    def __init__(self, words: str, name: str) -> None:
        super().__init__(id=name)
        self._words = words

    def render(self) -> Content:
        return Content(self._words)

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.focus()
        self.action_press()
