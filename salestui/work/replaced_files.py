"""Settings, templates and documents as they stood before a command replaced them, kept for thirty days beside the settings."""

from __future__ import annotations

import contextlib
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from salestui.domain.instant import now_utc
from salestui.store.undo import DAYS, UndoStep
from salestui.work import whole_file
from salestui.work.places import private_folder, settings_path

_MOST = 500
"""Steps that are kept however many come within thirty days."""


class Replaced(NamedTuple):
    """A step of `undo` that concerns a file: `content` is what stood there, None where nothing did.

    For a setting `path` is the settings file, and `content` its value as JSON.
    """

    step: UndoStep
    path: Path
    content: bytes | None


def keep(what: str, subject: str, path: Path, content: bytes | None) -> None:
    """Remember what stands at `path` before `what` is done to `subject`. Raises Refusal as `write_whole` does."""
    folder = private_folder(_folder())
    number = int(f"{datetime.now(UTC):%Y%m%d%H%M%S}") * 100
    while (folder / f"{number}.json").exists():
        number += 1
    kept = None if content is None else b64encode(content).decode()
    told = {"what": what, "subject": subject, "made_at": now_utc(), "path": str(path.absolute()), "content": kept}
    whole_file.write_whole(folder / f"{number}.json", json.dumps(told, ensure_ascii=False).encode(), replace=True)
    _forget_old(folder)


def listed() -> tuple[Replaced, ...]:
    """What can be put back, newest first."""
    found = []
    for file in sorted(_folder().glob("*.json"), reverse=True):
        try:
            told = json.loads(file.read_bytes())
            step = UndoStep(int(file.stem), str(told["what"]), str(told["subject"]), str(told["made_at"]))
            kept = told["content"]
            found.append(Replaced(step, Path(told["path"]), None if kept is None else b64decode(kept)))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a file that somebody else put there, or one that another process took away, is no step
    return tuple(found)


def done(replaced: Replaced) -> None:
    """It was put back: no step any more."""
    (_folder() / f"{replaced.step.id}.json").unlink(missing_ok=True)


def _folder() -> Path:
    settings = settings_path()
    return settings.with_name(f"{settings.name}.undo")


def _forget_old(folder: Path) -> None:
    oldest = int(f"{datetime.now(UTC) - timedelta(days=DAYS):%Y%m%d%H%M%S}") * 100
    numbers = sorted((int(file.stem) for file in folder.glob("*.json") if file.stem.isdigit()), reverse=True)
    for place, number in enumerate(numbers):
        if number < oldest or place >= _MOST:
            with contextlib.suppress(FileNotFoundError):  # another process may be forgetting too
                (folder / f"{number}.json").unlink()
