"""The chart for what is being written, under a title that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from salestui.domain.text import one_line, plain_text
from salestui.tui.look import ChartLook
from salestui.tui.shown import cut

if TYPE_CHECKING:
    from salestui.render.wording import Wording
    from salestui.summary.blocks import Chart

_MOST_LINES = 14
_LEAST = (8, 3)


class ChartPane(Widget, can_focus=True):
    """Draws again only when its chart or its size changed."""

    DEFAULT_CSS = "ChartPane { padding: 0 1; }"

    class Drawn(Message):
        """A chart was drawn that was not drawn before."""

        def __init__(self, look: ChartLook) -> None:
            super().__init__()
            self.look = look

    def __init__(self, *, can_focus: bool = True) -> None:
        super().__init__(classes="pane")
        self.can_focus = can_focus
        self._chart: Chart | None = None
        self._wording: Wording | None = None
        self._drawn: ChartLook | None = None

    def show_again(self, drawn: ChartLook) -> None:
        """Show a chart as it was drawn before, until the chart itself is known."""
        self._drawn = drawn
        self.refresh()

    def show(self, chart: Chart | None, wording: Wording) -> None:
        """Show `chart`; nothing where there is none."""
        if chart != self._chart or self._wording is None:
            self._chart, self._wording = chart, wording
            self.refresh()

    def render(self) -> Content:
        width, height = self.content_size
        if width < _LEAST[0] or height < _LEAST[1]:
            return Content("")
        known = self._drawn if self._drawn and (self._drawn.width, self._drawn.height) == (width, height) else None
        if self._wording is not None:
            if self._chart is None:
                return Content("")
            of = _told(self._chart, self._wording)
            if known is None or known.of != of:
                known = self._draw(of, self._chart, self._wording, width, height)
        if known is None:
            return Content("")
        self._drawn = known
        self.border_title = cut(Content(known.title), max(1, width - 2))
        return Content(known.text)

    def _draw(self, of: str, chart: Chart, wording: Wording, width: int, height: int) -> ChartLook:
        from salestui.render.text_chart import chart_text  # brings plotext, which no screen waits for

        text = plain_text(chart_text(chart, wording, width, min(_MOST_LINES, height - 1)))
        drawn = ChartLook(of, one_line(wording.text(chart.title)), width, height, text)
        self.post_message(self.Drawn(drawn))
        return drawn


def _told(chart: Chart, wording: Wording) -> str:
    """What tells a chart and its words from any other."""
    return f"{crc32(repr((chart, wording.text(chart.title), wording.numbers)).encode()):08x}"
