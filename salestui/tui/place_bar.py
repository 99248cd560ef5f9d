"""The first line of every screen: where one is, and what matters about it."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class PlaceBar(Widget):
    """`left` names the place; `right` gives way where both do not fit."""

    DEFAULT_CSS = "PlaceBar { dock: top; height: 1; padding: 0 1; background: $panel; color: $foreground; }"

    def __init__(self, left: Content | None = None) -> None:
        super().__init__()
        self._left = left or Content("")
        self._right: tuple[Content, ...] = ()

    def say(self, left: Content, *right: Content) -> None:
        """Show these; of `right` the last is left out first."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        left = self._left.truncate(width, ellipsis=True)
        room = width - left.cell_length - 2
        right = list(self._right)
        while right and Content(" · ").join(right).cell_length > room:
            right.pop()
        told = Content.styled("", "") + Content(" · ").join(right)
        gap = width - left.cell_length - told.cell_length
        return left + Content(" " * max(0, gap)) + told.stylize_before("dim")
