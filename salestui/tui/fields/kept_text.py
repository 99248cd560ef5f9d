"""A text of the rep, of one line or of several: kept while it is typed, undone with ctrl+z."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.widgets import TextArea

from salestui.domain.refusal import Refusal
from salestui.domain.text import plain_text
from salestui.domain.written import FieldKey, live_numbers
from salestui.tui.completing import Completing
from salestui.tui.completion import Suggest, nothing
from salestui.tui.fields.edited import Edited, KeptField, Left
from salestui.tui.messages import Refused

_APART = " · "
_TICK = " ✓"
"""Stands for that the text was saved, where the word has no room."""


def every_name_known(_raw: str) -> bool:
    """For a field in which live numbers are not looked up."""
    return True


class KeptText(Completing, KeptField):
    """`label` stands in the line above the text, and after it when the text was saved.

    `known` says whether a live number stands for something; one that does not is marked where it stands. `unsaved` is said of a
    text that could not be saved.
    """

    DEFAULT_CSS = """
    KeptText {
        height: auto; max-height: 9; padding: 0 1; margin: 0; scrollbar-size-vertical: 1;
        border: none; border-top: solid $border-blurred; background: $surface;
        border-title-color: $text-muted; border-title-background: $background;
    }
    KeptText.-single { scrollbar-size-vertical: 0; max-height: 6; }
    KeptText.-textual-compact { border: none !important; border-top: solid $border-blurred !important; }
    KeptText.-textual-compact:focus { border-top: solid $primary !important; }
    KeptText:focus { background: $boost; border-title-color: $primary; border-title-style: bold; }
    KeptText.-refused { border-title-color: $text-error; }
    KeptText .text-area--cursor-line { background: transparent; }
    """

    BINDINGS = [Binding("f9", "own_editor", id="write.editor", show=False)]

    def __init__(
        self,
        key: FieldKey,
        label: str,
        text: str = "",
        *,
        single: bool = True,
        placeholder: str = "",
        suggest: Suggest = nothing,
        known: Callable[[str], bool] = every_name_known,
        saved_words: Callable[[str], str] = str,
        unsaved: str = "",
        gloss: Callable[[str, int], str] | None = None,
        alone: bool = False,
    ) -> None:
        clean = plain_text(text)
        super().__init__(clean, compact=True, placeholder=Content(placeholder), suggest=suggest)
        self.key = key
        self.label = label
        self.single = single
        self.alone = alone  # enter is for what the field stands in: there is no next one
        self.set_class(single, "-single")
        self._known = known
        self._saved_words = saved_words
        self._unsaved = unsaved
        self._told_text = clean
        self._gloss = gloss
        self._mark = ""
        self._ticked = False
        self.cursor_blink = False
        self._entitle()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the text, or as the example that stands there while there is none."""
        if not self.text and isinstance(self.placeholder, Content) and self.placeholder:
            return len(self.placeholder.wrap(max(1, width)))
        return super().get_content_height(container, viewport, width)

    def on_mount(self) -> None:
        """Writing goes on where the text ends."""
        self.move_cursor(self.document.end)

    # what is typed

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.single and not self.suggestions:
            event.prevent_default()
            if not self.alone:
                event.stop()
                self.screen.focus_next()
            return
        await super()._on_key(event)

    def action_own_editor(self) -> None:
        """Write the text in the rep's own editor; the app waits below, and ctrl+z takes back what came from there."""
        from salestui.work.editor import edited  # tempfile and subprocess, for those who ask

        try:
            with self.app.suspend():
                left = edited(self.text, self.key.field)
        except SuspendNotSupported:
            self.post_message(Refused(Refusal("editor-here")))
        except Refusal as refusal:
            self.post_message(Refused(refusal))
        else:
            if left is not None:
                self.put(" ".join(left.split("\n")) if self.single else left)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = plain_text(event.text)
        if self.single:
            text = " ".join(text.split("\n"))
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        changed.stop()
        if self.text != self._told_text:
            self._told_text = self.text
            if self._gloss:
                self._entitle()
            self.post_message(Edited(self, self.key, self.text))

    def on_blur(self) -> None:
        super().on_blur()
        self.post_message(Left())

    def get_line(self, line_index: int) -> Text:
        """The line with its live numbers marked: bold where they stand for something, struck out in red where not."""
        line = super().get_line(line_index)
        if "{" in line.plain:
            for live in live_numbers(line.plain):
                known = self._known(live.raw)
                line.stylize("bold" if known else "bold underline red", live.start, live.end)
        return line

    def on_resize(self) -> None:
        self._entitle()
        if self.has_focus:  # a line that wrapped is written on in sight
            self.call_after_refresh(self.scroll_visible, animate=False)

    # what others tell

    def kept(self, refusal: Refusal | None) -> None:
        self.set_class(refusal is not None, "-refused")
        time = datetime.now().strftime("%H:%M")  # noqa: DTZ005 the rep's own clock
        self._mark = self._saved_words(time) if refusal is None else self._unsaved
        self._entitle()

    @property
    def label_cut(self) -> bool:
        """Whether the field is too narrow for all of its label."""
        return cell_len(self.label) > (self.size.width or 60) - 2

    @property
    def no_room_for(self) -> str:
        """The label, and when the text was saved, where the line above it is too narrow for them: the help says it then."""
        if self._ticked:
            return f"{self.label}{_TICK} {self._mark}"
        return self.label if self.label_cut else ""

    def _entitle(self) -> None:
        """The line above the text: its label, what a name in it means, and when it was saved, as far as there is room.

        Where there is none for both, what the name means stands in the place of the label.
        """
        width = (self.size.width or 60) - 4
        gloss = self._gloss(self.text.strip(), width) if self._gloss else ""
        label = self.label.partition(" (")[0] if self.label_cut else self.label
        title = Content(label)
        if gloss:
            meant = Content.styled(gloss, "bold")
            both = title + ": " + meant
            title = both if both.cell_length <= width + 2 else meant  # the two cells of the tick stay free
        room = width - title.cell_length - len(_APART)
        said = next((mark for mark in (self._mark, self._without_time) if mark and cell_len(mark) <= room), "")
        self._ticked = bool(self._mark) and not said and not self.has_class("-refused")  # the first line of the place says that
        self.border_title = title + Content.styled(f"{_APART}{said}" if said else _TICK if self._ticked else "", "dim")

    @property
    def _without_time(self) -> str:
        """That the text was saved, in fewer cells."""
        return self._saved_words("").strip() if self._mark and not self.has_class("-refused") else ""

    def take_over(self, text: str) -> None:
        clean = plain_text(text)
        if clean != self.text and not self.has_focus:
            self._told_text = clean
            self.call_after_refresh(self._entitle)
            self.replace(clean, (0, 0), self.document.end, maintain_selection_offset=False)

    def put(self, text: str) -> None:
        """Put `text` in the place of what stands there, as if the rep had typed it: it is saved, and ctrl+z takes it back."""
        self.replace(plain_text(text), (0, 0), self.document.end, maintain_selection_offset=False)

    def add(self, text: str) -> None:
        """Add `text` at the cursor, apart from what stands before it."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        self.insert((" " if before and not before.endswith(" ") else "") + plain_text(text))
