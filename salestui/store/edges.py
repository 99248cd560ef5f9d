"""The first and the last moment of an open store: an empty file made, one that was refused let go untouched."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator

from salestui.domain.refusal import Refusal
from salestui.store.faults import refusal_to_open
from salestui.store.guarded import Guarded, guarded


def make(path: str) -> None:
    """An empty file that only the rep can read, from its first moment. A link that leads nowhere is not followed."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        if os.path.islink(path):
            raise Refusal("store-not-a-file", path=path) from error
    except OSError as error:
        raise refusal_to_open(error, path) from error


@contextlib.contextmanager
def copied(path: str) -> Iterator[str | None]:
    """The path of a copy of a store and the log that was left beside it, in a private folder: looking leaves both as they are.

    None where there is no such log, or where somebody has the store open, and it changes under the copying. Raises OSError.
    """
    before = _left(path)
    if before is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="salestui-") as folder:
        copy = os.path.join(folder, "store")
        try:
            for end in ("", "-wal"):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        except FileNotFoundError:  # the last one who had it open took the log away
            before = None
        yield copy if before is not None and _left(path) == before else None


def _left(path: str) -> tuple[int, ...] | None:
    """Sizes and times of a store and its log, where nobody who has it open put an index beside them."""
    if os.path.exists(f"{path}-shm"):
        return None
    try:
        store, log = os.stat(path), os.stat(f"{path}-wal")
    except FileNotFoundError:
        return None
    return (store.st_size, store.st_mtime_ns, log.st_size, log.st_mtime_ns) if log.st_size else None


def leave_untouched(connection: Guarded, path: str, log_left: bool) -> None:
    """Close a store that was refused without folding in a write-ahead log that another program left beside it.

    SQLite folds it in when the last connection closes, so one that cannot write outlives this one.
    """
    if not log_left:
        connection.close()
        return
    try:
        if connection.in_transaction:
            connection.rollback()
        with contextlib.closing(guarded(path, "ro")) as last:
            last.execute("select count(*) from sqlite_schema").fetchone()
            connection.close()
    finally:
        connection.close()
