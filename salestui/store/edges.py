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
def copied(path: str) -> Iterator[str]:
    """The path of a copy of the store and its log in a private folder, for a look that leaves both as they are.

    Only for a store that nobody has open. Raises OSError.
    """
    with tempfile.TemporaryDirectory(prefix="salestui-") as folder:
        for end in ("", "-wal"):
            shutil.copyfile(f"{path}{end}", os.path.join(folder, f"store{end}"))
        yield os.path.join(folder, "store")


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
