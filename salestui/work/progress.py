"""How far an import has come: told after a quarter of a second, and then now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

_SILENT_SECONDS = 0.25


class Progress(NamedTuple):
    """Rows that were gone through, of how many where that is known, and rows a second."""

    rows: int
    total: int | None
    rate: int


Watch = Callable[[Progress], None]
"""What it raises ends the import, and nothing has changed."""


def last_chance(watch: Watch | None, rows: int) -> None:
    """The last moment at which the rep can go back: everything is written and nothing is final."""
    if watch is not None:
        watch(Progress(rows, rows, rows))


class Passing:
    """Rows going by; tells the watch."""

    def __init__(self, watch: Watch | None, total: int | None = None) -> None:
        self.watch = watch
        self.total = total
        self._begun = self._told = time.monotonic()

    def at(self, rows: int) -> None:
        if self.watch is None:
            return
        now = time.monotonic()
        if now - self._told >= _SILENT_SECONDS:
            self._told = now
            self.watch(Progress(rows, self.total, int(rows / max(now - self._begun, 0.001))))
