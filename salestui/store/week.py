"""What the imports of the last days showed: changes, new deals, deals gone quiet, without those that were dealt with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from salestui.domain.deal import DealChange
from salestui.domain.instant import now_utc
from salestui.domain.week import NEW, STALLED, Subject, WeekChange

_FIELDS = "('status', 'expected_close_on', 'amount_minor')"


def read_changes(
    connection: sqlite3.Connection, since: date, until: date, owner: str | None
) -> Iterable[tuple[Subject, DealChange]]:
    """Changes of status, close date and amount seen in these days, oldest first; of `owner`, or of all."""
    rows = connection.execute(
        "select deal.id, name, account, currency, loss_reason, field, before, after, seen_on, run_id from deal_change"
        f" join deal on deal.number = deal_number where seen_on between ? and ? and field in {_FIELDS} and removed is null"
        " and (? is null or owner = ?) order by seen_on, deal_change.id",
        (since.isoformat(), until.isoformat(), owner, owner),
    )
    for deal, name, account, currency, reason, field, before, after, seen_on, run in rows:
        subject = Subject(deal, name, account, currency, reason)
        yield subject, DealChange(deal, field, before, after, date.fromisoformat(seen_on), run)


def read_new(connection: sqlite3.Connection, since: date, until: date, owner: str | None) -> tuple[WeekChange, ...]:
    """Open deals first seen in these days; those of the very first import of their source were there before."""
    rows = connection.execute(
        "select deal.id, name, account, amount_minor, currency, first_seen_on from deal where first_seen_on between ? and ?"
        " and status = 'open' and removed is null and (? is null or owner = ?) and first_seen_on > (select min(as_of)"
        " from import_run where kind = 'deals' and undone_at is null and import_run.source = deal.source)"
        " order by first_seen_on, number",
        (since.isoformat(), until.isoformat(), owner, owner),
    )
    return tuple(
        WeekChange(deal, name, account, NEW, None, None if minor is None else str(minor), date.fromisoformat(seen), currency)
        for deal, name, account, minor, currency, seen in rows
    )


def read_stalled(
    connection: sqlite3.Connection, since: date, until: date, days: int, owner: str | None
) -> tuple[WeekChange, ...]:
    """Open deals that became stalled in these days: `days` passed since the latest activity, stage change or creation."""
    rows = connection.execute(
        "with moved as (select number, id, name, account, amount_minor, currency, owner, max(coalesce(last_activity_on, ''),"
        " coalesce(created_on, ''), coalesce((select max(seen_on) from deal_change where deal_number = number"
        " and field = 'stage'), ''), coalesce((select max(occurred_on) from activity where deal_id = deal.id"
        " and coalesce(outcome, '') <> 'cancelled'), '')) as day from deal where status = 'open' and removed is null"
        " and coalesce(forecast_category, '') <> 'omitted') select id, name, account, day, date(day, '+' || ? || ' days')"
        " as since from moved where day <> '' and since between ? and ? and (? is null or owner = ?) order by since, number",
        (days + 1, since.isoformat(), until.isoformat(), owner, owner),
    )
    return tuple(
        WeekChange(deal, name, account, STALLED, day, since, date.fromisoformat(since))
        for deal, name, account, day, since in rows
    )


def read_passed(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """(deal, what, day) of the changes that were logged or passed."""
    return frozenset(connection.execute("select deal_id, what, seen_on from passed_change").fetchall())


def mark_passed(connection: sqlite3.Connection, change: WeekChange, entry: int | None) -> None:
    """Say that `change` is dealt with: logged as `entry`, or passed."""
    connection.execute(
        "insert into passed_change (deal_id, what, seen_on, passed_at, entry_id) values (?, ?, ?, ?, ?)"
        " on conflict do update set passed_at = excluded.passed_at, entry_id = excluded.entry_id",
        (change.deal, change.what, change.seen_on.isoformat(), now_utc(), entry),
    )
