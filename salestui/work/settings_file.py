"""Reading the settings file, and what is said of one that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.work.places import settings_path
from salestui.work.settings import Settings


def read_settings(path: Path | None = None) -> Settings:
    """The settings as the file says; defaults where there is none.

    Raises Refusal `settings-broken` (with line), `settings-key` (with the nearest key), `settings-value`.
    """
    place = path or settings_path()
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(place)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("settings-unreadable", path=place, reason=str(error)) from error
    import tomllib  # not needed where no file is

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error).replace("at end of document", f"at line {len(text.splitlines()) or 1}, the end")
        raise Refusal("settings-broken", path=place, reason=reason) from error
    return checked(told, place, text)


def checked(told: Mapping[str, object], place: Path, text: str) -> Settings:
    """`told` as Settings. Raises Refusal `settings-key` and `settings-value`, with the line of `text`."""
    from salestui.work.settings_schema import SettingsFile, as_settings  # brings msgspec, not needed where no file is

    return as_settings(SettingsFile.read(told, place, text), place)
