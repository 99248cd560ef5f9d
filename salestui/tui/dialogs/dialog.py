"""What every dialog does: it opens over a place, has a title, and `escape` closes it without harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from salestui.domain.refusal import Refusal
from salestui.tui.messages import Refused
from salestui.tui.sitting import Sitting

Given = TypeVar("Given")
Wished = TypeVar("Wished")


class Frame(Vertical):
    """The frame of a dialog; its lower edge names as many of the keys as there is room for, all are under f1."""

    def __init__(self, foot: Callable[[], str]) -> None:
        super().__init__(classes="dialog")
        self._foot = foot

    def on_resize(self) -> None:
        parts = self._foot().split(" · ")
        while len(parts) > 1 and cell_len(" · ".join(parts)) > self.outer_size.width - 6:
            parts.pop()
        self.border_subtitle = Content(" · ".join(parts))


class Dialog(ModalScreen[Given], Generic[Given]):
    """Gives back a value, or None when it was closed."""

    BINDINGS = [Binding("escape", "close", id="dialog.close", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    AUTO_FOCUS = "*"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        frame = Frame(lambda: self.foot)
        frame.border_title = Content(self.heading)
        with frame:
            yield from self.content()

    @property
    def heading(self) -> str:
        raise NotImplementedError

    @property
    def foot(self) -> str:
        """The keys that count here, in words."""
        return ""

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)

    def wish(self, do: Callable[[], Wished]) -> Wished | None:
        """What `do` gives; where it is refused the rep is told why, and None."""
        try:
            return do()
        except Refusal as refusal:
            self.post_message(Refused(refusal))
            return None
