"""The first line of every screen: where one is, and what matters about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from salestui.tui.shown import cut

_LEAST = 34
"""As many cells of the place's name stay before what stands at the right gives way."""


class PlaceBar(Widget):
    """`left` names the place; `right` gives way where both do not fit, and then stands in the help."""

    DEFAULT_CSS = "PlaceBar { dock: top; height: 1; padding: 0 1; background: $panel; color: $foreground; }"

    def __init__(self, left: Content | None = None) -> None:
        super().__init__()
        self._left = left or Content("")
        self._right: tuple[Content, ...] = ()

    def say(self, left: Content, *right: Content) -> None:
        """Show these; of `right` the last is left out first."""
        self._left, self._right = left, right
        self.refresh()

    def cut_short(self, window: int) -> str:
        """All that the line would say, where a window of that many cells has no room for it; "" where it says all."""
        left, told = self._fitting(window - 2)
        said = (self._left, *self._right)
        return _joined(said).plain if left.plain != self._left.plain or told.plain != _joined(self._right).plain else ""

    def render(self) -> Content:
        width = self.content_size.width
        left, told = self._fitting(width)
        gap = width - left.cell_length - told.cell_length
        return left + Content(" " * max(0, gap)) + told.stylize_before("dim")

    def _fitting(self, width: int) -> tuple[Content, Content]:
        """What there is room for, at either end."""
        right = list(self._right)
        told = _joined(right)
        while right and told.cell_length + 2 + min(self._left.cell_length, _LEAST) > width:
            right.pop()
            told = _joined(right)
        return cut(self._left, max(1, width - (told.cell_length + 2 if right else 0))), told


def _joined(parts: Sequence[Content]) -> Content:
    return Content(" · ").join(parts)
