"""A document to read that is not the review: what several reps handed in, side by side."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.page_view import PageView
from salestui.tui.reading import Page
from salestui.tui.sitting import Sitting


class Sheet(Dialog[None]):
    """`make` lays the document out for a width; y copies it as Markdown."""

    DEFAULT_CSS = """
    Sheet VerticalScroll { height: auto; max-height: 100%; }
    """
    BINDINGS = [Binding("y", "copy", id="sheet.copy", show=False)]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, sitting: Sitting, heading: str, make: Callable[[int], Page], markdown: str) -> None:
        super().__init__(sitting)
        self._heading = heading
        self._make = make
        self._markdown = markdown

    @property
    def heading(self) -> str:
        return self._heading

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.listing.copy")

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield PageView()

    def on_mount(self) -> None:
        self.query_one(PageView).show(self._make)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._markdown)
        self.app.notify(self.sitting.words("screens.app.copied"), markup=False)
