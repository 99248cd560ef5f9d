"""Whether the rep's file is sound, and everything about it that should be mended."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from salestui.store.edges import copied
from salestui.store.guarded import Guarded, digest_of, guarded, schema_of
from salestui.store.rotation import backups
from salestui.store.synced import conflict_copies, synced_folder
from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES, SCHEMA_DIGEST

UNFIT = ("not-a-file", "foreign", "newer", "altered", "damaged")
"""The problems because of which a store is not opened."""


class Problem(NamedTuple):
    """What is wrong, as a slug of the guide (`doctor.<slug>.what`, `.fix`) and values."""

    slug: str
    values: tuple[tuple[str, str], ...] = ()


def examine(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the store at `path`, in the order in which it should be mended; empty when it is sound.

    Nothing is written to it: a write-ahead log that was left beside it is read and stays there. Raises Refusal `store-busy`.
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return (Problem("missing", (("path", str(path)),)),)
    if not stat.S_ISREG(kind):
        return (Problem("not-a-file", (("path", str(path)),)),)
    problems = []
    if stat.S_IMODE(kind) & 0o077:
        problems.append(Problem("readable-by-others", (("path", str(path)),)))
    folder = synced_folder(path)
    if folder is not None:
        problems.append(Problem("synced-folder", (("folder", str(folder)),)))
    problems += [Problem("conflict-copy", (("path", str(copy)),)) for copy in conflict_copies(path)]
    try:
        with reading(path) as connection:
            problems += _in_the_file(connection)
            if not schema_of(connection) and backups(path):
                problems.append(Problem("damaged", (("reason", "nothing is in it, and there are backups of it"),)))
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        problems.append(Problem("damaged", (("reason", str(error)),)))
    return tuple(problems)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Guarded]:
    """A connection that writes nothing into the store or beside it. Raises sqlite3.Error, OSError."""
    name = os.fspath(path)
    with contextlib.ExitStack() as until_read:
        copy = until_read.enter_context(copied(name))
        connection = guarded(copy, "rw") if copy is not None else guarded(name, _looking(path))
        until_read.enter_context(contextlib.closing(connection))
        connection.execute("pragma query_only = on")
        yield connection


def _looking(path: Path) -> str:
    """How to open the store so that nothing in it or beside it is changed."""
    if os.path.exists(f"{path}-journal"):
        return "ro&immutable=1"  # any other way would roll it back into the file
    if os.path.exists(f"{path}-wal"):
        return "ro"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"  # one that may write takes away again what it put beside the file
    return "ro&immutable=1"


def _in_the_file(connection: Guarded) -> list[Problem]:
    (mark,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    schema = schema_of(connection)
    if mark != APPLICATION_ID and (schema or mark):
        return [Problem("foreign")]
    faults = [row[0] for row in connection.at_length("pragma integrity_check(20)")]
    if faults != ["ok"]:
        return [Problem("damaged", (("reason", str(faults[0])),))]
    if not schema:
        return []
    rows = connection.execute("select name from _sqlite_migrations where migration_set = 'salestui' order by id")
    applied = tuple(name for (name,) in rows)
    if version > len(MIGRATION_NAMES) or any(name not in MIGRATION_NAMES for name in applied):
        return [Problem("newer")]
    if digest_of(schema) != SCHEMA_DIGEST:
        from salestui.store.strangers import first_stranger  # only where the store is not as this version makes it

        if stranger := first_stranger(connection, schema, applied):
            return [Problem("altered", (("name", stranger),))]
    orphans = connection.execute("pragma foreign_key_check").fetchall()
    if orphans:
        return [Problem("orphans", (("table", str(orphans[0][0])), ("count", str(len(orphans)))))]
    return []
