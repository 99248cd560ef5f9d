"""What the first screen showed last, kept so that the app opens with it as long as nothing that it was made from changed."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from salestui.domain.digest import digest
from salestui.domain.period import Period
from salestui.store.book_version import book_version, deals_version, written_version
from salestui.work.desk import Desk
from salestui.work.places import log_folder, private_folder

Shown = dict[str, object]


def kept(desk: Desk, period: Period) -> Shown | None:
    """What was shown, where it would be shown just so again; else None."""
    told = _told(desk)
    return _shown(told) if told.get("made_from") == made_from(desk, period) else None


def last(desk: Desk) -> Shown | None:
    """What was shown last, of whatever it was made; None where that is not known."""
    return _shown(_told(desk))


def _told(desk: Desk) -> Shown:
    try:
        told = json.loads(_place(desk).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _shown(told: Shown) -> Shown | None:
    shown = told.get("shown")
    return shown if isinstance(shown, dict) else None


def keep(desk: Desk, period: Period, shown: Shown) -> None:
    """Remember what is shown; where that cannot be written, the app opens a little later next time and is none the worse."""
    place = _place(desk)
    partial = place.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        private_folder(place.parent)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump({"made_from": made_from(desk, period), "shown": shown}, file, ensure_ascii=False)
        os.replace(partial, place)


def made_from(desk: Desk, period: Period) -> str:
    """A digest of everything that the first screen is made from: figures, texts, settings, language, and the day."""
    connection = desk.store.connection
    parts = (
        book_version(connection),
        written_version(connection, period.key),
        period,
        desk.settings,
        desk.language,
        desk.today,
    )
    return digest(repr(parts).encode("utf-8", "surrogatepass"))


def state_of_deals(desk: Desk) -> tuple[object, ...]:
    """A value that differs whenever an import, its undoing or a correction has changed the deals."""
    return deals_version(desk.store.connection)


def _place(desk: Desk) -> Path:
    """One file for each store, in a folder that only the rep reads."""
    name = digest(os.fsencode(os.path.abspath(desk.store.path)))[:16]
    return log_folder() / f"first-look-{name}.json"
