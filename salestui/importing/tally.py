"""Counts of what an import does, gathered while the file goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from salestui.domain.deal import LOST, OPEN, WON
from salestui.domain.import_plan import WHATS, Example, ImportPlan, Match, Note, Question, Rejected
from salestui.importing.deals.planner import DealBatch
from salestui.importing.deals.retold import Change
from salestui.importing.deals.state import AT, State, as_text

_MOST_REJECTS = 1_000
_MOST_EXAMPLES = 100
_STATUS, _EXPECTED, _NAME, _STAGE, _AMOUNT = (AT[f] for f in ("status", "expected_close_on", "name", "stage", "amount_minor"))


class Tally:
    """Rows, and what they do; the first rejected rows and examples of each change are kept for the eye."""

    def __init__(self) -> None:
        self.rows = self.added = self.changed = self.unchanged = self.missing = self.rejected = 0
        self.changes: Counter[str] = Counter()
        self.rejects: list[Rejected] = []
        self.examples: list[Example] = []
        self._shown: Counter[str] = Counter()

    def add_deals(self, batch: DealBatch) -> None:
        """What a stretch of a file of deals does."""
        self.add(batch.counted, len(batch.new), len(batch.updates), batch.unchanged, batch.rejected)
        for row in batch.new:
            if not self._show("new", str(row[1]), str(row[2]), None, None):
                break
        for update in batch.updates:
            self._count_changes(update.deal, update.before, update.after)
        for retelling in batch.retellings:
            self.changed += retelling.differs
            self.unchanged += not retelling.differs
            self._count_changes(retelling.deal, retelling.before, retelling.after)

    def add(self, rows: int, added: int, changed: int, unchanged: int, rejected: Sequence[Rejected]) -> None:
        self.rows += rows
        self.added += added
        self.changed += changed
        self.unchanged += unchanged
        self.rejected += len(rejected)
        if len(self.rejects) < _MOST_REJECTS:
            self.rejects.extend(rejected[: _MOST_REJECTS - len(self.rejects)])

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Changes that a field history tells, each counted."""
        for change in changes:
            if (what := _what(change)) is not None:
                self.changes[what] += 1

    def add_missing(self, deals: Iterable[tuple[int, str, str]]) -> None:
        for _, deal, name in deals:
            self.missing += 1
            self._show("missing", deal, name, None, None)

    def counts(self) -> dict[str, int]:
        names = ("rows", "added", "changed", "unchanged", "missing", "rejected")
        return {name: getattr(self, name) for name in names}

    def _count_changes(self, deal: str, before: State, after: State) -> None:
        name = str(after[_NAME])
        for what in _whats(before, after):
            self.changes[what] += 1
            at = {"slipped": _EXPECTED, "amount": _AMOUNT, "stage": _STAGE}.get(what, _STATUS)
            self._show(what, deal, name, as_text(before[at]), as_text(after[at]))

    def _show(self, what: str, deal: str, name: str, before: str | None, after: str | None) -> bool:
        self._shown[what] += 1
        if self._shown[what] > _MOST_EXAMPLES:
            return False
        self.examples.append(Example(what, deal, name, before, after))
        return True


def _whats(before: State, after: State) -> list[str]:
    """Which of WHATS happened between two states of a deal."""
    found = []
    if before[_STATUS] != after[_STATUS]:
        found.append({WON: "won", LOST: "lost", OPEN: "reopened"}[str(after[_STATUS])])
    then, now = before[_EXPECTED], after[_EXPECTED]
    if after[_STATUS] == OPEN and isinstance(then, str) and isinstance(now, str) and now > then:
        found.append("slipped")
    if before[_AMOUNT] != after[_AMOUNT]:
        found.append("amount")
    if before[_STAGE] != after[_STAGE]:
        found.append("stage")
    return found


def _what(change: Change) -> str | None:
    if change.field == "status":
        return {WON: "won", LOST: "lost", OPEN: "reopened"}[str(change.after)]
    if change.field == "expected_close_on":
        return "slipped" if change.before and change.after and change.after > change.before else None
    return {"amount_minor": "amount", "stage": "stage"}.get(change.field)


class Heading(NamedTuple):
    """What is known of a file before its rows are gone through."""

    file: str
    source: str
    kind: str
    as_of: date
    header: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str | None = None


def plan_of(
    heading: Heading, tally: Tally, notes: Iterable[Note], questions: Iterable[Question], run: int | None
) -> ImportPlan:
    """All of it in one value."""
    return ImportPlan(
        file=heading.file,
        source=heading.source,
        kind=heading.kind,
        as_of=heading.as_of,
        **tally.counts(),
        changes={what: tally.changes[what] for what in WHATS},
        notes=tuple(notes),
        rejects=tuple(tally.rejects),
        examples=tuple(tally.examples),
        questions=tuple(questions),
        matches=heading.matches,
        header=heading.header,
        sample=heading.sample,
        sheets=heading.sheets,
        sheet=heading.sheet,
        run=run,
    )
