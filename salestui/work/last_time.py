"""How the app ended the last time, and what the store did not take: kept in a file beside the logs, told at the next start."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

from salestui.domain.written import FieldKey
from salestui.store.connection import Store
from salestui.store.texts import newest_text
from salestui.store.whole_file import write_whole
from salestui.work.places import log_folder, private_folder

_OPEN, _UNSAVED, _TOLD = "open-", "unsaved-", "not-saved-"


class Newest(NamedTuple):
    """The text that was saved last: where it stands, what it says, and the instant (UTC)."""

    key: FieldKey
    text: str
    at: datetime


class LastTime(NamedTuple):
    """`killed` where the app was ended in the midst of work; then `newest` is the last text that is there.

    `texts` are files with what the store did not take.
    """

    killed: bool
    newest: Newest | None
    texts: tuple[Path, ...]


class Session:
    """The time for which an app is open, marked by a file that it holds locked; `unsaved` holds what is not in the store."""

    def __init__(self, folder: Path) -> None:
        stem = f"{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}-{os.getpid()}"
        self.unsaved = folder / f"{_UNSAVED}{stem}.txt"
        self._mark = folder / f"{_OPEN}{stem}.txt"
        self._locked: IO[bytes] | None = None
        self._kept: tuple[str, ...] = ()

    def begin(self, store: Store) -> None:
        """Mark that the app is open on `store`."""
        private_folder(self._mark.parent)
        handle = os.open(self._mark, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._locked = open(handle, "r+b")  # noqa: SIM115 it stays open, and locked, as long as the app is
        self._locked.write(os.fsencode(os.path.abspath(store.name)))
        self._locked.flush()
        _lock(self._locked)

    def keep(self, texts: tuple[str, ...]) -> Path | None:
        """The file in which `texts` now stand; None where there are none, or it cannot be written."""
        if texts == self._kept:
            return self.unsaved if texts else None
        with contextlib.suppress(OSError):  # the texts are still on the screen, and are tried again
            if texts:
                private_folder(self.unsaved.parent)
                write_whole(self.unsaved, "\n\n".join((*texts, "")).encode())
            else:
                self.unsaved.unlink(missing_ok=True)
            self._kept = texts
            return self.unsaved if texts else None
        return None

    def end(self) -> None:
        """The app was left as it should be."""
        if self._locked is not None:
            self._locked.close()
            self._locked = None
            with contextlib.suppress(OSError):  # told at the next start, which is a pity and no more
                self._mark.unlink(missing_ok=True)


def sit_down(store: Store) -> tuple[Session, LastTime]:
    """The session that begins now, and how the one before ended. What was found is told once.

    An app that cannot note that it is open works all the same.
    """
    folder = log_folder()
    session = Session(folder)
    killed, texts = False, list[Path]()
    with contextlib.suppress(OSError):
        here = os.fsencode(os.path.abspath(store.name))
        for mark in sorted(folder.glob(f"{_OPEN}*.txt")):
            killed = _taken_away(mark, here) or killed
        for file in sorted(folder.glob(f"{_UNSAVED}*.txt")):
            if not file.with_name(file.name.replace(_UNSAVED, _OPEN, 1)).exists():
                texts.append(file.rename(file.with_name(file.name.replace(_UNSAVED, _TOLD, 1))))
        session.begin(store)
    return session, LastTime(killed, _newest(store) if killed else None, tuple(texts))


def _newest(store: Store) -> Newest | None:
    written = newest_text(store.connection)
    return written and Newest(written.key, written.text, datetime.fromisoformat(written.updated_at))


def _taken_away(mark: Path, here: bytes) -> bool:
    """Whether the mark was left by an app on the store `here` that is no more; it is removed then."""
    try:
        with open(mark, "r+b") as file:
            if file.read() != here or not _lock(file):
                return False
        mark.unlink()
    except OSError:  # another app's, which is open
        return False
    return True


def _lock(file: IO[bytes]) -> bool:
    """Whether no other process holds the file; from now on this one does."""
    if sys.platform == "win32":
        return True  # a file that is open there cannot be removed by another
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
