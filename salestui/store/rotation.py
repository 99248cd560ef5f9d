"""The backups beside the rep's file: which there are, which is the newest sound one, and which are given up."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from salestui.store.versions import APPLICATION_ID

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


def backup_name(made_at: datetime, reason: str) -> str:
    return f"{made_at.astimezone(UTC).strftime(_STAMP)}-{reason}.db"


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
        with contextlib.suppress(FileNotFoundError):  # another process may be rotating
            found.append(Backup(file, made_at, reason, file.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def newest_sound(path: object) -> Backup | None:
    """The newest backup of the store at `path` that can be gone back to."""
    return next((backup for backup in backups(Path(os.fspath(str(path)))) if is_sound(backup.path)), None)


def is_sound(path: Path) -> bool:
    """Whether the file at `path` is a store of ours that SQLite finds no fault in. Only for one that nobody writes to."""
    from urllib.parse import quote  # only where a backup is looked at

    name = quote(os.fsencode(os.path.abspath(path)))
    try:
        with contextlib.closing(sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True)) as connection:
            (mark,) = connection.execute("pragma application_id").fetchone()
            (verdict,) = connection.execute("pragma quick_check(1)").fetchone()
    except sqlite3.Error:
        return False
    return bool(mark == APPLICATION_ID and verdict == "ok")


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
