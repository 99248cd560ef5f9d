"""What a change took away, kept for thirty days so that it can be put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from salestui.domain.instant import now_utc

DAYS = 30
# The tables whose rows can be put back as they were; others (log, sections, imports) keep a history of their own.
_TABLES = ("goal", "goal_adjustment", "forecast", "measurement", "action", "accepted_finding", "section_text", "citation")

Cell = None | int | float | str


class Kept(NamedTuple):
    """A row as it stood before the change."""

    table: str
    row: dict[str, Cell]


class UndoStep(NamedTuple):
    """`what` names the change in the guide (`words.undo.<what>`), `subject` the thing changed."""

    id: int
    what: str
    subject: str
    made_at: str


def rows_of(connection: sqlite3.Connection, table: str, where: str, values: Sequence[Cell]) -> list[Kept]:
    """The rows of `table` that are about to be changed, to be handed to `keep`. `where` is fixed text of the program."""
    if table not in _TABLES:
        raise ValueError(f"rows of {table} have a history of their own")
    found = connection.execute(f"select * from {table} where {where}", values)
    names = [column[0] for column in found.description]
    return [Kept(table, dict(zip(names, row, strict=True))) for row in found]


def keep(connection: sqlite3.Connection, what: str, subject: str, rows: Sequence[Kept]) -> int:
    """Remember `rows` as the state before `what` was done to `subject`; steps older than thirty days are forgotten."""
    before = (datetime.now(UTC) - timedelta(days=DAYS)).strftime("%Y-%m-%dT%H:%M:%S")
    connection.execute("delete from undo_step where made_at < ?", (before,))
    payload = json.dumps([[row.table, row.row] for row in rows], ensure_ascii=False)
    cursor = connection.execute(
        "insert into undo_step (what, subject, payload, made_at) values (?, ?, ?, ?)", (what, subject, payload, now_utc())
    )
    return cursor.lastrowid or 0


def keep_before_changes(connection: sqlite3.Connection, what: str, subject: str, rows: Sequence[Kept]) -> None:
    """Remember `rows` as they stood before a row of changes: one that goes on within the hour, as typing does, is one step."""
    if not rows:
        return
    hour = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    newest = connection.execute("select what, subject, made_at, undone_at from undo_step order by id desc limit 1").fetchone()
    if newest is None or newest[:2] != (what, subject) or newest[2] < hour or newest[3] is not None:
        keep(connection, what, subject, rows)


def steps(connection: sqlite3.Connection, limit: int = 50) -> tuple[UndoStep, ...]:
    """What can be taken back, newest first."""
    rows = connection.execute(
        "select id, what, subject, made_at from undo_step where undone_at is null order by id desc limit ?", (limit,)
    )
    return tuple(UndoStep(*row) for row in rows)


def put_back(connection: sqlite3.Connection, number: int) -> bool:
    """The rows of a step as they stood; False when there is no such step, or it was taken back already."""
    row = connection.execute("select payload from undo_step where id = ? and undone_at is null", (number,)).fetchone()
    if row is None:
        return False
    for table, values in json.loads(row[0]):
        if table not in _TABLES:
            raise ValueError(f"a step of undo names {table}")
        names = list(values)
        connection.execute(
            f"insert or replace into {table} ({', '.join(names)}) values ({', '.join('?' * len(names))})",
            [values[name] for name in names],
        )
    connection.execute("update undo_step set undone_at = ? where id = ?", (now_utc(), number))
    return True
