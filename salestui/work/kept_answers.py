"""An answer that was given before: kept while nothing has changed that it was made from, so that asking again costs nothing.

What it was made from is the store's file, the settings file and the program. A store that another program holds open, or
that was written a moment ago, keeps no answers: only a file that rests can be told apart from a changed one by its times.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import salestui
from salestui.work.places import cache_folder, private_folder, settings_path

MOST = 64
_AT_REST = 200_000_000
"""How long ago (nanoseconds) a file must have been written for its time to differ from that of the next write."""


class Place(NamedTuple):
    """Where an answer lies or would lie, and all that it depends on."""

    file: Path
    depends_on: bytes


def place(store: Path, question: tuple[object, ...]) -> Place | None:
    """The place of the answer to `question` from `store` as it is now; None while the store is in use or not at rest."""
    state = at_rest(store)
    if state is None:
        return None
    depends_on = repr((*_program(), os.path.abspath(store), state, _settings(), question)).encode()
    return Place(cache_folder() / f"answer-{zlib.crc32(repr(question).encode()):08x}", depends_on)


def find(place: Place) -> bytes | None:
    """The answer that is kept there for exactly this, None where there is none."""
    try:
        kept = place.file.read_bytes()
    except OSError:
        return None
    known, _, answer = kept.partition(b"\n")
    return answer if known == place.depends_on else None


def keep(place: Place, answer: bytes) -> None:
    """Keep the answer, readable by the rep alone; where that cannot be, nothing is lost but time."""
    try:
        folder = private_folder(place.file.parent)
        partial = place.file.with_name(f"{place.file.name}.{os.getpid()}.partial")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(place.depends_on + b"\n" + answer)
        os.replace(partial, place.file)
        _forget_oldest(folder)
    except OSError:
        return


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("answer-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in kept[MOST:]:
        file.unlink(missing_ok=True)


def at_rest(store: Path) -> tuple[int, int, int] | None:
    """What tells the file's content from any other it had or will have; None while that may change unseen."""
    try:
        told = os.stat(store)
    except OSError:
        return None
    if time.time_ns() - told.st_mtime_ns < _AT_REST:
        return None
    try:
        if os.stat(f"{store}-wal").st_size:
            return None
    except FileNotFoundError:
        pass
    return told.st_ino, told.st_size, told.st_mtime_ns


def _settings() -> bytes:
    try:
        return settings_path().read_bytes()
    except OSError:
        return b""


def _program() -> Iterator[int]:
    """When what makes an answer was last changed: a program in development keeps its version while its formulas move."""
    if getattr(sys, "frozen", False):  # the program as one executable, which unpacks itself anew at each start
        yield os.stat(sys.executable).st_mtime_ns
        return
    root = Path(salestui.__file__).parent
    for folder in ("metrics", "metrics/families", "render", "store", "guide/en", "guide/sv"):
        yield max((entry.stat().st_mtime_ns for entry in os.scandir(root / folder) if entry.is_file()), default=0)
