"""Charts as text: for the app, for Markdown and for a terminal. The only module that knows plotext."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from salestui.domain.money import Money
from salestui.metrics.figure import Unit, Value
from salestui.render.numbers import Numbers
from salestui.render.plain import width as columns_of
from salestui.render.wording import Wording
from salestui.summary.blocks import Chart, Words

BAR, HALF, LEVEL, LIGHT, GOAL = "█", "▌", "│", "░", "---"
LINE_HEIGHT = 9
COLUMN_HEIGHT = 6
SHORTEST_LABEL = 4
WIDEST_LABEL = 28
LEAST_BAR = 12
"""Columns of the longest bar below which labels go to a line of their own."""


def chart_text(chart: Chart, wording: Wording, width: int, height: int | None = None, *, whole: bool = False) -> str:
    """The chart as plain text, at most `width` columns wide. Lines and columns are `height` rows high, bars a row each.

    No line ends in a space. An absent value is a gap. With `whole` nothing is cut or left out in little room: long labels
    stand above their bars, and columns that do not fit become a line. A document has the room, and stays as it was handed in.
    """
    labels = tuple(wording.text(label) for label in chart.labels)
    names = tuple(wording.text(series.name) for series in chart.series)
    values = tuple(series.values for series in chart.series)
    if chart.kind == "lines":
        return _lines(chart.unit, labels, names, values, chart.goal, wording.numbers, width, height or LINE_HEIGHT)
    if chart.kind == "columns":
        if whole and len(labels) > _columns_that_fit(chart.unit, labels, values[0], wording.numbers, width):
            return _lines(chart.unit, labels, names, values, chart.goal, wording.numbers, width, height or COLUMN_HEIGHT)
        return _columns(chart.unit, labels, values[0], wording.numbers, width, (height or COLUMN_HEIGHT) - (2 if whole else 0))
    if chart.kind == "waterfall":
        return _waterfall(chart.unit, labels, values[0], wording.numbers, width, whole)
    return _bars(chart.unit, labels, values[0], chart.goal, wording.numbers, width, whole)


def chart_notes(chart: Chart, wording: Wording) -> tuple[str, ...]:
    """What the marks of the chart mean, a line each: the level of a goal, a week that the period's edge cuts."""
    notes = []
    if chart.goal is not None:
        goal = wording.guide("words.figure.goal", value=wording.numbers.value(chart.goal, chart.unit))
        notes.append(f"{GOAL if chart.kind == 'lines' else LEVEL} {goal}")
    if any(isinstance(label, Words) and label.key == "document.chart.cut_week_short" for label in chart.labels):
        notes.append(wording.guide("document.chart.cut_week"))
    return tuple(notes)


# bars: a row for each label


def _bars(
    unit: Unit,
    labels: tuple[str, ...],
    values: tuple[Value | None, ...],
    goal: Value | None,
    numbers: Numbers,
    width: int,
    whole: bool,
) -> str:
    """ "Negotiation  ███████████  53 %"; a level is marked in every row where the bar does not reach it."""
    texts = [numbers.value(value, unit) if value is not None else "–" for value in values]
    names, room, right = _gutters(labels, texts, width, whole)
    most = max((abs(_exact(value)) for value in (*values, goal) if value is not None), default=Fraction())
    mark = _scaled(goal, most, room) if goal is not None else None
    rows = []
    for name, value, text in zip(names, values, texts, strict=True):
        bar = BAR * _scaled(value, most, room) if value is not None else ""
        rows.append(f"{name}{_with_level(bar, mark, room)}  {_ending(text, right)}")
    return "\n".join(row.rstrip() for row in rows)


def _with_level(bar: str, mark: int | None, room: int) -> str:
    bar = bar.ljust(room)
    if mark is None:
        return bar
    at = min(mark, room - 1)
    return bar[:at] + LEVEL + bar[at + 1 :]


def _waterfall(
    unit: Unit, labels: tuple[str, ...], values: tuple[Value | None, ...], numbers: Numbers, width: int, whole: bool
) -> str:
    """The first and the last value stand on the ground, each step between begins where the one before ended."""
    steps = [value for value in values if value is not None]
    texts = [numbers.value(v, unit) if n in (0, len(steps) - 1) else _signed(v, unit, numbers) for n, v in enumerate(steps)]
    names, room, right = _gutters(labels, texts, width, whole)
    spans, level = [], Fraction()
    for number, value in enumerate(steps):
        amount = _exact(value)
        if number in (0, len(steps) - 1):
            spans.append((Fraction(), amount))
            level = amount
        else:
            spans.append((min(level, level + amount), max(level, level + amount)))
            level += amount
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    reach = high - low or Fraction(1)
    rows = []
    for number, (name, (start, end), text) in enumerate(zip(names, spans, texts, strict=True)):
        before, after = (int((edge - low) * room / reach + Fraction(1, 2)) for edge in (start, end))
        before = min(before, room - 1) if whole else before  # a step at the very edge is still seen
        fill = BAR if number in (0, len(steps) - 1) else LIGHT
        bar = " " * before + fill * max(1, after - before)
        rows.append(f"{name}{bar[:room].ljust(room)}  {_ending(text, right)}")
    return "\n".join(row.rstrip() for row in rows)


def _gutters(labels: tuple[str, ...], texts: list[str], width: int, whole: bool) -> tuple[list[str], int, int]:
    """What stands before each bar, the columns that bars have, and the width of the widest text.

    Labels are cut and filled to one width; with `whole` those that have no room stand on a line of their own.
    """
    widest, right = max(map(columns_of, labels), default=0), max(map(columns_of, texts), default=0)
    left = min(WIDEST_LABEL, widest)
    if whole and (widest > WIDEST_LABEL or width - left - right - 4 < LEAST_BAR):
        above = [_fitted(label, width).rstrip() + "\n  " for label in labels]
        return above, max(SHORTEST_LABEL, width - right - 4), right
    return [_fitted(label, left) + "  " for label in labels], max(SHORTEST_LABEL, width - left - right - 4), right


