"""Text to read, in whatever width it gets: no line ends between a number and what it counts."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from salestui.tui.shown import wrapped_lines


class Prose(Widget):
    """As high as its lines."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, text: Content) -> None:
        super().__init__()
        self._text = text

    def update(self, text: Content) -> None:
        """Show `text` from now on."""
        self._text = text
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's signature
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for part in self._text.split("\n") for line in wrapped_lines(part, max(1, width)) or [Content("")]]
