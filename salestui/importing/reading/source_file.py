"""The file that a rep drops in: opened once, only if it is an ordinary file, and never by a second name."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.limits import BLOCK_BYTES, FILE_BYTES, MB

Blocks = Callable[[], Iterator[bytes]]
"""The bytes of a file or of a part of it, from the start, as often as they are asked for."""


class Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closing)


class SourceFile:
    """An open file of a CRM, closed at the end of the context.

    `name` is that of the file, made safe to show; `modified_on` the rep's calendar day of its last change.
    """

    def __init__(self, path: Path, handle: BinaryIO) -> None:
        about = os.fstat(handle.fileno())
        self.path = path
        self.name = one_line(path.name)
        self.handle = handle
        self.size = about.st_size
        self.modified_on = date.fromtimestamp(about.st_mtime)  # noqa: DTZ012 the rep's own calendar day is meant
        self._state = (about.st_size, about.st_mtime_ns)
        self._digest: str | None = None
        self._beside: list[Closing] = []

    def __enter__(self) -> SourceFile:
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self.handle, *self._beside):
            each.close()

    def keep(self, made: C) -> C:
        """What was made to read this file, and is closed with it."""
        self._beside.append(made)
        return made

    def head(self, size: int = 8192) -> bytes:
        self.handle.seek(0)
        return self.handle.read(size)

    def blocks(self) -> Iterator[bytes]:
        """The whole file, some thousand lines at a time."""
        self.handle.seek(0)
        while block := self.handle.read(BLOCK_BYTES):
            yield block

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes: the same file again is known by it."""
        if self._digest is None:
            made = hashlib.sha256()
            for block in self.blocks():
                made.update(block)
            self._digest = made.hexdigest()
        return self._digest

    def check_unchanged(self) -> None:
        """Raises Refusal `import-file-changed` when another program wrote to the file while it was read."""
        about = os.fstat(self.handle.fileno())
        if (about.st_size, about.st_mtime_ns) != self._state:
            raise Refusal("import-file-changed", file=self.path.name)


def open_source(path: Path) -> SourceFile:
    """The file at `path`, after following links.

    Raises Refusal `import-file-missing`, `import-not-a-file`, `import-file-unreadable`, `import-file-empty`,
    `import-file-too-large`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except OSError as error:
        raise _refusal(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise Refusal("import-file-missing", file=path) from error
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            raise Refusal("import-not-a-file", file=path)
        if about.st_size == 0:
            raise Refusal("import-file-empty", file=path.name)
        if about.st_size > FILE_BYTES:
            raise Refusal("import-file-too-large", file=path.name, limit=f"{FILE_BYTES // MB} MB")
        return SourceFile(path, os.fdopen(number, "rb"))
    except BaseException:
        os.close(number)
        raise


def _refusal(path: Path, error: OSError) -> Refusal:
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return Refusal("import-file-missing", file=path)
    if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
        return Refusal("import-not-a-file", file=path)
    if error.errno == errno.EMFILE:
        return Refusal("too-many-files", exit_code=4)
    return Refusal("import-file-unreadable", file=path, reason=error.strerror or str(error))
