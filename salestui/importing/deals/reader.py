"""A file of deals typed: ids, amounts, days and statuses of some thousand rows at a time, faulty rows apart."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from salestui.domain.deal import OPEN
from salestui.domain.import_plan import Match, Note, Question, Rejected
from salestui.importing.answers import Answers, orders_of, question_of, signs_of
from salestui.importing.deals.amounts import Amounts
from salestui.importing.deals.state import UNSEEN
from salestui.importing.deals.statuses import Statuses
from salestui.importing.deals.typers import AS_THEY_ARE, MONEY, typer_of
from salestui.importing.ids import made_id
from salestui.importing.reading.table import Chunk
from salestui.importing.recognition import Recognised
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Fault, Meanings, is_blank
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.numbers import COMMA
from salestui.importing.words import DELETED, deal_type_of, forecast_category_of

_TYPED_APART = MONEY | {"currency", "id", "parent", "amount_period", "amount_formatted"}
Columns = dict[str, list[object]]


class TypedDeals(NamedTuple):
    """Good rows: their ids, and a list of values for each field of STATE_FIELDS that the file has; and the rows at fault.

    `keys` are (name, account, owner) of each row. `counted` is how many rows were data.
    """

    ids: list[str]
    columns: Columns
    keys: list[tuple[str, ...]]
    rejected: list[Rejected]
    counted: int


class DealReader:
    """Looks at a whole file of deals first (`look`, `looked`, `questions`), then types it (`typed`)."""

    def __init__(self, header: tuple[str, ...], matches: Sequence[Match], found: Recognised, answers: Answers) -> None:
        self.header = header
        self.layout = found.layout
        self.answers = answers
        self.places = {match.field: match.position for match in matches}
        self.typers = {field: typer_of(field, answers, found.layout) for field in self.places}
        self.statuses = Statuses(self.typers, answers.words, status_decides=found.layout.status_decides)
        named = {match.field: match.header for match in matches}
        self.amounts = Amounts(self.typers, named, answers, may_be_cents=found.layout.may_be_cents)
        self.subtasks = 0
        self._hashes = array("q")
        self._met: set[int] = set()
        self._counted = 0
        self._repeated: frozenset[int] = frozenset()
        self._first_line: dict[str, int] = {}
        self._types: dict[tuple[object, ...], str | None] = {}
        self._categories: Meanings[str | None] = Meanings(forecast_category_of)

    def stretch(self, chunk: Chunk) -> Stretch:
        """The rows of a chunk that are deals, by column: a subtask is none."""
        parent = self.places.get("parent")
        if parent is not None:
            whole = [i for i, row in enumerate(chunk.rows) if is_blank(row[parent])]
            self.subtasks += len(chunk.rows) - len(whole)
            chunk = Chunk([chunk.rows[i] for i in whole], [chunk.lines[i] for i in whole], chunk.rejected)
        return Stretch(chunk, self.header, self.places)

    def look(self, stretch: Stretch) -> None:
        """Take note of what a stretch of the file says of each column as a whole."""
        if not len(stretch):
            return
        for field, typer in self.typers.items():
            typer.look(stretch.cells(field))
        self.statuses.look(stretch)
        self.amounts.look(stretch)
        self._hashes.extend(map(hash, self._ids(stretch)))

    def looked(self) -> None:
        """Once the whole file was looked at: which ids occur more than once (a few others may be among them)."""
        self._repeated = frozenset(a for a, b in pairwise(sorted(self._hashes)) if a == b)
        self._hashes = array("q")
        self.subtasks = 0

    @property
    def has_subtasks(self) -> bool:
        return "parent" in self.places

    @property
    def is_sure(self) -> bool:
        """Whether nothing that was looked at waits for the rest of the file: days, numbers and words say what they mean."""
        apart = {"amount_formatted", "parent"} & self.places.keys()
        return not apart and all(typer.is_sure for typer in self.typers.values()) and not self.questions()

    @property
    def meets_ids_again(self) -> bool:
        """Whether an id may have occurred twice in what was looked at so far."""
        self._met.update(self._hashes[self._counted :])
        self._counted = len(self._hashes)
        return len(self._met) < self._counted

    def questions(self) -> tuple[Question, ...]:
        """What the file leaves open."""
        found = []
        for field, typer in self.typers.items():
            undecided = self.answers.settle(field, typer)
            if undecided is not None:
                found.append(question_of(self.header[self.places[field]], undecided))
        found += filter(None, [self.amounts.settle_units(), self.amounts.question()])
        if unclear := self.statuses.unclear():
            column = self.header[self.places["status" if "status" in self.places else "stage"]]
            found.append(Question("status-unclear", "--won", column, unclear[0], tuple(unclear)))
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        """What a rep should know about the values, once the file was typed."""
        name = {field: self.header[place] for field, place in self.places.items()}
        orders = [Note.of("date-order", column=name[field], order=order) for field, order in self.orders().items()]
        signs = [Note.of("decimal-comma", column=name[field]) for field, sign in self.signs().items() if sign == COMMA]
        apart = [Note.of("subtasks", count=self.subtasks)] if self.subtasks else []
        return (*orders, *signs, *self.amounts.notes(), *apart)

    def orders(self) -> dict[str, str]:
        return orders_of(self.typers)

    def instants(self) -> list[str]:
        """The fields whose days are told with their time."""
        return [field for field, typer in self.typers.items() if isinstance(typer, DateColumn) and not typer.midnight]

    def telling(self) -> list[int]:
        """The positions of the columns that say whose deal a row is, and how it stands."""
        return [self.places[field] for field in ("owner", *self.statuses.telling) if field in self.places]

    def signs(self) -> dict[str, str]:
        return signs_of(self.typers)

    @property
    def fields(self) -> frozenset[str]:
        """What the file has, by the names of MAPPED_FIELDS."""
        implied = {
            "won_on": "closed_on",
            "lost_on": "closed_on",
            "is_won": "status",
            "status_reason": "loss_reason",
            "other_loss_reason": "loss_reason",
            "is_renewal": "deal_type",
            "amount_period": "arr",
        }
        told = frozenset(implied.get(field, field) for field in self.places)
        return told if self.amounts.fields else told - {"currency"}  # a currency of no amount tells nothing

    def typed(self, stretch: Stretch, *, with_keys: bool) -> TypedDeals:
        """The values of a stretch of the file; `keys` only where they are asked for."""
        if not len(stretch):
            return TypedDeals([], {}, [], stretch.rejected, stretch.counted)
        values = {field: stretch.read(field, typer) for field, typer in self.typers.items() if field not in _TYPED_APART}
        ids = self._checked_ids(stretch)
        columns = self._columns(values, stretch, ids)
        keys = self._keys(stretch) if with_keys else []
        good = stretch.good()
        if good is not None:
            ids = [ids[i] for i in good]
            keys = [keys[i] for i in good] if with_keys else []
            columns = {field: [column[i] for i in good] for field, column in columns.items()}
        return TypedDeals(cast("list[str]", ids), columns, keys, stretch.rejected, stretch.counted)

    def _keys(self, stretch: Stretch) -> list[tuple[str, ...]]:
        empty = [""] * len(stretch)
        parts = [stretch.cells(field) if stretch.has(field) else empty for field in ("name", "account", "owner")]
        return list(zip(*parts, strict=True))

    def _ids(self, stretch: Stretch) -> list[object]:
        """The CRM's ids, or ids made from name, account and owner where it gives none."""
        if stretch.has("id"):
            return stretch.values("id", self.typers["id"])
        return [made_id(key) if key[0].strip() else None for key in self._keys(stretch)]

    def _checked_ids(self, stretch: Stretch) -> list[object]:
        """Ids; those that are damaged, missing, or were met before in the file are at fault."""
        ids = self._ids(stretch)
        field = "id" if stretch.has("id") else "name"
        if stretch.has("id"):
            stretch.noted("id", ids, self.typers["id"])
        if None in ids:
            for index, value in enumerate(ids):
                if value is None:
                    stretch.fault(index, field, "no-id")
        if self._repeated:
            for index, value in enumerate(ids):
                if isinstance(value, str) and hash(value) in self._repeated and not stretch.is_faulty(index):
                    first = self._first_line.setdefault(value, stretch.lines[index])
                    if first != stretch.lines[index]:
                        stretch.fault(index, field, f"repeated-id: {first}")
        return ids

    def _columns(self, values: Columns, stretch: Stretch, ids: list[object]) -> Columns:
        """STATE_FIELDS that the file has, from what was typed."""
        columns: Columns = {"status": self.statuses.read(stretch)}
        columns |= {field: values[field] for field in AS_THEY_ARE if field in values}
        for field in self.layout.listed & columns.keys():
            columns[field] = [_first_of_list(value) for value in columns[field]]
        for field, names in (("owner", self.answers.people), ("account", self.answers.accounts)):
            if field in columns and names:
                columns[field] = [names.get(str(value), value) for value in columns[field]]
        columns["name"] = _names(values, ids)
        columns["removed"] = _removed(values, len(ids))
        self.amounts.add_to(columns, stretch)
        columns |= _days(values, columns["status"])
        self._add_words(columns, values)
        return columns

    def _add_words(self, columns: Columns, values: Columns) -> None:
        if "forecast_category" in values:
            columns["forecast_category"] = list(
                map(self._categories.__getitem__, cast("list[str]", values["forecast_category"]))
            )
        told = [values[field] for field in ("loss_reason", "other_loss_reason", "status_reason") if field in values]
        if told:
            reasons = _first_told(told)
            columns["loss_reason"] = [
                reason if status == "lost" else None for reason, status in zip(reasons, columns["status"], strict=True)
            ]
        if values.keys() & {"deal_type", "pipeline", "is_renewal"}:
            none: list[object] = [None] * len(columns["status"])
            parts = [values.get(field, none) for field in ("is_renewal", "pipeline", "deal_type")]
            keys = list(zip(*parts, strict=True))
            for key in set(keys) - self._types.keys():
                renewal, pipeline, kind = (None if isinstance(part, Fault) else part for part in key)
                self._types[key] = deal_type_of(
                    cast("bool | None", renewal), cast("str | None", pipeline), cast("str | None", kind)
                )
            columns["deal_type"] = list(map(self._types.__getitem__, keys))


