"""Where the details of an unforeseen fault go: a file that only the rep can read, without the rep's texts."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.store.faults import refusal_for
from salestui.work.places import log_folder, private_folder, store_path

KEPT = 20
"""Older ones are removed: they are of use to whoever mends the program, and not for ever."""


def mendable(error: Exception, store: str | None = None) -> Refusal | None:
    """The Refusal that a fault of disk, rights, locks, memory or damage amounts to; None for a bug. `store` as --store."""
    return refusal_for(error, store_path(store))


def write_fault(error: BaseException) -> Path:
    """The path of a new file with the traceback: frames and kinds of errors, not their messages, which may hold texts.

    Raises OSError where it cannot be written.
    """
    folder = private_folder(log_folder())
    path = folder / f"fault-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}.txt"
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        lines += [*traceback.format_list(traceback.extract_tb(current.__traceback__)), f"{type(current).__name__}\n\n"]
        current = current.__cause__ or current.__context__
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.writelines(lines)
    for old in sorted(folder.glob("fault-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path
