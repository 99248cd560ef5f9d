"""What can be saved of a file that is not sound: every row that can still be read, in a new file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.store.connection import Store, open_store
from salestui.store.guarded import guarded
from salestui.store.integrity import reading
from salestui.store.last_export import forget_last_export

_LAST = 2**40  # no row number of ours is larger


class Salvage(NamedTuple):
    """What was saved into `path`: rows per table, and the tables that could not be read to their end."""

    path: Path
    rows: dict[str, int]
    cut: tuple[str, ...]


def salvage(path: Path, target: Path) -> Salvage | None:
    """Whatever can still be read of the store at `path`, in a new store at `target`; None, and no file, where that is nothing.

    The damaged file is only read. What stands in a write-ahead log beside it is read too, where SQLite can make sense of it.
    Raises Refusal `file-exists`, and as `open_store` does.
    """
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise Refusal("file-exists", path=target) from None
    with open_store(target, create=True) as new:
        saved = _saved(path, new)
    if not any(saved.rows.values()):
        target.unlink()
        return None
    return saved


def _saved(path: Path, new: Store) -> Salvage:
    rows: dict[str, int] = {}
    cut = []
    new.connection.execute("pragma foreign_keys = off")
    ours = new.connection.execute(
        "select name from sqlite_schema where type = 'table' and sql like '%strict%' order by rowid"
    ).fetchall()
    try:
        with _old(path) as old:
            for (table,) in ours:
                rows[table], whole = _copy(old, new.connection, table)
                if not whole:
                    cut.append(table)
    except sqlite3.DatabaseError:  # not even the first page is one of a database
        cut = [table for (table,) in ours]
    with new.transaction() as connection:
        forget_last_export(connection)  # a deal that was lost comes with the next export, unchanged or not
        connection.execute(
            "insert into entry_search (rowid, text, account) select id, text, account from entry where deleted_at is null"
        )
        connection.execute("insert into deal_search (rowid, name, account) select number, name, account from deal")
    return Salvage(new.path, rows, tuple(cut))


@contextlib.contextmanager
def _old(path: Path) -> Iterator[sqlite3.Connection]:
    """The damaged store, with its log where SQLite can make sense of that, else with what is folded in already."""
    with contextlib.ExitStack() as until_read:
        try:
            connection: sqlite3.Connection = until_read.enter_context(reading(path))
            connection.execute("select count(*) from sqlite_schema").fetchone()
        except sqlite3.DatabaseError:
            until_read.close()
            connection = until_read.enter_context(contextlib.closing(guarded(os.fspath(path), "ro&immutable=1")))
        connection.text_factory = _lenient
        yield connection


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> tuple[int, bool]:
    """How many rows of `table` were saved, and whether these were all. A hole in the file costs its rows, and few more."""
    columns = [name for name in _columns(new, table) if name in _columns(old, table)]
    whole = bool(columns)
    new.execute("begin immediate")
    try:
        if columns and "without rowid" in _sql(new, table):
            whole = _read(old, new, table, columns, "select 0, {} from {} not indexed")
        elif columns:
            whole = _read_around_holes(old, new, table, columns)
    except sqlite3.DatabaseError:
        whole = False
    (many,) = new.execute(f"select count(*) from {table}").fetchone()
    new.commit()
    return many, whole


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of the table; none when it cannot be read, or is a view or a virtual table of somebody else."""
    if not _sql(connection, table).startswith("create table"):
        return []
    return [name for (name,) in connection.execute("select name from pragma_table_info(?)", (table,))]


def _sql(connection: sqlite3.Connection, table: str) -> str:
    try:
        row = connection.execute("select sql from sqlite_schema where type = 'table' and name = ?", (table,)).fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]).lower() if row else ""


def _read_around_holes(old: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: list[str]) -> bool:
    """Read in the order of the row numbers; where the file cannot be read, go on a little further on, then further."""
    reached, step, whole = 0, 1, True
    while reached < _LAST:
        onwards = f"select rowid, {{}} from {{}} not indexed where rowid > {reached} order by rowid"
        try:
            return _read(old, new, table, columns, onwards) and whole
        except sqlite3.DatabaseError:
            (newest,) = new.execute(f"select coalesce(max(rowid), 0) from {table}").fetchone()
            step = 1 if newest > reached else 2 * step
            reached, whole = max(reached, newest) + step, False
    _read(old, new, table, columns, "select rowid, {} from {} not indexed order by rowid desc")
    return False


def _read(old: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: list[str], select: str) -> bool:
    """Whether every row that was read could be kept. Raises sqlite3.DatabaseError where the file cannot be read."""
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    whole, numbers = True, set[int]()
    for number, *row in old.execute(select.format(names, table)):
        if number and number in numbers:
            raise sqlite3.DatabaseError("the pages of the table lead in a circle")
        numbers.add(number)
        try:
            kept = new.execute(f"insert or ignore into {table} ({names}) values ({places})", row).rowcount
        except (sqlite3.IntegrityError, sqlite3.DataError):
            kept = 0  # a value that the damage changed breaks a rule of the table
        whole = whole and kept == 1
    return whole
