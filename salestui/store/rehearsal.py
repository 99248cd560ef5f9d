"""What an import would do is tried on a copy of the rep's file, so that the file is neither written nor locked meanwhile."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator


@contextlib.contextmanager
def rehearsal(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of the store, within a transaction; the copy is SQLite's own, without a name, and ends with it."""
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("pragma foreign_keys = on")
        copy.execute("begin")
        yield copy
