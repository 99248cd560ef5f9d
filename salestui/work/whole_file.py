"""A file that is written whole or not at all: beside its place first, synced, then moved into it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from salestui.domain.refusal import Refusal


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write `content` to `path`, readable by the rep alone. A link at `path` is replaced, not followed.

    Raises Refusal `file-exists` (without `replace`), `file-no-place` (folder, device, pipe), `folder-missing`,
    `folder-read-only`, `disk-full`, `file-unwritable`.
    """
    _placeable(path, replace)
    beside = path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}.partial")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _move(beside, path, replace)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
    except OSError as error:
        raise _refusal(error, path) from error


def _placeable(path: Path, replace: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise _refusal(error, path) from error
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise Refusal("file-no-place", path=path)
    if not replace:
        raise Refusal("file-exists", path=path)


def _move(beside: Path, path: Path, replace: bool) -> None:
    """Into its place; without `replace` a file that came there meanwhile is left alone."""
    if replace:
        os.replace(beside, path)
    else:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise Refusal("file-exists", path=path) from None
        except OSError:  # a file system without links, such as a memory stick's
            if os.path.lexists(path):
                raise Refusal("file-exists", path=path) from None
            os.replace(beside, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # a folder cannot be synced on every system
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(error: OSError, path: Path) -> Refusal:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Refusal("folder-missing", path=path, folder=path.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Refusal("disk-full", path=path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal("folder-read-only", path=path, folder=path.parent)
    return Refusal("file-unwritable", path=path, reason=os.strerror(error.errno or 0))
