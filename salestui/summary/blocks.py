"""What a section is made of once it is assembled: tables, lines, sentences and charts of values, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.domain.period import Period
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure, Unit, Value


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the rep or of the CRM, to be shown as they are; of the rep's, live numbers are replaced.

    `key` tells which field they come from, so that a reader can go there.
    """

    text: str
    key: FieldKey | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the rep put beside an entry, to be followed where the format allows it."""

    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or label of the guide; its values are cells themselves."""

    key: str
    values: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit. `full` asks for all digits of money instead of three significant ones."""

    value: Value
    unit: Unit
    full: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A figure's value, or the words for why there is none."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's change against its previous value, with its arrow: ▲ 14 %."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure stands beside: `what` is prev, target, benchmark or year_ago; an empty cell where there is none.

    `labelled` puts the benchmark's own words in front of its value.
    """

    figure: Figure
    what: str
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Cells in one: those that are empty fall away, the others are set with `by` between them."""

    cells: tuple[Cell, ...]
    by: str = ", "


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `short` leaves out the year."""

    day: date
    short: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Span:
    period: Period


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty cell."""


Cell = Said | Link | Words | Quantity | Result | Change | Beside | Joined | Day | Days | Span | Nothing


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers are aligned to the right."""

    head: Cell
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One item: an optional label in front of its cells, which are joined by spaces."""

    cells: tuple[Cell, ...]
    label: Cell | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, with a small heading above it where there is one."""

    items: tuple[Line, ...]
    head: Cell | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's labels; None is a gap. `name` is shown in the legend."""

    name: Cell
    values: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to compare. `kind`: bars, lines, shares, waterfall. `title` says the finding. `goal` draws a level."""

    kind: str
    title: Cell
    unit: Unit
    labels: tuple[Cell, ...]
    series: tuple[Series, ...]
    goal: Value | None = None


Block = Table | Lines | Paragraph | Chart
