"""Which deals came to a step or a stage in the period (METRICS.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from salestui.domain.deal import Deal, Step
from salestui.metrics.activities import first_meetings
from salestui.metrics.figure import Note
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.selection import ByDay, Selection
from salestui.metrics.steps import entered, first_seen_lost


def touched(look: Look) -> Sequence[Deal]:
    """The deals of which anything in the period may be an entry: created, moved to a stage, or met for the first time.

    Every day that `entered` can give is one of these, so that no other deal needs to be looked at.
    """
    by_id = look.selection.once(_by_id)
    found = {deal.id: deal for deal in look.created()}
    for dated in (_stage_changes, _meetings):
        for deal_id in look.ledger.once(dated).between(look.first, look.last):
            if deal_id in by_id:
                found[deal_id] = by_id[deal_id]
    return list(found.values())


def entered_between(look: Look, step: Step) -> Sequence[Deal]:
    """The deals that first came to `step`, or beyond it, in the period."""
    return [deal for deal in look.once(touched) if _within(look, entered(look.ledger, deal, step))]


def _within(look: Look, day: date | None) -> bool:
    return day is not None and look.first <= day <= look.last


def first_seen_lost_note(look: Look, deals: Iterable[Deal]) -> Note | None:
    """How many of `deals` were first seen lost: they have entered no step and are in no cohort."""
    number = sum(first_seen_lost(look.ledger, deal) for deal in deals)
    return Note("first_seen_lost", (("count", str(number)),)) if number else None


def _by_id(selection: Selection) -> dict[str, Deal]:
    return {deal.id: deal for deal in selection.deals}


def _stage_changes(ledger: Ledger) -> ByDay[str]:
    return ByDay((change.seen_on, change.deal) for change in ledger.changes_of("stage"))


def _meetings(ledger: Ledger) -> ByDay[str]:
    return ByDay((day, deal) for deal, day in ledger.once(first_meetings).items())
