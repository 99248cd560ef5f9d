"""A question with two answers, asked before something that cannot be taken back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.shown import lines
from salestui.tui.sitting import Sitting


class Confirm(Dialog[bool]):
    """True for enter, None for escape."""

    BINDINGS = [Binding("enter", "yes", id="dialog.yes", show=False)]

    def __init__(self, sitting: Sitting, question: str, consequence: str) -> None:
        super().__init__(sitting)
        self._question = question
        self._consequence = consequence

    @property
    def heading(self) -> str:
        return self._question

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.confirm.foot")

    def content(self) -> ComposeResult:
        yield Static(lines(self._consequence))

    def action_yes(self) -> None:
        self.dismiss(True)
