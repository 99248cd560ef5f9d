"""A file of the rep's that is written whole or not at all: the settings, a backup, an exported document."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

_ABANDONED_SECONDS = 3600


@contextlib.contextmanager
def whole_file(target: Path, *, replace: bool = True) -> Iterator[Path]:
    """An empty file beside `target` that only the rep can read; filled by the block, it takes the place of `target`.

    It is on disk before it does, and so is the exchange before the block's end is told. A link at `target` is replaced, not
    followed. When the block fails, `target` is as it was. Raises OSError; FileExistsError where something is there, unless
    `replace`.
    """
    _remove_abandoned(target)
    partial = target.parent / f"{_prefix(target)}{os.getpid()}-{time.monotonic_ns()}.partial"
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield partial
        with open(partial, "rb+") as written:
            os.fsync(written.fileno())
        _move(partial, target, replace)
        sync_folder(target.parent)
    finally:
        for left in (partial, *_beside(partial)):
            left.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """`content` at `target`, whole or not at all, readable by the rep alone. Raises OSError."""
    with whole_file(target) as partial, open(partial, "rb+") as file:
        file.write(content)


def _move(partial: Path, target: Path, replace: bool) -> None:
    if not replace:
        try:
            os.link(partial, target)  # refuses where a file came to be there meanwhile
        except FileExistsError:
            raise
        except OSError:  # a file system without links, such as a memory stick's
            if os.path.lexists(target):
                raise FileExistsError(target) from None
        else:
            return
    os.replace(partial, target)


def sync_folder(folder: Path) -> None:
    """What was renamed in `folder` stays renamed when the power fails; a system that cannot sync a folder is let be."""
    with contextlib.suppress(OSError):  # Windows, and some network drives, refuse to open or to sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _prefix(target: Path) -> str:
    return f".{target.name[:60]}."


def _remove_abandoned(target: Path) -> None:
    """What a process left that was killed while it wrote this file; never what another one is writing now."""
    start = _prefix(target)
    for file in target.parent.iterdir():
        if file.name.startswith(start) and ".partial" in file.name:
            with contextlib.suppress(OSError):  # another process may be removing it too
                if time.time() - file.lstat().st_mtime > _ABANDONED_SECONDS:
                    file.unlink()


def _beside(file: Path) -> tuple[Path, ...]:
    return tuple(Path(f"{file}{end}") for end in ("-journal", "-wal", "-shm"))
