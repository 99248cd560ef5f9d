"""The keys of the settings file, what they may hold, and what is said of a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from salestui.domain.money import Rate
from salestui.domain.refusal import Refusal
from salestui.domain.terms import DEFAULT_EXCLUDED_LOSS_REASONS, Terms
from salestui.domain.text import one_line
from salestui.guide import LANGUAGES
from salestui.work.settings import Settings
from salestui.work.toml_places import choices_of, complaint, converted, nearest

Language = Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(LANGUAGES)})$")]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class RateLine(msgspec.Struct, forbid_unknown_fields=True):
    """`[[rates]]`: from the day `on`, one unit of `currency` is `rate` units of `into`."""

    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
    into: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
    on: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
    rate: Annotated[float, msgspec.Meta(gt=0)]


class Figures(msgspec.Struct, forbid_unknown_fields=True, rename=None):
    """`[figures]`: the terms of METRICS.md 3 that are no definition tokens."""

    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] | None = None
    excluded_loss_reasons: list[str] = msgspec.field(default_factory=lambda: list(DEFAULT_EXCLUDED_LOSS_REASONS))
    snapshot_grace_days: Annotated[int, msgspec.Meta(ge=0, le=60)] = 7
    missing_open_deals: Literal["drop", "keep"] = "drop"
    min_sample: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    fiscal_start: Annotated[int, msgspec.Meta(ge=1, le=12)] = 1
    week_starts_on_sunday: bool = False


class Assist(msgspec.Struct, forbid_unknown_fields=True):
    """`[assist]`: a program of the rep's own that proposes text; off while `command` is empty."""

    command: list[str] = msgspec.field(default_factory=list)
    seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 120


class SettingsFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    language: Language = "en"
    document_language: Language | None = None
    me: str | None = None
    import_folder: str | None = None
    theme: str = "salestui"
    keymap: dict[str, str] = msgspec.field(default_factory=dict)
    allowed_wording: list[str] = msgspec.field(default_factory=list)
    own_domains: list[str] = msgspec.field(default_factory=list)
    time_zone: str | None = None
    percent_space: bool = True
    ratio_decimals: Annotated[int, msgspec.Meta(ge=0, le=2)] = 0
    accounts: Literal["name", "initial", "alias"] = "name"
    account_names: dict[str, Annotated[str, msgspec.Meta(min_length=1, max_length=80)]] = msgspec.field(default_factory=dict)
    template: str | None = None
    figures: Figures = msgspec.field(default_factory=Figures)
    definitions: dict[str, list[str]] = msgspec.field(default_factory=dict)
    stage_probability: dict[str, Share] = msgspec.field(default_factory=dict)
    rates: list[RateLine] = msgspec.field(default_factory=list)
    assist: Assist = msgspec.field(default_factory=Assist)

    @classmethod
    def read(cls, told: Mapping[str, object], place: Path, text: str) -> SettingsFile:
        """`told` validated. Raises Refusal `settings-key` or `settings-value` with the line in `text`."""
        try:
            return converted(told, cls)
        except msgspec.ValidationError as error:
            raise _complaint(str(error), place, text) from error


def setting_names() -> tuple[str, ...]:
    """Every key of the file, those of tables with a dot: `figures.currency`."""
    names = []
    for name, kind in (("", SettingsFile), ("figures.", Figures), ("assist.", Assist)):
        names += [name + field for field in kind.__struct_fields__ if field not in ("figures", "assist")]
    return tuple(names)


def as_settings(file: SettingsFile, place: Path) -> Settings:
    """The file's content as the program uses it."""
    figures = file.figures
    return Settings(
        path=place,
        language=file.language,
        document_language=file.document_language or file.language,
        me=file.me,
        import_folder=file.import_folder,
        theme=file.theme,
        keymap=file.keymap,
        allowed_wording=tuple(file.allowed_wording),
        own_domains=tuple(file.own_domains),
        time_zone=file.time_zone,
        percent_space=file.percent_space,
        ratio_decimals=file.ratio_decimals,
        assist=tuple(file.assist.command),
        assist_seconds=file.assist.seconds,
        accounts=file.accounts,
        account_names={one_line(name): one_line(shown) for name, shown in file.account_names.items()},
        template=file.template,
        terms=Terms(
            currency=figures.currency,
            rates=tuple(Rate(line.currency, line.into, line.on, _exact(line.rate)) for line in file.rates),
            definitions={name: tuple(tokens) for name, tokens in file.definitions.items()},
            excluded_loss_reasons=tuple(figures.excluded_loss_reasons),
            snapshot_grace_days=figures.snapshot_grace_days,
            missing_open_deals=figures.missing_open_deals,
            min_sample=figures.min_sample,
            stage_probability={name: _exact(value) for name, value in file.stage_probability.items()},
            fiscal_start=figures.fiscal_start,
            week_starts_on_sunday=figures.week_starts_on_sunday,
        ),
    )


def _complaint(said: str, place: Path, text: str) -> Refusal:
    found = complaint(said, text, {**choices_of(SettingsFile), **choices_of(Figures, "figures.")})
    if found.unknown:
        near = nearest(found.key, setting_names(), "language")
        return Refusal("settings-key", path=place, line=found.line, key=found.key, nearest=near)
    return Refusal("settings-value", path=place, line=found.line, key=found.key, takes=found.takes)


def _exact(number: float) -> Fraction:
    """A number of the settings file as it was written."""
    return Fraction(str(number))
