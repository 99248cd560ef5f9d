"""The rep's settings: every key with its default. Read by `settings_file`, changed by `config`, which keeps the comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from salestui.domain.terms import Terms

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Settings:
    """Every key of the settings file with its default.

    `language` is en or sv; `me` the rep's name as the CRM writes it; `import_folder` where exports are dropped; `keymap`
    binding id to keys; `allowed_wording` terms that the wording check leaves alone; `account_names` how
    single accounts are shown in the document (name, initial, alias, or words of the rep's own); `assist` the rep's own command;
    `template` the name of the one that new periods begin with.
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
    assist_seconds: int = 120
    accounts: str = "name"
    account_names: Mapping[str, str] = field(default_factory=dict)
    template: str | None = None
    terms: Terms = field(default_factory=Terms)
