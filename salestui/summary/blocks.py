"""What a section is made of once it is assembled: tables, lines, sentences and charts of values, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salestui.domain.period import Period
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure, Unit, Value


class Said(NamedTuple):
    """Words of the rep or of the CRM, to be shown as they are; of the rep's, live numbers are replaced.

    `key` tells which field they come from, so that a reader can go there.
    """

    text: str
    key: FieldKey | None = None


class Link(NamedTuple):
    """An address that the rep put beside an entry, to be followed where the format allows it."""

    address: str


class Words(NamedTuple):
    """A sentence or label of the guide; its values are cells themselves."""

    key: str
    values: tuple[tuple[str, Cell], ...] = ()


class Quantity(NamedTuple):
    """A value with its unit. `full` asks for all digits of money instead of three significant ones."""

    value: Value
    unit: Unit
    full: bool = False


class Result(NamedTuple):
    """A figure's value, or the words for why there is none."""

    figure: Figure


class Change(NamedTuple):
    """A figure's change against its previous value, with its arrow: ▲ 14 %."""

    figure: Figure


class Beside(NamedTuple):
    """What a figure stands beside: `what` is prev, target, benchmark or year_ago; an empty cell where there is none.

    `labelled` puts the benchmark's own words in front of its value.
    """

    figure: Figure
    what: str
    labelled: bool = False


class Joined(NamedTuple):
    """Cells in one: those that are empty fall away, the others are set with `by` between them."""

    cells: tuple[Cell, ...]
    by: str = ", "


class Day(NamedTuple):
    """A day; `short` leaves out the year."""

    day: date
    short: bool = False


class Days(NamedTuple):
    """From one day to another."""

    start: date
    end: date


class Span(NamedTuple):
    period: Period


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty cell."""


Cell = Said | Link | Words | Quantity | Result | Change | Beside | Joined | Day | Days | Span | Nothing


class Column(NamedTuple):
    """Numbers are aligned to the right."""

    head: Cell
    numeric: bool = False


class Table(NamedTuple):
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Line(NamedTuple):
    """One item: an optional label in front of its cells, which are joined by spaces."""

    cells: tuple[Cell, ...]
    label: Cell | None = None


class Lines(NamedTuple):
    """A list, with a small heading above it where there is one."""

    items: tuple[Line, ...]
    head: Cell | None = None


class Paragraph(NamedTuple):
    cells: tuple[Cell, ...]


class Series(NamedTuple):
    """Values in the order of the chart's labels; None is a gap. `name` is shown in the legend."""

    name: Cell
    values: tuple[Value | None, ...]


class Chart(NamedTuple):
    """Numbers to compare. `kind`: bars, lines, shares, waterfall. `title` says the finding. `goal` draws a level."""

    kind: str
    title: Cell
    unit: Unit
    labels: tuple[Cell, ...]
    series: tuple[Series, ...]
    goal: Value | None = None


Block = Table | Lines | Paragraph | Chart
