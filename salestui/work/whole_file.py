"""A file that is written whole or not at all: beside its place first, synced, then moved into it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.store.faults import disk_full
from salestui.store.whole_file import whole_file


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write `content` to `path`, readable by the rep alone. A link at `path` is replaced, not followed.

    Raises Refusal `file-exists` (without `replace`), `file-no-place` (folder, device, pipe), `folder-missing`,
    `folder-read-only`, `disk-full`, `file-unwritable`.
    """
    _placeable(path, replace)
    try:
        with whole_file(path, replace=replace) as partial, open(partial, "rb+") as file:
            file.write(content)
    except FileExistsError:
        raise Refusal("file-exists", path=path) from None
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


def _refusal(error: OSError, path: Path) -> Refusal:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Refusal("folder-missing", path=path, folder=path.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal("folder-read-only", path=path, folder=path.parent)
    return Refusal("file-unwritable", path=path, reason=os.strerror(error.errno or 0))