def _ending(text: str, wide: int) -> str:
    return " " * (wide - columns_of(text)) + text


def _fitted(label: str, wide: int) -> str:
    if columns_of(label) > wide:
        label = label[: wide * 4]  # what is cut letter by letter is short, whatever a stranger wrote
        while columns_of(label) > wide - 1:
            label = label[:-1]
        label = label.rstrip() + "…"
    return label + " " * (wide - columns_of(label))


def _scaled(value: Value, most: Fraction, room: int) -> int:
    return int(abs(_exact(value)) * room / most + Fraction(1, 2)) if most else 0


def _signed(value: Value, unit: Unit, numbers: Numbers) -> str:
    text = numbers.value(value, unit)
    return f"+{text}" if _exact(value) > 0 else text


# lines and columns over time: plotext


def _lines(
    unit: Unit,
    labels: tuple[str, ...],
    names: tuple[str, ...],
    values: tuple[tuple[Value | None, ...], ...],
    goal: Value | None,
    numbers: Numbers,
    width: int,
    height: int,
) -> str:
    level = float(_exact(goal)) if goal is not None else None
    points = tuple(tuple(None if value is None else float(_exact(value)) for value in one) for one in values)
    known = [value for one in values for value in one if value is not None] + ([goal] if goal is not None else [])
    if not known:
        return ""
    return _plotted(labels, names if len(names) > 1 else ("",), points, level, _ticks(known, unit, numbers), width, height)


def _columns(
    unit: Unit, labels: tuple[str, ...], values: tuple[Value | None, ...], numbers: Numbers, width: int, height: int
) -> str:
    """Standing bars with their values above and their labels below, as many columns apart as fit."""
    if not labels:
        return ""
    texts = [numbers.value(value, unit) if value is not None else "" for value in values]
    wide = max(map(columns_of, (*labels, *texts))) + 1
    fit = _columns_that_fit(unit, labels, values, numbers, width)
    labels, values, texts = labels[-fit:], values[-fit:], texts[-fit:]
    most = max((_exact(value) for value in values if value is not None), default=Fraction())
    high = [_scaled(value, most, height) if value is not None else 0 for value in values]
    rows = []
    for level in range(height, -1, -1):
        cells = []
        for top, text in zip(high, texts, strict=True):
            shown = text if level == top else BAR * (wide - 2 or 1) if level < top else ""
            cells.append(shown.center(wide))
        rows.append("".join(cells))
    rows.append("".join(label.center(wide) for label in labels))
    return "\n".join(row.rstrip() for row in rows if row.strip())


def _columns_that_fit(
    unit: Unit, labels: tuple[str, ...], values: tuple[Value | None, ...], numbers: Numbers, width: int
) -> int:
    texts = [numbers.value(value, unit) for value in values if value is not None]
    return max(1, width // (max(map(columns_of, (*labels, *texts)), default=0) + 1))


def _ticks(known: list[Value], unit: Unit, numbers: Numbers) -> tuple[tuple[float, str], ...]:
    """The lowest value, the highest and the middle, in the reader's numbers."""
    low, high = min(known, key=_exact), max(known, key=_exact)
    places = (low, _middle(low, high), high) if _exact(low) != _exact(high) else (low,)
    return tuple((float(_exact(value)), text) for value, text in zip(places, numbers.alike(places, unit), strict=True))


def _middle(low: Value, high: Value) -> Value:
    if isinstance(low, Money):
        return Money.of((low.exact + _exact(high)) / 2, low.currency)
    return (low + _exact(high)) / 2


@lru_cache(maxsize=64)
def _plotted(
    labels: tuple[str, ...],
    names: tuple[str, ...],
    series: tuple[tuple[float | None, ...], ...],
    level: float | None,
    ticks: tuple[tuple[float, str], ...],
    width: int,
    height: int,
) -> str:
    """A line chart by plotext, kept: building one takes longer than a keystroke may."""
    import plotext as plot  # loaded with the first chart: it costs as much as everything else together

    plot.clear_figure()
    plot.limit_size(False, False)
    plot.plotsize(width, height)
    plot.theme("clear")
    for number, (name, points) in enumerate(zip(names, series, strict=True)):
        known = [(at, value) for at, value in enumerate(points) if value is not None]
        if known:
            marker = "braille" if number == 0 else "dot"
            plot.plot([at for at, _ in known], [value for _, value in known], marker=marker, label=name or None)
    if level is not None:
        plot.plot([0, max(1, len(labels) - 1)], [level, level], marker=GOAL[0])
    shown = _thinned(labels, width)
    plot.xticks([at for at, _ in shown], [label for _, label in shown])
    plot.yticks([place for place, _ in ticks], [text for _, text in ticks])
    drawn: str = plot.uncolorize(plot.build())
    return "\n".join(row.rstrip() for row in drawn.splitlines())


def _thinned(labels: tuple[str, ...], width: int) -> list[tuple[int, str]]:
    """As many labels, with their places, as stand beside each other without touching; the last one always."""
    wide = max(map(columns_of, labels), default=1) + 3
    step = max(1, -(-len(labels) * wide // max(1, width - 10)))
    return [(at, labels[at]) for at in range(len(labels) - 1, -1, -step)][::-1]


def _exact(value: Value) -> Fraction:
    return value.exact if isinstance(value, Money) else value
