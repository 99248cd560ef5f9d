"""Telling a rep once that the file lies where a program copies it to other computers."""

from __future__ import annotations

import contextlib
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.store.synced import synced_folder
from salestui.store.whole_file import write_whole
from salestui.work.places import log_folder, private_folder


def first_warning(path: Path) -> Refusal | None:
    """What to tell about the store at `path`, at the first time; None when there is nothing to tell, or it has been told."""
    folder = synced_folder(path)
    if folder is None:
        return None
    told = log_folder() / "told-of-synced-folders.txt"
    with contextlib.suppress(OSError):  # what cannot be remembered is told again
        before = told.read_text(encoding="utf-8", errors="surrogateescape") if told.exists() else ""
        line = f"{path.resolve()}\n".encode("utf-8", "surrogateescape")
        if line in before.encode("utf-8", "surrogateescape"):
            return None
        private_folder(told.parent)
        write_whole(told, before.encode("utf-8", "surrogateescape") + line)
    return Refusal("synced-folder", path=path, folder=folder)
