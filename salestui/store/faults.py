"""What the system and SQLite complain of, as something that the rep can mend."""

from __future__ import annotations

import errno
import os
import sqlite3

from salestui.domain.refusal import Refusal
from salestui.store.rotation import newest_sound

LITTLE = 1_000_000  # bytes; more than any line, text or goal needs
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_HANDLES = (errno.EMFILE, errno.ENFILE)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_UNREACHABLE = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOLFS,
)
_SAID_AT_ONCE = {  # slug and exit code
    sqlite3.SQLITE_BUSY: ("store-busy", 4),
    sqlite3.SQLITE_LOCKED: ("store-busy", 4),
    sqlite3.SQLITE_READONLY: ("store-read-only", 1),
    sqlite3.SQLITE_INTERRUPT: ("store-endless", 4),
    sqlite3.SQLITE_NOMEM: ("memory-full", 4),
}


def refusal_for(error: Exception, path: object) -> Refusal | None:
    """The Refusal for a fault of disk, rights, locks, memory or damage; None for a fault of the program.

    `path` is the store, or the copy of it, that was being read or written.
    """
    if isinstance(error, OSError):
        return _of_system(error, path)
    if isinstance(error, MemoryError):
        return Refusal("memory-full", exit_code=4, path=path)
    return _of_sqlite(error, path) if isinstance(error, sqlite3.Error) else None


def _of_sqlite(error: sqlite3.Error, path: object) -> Refusal | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code in _DAMAGED or "could not decode" in str(error).lower():
        return damaged(path)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if code in _UNREACHABLE:
        return _unreachable(path, str(error))
    slug, exit_code = _SAID_AT_ONCE.get(code, ("", 0))
    return Refusal(slug, exit_code=exit_code, path=path) if slug else None


def refusal_to_open(error: OSError, path: str) -> Refusal:
    """Why the file at `path` cannot be opened or made."""
    number = error.errno
    if not path:
        return Refusal("store-not-a-file", path="''")
    if number in (errno.ENOENT, errno.ENOTDIR):
        folder = os.path.dirname(path) or os.curdir
        slug = "store-missing" if os.path.isdir(folder) else "store-folder-missing"
        return Refusal(slug, path=path, folder=folder)
    if number in (errno.EISDIR, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG):
        return Refusal("store-not-a-file", path=path)
    if number == errno.EROFS:
        return Refusal("store-read-only", path=path)
    known = _of_system(error, path)
    return known or Refusal("store-unreadable", path=path, reason=os.strerror(number or 0).lower())


def disk_full(path: object, needed: int = LITTLE) -> Refusal:
    """`needed` in bytes; told in whole megabytes."""
    return Refusal("disk-full", exit_code=4, path=path, needed=f"{-(-needed // 1_000_000)} MB")


def damaged(path: object) -> Refusal:
    """The Refusal of a damaged store, which names the newest backup that is sound."""
    backup = newest_sound(path)
    if backup is None:
        return Refusal("store-damaged", exit_code=4, path=path)
    return Refusal("store-damaged-with-backup", exit_code=4, path=path, backup=backup.path)


def _of_system(error: OSError, path: object) -> Refusal | None:
    if error.errno in _FULL:
        return disk_full(error.filename or path)
    if error.errno in _HANDLES:
        return Refusal("too-many-files", exit_code=4)
    return None


def _unreachable(path: object, said: str) -> Refusal:
    """SQLite says no more than that it could not read or write; what the system says to a small file beside it tells why."""
    import tempfile  # brings half a dozen modules, which nobody needs as long as nothing is wrong

    try:
        with tempfile.TemporaryFile(dir=os.path.dirname(os.path.abspath(str(path)))) as probe:
            probe.truncate(os.stat(str(path)).st_size + LITTLE)
            probe.write(b"\0" * 65536)
            probe.flush()
    except OSError as error:
        known = _of_system(error, path)
        if known is not None:
            return known
    return Refusal("store-unreachable", exit_code=4, path=path, reason=said)
