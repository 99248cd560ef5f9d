"""What a section asks for. The form in the app, `section set` and the count checks all come from this declaration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """One widget of the app each."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    CHOICE = "choice"  # one of `choices`; their words stand in the guide
    METRIC = "metric"  # the slug of a metric
    FLAG = "flag"
    RECORD = "record"  # not a text: goals, actions, forecast, period and role, kept by their own commands


@dataclass(frozen=True, slots=True)
class Part:
    """A named piece of a row: the metric of a driver, the date of a change. Key in the guide: `{field}.{key}`."""

    key: str
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a section.

    `repeats`: it has rows 1, 2, 3...; `at_least` and `at_most` count them. `named_by`: its rows are named by the rows of
    another field (`results.why` has one per chosen metric). `entry_kinds`: log entries that fit it as evidence.
    `command` is the command that keeps a RECORD.
    """

    key: str
    kind: Kind
    repeats: bool = False
    at_least: int = 0
    at_most: int | None = None
    parts: tuple[Part, ...] = ()
    choices: tuple[str, ...] = ()
    named_by: str | None = None
    entry_kinds: tuple[str, ...] = ()
    command: str | None = None
