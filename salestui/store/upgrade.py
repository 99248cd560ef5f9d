"""Bringing a store to this program's version: a backup first, then every pending migration, all or none."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from salestui.domain.refusal import Refusal
from salestui.store.backup import back_up, require_space
from salestui.store.guarded import guarded
from salestui.store.schema import migrations
from salestui.store.versions import MIGRATION_NAMES

ROOM = 50_000_000  # bytes that a migration may need beside twice the store


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Apply what is pending in one transaction; a store that holds anything is backed up before, under the same lock.

    A process that waited here while another one upgraded finds nothing pending any more. Raises Refusal
    `migration-space`, `migration-failed`, and as `back_up` does; the store is then as it was.
    """
    database = Database(connection, execute_plugins=False)
    connection.execute("pragma journal_mode = wal")
    connection.execute("begin immediate")
    backup: Path | None = None
    try:
        if migrations.pending(database):
            if migrations.applied(database):
                backup = _kept(path)
            migrations.apply(database)
            connection.execute(f"pragma user_version = {len(MIGRATION_NAMES)}")
        connection.commit()
    except Exception as error:
        with contextlib.suppress(sqlite3.Error):  # SQLite itself took it back when the disk refused
            connection.rollback()
        if isinstance(error, Refusal) or backup is None:
            raise
        raise Refusal("migration-failed", exit_code=4, path=path, backup=backup, reason=error) from error


def _kept(path: Path) -> Path:
    """The backup that the migration cannot touch, made by a connection that reads what stood before it."""
    needed = 2 * path.stat().st_size + ROOM
    try:
        require_space(path, needed)
    except Refusal as refusal:
        raise Refusal("migration-space", exit_code=4, path=path, needed=f"{-(-needed // 1_000_000)} MB") from refusal
    with contextlib.closing(guarded(os.fspath(path), "rw")) as before:
        return back_up(before, path, reason="migration")
