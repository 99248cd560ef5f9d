"""Records that several imports hold: undoing one of them must not take what another brought too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

_TABLES = ("activity", "mrr_movement", "forecast")


def note_again(connection: sqlite3.Connection, run: int, table: str, numbers: Iterable[int]) -> None:
    """The import `run` holds these records too, which another brought."""
    connection.executemany(
        "insert or ignore into record_again (run_id, kind, record_id) values (?, ?, ?)",
        ((run, table, number) for number in numbers),
    )


def take_back(connection: sqlite3.Connection, run: int) -> None:
    """Delete what only the undone import `run` held; the rest is handed to the next import that holds it."""
    connection.execute("delete from record_again where run_id = ?", (run,))
    for table in _TABLES:
        heir = (
            "(select min(run_id) from record_again join import_run on import_run.id = run_id where record_again.kind = ?"
            f" and record_id = {table}.id and undone_at is null)"
        )
        connection.execute(f"delete from {table} where run_id = ? and {heir} is null", (run, table))
        connection.execute(f"update {table} set run_id = {heir} where run_id = ?", (table, run))


Cell = None | int | float | str
Before = tuple[str, Cell, dict[str, Cell] | None]
"""Table, primary key, and the row as it stood before the import (None: there was none)."""

_KEYS = {"activity": "id", "goal": "id", "measurement": "id", "account": "name", "person": "name"}


def row_before(connection: sqlite3.Connection, table: str, key: Cell) -> Before:
    """The row of `table` with that key, to be kept before it is changed."""
    cursor = connection.execute(f"select * from {table} where {_KEYS[table]} = ?", (key,))
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    return table, key, dict(zip(names, row, strict=True)) if row else None


def put_back(connection: sqlite3.Connection, rows: Iterable[Before]) -> None:
    """Rows as they stood before an import that is undone; `rows` in the order in which they were changed."""
    for table, key, row in reversed(list(rows)):
        name = _KEYS[table]
        if row is None:
            connection.execute(f"delete from {table} where {name} = ?", (key,))
            continue
        places = ", ".join(f"{column} = ?" for column in row)
        changed = connection.execute(f"update {table} set {places} where {name} = ?", (*row.values(), key)).rowcount
        if not changed:
            marks = ", ".join("?" * len(row))
            connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", tuple(row.values()))


def keep_before(connection: sqlite3.Connection, run: int, rows: Iterable[Before]) -> None:
    connection.execute(
        "update import_run set report = json_set(report, '$.before', json(?)) where id = ?", (json.dumps(list(rows)), run)
    )


def kept_before(report: object) -> list[Before]:
    """What `keep_before` put into a run's report."""
    rows = report.get("before", []) if isinstance(report, dict) else []
    return [(table, key, row) for table, key, row in rows]
