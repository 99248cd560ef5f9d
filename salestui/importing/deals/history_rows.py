"""A field history or stage history of deals, read as events: on this day this field became that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from salestui.domain.deal import OPEN
from salestui.domain.import_plan import Match, Note, Question, Rejected
from salestui.domain.money import exponent
from salestui.importing.answers import Answers, question_of
from salestui.importing.deals.retold import Event
from salestui.importing.deals.state import AT, UNSEEN
from salestui.importing.ids import other_forms
from salestui.importing.known import Known, KnownDeal
from salestui.importing.reading.table import Chunk
from salestui.importing.recognition import Recognised
from salestui.importing.sources import SOURCES, plain_header
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Column, Fault
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.money import MoneyColumn
from salestui.importing.values.shares import HUNDRED, ShareColumn
from salestui.importing.values.texts import FlagColumn, IdColumn, TextColumn
from salestui.importing.words import forecast_category_of, status_of

_TOLD_AFTER = ("amount", "probability", "forecast_category")
_DIGITS = "0123456789"
_FIELD_VALUES = ("stage", "amount", "close_on", "probability", "forecast_category", "owner", "next_step", "lead_source", "name")
_ROOM = 1 << 26
_FIELDS_ROOM = 8
"""Positions of events of one second, and of one row."""


class HistoryBatch(NamedTuple):
    """`events` by number of the deal; `idle` rows say nothing that is kept (a creation, a field of no interest)."""

    events: list[tuple[int, Event]]
    idle: int
    rejected: list[Rejected]
    counted: int


class HistoryReader:
    """Looks at a whole history first (`look`, `questions`), then gives its events (`typed`)."""

    def __init__(
        self, header: tuple[str, ...], matches: Sequence[Match], found: Recognised, answers: Answers, run: int
    ) -> None:
        self.header = header
        self.answers = answers
        self.run = run
        self.source = found.source
        self.places = {match.field: match.position for match in matches}
        self.by_field = "field" in self.places
        self.on = DateColumn(answers.choices.date_order, answers.zone)
        self.typers: dict[str, Column] = {field: self._typer(field) for field in _FIELD_VALUES}
        self.labels = _labels()
        self.untracked = 0
        self._rows = 0
        self._forward = 0
        self._last: dict[str, tuple[str, int, int]] = {}
        self._prefixes: set[str] = set()

    def look(self, chunk: Chunk) -> None:
        """Take note of what a stretch says of each column, and of the order in which the file tells events."""
        stretch = Stretch(chunk, self.header, self.places)
        if not len(stretch):
            return
        self.on.look(stretch.cells("on"))
        if self.by_field:
            for field, cells in self._cells_by_field(stretch).items():
                self.typers[field].look(cells)
        else:
            for field in _FIELD_VALUES:
                if stretch.has(field):
                    self.typers[field].look(stretch.cells(field))
        self._find_order(stretch)

    @property
    def columns(self) -> dict[str, Column]:
        """What the file tells, by field: the days of its events, and the values of each field."""
        told = {field: typer for field, typer in self.typers.items() if self.by_field or field in self.places}
        return {"on": self.on, **told}

    def questions(self) -> tuple[Question, ...]:
        found = []
        for field, typer in self.columns.items():
            undecided = self.answers.settle(field, typer)
            if undecided is not None:
                column = self.header[self.places.get(field, self.places.get("after", 0))]
                found.append(question_of(column, undecided))
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        return (Note.of("history-untracked", count=self.untracked),) if self.untracked else ()

    def typed(self, chunk: Chunk, known: Known) -> HistoryBatch:
        """The events of a stretch. A row of a deal that the store does not hold is rejected."""
        stretch = Stretch(chunk, self.header, self.places)
        if not len(stretch):
            return HistoryBatch([], 0, stretch.rejected, stretch.counted)
        deals = self._deals(stretch, known)
        days = stretch.read("on", self.on)
        events: list[tuple[int, Event]] = []
        idle = 0
        for index, (deal, day) in enumerate(zip(deals, days, strict=True)):
            self._rows += 1
            if deal is None or stretch.is_faulty(index):
                continue
            if day is None:
                stretch.fault(index, "on", "no-date")
                continue
            told = self._by_field(stretch, index, deal) if self.by_field else self._by_row(stretch, index, deal)
            if stretch.is_faulty(index):
                continue
            if not told:
                idle += 1
                continue
            place = self._position(stretch, index)
            events.extend(
                (deal.number, Event(str(day), place + step, self.run, field, before, after))
                for step, (field, before, after) in enumerate(told)
            )
        return HistoryBatch(events, idle, stretch.rejected, stretch.counted)

    # -- what a row tells

    def _by_row(self, stretch: Stretch, index: int, deal: KnownDeal) -> list[tuple[str, object, object]]:
        """A row with the values after the change."""
        stage = self._value(stretch, index, "stage", deal)
        status = status_of(str(stage), self.answers.words) if stage is not None else None
        day = self._value(stretch, index, "close_on", deal)
        told: list[tuple[str, object, object]] = []
        if status not in (None, OPEN) and day is not None:
            told.append(("closed_on", UNSEEN, day))
        if stage is not None:
            told += [("stage", UNSEEN, stage), ("status", UNSEEN, status or OPEN)]
        if status in (None, OPEN) and day is not None:
            told.append(("close_on", UNSEEN, day))
        for field in _TOLD_AFTER:
            if stretch.has(field):
                value = self._value(stretch, index, field, deal)
                told.append((_column_of(field), UNSEEN, value))
        if self._is_deleted(stretch, index):
            return []
        return told

    def _by_field(self, stretch: Stretch, index: int, deal: KnownDeal) -> list[tuple[str, object, object]]:
        """A row that names the field, with its value before and after."""
        field = self.labels.get(plain_header(stretch.cells("field")[index]))
        if field is None or self._is_deleted(stretch, index):
            self.untracked += field is None
            return []
        before, after = (self._read(stretch, index, place, field, deal) for place in ("before", "after"))
        told: list[tuple[str, object, object]] = [(_column_of(field), before, after)]
        if field == "stage":
            words = self.answers.words
            was, now = (None if stage is None else status_of(str(stage), words) or OPEN for stage in (before, after))
            told.append(("status", UNSEEN if was is None else was, now or OPEN))
        return told

    def _value(self, stretch: Stretch, index: int, field: str, deal: KnownDeal) -> object:
        return self._read(stretch, index, field, field, deal) if stretch.has(field) else None

    def _read(self, stretch: Stretch, index: int, place: str, field: str, deal: KnownDeal) -> object:
        """The value in the cell at `place`, of the kind of `field`; faults noted."""
        if not stretch.has(place):
            return None
        typer, cells = self.typers[field], [stretch.cells(place)[index]]
        if isinstance(typer, MoneyColumn):
            currency = deal.state[AT["currency"]]
            value = typer.minor_units(cells, exponent(currency if isinstance(currency, str) else ""))[0]
        else:
            value = typer.read(cells)[0]
        if isinstance(value, Fault):
            stretch.fault(index, place, value.why)
            return None
        return forecast_category_of(cast("str | None", value)) if field == "forecast_category" else value

    def _is_deleted(self, stretch: Stretch, index: int) -> bool:
        return stretch.has("is_deleted") and FlagColumn().read([stretch.cells("is_deleted")[index]])[0] is True

    # -- whose event it is

    def _deals(self, stretch: Stretch, known: Known) -> list[KnownDeal | None]:
        found = self._by_id(stretch, known) if stretch.has("deal") else self._by_name(stretch, known)
        for index, deal in enumerate(found):
            if deal is None:
                stretch.fault(index, "deal" if stretch.has("deal") else "name", "unknown-deal")
        return found

    def _by_id(self, stretch: Stretch, known: Known) -> list[KnownDeal | None]:
        ids = [value if isinstance(value, str) else "" for value in IdColumn().read(stretch.cells("deal"))]
        forms = {deal: (deal, *other_forms(self.source.id_form, deal)) for deal in set(ids)}
        stored = known.deals([form for each in forms.values() for form in each])
        return [next((stored[form] for form in forms[deal] if form in stored), None) for deal in ids]

    def _by_name(self, stretch: Stretch, known: Known) -> list[KnownDeal | None]:
        """A report without ids: by name, and owner where several deals have that name."""
        names = [str(value or "") for value in TextColumn().read(stretch.cells("name"))]
        owners = (
            [str(v or "") for v in TextColumn().read(stretch.cells("owner"))] if stretch.has("owner") else [""] * len(names)
        )
        named: dict[str, list[KnownDeal]] = {}
        for deal in known.deals_named(set(names)):
            named.setdefault(str(deal.state[AT["name"]]), []).append(deal)
        return [_only(named.get(name, []), owner) for name, owner in zip(names, owners, strict=True)]

    # -- in which order

    def _find_order(self, stretch: Stretch) -> None:
        """Whether later rows (or greater event ids) tell of later events; most deals' rows decide."""
        if stretch.has("event") and len(self._prefixes) < 2:
            self._prefixes.update(cell.rstrip(_DIGITS) for cell in stretch.cells("event"))
        keys = stretch.cells("deal" if stretch.has("deal") else "name")
        for index, (key, cell) in enumerate(zip(keys, stretch.cells("on"), strict=True)):
            day, seconds = self.on.moment(cell)
            number = self._number(stretch, index)
            last = self._last.get(key)
            if last is not None and last[:2] != (day, seconds):
                self._forward += 1 if ((day, seconds) > last[:2]) == (number > last[2]) else -1
            self._last[key] = (day, seconds, number)

    def _position(self, stretch: Stretch, index: int) -> int:
        """A number that orders events of a deal by their instant, then by the order of the file's own."""
        day, seconds = self.on.moment(stretch.cells("on")[index])
        number = self._number(stretch, index) * _FIELDS_ROOM % _ROOM
        moment = (date.fromisoformat(day).toordinal() * 86_400 + seconds) * _ROOM
        return moment + (number if self._forward >= 0 else _ROOM - _FIELDS_ROOM - number)

    def _number(self, stretch: Stretch, index: int) -> int:
        """The number at the end of the event's id where all ids are numbered alike, else the line."""
        if len(self._prefixes) != 1:
            return stretch.lines[index]
        cell = stretch.cells("event")[index]
        return int(cell[len(cell.rstrip(_DIGITS)) :][-12:] or 0)

    def _typer(self, field: str) -> Column:
        choices = self.answers.choices
        if field == "amount":
            return MoneyColumn(choices.decimal, self.answers.home_currency)
        if field == "close_on":
            return DateColumn(choices.date_order, self.answers.zone)
        return ShareColumn(choices.decimal, HUNDRED) if field == "probability" else TextColumn()

    def _cells_by_field(self, stretch: Stretch) -> Mapping[str, list[str]]:
        cells: dict[str, list[str]] = {}
        told = [stretch.cells(place) for place in ("before", "after") if stretch.has(place)]
        for label, *values in zip(stretch.cells("field"), *told, strict=True):
            if field := self.labels.get(plain_header(label)):
                cells.setdefault(field, []).extend(values)
        return cells


def _only(deals: list[KnownDeal], owner: str) -> KnownDeal | None:
    if len(deals) > 1:
        deals = [deal for deal in deals if deal.state[AT["owner"]] == owner]
    return deals[0] if len(deals) == 1 else None


def _column_of(field: str) -> str:
    return "amount_minor" if field == "amount" else field


def _labels() -> dict[str, str]:
    """A field's label or API name in the history -> our field."""
    names: dict[str, str] = {}
    for source in SOURCES:
        for layout in source.layouts:
            if layout.kind == "deals":
                for field in _FIELD_VALUES:
                    names |= dict.fromkeys(layout.columns.get(field, ()), field)
    return names
