"""What a file of deals will do: new deals, changes of known ones, and what is missing, some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from salestui.domain.deal import LOST, OPEN, STATE_FIELDS, WON
from salestui.domain.import_plan import Rejected
from salestui.importing.deals.finding import Finder
from salestui.importing.deals.reader import Columns, TypedDeals
from salestui.importing.deals.retelling import Retelling, told_anew
from salestui.importing.deals.retold import Change, Observation, observed
from salestui.importing.deals.state import AT, UNSEEN, State, as_text
from salestui.importing.deals.told import told_fields
from salestui.importing.known import Known, KnownDeal, KnownRow
from salestui.importing.sources import Source

_STATUS, _CREATED = AT["status"], AT["created_on"]
_CLOSED_STATUSES = frozenset((WON, LOST))


class Update(NamedTuple):
    """A known deal whose newest state is another now."""

    number: int
    deal: str
    before: State
    after: State


class DealBatch(NamedTuple):
    """What some thousand rows do. `new` are rows of the table: number, id, and `new_fields` of STATE_FIELDS.

    `numbers` are those of the deals that the rows hold, row by row; `changes` those of `updates`, by number of the deal;
    `adopted` are known deals that came without an id and now have one.
    """

    new: list[tuple[object, ...]]
    updates: list[Update]
    changes: list[tuple[int, Change]]
    retellings: list[Retelling]
    numbers: Sequence[int]
    adopted: list[tuple[int, str]]
    unchanged: int
    rejected: list[Rejected]
    counted: int
    new_fields: tuple[str, ...] = ()


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
        runs = known.runs()
        self.snapshots = [snapshot for snapshot in runs.snapshots if snapshot.run != run]
        snapshots = [(snapshot.as_of.isoformat(), snapshot.columns) for snapshot in self.snapshots]
        self.is_newest = all(day <= self.as_of for day, _ in snapshots) and all(
            day < self.as_of for day in runs.histories.values()
        )
        self.always_told = frozenset.intersection(self.told, *(told_fields(columns) for _, columns in snapshots))
        self.compared = [field for field in STATE_FIELDS if field in self.told and field != "closed_on_assumed"]
        if "expected_close_on" in self.compared:  # last, since a closed row may leave it untold
            self.compared.append(self.compared.pop(self.compared.index("expected_close_on")))
        places = {field: place for place, field in enumerate(self.compared)}
        self._arranged = itemgetter(*(places.get(field, len(places)) for field in STATE_FIELDS))
        at_times = [AT[field] for field in STATE_FIELDS if field not in self.always_told]
        self._told_at_times = itemgetter(*at_times) if at_times else len
        self.finder = Finder(known, source, self.compared, has_ids="id" in fields)
        self._next = known.next_number()
        self._awaited = known.awaited(source.name, self.as_of) if self.finder.has_deals else set()
        self._awaited_count = len(self._awaited)
        self._owners: set[str] = set()
        self._statuses: set[object] = set()

    def plan(self, typed: TypedDeals, unchanged: Sequence[int] = ()) -> DealBatch:
        """What these rows do, and those of the deals `unchanged`, which tell nothing new."""
        counted = typed.counted + len(unchanged)
        batch = DealBatch([], [], [], [], [], [], len(unchanged), typed.rejected, counted)
        self._hold_rejected(typed.rejected)
        self._awaited.difference_update(unchanged)
        if not typed.ids:
            return batch
        self._cover(typed.columns)
        known = self.finder.found(typed)
        if not known:
            return self._with_new(batch, self._numbered(len(typed.ids)), typed.ids, typed.columns)
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

    # -- comparing

    def _compared(self, typed: TypedDeals, known: Mapping[str, KnownRow], batch: DealBatch) -> DealBatch:
        rows = zip(*(typed.columns[field] for field in self.compared), strict=True)
        fresh: list[int] = []
        numbers: list[int] = []
        again: dict[int, tuple[object, ...]] = {}
        for index, (deal, row) in enumerate(zip(typed.ids, rows, strict=True)):
            found = known.get(deal)
            if found is None or not found.number:
                fresh.append(index)
                numbers.append(0)
                continue
            numbers.append(found.number)
            told = found.told
            if not self.is_newest or (row != told and (row[-1] is not UNSEEN or row[:-1] != told[:-1])):
                again[found.number] = row
        if self.finder.needs_keys:
            pairs = ((row.number, deal) for deal, row in known.items() if row.number and self.finder.adopts(row))
            batch.adopted.extend(pairs)
        unchanged = batch.unchanged + len(numbers) - len(fresh) - len(again) + self._compare_again(again, batch)
        self._awaited.difference_update(numbers)
        if fresh:
            columns = {field: [column[i] for i in fresh] for field, column in typed.columns.items()}
            ids = [self.finder.own_id(typed.ids[i], known) for i in fresh]
            batch = self._with_new(batch, self._numbered(len(fresh)), ids, columns)
            for index, number in zip(fresh, batch.numbers, strict=True):
                numbers[index] = number
        return batch._replace(unchanged=unchanged, numbers=numbers)

    def _compare_again(self, rows: Mapping[int, tuple[object, ...]], batch: DealBatch) -> int:
        """Put what rows change into `batch`, by number of the deal; how many change nothing after all."""
        retell, unchanged = [], 0
        for found in self.known.states(list(rows)):
            said = self._state(rows[found.number])
            update = self._updated(found, said) if self.is_newest else None
            if update is None:
                retell.append((found, said))
            elif update.before == update.after:
                unchanged += 1
            else:
                batch.updates.append(update)
                batch.changes.extend((found.number, change) for change in self._changes(update))
        batch.retellings.extend(self._retold(retell))
        return unchanged

    def _state(self, row: tuple[object, ...]) -> State:
        said: State = self._arranged((*row, UNSEEN))
        return said

    def _updated(self, found: KnownDeal, said: State) -> Update | None:
        """The newest state of a known deal; None where its history must be told anew to know what is a change."""
        full = observed(said, found.state, self.as_of)
        after = tuple(old if new is UNSEEN else new for old, new in zip(found.state, full, strict=True))
        redated = found.state[_CREATED] != after[_CREATED]  # from which exports it was missing depends on it
        reopened = found.state[_STATUS] in _CLOSED_STATUSES and after[_STATUS] == OPEN
        new_column = self._told_at_times(found.state) != self._told_at_times(after)
        return None if reopened or redated or new_column else Update(found.number, found.id, found.state, after)

    def _changes(self, update: Update) -> list[Change]:
        return [
            Change(field, as_text(old), as_text(new), self.as_of, self.run)
            for field, old, new in zip(STATE_FIELDS, update.before, update.after, strict=True)
            if old != new
        ]

    def _retold(self, deals: Sequence[tuple[KnownDeal, State]]) -> list[Retelling]:
        past = self.known.past([found.number for found, _ in deals])
        snapshots = [snapshot for snapshot in self.snapshots if snapshot.source == self.source.name]
        return [told_anew(past[found.number], snapshots, Observation(self.as_of, self.run, said)) for found, said in deals]

    # -- new deals

    def _numbered(self, count: int) -> range:
        """The numbers of so many new deals."""
        numbers = range(self._next, self._next + count)
        self._next += count
        return numbers

    def _with_new(self, batch: DealBatch, numbers: range, ids: Sequence[str], columns: Columns) -> DealBatch:
        """`batch` with rows for new deals; a column in which nothing stands is left to the table."""
        columns = {**columns, **self._first_days(columns)}
        fields = [field for field in STATE_FIELDS if field in columns and columns[field].count(None) < len(ids)]
        rows = list(zip(numbers, ids, *(columns[field] for field in fields), strict=True))
        return batch._replace(new=rows, new_fields=tuple(fields), numbers=numbers)

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
        for known in self.known.rows(cells, ("name",)).values():
            self._awaited.discard(known.number)
