"""Charts as SVG of our own: no script, no font, no colour that carries meaning alone; colours come from the page's style."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import NamedTuple

from salestui.domain.money import Money
from salestui.metrics.figure import Unit, Value
from salestui.render.wording import Wording
from salestui.summary.blocks import Chart

WIDTH = 480
ROW, BAR = 22, 14
LEFT, RIGHT = 160, 76
_INK = (
    ".bar,.point{fill:#2b6cb0}.step{fill:#8a9bb0}.line{fill:none;stroke:#2b6cb0;stroke-width:2}"
    ".series1{stroke:#8a9bb0;stroke-dasharray:6 4}.level{stroke:#1c2430;stroke-dasharray:3 3}"
    "text{font:12px sans-serif;fill:#55606e}.value{fill:#1c2430}"
)
PLOT_HEIGHT = 120


class Picture(NamedTuple):
    """A chart as an SVG file of its own; `told` says its title and every value."""

    svg: str
    height: int
    told: str


def svg_chart(chart: Chart, wording: Wording) -> str:
    """The chart as an `svg` element with its title and every value in words, for whoever cannot see it."""
    labels = [wording.text(label) for label in chart.labels]
    drawn, height = _DRAWN[chart.kind](chart, labels, wording)
    title = escape(wording.text(chart.title))
    told = escape("; ".join(_told(chart, labels, wording)))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}: {told}">'
        f"<title>{title}</title><desc>{told}</desc>{drawn}</svg>"
    )


def picture(chart: Chart, wording: Wording) -> Picture:
    """The chart as a file that carries its own colours."""
    labels = [wording.text(label) for label in chart.labels]
    drawn, height = _DRAWN[chart.kind](chart, labels, wording)
    told = f"{wording.text(chart.title)}: {'; '.join(_told(chart, labels, wording))}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"<style>{_INK}</style>{drawn}</svg>"
    )
    return Picture(svg, height, told)


def _told(chart: Chart, labels: list[str], wording: Wording) -> list[str]:
    lines = []
    for series in chart.series:
        name = f"{wording.text(series.name)}: " if len(chart.series) > 1 else ""
        values = (f"{label} {_text(value, chart.unit, wording)}" for label, value in zip(labels, series.values, strict=True))
        lines.append(name + ", ".join(values))
    return lines


def _bars(chart: Chart, labels: list[str], wording: Wording) -> tuple[str, int]:
    """A row for each label; a level is a line through all of them."""
    values = chart.series[0].values
    most = _most((*values, chart.goal))
    room = WIDTH - LEFT - RIGHT
    parts = []
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        top, wide = number * ROW, _scaled(value, most, room)
        parts.append(_label(label, LEFT - 8, top + BAR, "end"))
        parts.append(f'<rect class="bar" x="{LEFT}" y="{top + 3}" width="{wide}" height="{BAR}"/>')
        parts.append(_label(_text(value, chart.unit, wording), LEFT + room + 8, top + BAR, "start", "value"))
    height = len(labels) * ROW
    if chart.goal is not None:
        at = LEFT + _scaled(chart.goal, most, room)
        parts.append(f'<line class="level" x1="{at}" x2="{at}" y1="0" y2="{height}"/>')
    return "".join(parts), height


def _waterfall(chart: Chart, labels: list[str], wording: Wording) -> tuple[str, int]:
    """The first and last value stand on the ground, each step between begins where the one before ended."""
    steps = [value for value in chart.series[0].values if value is not None]
    edges, level = [], Fraction()
    for number, value in enumerate(steps):
        ends = number in (0, len(steps) - 1)
        start = Fraction() if ends else level
        level = _exact(value) if ends else level + _exact(value)
        edges.append((min(start, level), max(start, level), ends))
    most, room = max(high for _, high, _ in edges), WIDTH - LEFT - RIGHT
    parts = []
    for number, (label, (low, high, ends), value) in enumerate(zip(labels, edges, steps, strict=True)):
        top, x = number * ROW, LEFT + _scaled(low, most, room)
        wide = max(1, LEFT + _scaled(high, most, room) - x)
        text = _text(value, chart.unit, wording)
        parts.append(_label(label, LEFT - 8, top + BAR, "end"))
        parts.append(f'<rect class="{"bar" if ends else "step"}" x="{x}" y="{top + 3}" width="{wide}" height="{BAR}"/>')
        signed = f"+{text}" if not ends and _exact(value) > 0 else text
        parts.append(_label(signed, LEFT + room + 8, top + BAR, "start", "value"))
    return "".join(parts), len(labels) * ROW


def _columns(chart: Chart, labels: list[str], wording: Wording) -> tuple[str, int]:
    values = chart.series[0].values
    most, step = _most(values), WIDTH / max(1, len(labels))
    parts = []
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        high, middle = _scaled(value, most, PLOT_HEIGHT - 20), round(step * (number + 0.5))
        top = PLOT_HEIGHT - high
        parts.append(
            f'<rect class="bar" x="{middle - round(step * 0.35)}" y="{top}" width="{round(step * 0.7)}" height="{high}"/>'
        )
        parts.append(_label(_text(value, chart.unit, wording), middle, top - 4, "middle", "value"))
        parts.append(_label(label, middle, PLOT_HEIGHT + 16, "middle"))
    return "".join(parts), PLOT_HEIGHT + 24


def _lines(chart: Chart, labels: list[str], wording: Wording) -> tuple[str, int]:
    """Each series a line with a point for each value; its ends are written, and its name where there are several."""
    known = [value for series in chart.series for value in series.values if value is not None]
    if not known:
        return "", ROW
    beside = [*known, chart.goal] if chart.goal is not None else known
    low, high = min(map(_exact, beside)), max(map(_exact, beside))
    said = [_text(value, chart.unit, wording) for value in known]
    names = [wording.text(series.name) for series in chart.series] if len(chart.series) > 1 else []
    wide, named = max(map(len, said)), max(map(len, names), default=0)
    reach, left, right = high - low or Fraction(1), max(60, 20 + SIGN * wide), max(90, 24 + SIGN * (wide + named))
    step = (WIDTH - left - right) / max(1, len(labels) - 1)

    def place(number: int, value: Value) -> tuple[int, int]:
        return round(left + step * number), round(14 + (PLOT_HEIGHT - 28) * float((high - _exact(value)) / reach))

    parts = []
    for turn, series in enumerate(chart.series):
        points = [(n, value) for n, value in enumerate(series.values) if value is not None]
        path = " ".join(f"{x},{y}" for x, y in (place(n, value) for n, value in points))
        parts.append(f'<polyline class="line series{turn}" points="{path}"/>')
        parts += [f'<circle class="point" cx="{x}" cy="{y}" r="3"/>' for x, y in (place(n, value) for n, value in points)]
        if points:
            x, y = place(*points[-1])
            name = f" {wording.text(series.name)}" if len(chart.series) > 1 else ""
            parts.append(_label(_text(points[-1][1], chart.unit, wording) + name, x + 8, y + 4, "start", "value"))
            x, y = place(*points[0])
            parts.append(_label(_text(points[0][1], chart.unit, wording), x - 8, y + 4, "end", "value"))
    if chart.goal is not None:
        _, y = place(0, chart.goal)
        parts.append(f'<line class="level" x1="{left}" x2="{WIDTH - right}" y1="{y}" y2="{y}"/>')
    every = max(1, -(-len(labels) * 70 // (WIDTH - left - right)))
    parts += [
        _label(label, round(left + step * n), PLOT_HEIGHT + 16, "middle")
        for n, label in enumerate(labels)
        if (len(labels) - 1 - n) % every == 0
    ]
    return "".join(parts), PLOT_HEIGHT + 24


SIGN = 7
"""What a character of a label takes at most, on average."""
_DRAWN = {"bars": _bars, "shares": _bars, "waterfall": _waterfall, "columns": _columns, "lines": _lines}


def _label(text: str, x: int, y: int, anchor: str, kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(_short(text))}</text>'


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23].rstrip() + "…"


def _text(value: Value | None, unit: Unit, wording: Wording) -> str:
    return "–" if value is None else wording.numbers.value(value, unit)


def _most(values: tuple[Value | None, ...]) -> Fraction:
    return max((abs(_exact(value)) for value in values if value is not None), default=Fraction())


def _scaled(value: Value | None, most: Fraction, room: int) -> int:
    return int(abs(_exact(value)) * room / most + Fraction(1, 2)) if value is not None and most else 0


def _exact(value: Value) -> Fraction:
    return value.exact if isinstance(value, Money) else value
