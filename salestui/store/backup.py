"""Backups beside the store: made by SQLite's own backup, verified, rotated, and restored with one command."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.store.faults import refusal_for

DAYS, WEEKS, MONTHS, OF_A_REASON = 7, 4, 12, 3
_STAMP = "%Y%m%dT%H%M%S%fZ"


class Backup(NamedTuple):
    """A file in the backup folder: when it was made, why, and how large it is in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def backup_folder(path: Path) -> Path:
    """Where the backups of the store at `path` lie: a folder beside it, readable by the rep alone."""
    return path.with_name(f"{path.name}.backups")


def backups(path: Path) -> tuple[Backup, ...]:
    """All backups of the store at `path`, newest first."""
    folder = backup_folder(path)
    found = []
    for file in folder.glob("*.db") if folder.is_dir() else ():
        stamp, _, reason = file.stem.partition("-")
        try:
            made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # a file that somebody else put there is not ours to count or to remove
        found.append(Backup(file, made_at, reason, file.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def back_up(
    connection: sqlite3.Connection, path: Path, *, reason: str, now: datetime | None = None, spare: Path | None = None
) -> Path:
    """A verified copy of the store in its backup folder, named after the instant and the reason; returns its path.

    Older ones that rotation no longer keeps are removed afterwards, but not `spare`. Raises Refusal `backup-failed`,
    `disk-full`; the store is never touched.
    """
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = (now or datetime.now(UTC)).strftime(_STAMP)
    target = folder / f"{stamp}-{reason}.db"
    copy_to(connection, target, path)
    for old in superseded(backups(path)):
        if spare is None or not (spare.exists() and old.path.samefile(spare)):
            old.path.unlink(missing_ok=True)
    return target


def copy_to(connection: sqlite3.Connection, target: Path, path: Path) -> None:
    """A sound, synced copy of the open store at `target`, whole or not at all. Raises Refusal as `back_up` does."""
    needed = path.stat().st_size if path.exists() else 0
    free = shutil.disk_usage(target.parent).free
    if free < needed + 1_000_000:
        raise Refusal("disk-full", exit_code=4, path=target, needed=needed)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
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
        os.replace(partial, target)
    except sqlite3.Error as error:
        raise (refusal_for(error, target) or Refusal("backup-failed", exit_code=4, path=target, reason=error)) from error
    finally:
        partial.unlink(missing_ok=True)


def overwrite(source: Path, path: Path) -> None:
    """Make the store at `path` hold what `source` holds, in one transaction; `path` is made where it is missing."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if not source.is_file():
        raise Refusal("backup-unsound", path=source, problem="missing")
    backup = sqlite3.connect(source, isolation_level=None)
    store = sqlite3.connect(path, timeout=10.0, isolation_level=None)
    try:
        backup.execute("pragma query_only = on")
        store.execute("pragma synchronous = full")
        backup.backup(store)
        store.execute("pragma journal_mode = wal")
    except sqlite3.Error as error:
        raise (refusal_for(error, path) or Refusal("backup-failed", exit_code=4, path=path, reason=error)) from error
    finally:
        store.close()
        backup.close()


def superseded(found: Iterable[Backup]) -> tuple[Backup, ...]:
    """Those that rotation gives up: kept are the newest of each of 7 days, 4 weeks and 12 months, and three of each reason."""
    newest_first = sorted(found, key=lambda backup: backup.made_at, reverse=True)
    kept: set[Path] = set()
    for many, bucket in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        seen: dict[str, Path] = {}
        for backup in newest_first:
            seen.setdefault(backup.made_at.strftime(bucket), backup.path)
        kept.update(list(seen.values())[:many])
    reasons: dict[str, list[Path]] = {}
    for backup in newest_first:
        reasons.setdefault(backup.reason, []).append(backup.path)
    kept.update(path for paths in reasons.values() for path in paths[:OF_A_REASON])
    return tuple(backup for backup in newest_first if backup.path not in kept)
