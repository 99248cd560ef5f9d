"""What a file will do to the store: the value that the dry run, the import screen and the import itself all show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

DEALS, HISTORY, ACTIVITIES, CALENDAR, MAIL, GOALS, FORECASTS, MRR, MEASUREMENTS, ACCOUNTS, PEOPLE = KINDS = (
    "deals",
    "history",
    "activities",
    "calendar",
    "mail",
    "goals",
    "forecasts",
    "mrr",
    "measurements",
    "accounts",
    "people",
)
WHATS = ("won", "lost", "reopened", "slipped", "amount", "stage")


class Choices(NamedTuple):
    """What the rep said about a file; None and empty where the file or an earlier answer tells.

    `mapping` is field -> column header, empty for a field that is to have none. `won`, `lost` and `open` are words of a stage or
    status. `amounts` is whole or cents. `proposed` accepts the columns that resemble a field, `yes` these and that many deals
    are missing. `as_of` is the day on which the export was taken.
    """

    kind: str | None = None
    source: str | None = None
    as_of: date | None = None
    yes: bool = False
    proposed: bool = False
    mapping: Mapping[str, str] = {}
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    amounts: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def meaning(self) -> bool:
        """Whether it was said what the columns or their words mean."""
        return bool(self.mapping or self.won or self.lost or self.open)

    @property
    def how_to_read(self) -> bool:
        """Whether it was said how cells are to be read, of which a row may have been turned away."""
        said = (self.currency, self.date_order, self.decimal, self.amounts, self.header_row, self.encoding)
        return any(one is not None for one in said)


class Habits(NamedTuple):
    """What the settings say: the rep's name, own mail domains, time zone (an IANA name) and reporting currency."""

    me: str | None = None
    own_domains: tuple[str, ...] = ()
    time_zone: str | None = None
    currency: str | None = None
    fiscal_start: int = 1
    week_starts_on_sunday: bool = False


class Note(NamedTuple):
    """Something that a rep should know about a file; the sentence stands in the guide under `importing.note.<slug>`."""

    slug: str
    values: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, slug: str, **values: str | int) -> Note:
        return cls(slug, tuple(values.items()))


class Rejected(NamedTuple):
    """A row that was not taken: its line in the file, the column and value at fault, and why.

    `why` is a slug whose sentence stands in the guide under `importing.why.<slug>`; a detail may follow after ": ".
    """

    line: int
    column: str | None
    value: str | None
    why: str
    cells: tuple[str, ...] = ()


class Question(NamedTuple):
    """What could not be decided: `slug` names the sentence, `option` what decides it on the command line.

    `column` is its header, `sample` a value of it, `readings` what that may mean.
    """

    slug: str
    option: str
    column: str = ""
    sample: str = ""
    readings: tuple[str, ...] = ()


class Match(NamedTuple):
    """A field of ours and the column that was taken for it.

    `how` is given, remembered, named, resembles or values; `confidence` between 0 and 1. `position` counts from 0.
    """

    field: str
    header: str
    position: int
    how: str
    confidence: float = 1.0

    @property
    def is_guess(self) -> bool:
        """Whether the rep has not yet said that the column is what it seems."""
        return self.how in ("resembles", "values")


class Example(NamedTuple):
    """One thing that changes, for the screen: `what` is new, missing or one of WHATS."""

    what: str
    deal: str
    name: str
    before: str | None = None
    after: str | None = None


class ImportPlan(NamedTuple):
    """What an import of a file does, or did once `run` is set.

    Every data row of the file is counted in one of `added`, `changed`, `unchanged` and `rejected`. `changes` counts by
    WHATS. `rejects`, `examples` and `sample` (five rows of the file) are the first of them. `already` is the run that
    brought in this very file before. `questions` must be answered before the file can be imported.
    """

    file: str
    source: str
    kind: str
    as_of: date
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    rejected: int = 0
    changes: Mapping[str, int] = {}
    notes: tuple[Note, ...] = ()
    rejects: tuple[Rejected, ...] = ()
    examples: tuple[Example, ...] = ()
    questions: tuple[Question, ...] = ()
    matches: tuple[Match, ...] = ()
    header: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    run: int | None = None
    already: int | None = None
