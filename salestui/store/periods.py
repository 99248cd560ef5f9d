"""Periods in the store: which there are, whose review each is, and which was used last."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from salestui.domain.instant import now_utc
from salestui.domain.period import Period


class PeriodRecord(NamedTuple):
    """A stored period. `definitions` are the tokens pinned when it was finalised, `template` the TOML text it was begun with."""

    id: int
    key: str
    start: date
    end: date
    role: str | None
    owner: str | None
    definitions: Mapping[str, tuple[str, ...]] | None
    finalised_at: str | None
    template: str | None = None


_COLUMNS = "id, key, start_on, end_on, role, owner, definitions, finalised_at, template"
_Row = tuple[int, str, str, str, str | None, str | None, str | None, str | None, str | None]


def _record(row: _Row) -> PeriodRecord:
    number, key, start, end, role, owner, definitions, finalised_at, template = row
    pinned = {name: tuple(tokens) for name, tokens in json.loads(definitions).items()} if definitions else None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return PeriodRecord(number, key, first, last, role, owner, pinned, finalised_at, template)


def read_period(connection: sqlite3.Connection, key: str) -> PeriodRecord | None:
    row = connection.execute(f"select {_COLUMNS} from period where key = ?", (key,)).fetchone()
    return _record(row) if row else None


def read_periods(connection: sqlite3.Connection) -> tuple[PeriodRecord, ...]:
    """All, newest first."""
    rows = connection.execute(f"select {_COLUMNS} from period order by end_on desc, start_on desc")
    return tuple(_record(row) for row in rows)


def last_used(connection: sqlite3.Connection) -> PeriodRecord | None:
    """The period that was used last and is not finalised."""
    row = connection.execute(
        f"select {_COLUMNS} from period where finalised_at is null and used_at <> '' order by used_at desc, id desc limit 1"
    ).fetchone()
    return _record(row) if row else None


def insert_period(
    connection: sqlite3.Connection, period: Period, role: str | None, owner: str | None, *, used: bool = True
) -> int:
    """The id of the new period; one that only an import speaks of is not `used` yet."""
    now = now_utc()
    cursor = connection.execute(
        "insert into period (key, start_on, end_on, role, owner, created_at, used_at) values (?, ?, ?, ?, ?, ?, ?)",
        (period.key, period.start.isoformat(), period.end.isoformat(), role, owner, now, now if used else ""),
    )
    return cursor.lastrowid or 0


def update_period(connection: sqlite3.Connection, number: int, role: str | None, owner: str | None) -> None:
    connection.execute("update period set role = ?, owner = ? where id = ?", (role, owner, number))


def keep_template(connection: sqlite3.Connection, number: int, template: str | None) -> None:
    connection.execute("update period set template = ? where id = ?", (template, number))


def mark_used(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("update period set used_at = ? where id = ?", (now_utc(), number))


def mark_finalised(
    connection: sqlite3.Connection, number: int, at: str | None, definitions: Mapping[str, tuple[str, ...]] | None
) -> None:
    """Finalised at `at` under `definitions`; both None reopen it."""
    pinned = json.dumps({name: list(tokens) for name, tokens in definitions.items()}) if definitions is not None else None
    connection.execute("update period set finalised_at = ?, definitions = ? where id = ?", (at, pinned, number))


def newest_checksum(connection: sqlite3.Connection, number: int) -> str | None:
    """The checksum of the finalised summary that is in force."""
    row = connection.execute(
        "select checksum from finalised_summary where period_id = ? and reopened_at is null order by id desc limit 1", (number,)
    ).fetchone()
    return row[0] if row else None
