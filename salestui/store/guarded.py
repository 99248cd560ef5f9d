"""A connection to the rep's file that trusts nothing in it, and cannot be held up by it (R48)."""

from __future__ import annotations

import os
import sqlite3
import sys
from time import monotonic
from typing import TYPE_CHECKING

try:
    from _blake2 import blake2b  # hashlib brings OpenSSL, which a line of the log would feel
except ImportError:  # a Python that was built without it
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import _Parameters  # a name of the type stubs alone

BUSY_SECONDS = 10.0
ENDLESS_SECONDS = 5.0
ENDLESS_STEPS = 100_000_000
"""No query of ours needs as many steps of SQLite's machine: a million deals take a fourth of it."""
_STEPS_A_LOOK = 1_000_000
_LARGEST_VALUE = 100_000_000  # bytes; the largest that is ever written is the summary of a period

Found = tuple[str, str, str | None]
"""What `sqlite_schema` says of one object: its kind, its name, and the words that made it."""


class Guarded(sqlite3.Connection):
    """A connection on which no query runs for ever: one that does came with a file from elsewhere (R48)."""

    _began = 0.0
    _looks = 0

    def execute(self, sql: str, parameters: _Parameters = (), /) -> sqlite3.Cursor:
        self._began = monotonic()
        self._looks = 0
        try:
            return super().execute(sql, parameters)
        except UnicodeDecodeError:  # SQLite quotes a damaged name in what it says
            raise sqlite3.DatabaseError("could not decode what SQLite says of it") from None

    def executemany(self, sql: str, parameters: Iterable[_Parameters], /) -> sqlite3.Cursor:
        self._began = float("inf")  # as many rows as the program has to write
        return super().executemany(sql, parameters)

    def at_length(self, sql: str) -> sqlite3.Cursor:
        """Run what takes as long as the file is large: a check, never a query on what stands in it."""
        self._began = float("inf")
        return super().execute(sql)

    def endless(self) -> bool:
        """SQLite asks after every million steps; yes ends the query. A slow computer alone is no reason."""
        self._looks += 1
        return self._looks * _STEPS_A_LOOK >= ENDLESS_STEPS and monotonic() - self._began > ENDLESS_SECONDS


def guarded(path: str, mode: str) -> Guarded:
    """A connection to the existing file at `path` that trusts nothing in it. `mode` as SQLite's URIs say it: rw, ro."""
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        name = "/" + name.replace("\\", "/")
    connection = sqlite3.connect(
        f"file:{name}?mode={mode}", timeout=BUSY_SECONDS, isolation_level=None, factory=Guarded, uri=True
    )
    try:
        connection.set_progress_handler(connection.endless, _STEPS_A_LOOK)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma cell_size_check = on")
        connection.execute("pragma temp_store = memory")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma fullfsync = on")
    except BaseException:
        connection.close()
        raise
    return connection


def schema_of(connection: sqlite3.Connection) -> tuple[Found, ...]:
    """Everything in the file but views, which are never read here, by name."""
    rows = connection.execute("select type, name, sql from sqlite_schema where type <> 'view' order by name")
    return tuple(rows)


def digest_of(schema: tuple[Found, ...]) -> str:
    """A checksum by which a store is known to be exactly as this version of the program makes it."""
    said = "\0".join(f"{kind} {name} {sql}" for kind, name, sql in schema if sql is not None)
    return blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
