"""Opening the rep's file safely, and the one way to write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from salestui.domain.refusal import Refusal
from salestui.store.guarded import Guarded, digest_of, guarded, schema_of
from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES, SCHEMA_DIGEST

if TYPE_CHECKING:
    from pathlib import Path


Connection = sqlite3.Connection  # so that `work` can name what it hands on without knowing what it is


class Store:
    """An open store: one connection, which belongs to the thread that opened it. A context manager that closes it.

    `read_only` is True where the file or its folder cannot be written; `made_at` is the instant (UTC) at which this version
    of it was made, and `new` is True when that was just now. `before_writing` is called once, before the first write.
    `unsound` is set by whoever finds that the file is damaged: from then on every write is refused with it.
    """

    before_writing: Callable[[], None] | None = None
    unsound: Refusal | None = None

    def __init__(self, name: str, connection: Guarded, read_only: bool, made_at: str, new: bool) -> None:
        self.name = name
        self.connection = connection
        self.read_only = read_only
        self.made_at = made_at
        self.new = new
        self._file = _file_at(name)

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

    def wait_at_most(self, seconds: float) -> None:
        """Wait so long, and not ten seconds, while another program holds the lock: for an app that goes on meanwhile."""
        self.connection.execute(f"pragma busy_timeout = {int(seconds * 1000)}")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write, all or nothing, which holds the write lock from its start and is synced when it ends.

        Inside another one it joins it. Raises Refusal for a store that is busy, full, read-only, damaged, or no longer there.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        if self.before_writing is not None:
            first, self.before_writing = self.before_writing, None
            first()
        if self.unsound is not None:
            raise self.unsound
        try:
            self._see_that_it_is_there()
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

    def _see_that_it_is_there(self) -> None:
        """What is written into a file that was taken away, or that another one took the place of, would be lost unseen."""
        now = _file_at(self.name)
        if now != self._file:
            raise Refusal("store-gone" if now is None else "store-replaced", exit_code=4, path=self.name)

    def data_version(self) -> int:
        """A number that changes whenever another connection has written; for noticing what a shell logged."""
        row: tuple[int] = self.connection.execute("pragma data_version").fetchone()
        return row[0]


def open_store(path: str | os.PathLike[str], *, create: bool) -> Store:
    """The store at `path`, migrated to this program's version; made there when it is missing and `create` says so.

    Raises Refusal: `store-missing`, `store-folder-missing`, `store-not-a-file`, `store-foreign`, `store-newer`,
    `store-altered`, `store-damaged`, `store-busy`, `store-read-only`, `store-unreadable`, `store-unreachable`,
    `disk-full`, `too-many-files`, and when it had to be migrated `migration-space`, `migration-failed`.
    """
    path = os.fspath(path)
    read_only, made = _looked_at(path, create)
    log_left = os.path.exists(f"{path}-wal")
    try:
        if log_left and not os.path.exists(f"{path}-shm"):  # nobody has it open: the file was copied, or the computer died
            _look_at_a_copy(path)
        connection = guarded(path, _mode(read_only, log_left))
        try:
            made_at, new = _recognise(connection, path, read_only, made)
        except (Refusal, sqlite3.Error):
            from salestui.store.edges import leave_untouched  # only when something is wrong

            leave_untouched(connection, path, log_left)
            raise
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        from salestui.store.faults import refusal_for  # only when something is wrong

        raise (refusal_for(error, path) or Refusal("store-altered", exit_code=4, path=path, what=str(error))) from error
    return Store(path, connection, read_only, made_at, new)


def _looked_at(path: str, create: bool) -> tuple[bool, bool]:
    """Whether the file at `path` can only be read, and whether it was made: when it is missing and `create` says so.

    It is never opened here: closing it again would drop the locks that SQLite holds on it elsewhere in this process.
    """
    folder = os.path.dirname(path) or os.curdir
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Refusal("store-not-a-file", path=path)
    except OSError as error:
        from salestui.store.faults import refusal_to_open  # only when there is none, or something is wrong

        refusal = refusal_to_open(error, path)
        if not create or refusal.slug != "store-missing":
            raise refusal from error
        from salestui.store.edges import make  # once in the life of a store

        make(path)
        return False, True
    if not os.access(path, os.R_OK):
        raise Refusal("store-unreadable", path=path, reason="permission denied")
    return not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)), False


def _file_at(path: str) -> tuple[int, int] | None:
    """What tells the file at `path` from every other one; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _mode(read_only: bool, in_use: bool) -> str:
    if not read_only:
        return "rw"
    return "ro" if in_use else "ro&immutable=1"


def _recognise(connection: Guarded, path: str, read_only: bool, made: bool) -> tuple[str, bool]:
    """The instant at which the store got its present form, and whether that was just now."""
    applied = _look(connection, path)
    if len(applied) == len(MIGRATION_NAMES):
        return applied[-1][1], False
    if read_only:
        raise Refusal("store-read-only", path=path)
    from pathlib import Path

    if not applied and not made:
        from salestui.store.rotation import backups  # once in the life of a store, or when its file was cut to nothing

        if backups(Path(path)):
            from salestui.store.faults import damaged

            raise damaged(path)
    from salestui.store.upgrade import upgrade  # brings sqlite-utils, which only a pending migration needs

    upgrade(connection, Path(path))
    return _applied(connection)[-1][1], not applied


def _look(connection: Guarded, path: str) -> tuple[tuple[str, str], ...]:
    """Name and instant of each migration that the store has had, none for a new one. Raises Refusal where it is not ours."""
    connection.execute("begin")  # one look at one state: another program may be making the store at this moment
    (mark,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    schema = schema_of(connection)
    if mark != APPLICATION_ID and (schema or mark):
        raise Refusal("store-foreign", exit_code=4, path=path)
    if version > len(MIGRATION_NAMES):
        raise Refusal("store-newer", exit_code=4, path=path)
    if schema and digest_of(schema) != SCHEMA_DIGEST:
        from salestui.store.strangers import refuse_strangers  # only where the store is not as this version makes it

        refuse_strangers(connection, schema, path)
    applied = _applied(connection) if schema else ()
    connection.execute("commit")
    if any(name not in MIGRATION_NAMES for name, _ in applied):
        raise Refusal("store-newer", exit_code=4, path=path)
    return applied


def _look_at_a_copy(path: str) -> None:
    """Raises Refusal as `_look` does, before SQLite puts an index beside the log."""
    from salestui.store.edges import copied  # once after a crash or a copy

    with copied(path) as copy:
        if copy is not None:
            with contextlib.closing(guarded(copy, "rw")) as connection:
                _look(connection, path)


def _applied(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    rows = connection.execute("select name, applied_at from _sqlite_migrations where migration_set = 'salestui' order by id")
    return tuple(rows)
