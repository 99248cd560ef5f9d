"""What changed in deals, which export held which deal, and which covered a deal without holding it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from salestui.domain.deal import DealChange


class ChangeRow(NamedTuple):
    field: str
    before: str | None
    after: str | None
    seen_on: str
    run: int


class EventRow(NamedTuple):
    """A line of a field history: on the day `on`, `field` became `after`; `before` counts where `knows_before` says so."""

    run: int
    position: int
    on: str
    field: str
    knows_before: bool
    before: str | None
    after: str | None


def insert_changes(connection: sqlite3.Connection, rows: Iterable[tuple[int, ChangeRow]]) -> None:
    connection.executemany(
        "insert into deal_change (deal_number, field, before, after, seen_on, run_id) values (?, ?, ?, ?, ?, ?)",
        ((number, *change) for number, change in rows),
    )


def replace_changes(connection: sqlite3.Connection, number: int, changes: Iterable[ChangeRow]) -> None:
    """Put `changes` in the place of all that is kept of a deal's changes."""
    connection.execute("delete from deal_change where deal_number = ?", (number,))
    insert_changes(connection, ((number, change) for change in changes))


def changes_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[ChangeRow]]:
    """The changes of each deal in the order in which they came."""
    found: dict[int, list[ChangeRow]] = {}
    for number, *change in connection.execute(
        "select deal_number, field, before, after, seen_on, coalesce(run_id, 0) from deal_change"
        " where deal_number in (select value from json_each(?)) order by deal_number, id",
        (json.dumps(numbers),),
    ):
        found.setdefault(number, []).append(ChangeRow(*change))
    return found


def read_changes(connection: sqlite3.Connection, deal: str | None = None) -> dict[str, tuple[DealChange, ...]]:
    """The changes of one deal or of all, by the deal's id, in the order of the day on which they were seen."""
    where, values = ("", ()) if deal is None else (" where deal.id = ?", (deal,))
    found: dict[str, list[DealChange]] = {}
    for row in connection.execute(
        "select deal.id, field, before, after, seen_on, run_id from deal_change join deal on deal.number = deal_number"
        f"{where} order by deal_number, seen_on, deal_change.id",
        values,
    ):
        identity, field, before, after, seen_on, run = row
        found.setdefault(identity, []).append(DealChange(identity, field, before, after, date.fromisoformat(seen_on), run))
    return {identity: tuple(changes) for identity, changes in found.items()}


HELD = """
    coalesce((select coalesce(up_to, deal_number) from sighting where run_id = {run} and deal_number <= {number}
              order by deal_number desc limit 1), 0) >= {number}
"""
"""Whether the export `run` held the deal `number`: a sighting is of all the deals from `deal_number` up to `up_to`."""


def insert_sightings(connection: sqlite3.Connection, run: int, numbers: Iterable[int]) -> None:
    """The export `run` held these deals, and no others; to be said once."""
    connection.executemany(
        "insert into sighting (run_id, deal_number, up_to) values (?, ?, ?)",
        ((run, first, last) for first, last in _ranges(sorted(numbers))),
    )


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers; `numbers` are in order."""
    starts = [at for at in range(1, len(numbers)) if numbers[at] - numbers[at - 1] > 1]
    for start, end in pairwise((0, *starts, len(numbers))):
        if start < end:
            yield numbers[start], numbers[end - 1]


def sightings_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    """(as_of, run) of the exports in force that held each deal, the oldest first."""
    found: dict[int, list[tuple[str, int]]] = {}
    for number, as_of, run in connection.execute(
        "select wanted.value, import_run.as_of, import_run.id from import_run cross join json_each(?) as wanted"
        f" where import_run.undone_at is null and {HELD.format(run='import_run.id', number='wanted.value')}"
        " order by import_run.as_of, import_run.id",
        (json.dumps(numbers),),
    ):
        found.setdefault(number, []).append((as_of, run))
    return found


def sighted_by(connection: sqlite3.Connection, run: int) -> list[int]:
    """Numbers of the deals that an import held or told of."""
    ranges = connection.execute("select deal_number, coalesce(up_to, deal_number) from sighting where run_id = ?", (run,))
    held = {number for first, last in ranges for number in range(first, last + 1)}
    told = connection.execute("select distinct deal_number from deal_event where run_id = ?", (run,))
    return sorted(held.union(number for (number,) in told))


def replace_absences(connection: sqlite3.Connection, number: int, runs: Iterable[int]) -> None:
    connection.execute("delete from absence where deal_number = ?", (number,))
    connection.executemany("insert into absence (deal_number, run_id) values (?, ?)", ((number, run) for run in sorted(runs)))


def absences(connection: sqlite3.Connection) -> dict[str, frozenset[int]]:
    """By the deal's id, the runs in force that covered it and did not hold it."""
    found: dict[str, set[int]] = {}
    for deal, run in connection.execute(
        "select deal.id, run_id from absence join deal on deal.number = deal_number"
        " join import_run on import_run.id = run_id where import_run.undone_at is null"
    ):
        found.setdefault(deal, set()).add(run)
    return {deal: frozenset(runs) for deal, runs in found.items()}


