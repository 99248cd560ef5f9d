"""A typed table read: every column judged as a whole, then each row made a record or rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from salestui.domain.import_plan import Match, Note, Question, Rejected
from salestui.domain.text import one_line
from salestui.importing.answers import Answers, question_of
from salestui.importing.reading.table import Chunk
from salestui.importing.records.record import Record
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Column
from salestui.importing.values.currency import currency_in_header
from salestui.importing.values.numbers import parts_of
from salestui.importing.values.texts import TextColumn


class Unfit(NamedTuple):
    """A row that makes no record: the field at fault, and why (as in `Rejected`)."""

    field: str
    why: str


class Row(NamedTuple):
    """One row's values by field, and the headers of these."""

    values: Mapping[str, object]
    header: Mapping[str, str]

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None


Typers = dict[str, Callable[[Answers, str], Column]]
"""field -> what reads it, given the answers and its header; a field that is left out is text."""
Build = Callable[[Row, Answers], Record | Unfit | None]


class RecordKind(NamedTuple):
    """A kind of record: what its columns are, and how a row becomes a record (None where it holds nothing to keep).

    `money` names the fields whose amounts must have a currency; with `in_money` only those in rows of which it says, by what
    the row's metric is called, that they are an amount of money.
    """

    typers: Typers
    build: Build
    money: tuple[str, ...] = ()
    in_money: Callable[[str, Answers], bool] | None = None


class RecordBatch(NamedTuple):
    """`idle` rows were understood and hold nothing to keep."""

    records: list[Record]
    idle: int
    rejected: list[Rejected]
    counted: int


class RecordReader:
    """Looks at a whole table first (`look`, `questions`), then types it (`typed`)."""

    def __init__(self, kind: RecordKind, header: tuple[str, ...], matches: Sequence[Match], answers: Answers) -> None:
        self.kind = kind
        self.header = header
        self.answers = answers
        self.places = {match.field: match.position for match in matches}
        self.names = {match.field: match.header for match in matches}
        self.typers: dict[str, Column] = {
            name: kind.typers[name](answers, header[place]) if name in kind.typers else TextColumn()
            for name, place in self.places.items()
        }
        self._bare: tuple[str, str] | None = None  # the first amount that names no currency, under its header

    def look(self, chunk: Chunk) -> None:
        stretch = Stretch(chunk, self.header, self.places)
        for name, typer in self.typers.items():
            typer.look(stretch.cells(name))
        if self.kind.money and "currency" not in self.places and not self._bare:
            given = [name for name in self.kind.money if name in self.places and not currency_in_header(self.names[name])]
            bare = ((self.names[name], cell) for name in given for cell in self._amounts(stretch, name) if _is_bare(cell))
            self._bare = next(bare, None)

    def _amounts(self, stretch: Stretch, name: str) -> Iterable[str]:
        """The cells of that column that are amounts of money."""
        cells, in_money = stretch.cells(name), self.kind.in_money
        if in_money is None:
            return cells
        metrics = stretch.cells("metric") if "metric" in self.places else repeat("")
        return (cell for cell, metric in zip(cells, metrics, strict=False) if in_money(metric, self.answers))

    def questions(self) -> tuple[Question, ...]:
        found = []
        for name, typer in self.typers.items():
            undecided = self.answers.settle(name, typer)
            if undecided is not None:
                found.append(question_of(self.names[name], undecided))
        if self._bare and not self.answers.home_currency:
            header, sample = map(one_line, self._bare)
            found.append(Question("currency-missing", "--currency", header, sample))
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        if self._bare and self.answers.home_currency and not self.answers.choices.currency:
            return (Note.of("currency-assumed", currency=self.answers.home_currency),)
        return ()

    def typed(self, chunk: Chunk) -> RecordBatch:
        stretch = Stretch(chunk, self.header, self.places)
        if not len(stretch):
            return RecordBatch([], 0, stretch.rejected, stretch.counted)
        columns = {name: stretch.read(name, typer) for name, typer in self.typers.items()}
        records: list[Record] = []
        idle = 0
        for index, values in enumerate(zip(*columns.values(), strict=True)):
            if stretch.is_faulty(index):
                continue
            made = self.kind.build(Row(dict(zip(columns, values, strict=True)), self.names), self.answers)
            if isinstance(made, Unfit):
                stretch.fault(index, made.field if stretch.has(made.field) else None, made.why)
            elif made is None:
                idle += 1
            else:
                records.append(made)
        return RecordBatch(records, idle, stretch.rejected, stretch.counted)


def _is_bare(cell: str) -> bool:
    """Whether it holds an amount that names no currency."""
    parts = parts_of(cell)
    return parts is not None and parts.currency is None
