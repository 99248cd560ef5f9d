"""Bringing a store to this program's version: a backup first, then every pending migration, all or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from salestui.store.backup import back_up
from salestui.store.schema import migrations
from salestui.store.versions import MIGRATION_NAMES


def upgrade(connection: sqlite3.Connection, path: Path, *, new: bool) -> None:
    """Apply what is pending in one transaction; a store that holds anything is backed up before.

    A process that waited here while another one upgraded finds nothing pending any more.
    """
    if not new:
        back_up(connection, path, reason="migration")
    connection.execute("pragma journal_mode = wal")
    connection.execute("begin immediate")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"pragma user_version = {len(MIGRATION_NAMES)}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