_COVERED = """
    (not import_run.has_owners or exists (
        select 1 from import_coverage where import_coverage.run_id = import_run.id
        and import_coverage.owner = coalesce({owner}, '')))
    and (deal.created_on is null or deal.created_on <= import_run.as_of)
"""


def mark_new_absent(connection: sqlite3.Connection, run: int, first: int) -> None:
    """Deals from number `first` on, which `run` was the first to hold: absent from other exports that covered them."""
    connection.execute(
        "insert or ignore into absence (deal_number, run_id) select deal.number, import_run.id from import_run"
        " join deal on deal.number >= ? and deal.source = import_run.source where import_run.kind = 'deals'"
        " and import_run.undone_at is null and import_run.covers_open and import_run.id <> ?"
        f" and deal.status = 'open' and {_COVERED.format(owner='deal.owner')}",
        (first, run),
    )


def mark_absent_from(connection: sqlite3.Connection, run: int) -> None:
    """Every deal that `run` covered while it was open, as known of that day, and did not hold."""
    then = (
        "coalesce((select coalesce(before, '') from deal_change where deal_number = deal.number and field = '{field}'"
        " and seen_on > import_run.as_of order by seen_on, id limit 1), coalesce(deal.{field}, ''))"
    )
    connection.execute(
        "insert or ignore into absence (deal_number, run_id) select deal.number, import_run.id from import_run"
        " join deal on deal.source = import_run.source where import_run.id = ? and import_run.covers_open"
        f" and not {HELD.format(run='import_run.id', number='deal.number')}"
        f" and {then.format(field='status')} = 'open'"
        f" and {_COVERED.format(owner=then.format(field='owner'))}",
        (run,),
    )


def forget_run(connection: sqlite3.Connection, run: int) -> None:
    """Take back what an import said of which deals there were."""
    for table in ("sighting", "absence", "deal_event"):
        connection.execute(f"delete from {table} where run_id = ?", (run,))


def insert_events(connection: sqlite3.Connection, rows: Iterable[tuple[int, EventRow]]) -> None:
    connection.executemany(
        "insert into deal_event (deal_number, run_id, position, happened_on, field, knows_before, before, after)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        ((number, *event) for number, event in rows),
    )


def events_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[EventRow]]:
    """What field histories in force tell of each deal."""
    found: dict[int, list[EventRow]] = {}
    for number, *event in connection.execute(
        "select deal_number, run_id, position, happened_on, field, knows_before, before, after from deal_event"
        " join import_run on import_run.id = run_id where deal_number in (select value from json_each(?))"
        " and undone_at is null order by deal_number, run_id, position",
        (json.dumps(numbers),),
    ):
        found.setdefault(number, []).append(EventRow(*event))
    return found


def refresh_first_seen(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """The day of the earliest export in force that held each deal, and the source of the newest."""
    held = (
        "select {column} from import_run where import_run.undone_at is null"
        f" and {HELD.format(run='import_run.id', number='deal.number')}"
        " order by import_run.as_of {order}, import_run.id {order} limit 1"
    )
    first = held.format(column="import_run.as_of", order="")
    source = held.format(column="import_run.source", order="desc")
    connection.execute(
        f"update deal set first_seen_on = coalesce(({first}), first_seen_on), source = coalesce(({source}), source)"
        " where number in (select value from json_each(?))",
        (json.dumps(list(numbers)),),
    )
