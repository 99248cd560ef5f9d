"""Files that may be exports of a CRM: in the folder of the settings, where browsers put downloads, and where the rep stands."""

from __future__ import annotations

import os
import re
import shlex
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from salestui.work.settings import Settings

SUFFIXES = frozenset(".csv .tsv .txt .xlsx .xls .xlsm .xlsb .ods .json .ics .html .htm .mbox .zip .gz".split())
MOST = 200


class ExportFile(NamedTuple):
    path: Path
    modified_on: date
    size: int


def folders(settings: Settings) -> tuple[Path, ...]:
    """Where exports are looked for, the folder of the settings first; those that exist."""
    named = [Path(settings.import_folder).expanduser()] if settings.import_folder else []
    usual = [Path.cwd(), Path.home() / "Downloads", Path.home() / "Hämtningar", Path.home() / "Desktop"]
    return tuple(folder for folder in dict.fromkeys([*named, *usual]) if folder.is_dir())


def recent(settings: Settings) -> tuple[ExportFile, ...]:
    """The files of those folders that may be exports: those of the settings' folder first, within a folder the newest."""
    found = [entry for folder in folders(settings) for entry in _of(folder)]
    return tuple(found[:MOST])


def _of(folder: Path) -> list[ExportFile]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if Path(entry.name).suffix.lower() in SUFFIXES and not entry.name.startswith(".") and entry.is_file():
                    told = entry.stat()
                    found.append((told.st_mtime, ExportFile(Path(entry.path), date.fromtimestamp(told.st_mtime), told.st_size)))  # noqa: DTZ012 the rep's own day
    except OSError:  # a folder that may not be read holds nothing for the rep
        return []
    return [file for _, file in sorted(found, key=lambda pair: pair[0], reverse=True)]


def shortened(path: Path) -> str:
    """The path as a rep types it: ~ for the home folder."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def several(text: str, suffix: str) -> tuple[Path, ...]:
    """The files of that suffix in the folder that `text` names; else the files that were dropped one after the other."""
    one = dropped(text)
    if one is None:
        return ()
    if one.is_dir():
        return tuple(sorted(path for path in one.iterdir() if path.suffix.lower() == suffix and path.is_file()))
    if one.exists():
        return (one,)
    try:
        parts = shlex.split(text)
    except ValueError:
        parts = [text]
    return tuple(Path(part).expanduser() for part in parts)


def dropped(text: str) -> Path | None:
    """The path that a terminal types when a file is dropped on it: quoted, with escaped spaces, or as file://.

    None where `text` is empty.
    """
    said = text.strip()
    if not said:
        return None
    if said.startswith("file://"):
        return Path(unquote(urlsplit(said).path))
    if re.match(r"""^(['"]).*\1$""", said) or re.search(r"\\[ ()&'\[\]]", said):
        try:
            parts = shlex.split(said)
        except ValueError:
            parts = []
        if len(parts) == 1:
            said = parts[0]
    return Path(said).expanduser()
