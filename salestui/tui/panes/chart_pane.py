"""The chart for what is being written, under a title that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from salestui.domain.text import one_line, plain_text
from salestui.tui.look import ChartLook
from salestui.tui.shown import wrapped_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from salestui.render.wording import Wording
    from salestui.summary.blocks import Chart

_MOST_LINES = 14
_LEAST = (8, 3)


class ChartPane(ScrollView, can_focus=True):
    """Draws again only when its chart or its size changed. Its title stands in the frame, or above it where it has no room."""

    DEFAULT_CSS = "ChartPane { padding: 0 1; }"

    class Drawn(Message):
        """A chart was drawn that was not drawn before."""

        def __init__(self, look: ChartLook) -> None:
            super().__init__()
            self.look = look

    def __init__(self, *, can_focus: bool = True, empty: str = "") -> None:
        super().__init__(classes="pane")
        self.can_focus = can_focus
        self._chart: Chart | None = None
        self._wording: Wording | None = None
        self._drawn: ChartLook | None = None
        self._lines: tuple[Content, ...] = ()
        self._in_frame = ""
        self._empty = empty

    def show_again(self, drawn: ChartLook) -> None:
        """Show a chart as it was drawn before, until the chart itself is known."""
        self._drawn = drawn
        self.refresh()

    def show(self, chart: Chart | None, wording: Wording) -> None:
        """Show `chart`; where there is none, what belongs there."""
        if chart != self._chart or self._wording is None:
            self._chart, self._wording = chart, wording
            self.refresh()

    # drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y == 0:
            self._lay_out()
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        return Strip(line.render_segments(self.visual_style), line.cell_length).adjust_cell_length(width, self.rich_style)

    def _lay_out(self) -> None:
        """The lines of title and chart for the size that the pane has now."""
        known = self._known()
        if known is None:
            said = self._empty if self._wording is not None and self._chart is None else ""
            self._lines = tuple(wrapped_lines(Content.styled(said, "dim"), max(1, self.content_size.width))) if said else ()
        else:
            chart = tuple(map(Content, known.text.split("\n")))
            self._lines = (*self._above(known.title, known.notes), *chart)
        framed = known.title if known is not None and self._framed(known.title) else ""
        if self.virtual_size.height != len(self._lines) or framed != self._in_frame:
            self._in_frame = framed
            self.call_later(self._measure)

    def _measure(self) -> None:
        """What changes the pane itself: after it was drawn, since what is drawn at the moment does not see it."""
        self.virtual_size = Size(0, len(self._lines))
        self.border_title = Content(self._in_frame) if self._in_frame else None

    def _framed(self, title: str) -> bool:
        """Whether the title has its place in the frame."""
        return self.styles.border_top[0] not in ("", "none") and Content(title).cell_length <= self.content_size.width - 2

    def _above(self, title: str, notes: str) -> tuple[Content, ...]:
        """What has no place in the frame, and what the marks mean."""
        said = [] if self._framed(title) else [Content.styled(title, "bold")]
        said += [Content(notes)] if notes else []
        return tuple(wrapped_lines(Content(" · ").join(said), max(1, self.content_size.width))) if said else ()

    def _known(self) -> ChartLook | None:
        """The chart as it was drawn for this size, drawn now where it is not; None where there is none."""
        width, height = self.content_size
        if width < _LEAST[0] or height < _LEAST[1]:
            return None
        known = self._drawn if self._drawn and (self._drawn.width, self._drawn.height) == (width, height) else None
        if self._wording is not None:
            if self._chart is None:
                return None
            of = _told(self._chart, self._wording)
            if known is None or known.of != of:
                known = self._draw(of, self._chart, self._wording, width, height)
        self._drawn = known or self._drawn
        return known

    def _draw(self, of: str, chart: Chart, wording: Wording, width: int, height: int) -> ChartLook:
        drawn = draw(of, chart, wording, width, height, lambda title, notes: len(self._above(title, notes)))
        self.post_message(self.Drawn(drawn))
        return drawn


def draw(of: str, chart: Chart, wording: Wording, width: int, height: int, lines_above: Callable[[str, str], int]) -> ChartLook:
    """The chart for so many cells; `lines_above` says how many of the lines a title and notes take."""
    from salestui.render.text_chart import chart_notes, chart_text  # brings plotext, which no screen waits for

    title = one_line(wording.text(chart.title))
    notes = " · ".join(chart_notes(chart, wording))
    room = height - lines_above(title, notes)
    text = plain_text(chart_text(chart, wording, width, max(_LEAST[1], min(_MOST_LINES, room)), whole=True))
    return ChartLook(of, title, width, height, text, one_line(notes))


def _told(chart: Chart, wording: Wording) -> str:
    """What tells a chart and its words from any other."""
    return f"{crc32(repr((chart, wording.text(chart.title), wording.numbers)).encode()):08x}"
