"""The first and the last moment of an open store: an empty file made, one that was refused let go untouched."""

from __future__ import annotations

import contextlib
import os

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


def leave_untouched(connection: Guarded, path: str, left: tuple[bool, bool]) -> None:
    """Close a store that was refused without folding in a write-ahead log that another program left beside it.

    SQLite folds it in when the last connection closes, so one that cannot write outlives this one.
    """
    log_left, index_left = left
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
    if not index_left:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{path}-shm")
