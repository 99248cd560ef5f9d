"""What a section asks for. The form in the app, `section set` and the count checks all come from this declaration."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """One widget of the app each."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    CHOICE = "choice"  # one of `choices`; their words stand in the guide
    METRIC = "metric"  # the slug of a metric
    FLAG = "flag"
    RECORD = "record"  # not a text: goals, actions, forecast, period and role, kept by their own commands
    ROW = "row"  # no text of its own, only parts: a dated change


class Part(NamedTuple):
    """A named piece of a row: the metric of a driver, the date of a change.

    `words` is its key in the guide under `sections.{section}.field`; left out it is that of the part alone.
    """

    key: str
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()
    words: str = ""


class Field(NamedTuple):
    """One field of a section.

    `repeats`: it has rows 1, 2, 3...; `at_least` and `at_most` count them. `named_by`: its rows are named by the rows of
    another field (`results.why` has one per chosen metric). `entry_kinds`: log entries that fit it as evidence.
    `command` is the command that keeps a RECORD, `records` the keys of the guide that it keeps. `words` is the field's key in
    the guide under `sections.{section}.field` where that is not the field's own key.
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
    records: tuple[str, ...] = ()
    words: str = ""

    def part(self, key: str) -> Part | None:
        """The part of that key."""
        return next((part for part in self.parts if part.key == key), None)


def label_key(section: str, field: Field, part: Part | None = None) -> str:
    """The key of the guide under which label and placeholder of a field, or of a part of its rows, stand."""
    name = (part.words or part.key) if part else (field.words or field.key)
    return f"sections.{section}.field.{name}"
