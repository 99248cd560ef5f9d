"""Whether a store, and a file, are so small that nobody feels how long it takes to go through them."""

from __future__ import annotations

import os
from pathlib import Path

from salestui.work.desk import Desk

LITTLE = 2_000_000
"""Bytes that are gone through in about the time in which a process starts."""


def is_little(desk: Desk, file: Path | None = None) -> bool:
    """Whether all that is in the store, and in `file`, is so little that it is gone through at once."""
    store = desk.store.name
    return _size(store) + _size(f"{store}-wal") + (_size(file) if file else 0) <= LITTLE


def _size(path: str | Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # whoever reads it says so
        return 0