def _first_told(columns: Sequence[list[object]]) -> list[object]:
    """In each row the first of several columns in which something stands."""
    if len(columns) == 1:
        return columns[0]
    return [next(filter(None, values), None) for values in zip(*columns, strict=True)]


def _first_of_list(value: object) -> object:
    """`[Ada,Ben]` or `Ada; Ben` -> Ada: of several assignees the first owns the deal, of several companies the first is meant."""
    if not isinstance(value, str):
        return value
    first = value.strip("[]").split(",")[0] if value.startswith("[") else value.split(";")[0]
    return first.strip() or None


def _names(values: Mapping[str, list[object]], ids: list[object]) -> list[object]:
    """A deal without a name goes by its account, else by its id."""
    named = values.get("name", [None] * len(ids))
    if None not in named:
        return named
    accounts = values.get("account", [None] * len(ids))
    return [name or account or number for name, account, number in zip(named, accounts, ids, strict=True)]


def _removed(values: Mapping[str, list[object]], count: int) -> list[object]:
    if "is_deleted" in values:
        return ["deleted" if flag is True else None for flag in values["is_deleted"]]
    if "status" in values:
        return ["deleted" if str(word).casefold() in DELETED else None for word in values["status"]]
    return [None] * count


def _days(values: Mapping[str, list[object]], statuses: list[object]) -> Columns:
    """Expected while open, actual once closed; a CRM with one column gives each its own (METRICS.md 1.3)."""
    single = values.get("close_on")
    closings = [values[field] for field in ("closed_on", "won_on", "lost_on") if field in values]
    if not closings and single is not None:
        closings = [single]
    columns: Columns = {"closed_on": [None if status == OPEN else UNSEEN for status in statuses]}
    if closings:
        columns["closed_on"] = [
            None if status == OPEN else day for day, status in zip(_first_told(closings), statuses, strict=True)
        ]
    if "expected_close_on" in values:
        columns["expected_close_on"] = values["expected_close_on"]
    elif single is not None:
        columns["expected_close_on"] = [day if status == OPEN else UNSEEN for day, status in zip(single, statuses, strict=True)]
    return columns
