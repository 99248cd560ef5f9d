"""What a file of deals will do: new deals, changes of known ones, and what is missing, some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count, repeat
from operator import itemgetter
from typing import NamedTuple

from salestui.domain.deal import LOST, OPEN, STATE_FIELDS, WON
from salestui.domain.import_plan import Rejected
from salestui.domain.text import same_name
from salestui.importing.deals.reader import Columns, TypedDeals
from salestui.importing.deals.retelling import Retelling, told_anew
from salestui.importing.deals.retold import Change, Observation, observed
from salestui.importing.deals.state import AT, UNSEEN, State, as_text
from salestui.importing.deals.told import told_fields
from salestui.importing.ids import is_made, made_id, other_forms
from salestui.importing.known import Known, KnownDeal
from salestui.importing.sources import GENERIC, Source

_STATUS, _CREATED = AT["status"], AT["created_on"]
_CLOSED_STATUSES = frozenset((WON, LOST))


class Update(NamedTuple):
    """A known deal whose newest state is another now."""

    number: int
    before: State
    after: State


class DealBatch(NamedTuple):
    """What some thousand rows do. `new` are rows of the table, with the columns `new_columns` of the planner.

    `held` are the numbers of all deals that the rows hold; `changes` those of `updates`, by number of the deal; `adopted`
    are known deals that came without an id and now have one.
    """

    new: list[tuple[object, ...]]
    updates: list[Update]
    changes: list[tuple[int, Change]]
    retellings: list[Retelling]
    held: list[int]
    adopted: list[tuple[int, str]]
    unchanged: int
    rejected: list[Rejected]
    counted: int


class Coverage(NamedTuple):
    """Whose deals, and of which group, an export holds (METRICS.md 1.5); owners None where it has no owner column."""

    owners: set[str] | None
    covers_open: bool
    covers_closed: bool


class DealPlanner:
    """Compares typed rows with what is known. `run` is the number that the import has or would get."""

    def __init__(self, known: Known, source: Source, as_of: date, fields: frozenset[str], run: int) -> None:
        self.known = known
        self.source = source
        self.as_of = as_of.isoformat()
        self.run = run
        self.told = told_fields(fields)
        self.has_ids = "id" in fields
        self.runs = known.runs()
        snapshots = [(snapshot.as_of.isoformat(), snapshot.columns) for snapshot in self.runs.snapshots]
        self.is_newest = all(day <= self.as_of for day, _ in snapshots) and all(
            day < self.as_of for day in self.runs.histories.values()
        )
        self.always_told = frozenset.intersection(self.told, *(told_fields(columns) for _, columns in snapshots))
        self.new_columns = ("number", "id", "source", *(field for field in STATE_FIELDS if field in self.told), "first_seen_on")
        self._looks_up = known.has_deals()
        self._has_made_ids = self._looks_up and known.has_made_ids()
        self._numbers = count(known.next_number())
        self._awaited = known.awaited(source.name, self.as_of) if self._looks_up else set()
        self._awaited_count = len(self._awaited)
        self._owners: set[str] = set()
        self._statuses: set[object] = set()
        self._positions = [field for field in STATE_FIELDS if field in self.told and field not in _DERIVED]
        if "expected_close_on" in self._positions:  # last, since a closed row may leave it untold
            self._positions.append(self._positions.pop(self._positions.index("expected_close_on")))
        self._pick = itemgetter(*(AT[field] for field in self._positions))

    def plan(self, typed: TypedDeals) -> DealBatch:
        """What these rows do."""
        batch = DealBatch([], [], [], [], [], [], 0, typed.rejected, typed.counted)
        self._hold_rejected(typed.rejected)
        if not typed.ids:
            return batch
        self._cover(typed.columns)
        known = self._found(typed) if self._looks_up else {}
        if not known:
            return batch._replace(new=self._new(typed.ids, typed.columns), held=[])
        return self._compared(typed, known, batch)

    def coverage(self) -> Coverage:
        owners = self._owners if "owner" in self.told else None
        return Coverage(owners, OPEN in self._statuses, bool(self._statuses & _CLOSED_STATUSES))

    def missing(self) -> list[tuple[int, str, str]]:
        """(number, id, name) of open deals that the file covers and does not hold, once all of it was planned."""
        coverage = self.coverage()
        if not coverage.covers_open or not self._awaited:
            return []
        return [
            (number, deal, name)
            for number, deal, name, owner in self.known.named(self._awaited)
            if coverage.owners is None or (owner or "") in coverage.owners
        ]

    def covered_open(self) -> int:
        """How many known open deals the file covers, held or not."""
        return len(self.missing()) + self._awaited_count - len(self._awaited)

    # -- finding the known deal of a row

    def _found(self, typed: TypedDeals) -> Mapping[str, KnownDeal]:
        """The known deal of each id, also where it is written in another form or was made from name, account and owner."""
        forms = {other: deal for deal in typed.ids for other in other_forms(self.source.id_form, deal)}
        found = self.known.deals([*typed.ids, *forms])
        by_id = {forms.get(deal, deal): known for deal, known in found.items()}
        if self.has_ids:
            self._leave_other_sources(by_id)
            if self._has_made_ids:
                self._add_made(typed, by_id)
        else:
            self._add_named(typed, by_id)
        return by_id

    def _leave_other_sources(self, by_id: dict[str, KnownDeal]) -> None:
        """Two CRMs may use one number for two deals; the second goes under its CRM's name."""
        strangers = [
            deal
            for deal, known in by_id.items()
            if known.source != self.source.name and GENERIC.name not in (known.source, self.source.name)
        ]
        if strangers:
            own = self.known.deals([self._apart(deal) for deal in strangers])
            for deal in strangers:
                by_id[deal] = own.get(self._apart(deal), by_id[deal]._replace(number=0))

    def _apart(self, deal: str) -> str:
        return f"{self.source.name}:{deal}"

    def _add_made(self, typed: TypedDeals, by_id: dict[str, KnownDeal]) -> None:
        made = {
            made_id(key): deal for deal, key in zip(typed.ids, typed.keys, strict=True) if deal not in by_id and key[0].strip()
        }
        by_id.update({made[deal]: known for deal, known in self.known.deals(list(made)).items()})

    def _add_named(self, typed: TypedDeals, by_id: dict[str, KnownDeal]) -> None:
        """A file without ids: a deal that has one elsewhere is found by name, account and owner, if these are one deal's."""
        left = {key: deal for deal, key in zip(typed.ids, typed.keys, strict=True) if deal not in by_id}
        candidates: dict[tuple[str, ...], list[KnownDeal]] = {}
        for known in self.known.deals_named({key[0].strip() for key in left}):
            key = tuple(same_name(str(known.state[AT[field]] or "")) for field in ("name", "account", "owner"))
            candidates.setdefault(key, []).append(known)
        for key, deal in left.items():
            same = candidates.get(tuple(map(same_name, key)), [])
            if len(same) == 1:
                by_id[deal] = same[0]

    # -- comparing

    def _compared(self, typed: TypedDeals, known: Mapping[str, KnownDeal], batch: DealBatch) -> DealBatch:
        rows = zip(*(typed.columns[field] for field in self._positions), strict=True)
        fresh: list[int] = []
        again: list[tuple[KnownDeal, tuple[object, ...]]] = []
        unchanged = 0
        for index, (deal, row) in enumerate(zip(typed.ids, rows, strict=True)):
            found = known.get(deal)
            if found is None or not found.number:
                fresh.append(index)
                continue
            batch.held.append(found.number)
            if is_made(found.id) and self.has_ids:
                batch.adopted.append((found.number, deal))
            told = self._pick(found.state)
            if self.is_newest and (row == told or (row[-1] is UNSEEN and row[:-1] == told[:-1])):
                unchanged += 1
            else:
                again.append((found, row))
        retell = []
        for found, row in again:
            after = self._state(row)
            if self.is_newest and (update := self._updated(found, after)) is not None:
                if update.before == update.after:
                    unchanged += 1
                    continue
                batch.updates.append(update)
                batch.changes.extend((found.number, change) for change in self._changes(update))
            else:
                retell.append((found, after))
        batch.retellings.extend(self._retold(retell))
        self._awaited.difference_update(batch.held)
        if fresh:
            columns = {field: [column[i] for i in fresh] for field, column in typed.columns.items()}
            ids = [self._apart(typed.ids[i]) if typed.ids[i] in known else typed.ids[i] for i in fresh]
            batch.new.extend(self._new(ids, columns))
        return batch._replace(unchanged=unchanged)

    def _state(self, row: tuple[object, ...]) -> State:
        told = dict(zip(self._positions, row, strict=True))
        return tuple(told.get(field, UNSEEN) for field in STATE_FIELDS)

    def _updated(self, found: KnownDeal, said: State) -> Update | None:
        """The newest state of a known deal; None where its history must be told anew to know what is a change."""
        full = observed(said, found.state, self.as_of)
        after = tuple(old if new is UNSEEN else new for old, new in zip(found.state, full, strict=True))
        redated = found.state[_CREATED] != after[_CREATED]  # from which exports it was missing depends on it
        reopened = found.state[_STATUS] in _CLOSED_STATUSES and after[_STATUS] == OPEN
        new_column = any(
            old != new and field not in self.always_told
            for field, old, new in zip(STATE_FIELDS, found.state, after, strict=True)
        )
        return None if reopened or redated or new_column else Update(found.number, found.state, after)

    def _changes(self, update: Update) -> list[Change]:
        return [
            Change(field, as_text(old), as_text(new), self.as_of, self.run)
            for field, old, new in zip(STATE_FIELDS, update.before, update.after, strict=True)
            if old != new
        ]

    def _retold(self, deals: Sequence[tuple[KnownDeal, State]]) -> list[Retelling]:
        past = self.known.past([found.number for found, _ in deals])
        snapshots = [snapshot for snapshot in self.runs.snapshots if snapshot.source == self.source.name]
        return [told_anew(past[found.number], snapshots, Observation(self.as_of, self.run, said)) for found, said in deals]

    # -- new deals

    def _new(self, ids: Sequence[str], columns: Columns) -> list[tuple[object, ...]]:
        columns = {**columns, **self._first_days(columns)}
        size = len(ids)
        state = [columns[field] for field in self.new_columns if field in AT]
        return list(
            zip(self._numbers_for(size), ids, repeat(self.source.name, size), *state, repeat(self.as_of, size), strict=True)
        )

    def _numbers_for(self, size: int) -> list[int]:
        return [next(self._numbers) for _ in range(size)]

    def _first_days(self, columns: Columns) -> Columns:
        """The days of deals that were never seen before: see `observed`."""
        statuses, closed = columns["status"], columns["closed_on"]
        expected = columns.get("expected_close_on")
        days: Columns = {"closed_on_assumed": [0] * len(statuses)}
        if expected is not None:
            days["expected_close_on"] = expected = [None if day is UNSEEN else day for day in expected]
        open_count = statuses.count(OPEN)
        if closed.count(None) == open_count and UNSEEN not in closed:
            return days
        days["closed_on"] = list(closed)
        for index, (status, day) in enumerate(zip(statuses, closed, strict=True)):
            if status != OPEN and (day is None or day is UNSEEN):
                due = expected[index] if expected is not None else None
                days["closed_on"][index] = due if isinstance(due, str) and due <= self.as_of else self.as_of
                days["closed_on_assumed"][index] = 1
        return days

    # -- what the file covers

    def _cover(self, columns: Columns) -> None:
        self._statuses.update(columns["status"])
        if "owner" in columns:
            self._owners.update(str(owner or "") for owner in set(columns["owner"]))

    def _hold_rejected(self, rejected: Sequence[Rejected]) -> None:
        """A rejected row is no missing deal."""
        if not (rejected and self._awaited):
            return
        cells = [cell.strip() for row in rejected for cell in row.cells if 0 < len(cell) <= 200]
        for known in self.known.deals(cells).values():
            self._awaited.discard(known.number)


_DERIVED = frozenset(("closed_on_assumed",))
