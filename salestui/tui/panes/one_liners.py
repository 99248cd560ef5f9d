"""A few lines, each cut after a word where it is too long: what catches the eye and is opened elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from salestui.tui.shown import cut


class OneLiners(Widget):
    """Shows as many of its lines as there is room for; the last one stays, it says where the rest is."""

    DEFAULT_CSS = "OneLiners { height: 1fr; link-style: none; link-color: $foreground; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._lines: Sequence[Content] = ()
        self._last: Content | None = None

    def show(self, lines: Sequence[Content], last: Content | None = None) -> None:
        self._lines, self._last = lines, last
        self.refresh()

    def render(self) -> Content:
        width, height = self.content_size
        room = max(1, height - (1 if self._last else 0))
        shown = [cut(line, max(1, width)) for line in self._lines[:room]]
        if self._last is not None:
            shown.append(self._last)
        return Content("\n").join(shown)
