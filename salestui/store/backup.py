"""Backups beside the store: made by SQLite's own backup, verified, rotated, and restored with one command."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from salestui.domain.refusal import Refusal
from salestui.store.faults import LITTLE, damaged, disk_full, refusal_for
from salestui.store.guarded import BUSY_SECONDS, Guarded, guarded
from salestui.store.rotation import backup_folder, backup_name, backups, superseded
from salestui.store.whole_file import sync_folder, whole_file


def back_up(connection: Guarded, path: Path, *, reason: str, now: datetime | None = None, spare: Path | None = None) -> Path:
    """A verified copy of the store in its backup folder, named after the instant and the reason; returns its path.

    Older ones that rotation no longer keeps are removed afterwards, but not this one and not `spare`. Raises Refusal
    `backup-failed`, `store-damaged`, `disk-full`; the store is never touched.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _failed(error, folder) from error
    target = folder / backup_name(now or datetime.now(UTC), reason)
    copy_to(connection, target, path)
    kept = tuple(file for file in (target, spare) if file is not None and file.exists())
    for old in superseded(backups(path)):
        with contextlib.suppress(FileNotFoundError):  # another process may be rotating
            if not any(old.path.samefile(file) for file in kept):
                old.path.unlink()
    return target


def copy_to(connection: Guarded, target: Path, path: Path) -> None:
    """A sound, synced copy of the open store at `target`, whole or not at all. Raises Refusal as `back_up` does."""
    require_space(target, _size(path) + LITTLE)
    try:
        with whole_file(target) as partial:
            _copy(connection, partial)
            _verify(connection, partial, path)
    except (OSError, sqlite3.Error) as error:
        raise _failed(error, target) from error


def require_space(target: Path, needed: int) -> None:
    """Nothing, when the disk on which `target` lies or will lie has `needed` bytes. Raises Refusal `disk-full`."""
    import shutil  # brings compression, and most commands need no backup

    try:
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise _failed(error, target) from error
    if free < needed:
        raise disk_full(target, needed)


def overwrite(source: Path, path: Path) -> None:
    """Make the sound store at `path` hold what `source` holds, in one transaction. Raises Refusal as `back_up` does."""
    require_space(path, 2 * _size(source) + LITTLE)
    try:
        opened = contextlib.closing(guarded(os.fspath(source), _reading(source)))
        with opened as backup, contextlib.closing(guarded(os.fspath(path), "rw")) as store:
            _copy_pages(backup, store)
    except (OSError, sqlite3.Error) as error:
        raise _failed(error, path) from error


def exchange(source: Path, path: Path, old: Path) -> None:
    """Put a copy of `source` in the place of whatever is at `path`, which from then on is found at `old`, unchanged.

    A write-ahead log beside it goes with it. Raises Refusal as `back_up` does.
    """
    require_space(path, _size(source) + LITTLE)
    try:
        with whole_file(path) as partial:
            with contextlib.closing(guarded(os.fspath(source), _reading(source))) as backup:
                _copy(backup, partial)
            if path.exists():
                _second_name(path, old)
            for end in ("-wal", "-shm", "-journal"):
                with contextlib.suppress(FileNotFoundError):
                    os.replace(f"{path}{end}", f"{old}{end}")
            sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise _failed(error, path) from error


def _second_name(path: Path, old: Path) -> None:
    """`path` found at `old` too, so that at no moment there is nothing at `path`; moved where a file can have one name only."""
    try:
        os.link(path, old)
    except OSError:
        os.replace(path, old)


def _copy(connection: Guarded, partial: Path) -> None:
    with contextlib.closing(guarded(os.fspath(partial), "rw")) as copy:
        _copy_pages(connection, copy)
        copy.execute("pragma journal_mode = delete")  # a copy at rest is one file, also where nothing can be written


def _copy_pages(source: Guarded, target: Guarded) -> None:
    """All pages in one step and one transaction; gives up when another program holds the lock for ever."""
    began = monotonic()

    def go_on(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() - began > BUSY_SECONDS:
            raise TimeoutError  # SQLite itself would try for ever

    try:
        source.backup(target, progress=go_on)
    except TimeoutError as error:
        raise Refusal("store-busy", exit_code=4, path=_name(target)) from error


def _name(connection: Guarded) -> str:
    name: str = connection.execute("select file from pragma_database_list").fetchone()[0]
    return name


def _verify(connection: Guarded, partial: Path, path: Path) -> None:
    with contextlib.closing(guarded(os.fspath(partial), "ro&immutable=1")) as copy:
        faults = quick_check(copy)
    if faults is None:
        return
    if quick_check(connection) is not None:
        raise damaged(path)
    raise Refusal("backup-failed", exit_code=4, path=partial.parent, reason=faults)


def quick_check(connection: Guarded) -> str | None:
    """The first fault that SQLite finds in the file, None when it is sound. A second for each few hundred megabytes.

    Raises Refusal where the file cannot be read for another reason.
    """
    try:
        (verdict,) = connection.at_length("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            return str(error)
        raise _failed(error, Path(_name(connection))) from error
    return None if verdict == "ok" else str(verdict)


def _reading(file: Path) -> str:
    return "ro" if os.path.exists(f"{file}-wal") else "ro&immutable=1"


def _size(file: Path) -> int:
    """In bytes, with what stands in its write-ahead log; 0 for one that is not there."""
    return sum(os.stat(name).st_size for name in (file, f"{file}-wal") if os.path.exists(name))


def _failed(error: Exception, target: Path) -> Refusal:
    known = refusal_for(error, target)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return known or Refusal("backup-failed", exit_code=4, path=target, reason=reason)
