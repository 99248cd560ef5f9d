"""A few lines, in full where there is room and else cut after a word: what catches the eye and is opened elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from salestui.tui.shown import bounded, cut, wrapped_lines


class OneLiners(Widget):
    """Shows as many of its lines as there is room for; the last one stays, it says where the rest is.

    Room that is left over goes to the lines that were cut, from the first on.
    """

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
        lines = [bounded(line) for line in self._lines[:room]]
        spare, shown = room - len(lines), []
        for line in lines:
            in_full = wrapped_lines(line, max(1, width))
            more = len(in_full) - 1
            shown += in_full if more <= spare else [cut(line, max(1, width))]
            spare -= more if more <= spare else 0
        if self._last is not None:
            shown.append(self._last)
        return Content("\n").join(shown)
