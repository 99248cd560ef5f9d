"""A page laid out for whatever width it gets, as high as its lines."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from salestui.tui.reading import Page

_NARROWEST = 10


def _nothing(_width: int) -> Page:
    return Page()


class PageView(Widget):
    """`make` lays the page out; it is asked again only for another width or when another page is shown."""

    DEFAULT_CSS = "PageView { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._make: Callable[[int], Page] = _nothing
        self._laid: tuple[int, Page] | None = None

    def show(self, make: Callable[[int], Page]) -> None:
        before = len(self._laid[1].lines) if self._laid else -1
        width = self._laid[0] if self._laid else 0
        self._make, self._laid = make, None
        higher = not width or len(self.page(width).lines) != before
        self.refresh(layout=higher)

    def page(self, width: int) -> Page:
        """The page in lines of at most `width` cells."""
        size = max(_NARROWEST, width)
        if self._laid is None or self._laid[0] != size:
            self._laid = size, self._make(size)
        return self._laid[1]

    @property
    def on_screen(self) -> Page:
        """The page as it is on the screen."""
        return self.page(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's signature
        return len(self.page(width).lines)

    def render(self) -> Content:
        return self.page(self.content_size.width).content()
