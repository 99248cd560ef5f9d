"""Where the rep's file, settings, backups and log files lie on this computer.

pathlib is imported by the functions that give a path: a line logged into a store that was named does without it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def store_name(given: str | None = None) -> str | None:
    """The store that was named: `given` (--store), else SALESTUI_STORE; None means the platform's data folder.

    A --store without a name, as a script with an unset variable gives it, names a file that cannot be, not the rep's own.
    """
    return given if given is not None else os.environ.get("SALESTUI_STORE") or None


def store_path(given: str | None = None) -> Path:
    """The store's path: the one that was named, else the platform's data folder."""
    from pathlib import Path

    named = store_name(given)
    return Path(named) if named is not None else data_folder() / "salestui.db"


def settings_path() -> Path:
    """The settings file's path: SALESTUI_CONFIG, else the platform's configuration folder."""
    from pathlib import Path

    named = os.environ.get("SALESTUI_CONFIG")
    return Path(named) if named else _folder("config") / "settings.toml"


def template_folder() -> Path:
    """Where the rep's own and the company's templates lie: beside the settings."""
    return settings_path().parent / "templates"


def template_names() -> tuple[str, ...]:
    """The names of the templates that are kept, in alphabetical order; none of them is read."""
    return tuple(sorted(path.stem for path in template_folder().glob("*.toml")))


def data_folder() -> Path:
    return _folder("data")


def cache_folder() -> Path:
    """Where answers are kept that can be worked out again at any time."""
    return _folder("cache")


def log_folder() -> Path:
    """Where the details of an unforeseen fault are written."""
    return _folder("log")


def private_folder(path: Path) -> Path:
    """`path`, made with its missing parents and readable by the rep alone."""
    for folder in (*reversed(path.parents), path):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    return path


def _folder(kind: str) -> Path:
    """The platform's folder of this kind. On Linux read from the environment, since platformdirs costs a third of a log."""
    from pathlib import Path

    system: str = sys.platform
    if system == "linux":
        variable, fallback = {
            "data": ("XDG_DATA_HOME", ".local/share"),
            "config": ("XDG_CONFIG_HOME", ".config"),
            "log": ("XDG_STATE_HOME", ".local/state"),
            "cache": ("XDG_CACHE_HOME", ".cache"),
        }[kind]
        root = os.environ.get(variable, "")
        return (Path(root) if root.startswith("/") else Path.home() / fallback) / "salestui"
    from platformdirs import PlatformDirs  # only where the platform's own rules are needed

    folders = PlatformDirs("salestui", appauthor=False)
    known = {
        "data": folders.user_data_dir,
        "config": folders.user_config_dir,
        "log": folders.user_log_dir,
        "cache": folders.user_cache_dir,
    }
    return Path(known[kind])
