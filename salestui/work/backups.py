"""Backups made by hand and by themselves, going back to one, and what to do about a file that is not sound."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.store.backup import Backup, back_up, backups, copy_to, overwrite
from salestui.store.connection import Store, open_store
from salestui.store.integrity import Problem, Salvage, examine, salvage

__all__ = ["Backup", "Problem", "Salvage", "daily", "diagnosis", "listed", "make", "restore", "saved"]


def listed(path: Path) -> tuple[Backup, ...]:
    """The backups of the store at `path`, newest first."""
    return backups(path)


def make(store: Store, target: Path | None = None) -> Path:
    """A backup now, in the backup folder or at `target`. Raises Refusal `file-exists`, `backup-failed`, `disk-full`."""
    if target is None:
        return back_up(store.connection, store.path, reason="manual")
    if target.exists():
        raise Refusal("file-exists", path=target)
    copy_to(store.connection, target, store.path)
    return target


def daily(store: Store, now: datetime | None = None) -> Path | None:
    """The day's backup, when something changed since the newest one and that is a day old; None otherwise."""
    if store.read_only:
        return None
    instant = now or datetime.now(UTC)
    newest = next(iter(backups(store.path)), None)
    if newest is not None:
        changed = datetime.fromtimestamp(store.path.stat().st_mtime, UTC) > newest.made_at
        if not changed or instant - newest.made_at < timedelta(days=1):
            return None
    return back_up(store.connection, store.path, reason="daily", now=instant)


def restore(path: Path, source: Path) -> Path | None:
    """Put the backup `source` in the place of the store at `path`; what stood there is backed up first and returned.

    The backup is checked before anything is replaced, and other programs that have the store open see the restored one.
    Raises Refusal `backup-unsound`, and as `open_store` does.
    """
    wrong = [problem for problem in examine(source) if problem.slug in ("missing", "foreign", "damaged", "newer")]
    if wrong:
        raise Refusal("backup-unsound", path=source, problem=wrong[0].slug)
    before: Path | None = None
    if path.exists() and not any(problem.slug in ("foreign", "damaged") for problem in examine(path)):
        with open_store(path, create=False) as current:
            before = back_up(current.connection, path, reason="restore", spare=source)
    elif path.exists():
        before = path.with_name(f"{path.name}.replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S')}")
        os.replace(path, before)
        for side in (f"{path}-wal", f"{path}-shm"):
            Path(side).unlink(missing_ok=True)
    overwrite(source, path)
    open_store(path, create=False).close()
    return before


def diagnosis(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the store at `path`; empty when it is sound."""
    return examine(path)


def saved(path: Path) -> Salvage:
    """What can be read of a damaged store, in a new file beside it."""
    target = path.with_name(f"{path.stem}-saved-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S')}.db")
    return salvage(path, target)
