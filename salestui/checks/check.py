"""How a check is declared: its slug, how much it weighs, the section in which it is mended, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from salestui.domain.written import FieldKey
from salestui.summary.blocks import Cell
from salestui.summary.material import Material
from salestui.summary.summary import Finding, Summary

ERROR, WARN, HINT = "error", "warn", "hint"
SEVERITIES = (ERROR, WARN, HINT)
"""The heaviest first: an error keeps the document from being exported."""


class Reading(NamedTuple):
    """What a manager has in hand. `language` is that of the rep's texts, `allowed` the terms that the rep has silenced.

    `words` are the counted words of the documents by layout, where somebody counted them.
    """

    summary: Summary
    language: str
    allowed: tuple[str, ...] = ()
    words: Mapping[str, int] | None = None

    @property
    def material(self) -> Material:
        return self.summary.material


class Objection(NamedTuple):
    """One thing that a check objects to; `section` and `severity` only where they are not those of the check."""

    values: tuple[tuple[str, Cell], ...] = ()
    key: FieldKey | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    subject: str = ""
    case: str = ""
    section: str | None = None
    severity: str | None = None


Look = Callable[[Reading], Iterator[Objection]]


class Check(NamedTuple):
    slug: str
    severity: str
    mended_in: str
    look: Look

    def findings(self, reading: Reading) -> Iterator[Finding]:
        """What it objects to in the review, in reading order."""
        for one in self.look(reading):
            yield Finding(
                check=self.slug,
                severity=one.severity or self.severity,
                section=one.section or self.mended_in,
                key=one.key,
                line=one.line,
                start=one.start,
                end=one.end,
                subject=one.subject,
                values=one.values,
                case=one.case,
            )


def check(slug: str, severity: str, *, mended_in: str) -> Callable[[Look], Check]:
    """Make the function below a check."""

    def declared(look: Look) -> Check:
        return Check(slug, severity, mended_in, look)

    return declared


def line_of(text: str, place: int) -> int:
    """The line of `text`, from 1, on which the character at `place` stands."""
    return text.count("\n", 0, place) + 1
