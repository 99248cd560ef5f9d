"""The chart for what is being written, under a title that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from salestui.domain.text import one_line, plain_text
from salestui.tui.shown import cut

if TYPE_CHECKING:
    from salestui.render.wording import Wording
    from salestui.summary.blocks import Chart

_MOST_LINES = 14
_LEAST = (8, 3)


class ChartPane(Widget, can_focus=True):
    """Draws again only when its chart or its size changed."""

    DEFAULT_CSS = "ChartPane { padding: 0 1; }"

    def __init__(self, *, can_focus: bool = True) -> None:
        super().__init__(classes="pane")
        self.can_focus = can_focus
        self._chart: Chart | None = None
        self._wording: Wording | None = None
        self._drawn: tuple[tuple[Chart | None, int, int], Content] | None = None

    def show(self, chart: Chart | None, wording: Wording) -> None:
        """Show `chart`; nothing where there is none."""
        if chart != self._chart or self._wording is None:
            self._chart, self._wording, self._drawn = chart, wording, None
            self.refresh()

    def render(self) -> Content:
        width, height = self.content_size
        if self._chart is None or self._wording is None or width < _LEAST[0] or height < _LEAST[1]:
            return Content("")
        wanted = (self._chart, width, height)
        if self._drawn is None or self._drawn[0] != wanted:
            from salestui.render.text_chart import chart_text  # brings plotext, which no screen waits for

            self.border_title = cut(Content(one_line(self._wording.text(self._chart.title))), max(1, width - 2))
            drawn = chart_text(self._chart, self._wording, width, min(_MOST_LINES, height - 1))
            self._drawn = wanted, Content(plain_text(drawn))
        return self._drawn[1]
