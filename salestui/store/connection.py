"""Opening the rep's file safely, and the one way to write to it."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salestui.domain.refusal import Refusal
from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 10.0


class Store:
    """An open store: one connection, which belongs to the thread that opened it. A context manager that closes it.

    `read_only` is True where the file or its folder cannot be written.
    """

    def __init__(self, name: str, connection: sqlite3.Connection, read_only: bool) -> None:
        self.name = name
        self.connection = connection
        self.read_only = read_only

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        from pathlib import Path  # a line of the log is written without it

        return Path(self.name)

    def close(self) -> None:
        self.connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write, all or nothing, which holds the write lock from its start and is synced when it ends.

        Inside another one it joins it. Raises Refusal for a store that is busy, full, read-only or damaged.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("begin immediate")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except sqlite3.Error as error:
            from salestui.store.faults import refusal_for  # only when something is wrong

            refusal = refusal_for(error, self.name)
            if refusal is None:
                raise
            raise refusal from error

    def data_version(self) -> int:
        """A number that changes whenever another connection has written; for noticing what a shell logged."""
        row: tuple[int] = self.connection.execute("pragma data_version").fetchone()
        return row[0]


def open_store(path: str | os.PathLike[str], *, create: bool) -> Store:
    """The store at `path`, migrated to this program's version; made there when it is missing and `create` says so.

    Raises Refusal: `store-missing`, `store-folder-missing`, `store-not-a-file`, `store-foreign`, `store-newer`,
    `store-damaged`, `store-busy`, `store-read-only`.
    """
    path = os.fspath(path)
    read_only = False
    try:
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | (os.O_CREAT if create else 0), 0o600)
    except OSError as error:
        handle, read_only = _open_for_reading(path, error)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refusal("store-not-a-file", path=path)
    finally:
        os.close(handle)
    if not read_only and not os.access(_folder(path), os.W_OK):
        read_only = True
    try:
        connection = _connected(path, read_only)
        try:
            _recognise(connection, path, read_only)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        from salestui.store.faults import refusal_for  # only when something is wrong

        raise (refusal_for(error, path) or Refusal("store-damaged", exit_code=4, path=path)) from error
    return Store(path, connection, read_only)


def _folder(path: str) -> str:
    return os.path.dirname(path) or os.curdir


def _open_for_reading(path: str, error: OSError) -> tuple[int, bool]:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        slug = "store-missing" if os.path.isdir(_folder(path)) else "store-folder-missing"
        raise Refusal(slug, path=path, folder=_folder(path)) from error
    if error.errno == errno.EISDIR or error.errno == errno.ELOOP or error.errno == errno.ENXIO:
        raise Refusal("store-not-a-file", path=path) from error
    if error.errno == errno.EMFILE:
        raise Refusal("too-many-files", exit_code=4) from error
    if error.errno == errno.ENOSPC:
        raise Refusal("disk-full", exit_code=4, path=path) from error
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK), True
    except OSError:
        raise Refusal("store-unreadable", path=path, reason=os.strerror(error.errno or 0)) from error


def _connected(path: str, read_only: bool) -> sqlite3.Connection:
    if read_only:
        from urllib.parse import quote  # only where the file cannot be written: costs what a log command would notice

        name = os.fsencode(os.path.abspath(path))
        beside = os.path.exists(f"{path}-wal")
        mode = "mode=ro" if beside else "mode=ro&immutable=1"
        connection = sqlite3.connect(f"file:{quote(name)}?{mode}", timeout=BUSY_SECONDS, uri=True, isolation_level=None)
    else:
        connection = sqlite3.connect(os.path.abspath(path), timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma cell_size_check = on")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma fullfsync = on")
    return connection


def _recognise(connection: sqlite3.Connection, path: str, read_only: bool) -> None:
    (mark,) = connection.execute("pragma application_id").fetchone()
    (tables,) = connection.execute("select count(*) from sqlite_schema").fetchone()
    if tables and mark != APPLICATION_ID:
        raise Refusal("store-foreign", exit_code=4, path=path)
    applied = _applied(connection) if tables else ()
    if any(name not in MIGRATION_NAMES for name in applied):
        raise Refusal("store-newer", exit_code=4, path=path)
    if len(applied) == len(MIGRATION_NAMES):
        return
    if read_only:
        raise Refusal("store-read-only", path=path)
    from pathlib import Path

    from salestui.store.upgrade import upgrade  # brings sqlite-utils, which only a pending migration needs

    upgrade(connection, Path(path), new=not tables)


def _applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute("select name from _sqlite_migrations where migration_set = 'salestui' order by id")
    return tuple(name for (name,) in rows)
