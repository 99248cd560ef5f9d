"""The book of business read from the store: the rows that figures are made from.

Decisions
- 2026-11: rows come in bulk, as JSON that SQLite writes and msgspec reads straight into `BookDeal` and its kin: half the time
  of fetching them one by one, which a hundred thousand deals make the difference between now and soon.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, groupby
from typing import TypeVar

import msgspec

from salestui.domain.activity import Activity, Movement
from salestui.domain.book import Account, Book, Person, Reach, Watched
from salestui.domain.book_deal import BookDeal
from salestui.domain.deal import DealChange, Step
from salestui.store.book_version import book_version as book_version
from salestui.store.deal_history import absences
from salestui.store.forecasts import read_forecasts
from salestui.store.goals import read_goals
from salestui.store.imports import first_currency, read_snapshots, read_told_days
from salestui.store.measurements import read_measurements
from salestui.store.reached import Condition, within
from salestui.store.spellings import as_one, other_spellings
from salestui.store.stages import read_stages

T = TypeVar("T")

_BATCH = 2_000
_DEALS_AT_ONCE = 20_000

_DEAL = ", ".join(BookDeal.__struct_fields__).replace("closed_on_assumed", "json(iif(closed_on_assumed, 'true', 'false'))")
_ACTIVITY = "id, occurred_on, kind, subject, outcome, json(iif(done, 'true', 'false')), owner, deal_id, account"
_USED = (
    "status, closed_on, amount_minor, currency, arr_minor, contract_months, stage, expected_close_on, probability,"
    " forecast_category, next_step, last_activity_on"
)
_FIELDS = ", ".join(f"'{field}'" for field in _USED.split(", "))
"""The fields whose history figures look at."""

_WATCHED_BY = {
    "deals": "deals",
    "activities": "activities",
    "calendar": "activities",
    "mail": "activities",
    "mrr": "mrr",
    "forecasts": "forecasts",
}
"""Which kind of record an import of each kind watches."""


def read_book(connection: sqlite3.Connection, currency: str | None = None, reach: Reach | None = None) -> Book:
    """The rows of the store that figures can use; with `reach` those alone that figures of these days can use.

    `currency` is that of the settings; without it the book finds its own.
    """
    stages = read_stages(connection)
    forecasts = read_forecasts(connection)
    deals, numbers = _deals(connection, within(connection, reach))
    activities = tuple(_rows(connection, Activity, _ACTIVITY, "activity", "id"))
    movements = tuple(_rows(connection, Movement, ", ".join(Movement._fields), "mrr_movement", "id"))
    accounts = [Account(*row) for row in connection.execute("select name, id, segment, region from account")]
    by_deals, by_activities = (one.account for one in deals), (one.account for one in activities)
    spelled = other_spellings(chain((one.name for one in accounts), by_deals, (one.account for one in movements), by_activities))
    if spelled:
        deals = [msgspec.structs.replace(d, account=spelled[d.account]) if d.account in spelled else d for d in deals]
        activities = tuple(a._replace(account=spelled[a.account]) if a.account in spelled else a for a in activities)
        movements = tuple(m._replace(account=spelled.get(m.account, m.account)) for m in movements)
    return Book(
        deals=tuple(deals),
        changes=_changes(connection, None if reach is None else numbers),
        snapshots=(*read_snapshots(connection), *read_told_days(connection)),
        absences=absences(connection),
        steps={stage.name: None if stage.step == "lost" else Step(stage.step) for stage in stages},
        steps_confirmed=all(stage.confirmed for stage in stages),
        stage_order=tuple(stage.name for stage in stages),
        activities=activities,
        movements=movements,
        forecasts=forecasts,
        goals=read_goals(connection),
        measurements=read_measurements(connection),
        accounts=tuple(as_one(accounts, spelled)),
        people=tuple(Person(*row) for row in connection.execute("select name, territory, segment, manager from person")),
        watched=_watched(connection, [forecast.made_on for forecast in forecasts]),
        first_currency=None if currency else first_currency(connection),
        owners=_owners(connection),
    )


def _deals(connection: sqlite3.Connection, condition: Condition) -> tuple[list[BookDeal], list[int]]:
    """The deals under `condition` by their number, and the numbers."""
    deals, numbers = msgspec.json.Decoder(list[BookDeal]), msgspec.json.Decoder(list[int])
    found: tuple[list[BookDeal], list[int]] = ([], [])
    (last,) = connection.execute("select coalesce(max(number), 0) from deal").fetchone()
    for first in range(1, last + 1, _DEALS_AT_ONCE):
        within_batch, values = condition.between(first, first + _DEALS_AT_ONCE - 1)
        batch, their_numbers = connection.execute(
            f"select json_group_array(json_array({_DEAL})), json_group_array(number) from deal where {within_batch}", values
        ).fetchone()
        found[0].extend(deals.decode(batch))
        found[1].extend(numbers.decode(their_numbers))
    return found


def _rows(connection: sqlite3.Connection, kind: type[T], columns: str, table: str, key: str, where: str = "1") -> Iterator[T]:
    """The rows of a table as values of `kind`, by their key, some ten thousand at a time."""
    decoder = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
    (last,) = connection.execute(f"select coalesce(max({key}), 0) from {table}").fetchone()
    for first in range(1, last + 1, _BATCH):
        (batch,) = connection.execute(
            f"select json_group_array(json_array({columns})) from {table} where {key} between ? and ? and {where}",
            (first, first + _BATCH - 1),
        ).fetchone()
        yield from decoder.decode(batch)


def _changes(connection: sqlite3.Connection, numbers: list[int] | None) -> dict[str, tuple[DealChange, ...]]:
    """The changes of each deal by its id, in the order of the day on which they were seen; of all, or of these deals."""
    (any_at_all,) = connection.execute("select exists (select 1 from deal_change)").fetchone()
    if not any_at_all:
        return {}
    decoder = msgspec.json.Decoder(list[DealChange])
    found: dict[str, tuple[DealChange, ...]] = {}
    if numbers is None:
        (last,) = connection.execute("select max(number) from deal").fetchone()
        numbers = list(range(1, last + 1))
    for first in range(0, len(numbers), _BATCH):
        (batch,) = connection.execute(
            "select json_group_array(json_array(id, field, before, after, seen_on, run_id)) from"
            " (select deal.id, field, before, after, seen_on, run_id from json_each(?) as wanted"
            " cross join deal_change on deal_number = wanted.value join deal on deal.number = wanted.value"
            f" where field in ({_FIELDS}) order by deal_number, seen_on, deal_change.id)",
            (msgspec.json.encode(numbers[first : first + _BATCH]).decode(),),
        ).fetchone()
        for deal, changes in groupby(decoder.decode(batch), key=_deal_of):
            found[deal] = tuple(changes)
    return found


def _deal_of(change: DealChange) -> str:
    return change.deal


def _owners(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Everyone who owns a deal: of those whom exports or corrections name, the ones who still do."""
    rows = connection.execute(
        "select owner from (select owner from import_coverage union"
        " select value from deal_correction where field = 'owner' and ended_at is null) as told"
        " where owner <> '' and exists (select 1 from deal where deal.owner = told.owner) order by owner"
    )
    return tuple(owner for (owner,) in rows)


def _watched(connection: sqlite3.Connection, made_on: Iterable[date]) -> dict[str, Watched]:
    """Per kind of record the first and the newest day of its imports; forecasts are also watched by those that were typed."""
    days: dict[str, list[date]] = {}
    for kind, first, newest in connection.execute(
        "select kind, min(as_of), max(as_of) from import_run where undone_at is null group by kind"
    ):
        if kind in _WATCHED_BY:
            days.setdefault(_WATCHED_BY[kind], []).extend((date.fromisoformat(first), date.fromisoformat(newest)))
    if typed := list(made_on):
        days.setdefault("forecasts", []).extend(typed)
    return {kind: Watched(min(known), max(known)) for kind, known in days.items()}
