"""Whether the rep's file is sound, and what can be saved from one that is not."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.store.connection import BUSY_SECONDS, open_store
from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES


class Problem(NamedTuple):
    """What is wrong, as a slug of the guide (`doctor.<slug>.what`, `.fix`) and values."""

    slug: str
    values: tuple[tuple[str, str], ...] = ()


def examine(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the store at `path`, in the order in which it should be mended; empty when it is sound.

    Opens it read-only; nothing is written.
    """
    if not path.exists():
        return (Problem("missing", (("path", str(path)),)),)
    problems = []
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        problems.append(Problem("readable-by-others", (("path", str(path)),)))
    for folder in path.resolve().parents:
        if folder.name.lower() in ("dropbox", "onedrive", "google drive", "icloud drive", "mobile documents", "nextcloud"):
            problems.append(Problem("synced-folder", (("folder", str(folder)),)))
            break
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("pragma query_only = on")
        problems += _in_the_file(connection)
    except sqlite3.DatabaseError as error:
        problems.append(Problem("damaged", (("reason", str(error)),)))
    finally:
        connection.close()
    return tuple(problems)


def _in_the_file(connection: sqlite3.Connection) -> list[Problem]:
    (mark,) = connection.execute("pragma application_id").fetchone()
    (tables,) = connection.execute("select count(*) from sqlite_schema").fetchone()
    if tables and mark != APPLICATION_ID:
        return [Problem("foreign")]
    faults = [row[0] for row in connection.execute("pragma integrity_check(20)")]
    if faults != ["ok"]:
        return [Problem("damaged", (("reason", str(faults[0])),))]
    problems = []
    strangers = [name for (name,) in connection.execute("select name from sqlite_schema where type = 'trigger'")]
    if strangers:
        problems.append(Problem("trigger", (("name", strangers[0]),)))
    orphans = connection.execute("pragma foreign_key_check").fetchall()
    if orphans:
        problems.append(Problem("orphans", (("table", str(orphans[0][0])), ("count", str(len(orphans))))))
    applied = [name for (name,) in connection.execute("select name from _sqlite_migrations order by id")] if tables else []
    if any(name not in MIGRATION_NAMES for name in applied):
        problems.append(Problem("newer"))
    return problems


class Salvage(NamedTuple):
    """What was saved into `path`: rows per table, and the tables that could not be read to their end."""

    path: Path
    rows: dict[str, int]
    cut: tuple[str, ...]


def salvage(path: Path, target: Path) -> Salvage:
    """Whatever can still be read of the store at `path`, in a new store at `target`. The damaged file is only read.

    Raises Refusal `file-exists` when `target` is there.
    """
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise Refusal("file-exists", path=target) from None
    rows: dict[str, int] = {}
    cut = []
    with open_store(target, create=True) as new:
        new.connection.execute("pragma foreign_keys = off")
        old = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True, isolation_level=None)
        old.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            for (table,) in new.connection.execute(
                "select name from sqlite_schema where type = 'table' and sql like '%strict%' order by rowid"
            ).fetchall():
                rows[table], whole = _copy(old, new.connection, table)
                if not whole:
                    cut.append(table)
        finally:
            old.close()
        with new.transaction() as connection:
            for index in ("entry_search", "deal_search"):
                connection.execute(f"insert into {index} ({index}) values ('rebuild')")
    return Salvage(target, rows, tuple(cut))


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> tuple[int, bool]:
    columns = [row[1] for row in new.execute(f"pragma table_info({table})")]
    places = ", ".join("?" * len(columns))
    many, whole = 0, True
    new.execute("begin immediate")
    try:
        found = old.execute(f"select {', '.join(columns)} from {table}")
        while True:
            try:
                row = found.fetchone()
            except sqlite3.DatabaseError:
                whole = False
                break
            if row is None:
                break
            try:
                new.execute(f"insert or ignore into {table} ({', '.join(columns)}) values ({places})", row)
                many += 1
            except sqlite3.IntegrityError:
                whole = False  # a value that the damage changed breaks a rule of the table
    except sqlite3.DatabaseError:
        whole = False
    new.commit()
    return many, whole


def _quoted(path: Path) -> str:
    from urllib.parse import quote  # only for a damaged file

    return quote(os.fsencode(os.path.abspath(path)))
