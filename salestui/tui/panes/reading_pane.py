"""As it will be read: the section as the reader gets it, following each key."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from salestui.domain.written import FieldKey
from salestui.tui.page_view import PageView
from salestui.tui.reading import Page


class ReadingPane(VerticalScroll):
    """Shows a page and keeps in view what is being written."""

    DEFAULT_CSS = "ReadingPane { padding: 0 1; scrollbar-gutter: stable; }"
    BINDINGS = [Binding("enter", "screen.write", id="reading.write", show=False)]

    def compose(self) -> ComposeResult:
        yield PageView()

    def show(self, make: Callable[[int], Page], written: FieldKey | None = None) -> None:
        """Show the page that `make` lays out; where `written` stands on it, that line comes into view."""
        view = self.query_one(PageView)
        view.show(make)
        line = view.on_screen.places.get(written) if written else None
        if line is not None and not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height:
            self.scroll_to(y=max(0, line - 2), animate=False)

    @property
    def page(self) -> Page:
        return self.query_one(PageView).on_screen
