"""The chart for what is being written, under a title that says what it shows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from salestui.domain.text import one_line, plain_text
from salestui.render.wording import Wording
from salestui.summary.blocks import Chart

_MOST_LINES = 12


class ChartPane(VerticalScroll):
    """Draws again only when its chart or its size changed."""

    DEFAULT_CSS = """
    ChartPane { padding: 0 1; }
    ChartPane Static { height: auto; width: auto; }
    """

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self._chart: Chart | None = None
        self._wording: Wording | None = None
        self._drawn: tuple[Chart | None, int, int] | None = None

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, chart: Chart | None, wording: Wording) -> None:
        """Show `chart`; nothing where there is none."""
        self._chart, self._wording = chart, wording
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.scrollable_content_region.size
        if self._wording is None or width < 8 or height < 2 or self._drawn == (self._chart, width, height):
            return
        self._drawn = (self._chart, width, height)
        if self._chart is None:
            return
        from salestui.render.text_chart import chart_text  # brings plotext, which no screen waits for

        self.border_title = Content(one_line(self._wording.text(self._chart.title)))
        drawn = chart_text(self._chart, self._wording, width, max(4, min(_MOST_LINES, height - 1)))
        self.query_one(Static).update(Content(plain_text(drawn)))
