"""The assembled review: a headline and nine sections, each with its state, fields, facts as blocks."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.summary.blocks import Block, Cell, Said
from salestui.summary.material import Material


class State(StrEnum):
    EMPTY = "empty"
    DRAFTED = "drafted"
    TO_MEND = "to_mend"
    READY = "ready"
    NOT_APPLICABLE = "not_applicable"


class Section(NamedTuple):
    """One of the nine. `blocks` is what the reader gets, in order; `facts` what the rep is shown beside the fields.

    `words` counts the words that the rep wrote. `limit` is the number of words that a skim allows. `not_applicable` holds
    the reason why it is left out.
    """

    key: str
    blocks: tuple[Block, ...]
    facts: tuple[Block, ...] = ()
    written: tuple[Said, ...] = ()
    words: int = 0
    limit: int = 0
    not_applicable: str | None = None


class HeadlineLine(NamedTuple):
    """`slot` is result, driver, weakest, why or next."""

    slot: str
    said: Said


class Summary(NamedTuple):
    """`material` is what it was made from, for live numbers and for the checks."""

    material: Material
    headline: tuple[HeadlineLine, ...]
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    @property
    def written(self) -> tuple[Said, ...]:
        """Every text of the rep that the document holds, in reading order."""
        lines = tuple(line.said for line in self.headline)
        return lines + tuple(said for section in self.sections for said in section.written)


class Worst(NamedTuple):
    """The weakest result (PRODUCT.md 5, weak-result-buried): a goal missed, else the metric that worsened most."""

    figure: Figure
    goal: str | None


class Finding(NamedTuple):
    """What a manager would object to. Words: `checks.<check>.message` and `.fix` with `values`, which are cells.

    `line` is the 1-based line within the field's text; `start` and `end` mark it in that text. `subject` tells two findings
    of one check apart, so that one of them can be accepted. `case` names the variant of the words where a check has several
    (`message_late`).
    """

    check: str
    severity: str
    section: str
    key: FieldKey | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    subject: str = ""
    values: tuple[tuple[str, Cell], ...] = ()
    case: str = ""
