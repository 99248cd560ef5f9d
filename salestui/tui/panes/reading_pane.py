"""As it will be read: the section as the reader gets it, following each key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from salestui.domain.written import FieldKey
from salestui.tui.reading import Page


class ReadingPane(VerticalScroll):
    """Shows a page and keeps in view what is being written."""

    DEFAULT_CSS = """
    ReadingPane { padding: 0 1; }
    ReadingPane Static { height: auto; }
    """
    BINDINGS = [Binding("enter", "screen.write", id="reading.write", show=False)]

    class Resized(Message):
        """Another number of cells is there for a line."""

    _wide = 0

    def on_resize(self) -> None:
        if self.width != self._wide:
            self._wide = self.width
            self.post_message(self.Resized())

    def compose(self) -> ComposeResult:
        yield Static(Content(""))

    @property
    def width(self) -> int:
        """How many cells a line of the page may take."""
        return max(10, self.scrollable_content_region.width)

    def show(self, page: Page, written: FieldKey | None = None) -> None:
        """Show `page`; where `written` stands on it, that line comes into view."""
        self.query_one(Static).update(page.content())
        line = page.places.get(written) if written else None
        if line is not None and not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height:
            self.scroll_to(y=max(0, line - 2), animate=False)
