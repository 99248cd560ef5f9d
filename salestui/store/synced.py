"""A store in a folder that a program copies to other computers: noticed, with the conflict copies that it made."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from salestui.store.versions import APPLICATION_ID

# How the folders begin that Dropbox, OneDrive, Google Drive, iCloud, Nextcloud, Box and others make; in lower case.
_FOLDERS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud",
    "megasync",
    "tresorit",
    "proton drive",
    "seafile",
)
_MARKS = (".dropbox", ".stfolder", ".sync", ".nextcloudsync.log", ".owncloudsync.log")
_OURS = ("-saved-", ".replaced-")
_HEADER, _MARK_AT = b"SQLite format 3\0", 68


def synced_folder(path: Path) -> Path | None:
    """The outermost folder above the store at `path` that a program is known to copy elsewhere."""
    for folder in reversed(path.resolve().parents):
        if folder.name.lower().startswith(_FOLDERS) or any((folder / mark).exists() for mark in _MARKS):
            return folder
    return None


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Stores of ours beside `path` whose names begin as its does: "rep (conflicted copy 2026-03-01).db", "rep-LAPTOP.db"."""
    found = []
    for file in path.parent.iterdir():
        alike = file.suffix == path.suffix and file.stem.startswith(path.stem) and file.name != path.name
        if alike and not any(mark in file.name for mark in _OURS) and _is_ours(file):
            found.append(file)
    return tuple(sorted(found))


def _is_ours(file: Path) -> bool:
    """Whether the file's header bears our mark; read without SQLite, which would write beside it."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            return False
        with open(file, "rb") as opened:
            header = opened.read(100)
    except OSError:
        return False
    return header.startswith(_HEADER) and header[_MARK_AT : _MARK_AT + 4] == APPLICATION_ID.to_bytes(4, "big")
