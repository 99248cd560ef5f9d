"""Backups made by hand and by themselves, going back to one, and what to do about a file that is not sound."""

from __future__ import annotations

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.store.backup import back_up, copy_to, exchange, overwrite, quick_check
from salestui.store.connection import Store, open_store
from salestui.store.faults import damaged
from salestui.store.integrity import UNFIT, Problem, examine
from salestui.store.rotation import Backup, backups, is_sound, newest_sound
from salestui.store.salvage import Salvage, salvage

__all__ = [
    "Backup",
    "Problem",
    "Salvage",
    "before",
    "daily",
    "diagnosis",
    "listed",
    "look_after",
    "look_after_meanwhile",
    "make",
    "newest",
    "restore",
    "saved",
]

_A_DAY = timedelta(days=1)
_AT_ONCE = 8_000_000  # bytes that are checked in a few hundredths of a second


def listed(path: Path) -> tuple[Backup, ...]:
    """The backups of the store at `path`, newest first."""
    return backups(path)


def newest(path: Path) -> Backup | None:
    """The newest backup of the store at `path` that is sound."""
    return newest_sound(path)


def make(store: Store, target: Path | None = None) -> Path:
    """A backup now, in the backup folder or at `target`. Raises Refusal `file-exists`, `backup-failed`, `disk-full`."""
    if target is None:
        return back_up(store.connection, store.path, reason="manual")
    if target.exists():
        raise Refusal("file-exists", path=target)
    copy_to(store.connection, target, store.path)
    return target


def before(store: Store, reason: str) -> Path:
    """The backup that stands before an import, a finalising, or the removal of many things. Raises Refusal as `make` does."""
    return back_up(store.connection, store.path, reason=reason)


def daily(store: Store, now: datetime | None = None) -> Path | None:
    """The day's backup, when something changed since the newest one and that is a day old; None otherwise.

    A newest one that lies in the future was made before the clock was set back, and does not count.
    """
    if store.read_only:
        return None
    instant = now or datetime.now(UTC)
    last = next(iter(backups(store.path)), None)
    if last is not None and abs(instant - last.made_at) < _A_DAY:
        return None
    if last is not None and last.made_at < instant and _changed_at(store.path) <= last.made_at:
        return None
    return back_up(store.connection, store.path, reason="daily", now=instant)


def _changed_at(path: Path) -> datetime:
    """The instant of the newest change, which may still stand in the write-ahead log."""
    times = [os.stat(file).st_mtime for file in (path, f"{path}-wal") if os.path.exists(file)]
    return datetime.fromtimestamp(max(times), UTC)


def look_after(store: Store, now: datetime | None = None) -> Refusal | None:
    """What is done before a command writes: a small file is checked, and the day's backup is made of one that is a day old.

    Returns why the backup could not be made. Raises Refusal `store-damaged`: nothing is written to such a store.
    """
    if store.read_only:
        return None
    if store.path.stat().st_size <= _AT_ONCE and quick_check(store.connection) is not None:
        store.unsound = damaged(store.path)
        raise store.unsound
    if store.made_at[:19] > ((now or datetime.now(UTC)) - _A_DAY).strftime("%Y-%m-%d %H:%M:%S"):
        return None
    try:
        daily(store, now)
    except Refusal as refusal:
        if refusal.slug.startswith("store-damaged"):
            store.unsound = refusal
            raise
        return refusal
    return None


def look_after_meanwhile(store: Store) -> threading.Thread:
    """`look_after` beside an app that is opening; when the file is damaged, every write of `store` is refused from then on."""

    def run() -> None:
        try:
            with open_store(store.path, create=False) as own:
                look_after(own)
        except Refusal as refusal:
            if refusal.slug.startswith("store-damaged"):
                store.unsound = refusal

    thread = threading.Thread(target=run, name="look after the store", daemon=True)
    thread.start()
    return thread


def restore(path: Path, source: Path) -> Path | None:
    """Put the backup `source` in the place of the store at `path`; what stood there is kept and its place returned.

    A sound store is backed up, and other programs that have it open see the restored one. One that is not (damaged, changed
    by another program, of a newer salestui) is set aside as it is, beside the new one. Raises Refusal `backup-unsound`,
    and as `open_store` does.
    """
    wrong = [problem.slug for problem in examine(source) if problem.slug in (*UNFIT, "missing")]
    if wrong:
        raise Refusal("backup-unsound", path=source, problem=wrong[0])
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise Refusal("store-not-a-file", path=path)
    kept: Path | None = None
    if path.exists() and not any(problem.slug in UNFIT for problem in examine(path)):
        with open_store(path, create=False) as current:
            if current.read_only:
                raise Refusal("store-read-only", path=path)
            kept = back_up(current.connection, path, reason="restore", spare=source)
        overwrite(source, path)
    else:
        aside = path.with_name(f"{path.name}.replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}")
        kept = aside if path.exists() else None
        exchange(source, path, aside)
    open_store(path, create=False).close()
    return kept


def diagnosis(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the store at `path`; empty when it is sound."""
    found = list(examine(path))
    unsound = [backup for backup in backups(path) if not is_sound(backup.path)]
    found += [Problem("backup-unsound", (("path", str(backup.path)),)) for backup in unsound]
    return tuple(found)


def saved(path: Path) -> Salvage | None:
    """What can be read of a store that is not sound, in a new file beside it; None where that is nothing."""
    target = path.with_name(f"{path.stem}-saved-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}.db")
    return salvage(path, target)
