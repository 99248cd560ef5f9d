"""Backups beside the store: made by SQLite's own backup, verified, rotated, and restored with one command."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from salestui.domain.refusal import Refusal


def backup_folder(path: Path) -> Path:
    """Where the backups of the store at `path` lie: a folder beside it, readable by the rep alone."""
    return path.with_name(f"{path.name}.backups")


def back_up(connection: sqlite3.Connection, path: Path, *, reason: str, now: datetime | None = None) -> Path:
    """A verified copy of the store in its backup folder, named after the instant and the reason; returns its path.

    Raises Refusal `backup-failed` when the copy is not sound; the store is never touched.
    """
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%fZ")
    target = folder / f"{stamp}-{reason}.db"
    partial = target.with_suffix(".partial")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        copy = sqlite3.connect(partial, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("pragma journal_mode = delete")
            (verdict,) = copy.execute("pragma quick_check").fetchone()
        finally:
            copy.close()
        if verdict != "ok":
            raise Refusal("backup-failed", exit_code=4, path=target, reason=verdict)
        with open(partial, "rb+") as written:
            os.fsync(written.fileno())
        partial.rename(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return target
