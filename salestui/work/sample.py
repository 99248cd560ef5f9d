"""Where the sample lies and when it plays; it is told once, and opened again without what the telling needs."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import salestui
from salestui.domain.refusal import Refusal
from salestui.domain.role import AE, ROLES
from salestui.store.connection import open_store
from salestui.store.rotation import backup_folder
from salestui.work.places import data_folder, private_folder


class Sample(NamedTuple):
    """Where a sample's store lies, and the day on which it is looked at."""

    path: Path
    today: date


def samples_folder() -> Path:
    """Where the samples lie: in the installed package, or beside it in a checkout."""
    package = Path(salestui.__file__).parent
    installed = package / "sample_data"
    return installed if installed.is_dir() else package.parent / "sample_data"


def ready(role: str = AE) -> Sample:
    """The sample store of `role`, made at the first call and used again as long as its story is told so.

    Raises Refusal `role-unknown`.
    """
    if role not in ROLES:
        raise Refusal("role-unknown", exit_code=2, role=role, roles=", ".join(ROLES))
    folder = samples_folder() / role
    said = (folder / "story.toml").read_text(encoding="utf-8")
    path = private_folder(data_folder()) / f"demo-{role}-{crc32(said.encode()):08x}.db"
    if not _usable(path):
        _tell_anew(folder, path)
    return Sample(path, _today(said))


def _today(story: str) -> date:
    """The day of the story, which stands in its head: the rest is long."""
    today = tomllib.loads(story.partition("\nimports")[0])["today"]
    if not isinstance(today, date):
        raise TypeError(f"the story's day is {today!r}")
    return today


def _tell_anew(folder: Path, path: Path) -> None:
    from salestui.work.demo import story_of, tell  # brings all that a rep can do, and only at the first time

    partial = path.with_suffix(".partial")
    for left in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
        left.unlink(missing_ok=True)
    tell(story_of(folder), folder, partial)
    shutil.rmtree(backup_folder(partial), ignore_errors=True)  # of a half-made sample nobody wants one back
    partial.replace(path)


def _usable(path: Path) -> bool:
    """Whether the store is there and of this program; one that is not is made anew: nothing in it is the rep's."""
    if not path.exists():
        return False
    try:
        open_store(path, create=False).close()
    except Refusal:
        return False
    return True
