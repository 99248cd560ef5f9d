"""What a change took away, kept for thirty days so that it can be put back."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from salestui.domain.instant import now_utc

DAYS = 30
Cell = None | int | float | str


class Kept(NamedTuple):
    """A row as it stood before the change, or those of its columns that were changed."""

    table: str
    row: Mapping[str, Cell]


class UndoStep(NamedTuple):
    """`what` names the change in the guide (`words.undo.<what>`), `subject` the thing changed."""

    id: int
    what: str
    subject: str
    made_at: str


def rows_of(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[Cell], columns: str = "*"
) -> list[Kept]:
    """The rows of `table` that are about to be changed, to be handed to `keep`. `where` is fixed text of the program."""
    found = connection.execute(f"select {columns} from {table} where {where}", values)
    names = [column[0] for column in found.description]
    return [Kept(table, dict(zip(names, row, strict=True))) for row in found]


def keep(connection: sqlite3.Connection, what: str, subject: str, rows: Sequence[Kept]) -> None:
    """Remember `rows` as the state before `what` was done to `subject`; where there are none, nothing was taken away.

    Steps older than thirty days are forgotten.
    """
    if not rows:
        return
    before = (datetime.now(UTC) - timedelta(days=DAYS)).strftime("%Y-%m-%dT%H:%M:%S")
    connection.execute("delete from undo_step where made_at < ?", (before,))
    payload = json.dumps([[row.table, dict(row.row)] for row in rows], ensure_ascii=False)
    connection.execute(
        "insert into undo_step (what, subject, payload, made_at) values (?, ?, ?, ?)", (what, subject, payload, now_utc())
    )


def keep_before_changes(connection: sqlite3.Connection, what: str, subject: str, rows: Sequence[Kept]) -> None:
    """Remember `rows` as they stood before a row of changes: one that goes on within the hour, as typing does, is one step."""
    hour = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    newest = connection.execute("select what, subject, made_at, undone_at from undo_step order by id desc limit 1").fetchone()
    if newest is None or newest[:2] != (what, subject) or newest[2] < hour or newest[3] is not None:
        keep(connection, what, subject, rows)


@contextlib.contextmanager
def as_one(connection: sqlite3.Connection) -> Iterator[None]:
    """What is kept inside becomes one step, called as the first: for a command that replaces several things."""
    (newest,) = connection.execute("select coalesce(max(id), 0) from undo_step").fetchone()
    yield
    made = connection.execute("select id, payload from undo_step where id > ? order by id desc", (newest,)).fetchall()
    if len(made) > 1:
        rows = [row for _, payload in made for row in json.loads(payload)]  # what was changed last is put back first
        first = made[-1][0]
        connection.execute("update undo_step set payload = ? where id = ?", (json.dumps(rows, ensure_ascii=False), first))
        connection.execute("delete from undo_step where id > ?", (first,))


def steps(connection: sqlite3.Connection, limit: int = 50) -> tuple[UndoStep, ...]:
    """What can be taken back, newest first."""
    rows = connection.execute(
        "select id, what, subject, made_at from undo_step where undone_at is null order by id desc limit ?", (limit,)
    )
    return tuple(UndoStep(*row) for row in rows)


def put_back(connection: sqlite3.Connection, number: int) -> None:
    """The rows of one of the `steps` as they stood. Raises Refusal as `write_back` does."""
    from salestui.store.putting_back import write_back  # knows every table; what keeps a row needs none of that

    (payload,) = connection.execute("select payload from undo_step where id = ?", (number,)).fetchone()
    for table, values in json.loads(payload):
        write_back(connection, table, values)
    connection.execute("update undo_step set undone_at = ? where id = ?", (now_utc(), number))


def settle_entry(connection: sqlite3.Connection, number: int) -> None:
    """The newest change of an entry was taken back in the log itself: it is no step any more."""
    connection.execute(
        "update undo_step set undone_at = ? where id = (select max(id) from undo_step where undone_at is null"
        " and payload ->> '$[0][0]' = 'entry' and payload ->> '$[0][1].id' = ?)",
        (now_utc(), number),
    )
