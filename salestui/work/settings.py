"""The rep's settings: one TOML file. Read here; changed by `work.config`, which keeps the comments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from salestui.domain.money import Rate
from salestui.domain.refusal import Refusal
from salestui.domain.terms import DEFAULT_EXCLUDED_LOSS_REASONS, Terms
from salestui.work.places import settings_path

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Settings:
    """Every key of the settings file with its default.

    `language` is en or sv; `me` the rep's name as the CRM writes it; `import_folder` where exports are dropped; `keymap`
    binding id to keys; `allowed_wording` terms that the wording check leaves alone; `assist` the rep's own command.
    """

    path: Path
    language: str = "en"
    document_language: str = "en"
    me: str | None = None
    import_folder: str | None = None
    theme: str = "salestui"
    keymap: Mapping[str, str] = field(default_factory=dict)
    allowed_wording: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    time_zone: str | None = None
    percent_space: bool = True
    ratio_decimals: int = 0
    assist: tuple[str, ...] = ()
    accounts: str = "name"
    terms: Terms = field(default_factory=Terms)


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


def exact(number: float | int | str) -> Fraction:
    """A number of the settings file as it was written."""
    return Fraction(str(number))


def rate(currency: str, into: str, on: str, value: float | str) -> Rate:
    return Rate(currency, into, on, exact(value))


__all__ = ["DEFAULT_EXCLUDED_LOSS_REASONS", "Plain", "Settings", "checked", "exact", "rate", "read_settings"]
