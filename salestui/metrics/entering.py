"""Which deals came to a step or a stage in the period (METRICS.md 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import Step
from salestui.metrics.activities import first_meetings
from salestui.metrics.figure import Note
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.selection import ByDay, Selection
from salestui.metrics.steps import STEPS, by_first_step, entered, first_seen_lost, has_moved, reached

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


class Touched(NamedTuple):
    """The deals of which anything in the period may be an entry. `at_once` were created in it and have not moved since."""

    at_once: Sequence[BookDeal]
    moved: Sequence[BookDeal]


def touched(look: Look) -> Touched:
    """Deals that were created, moved to a stage or met for the first time in the period.

    Every day that `entered` can give is one of these, so that no other deal needs to be looked at.
    """
    moved, created = look.ledger.once(has_moved), look.created()
    if not moved:
        return Touched(created, ())
    known = look.selection.once(_moved)
    found = {deal.id: deal for deal in created if deal.id in moved}
    for dated in (_stage_changes, _meetings):
        for deal_id in look.ledger.once(dated).between(look.first, look.last):
            if deal_id in known:
                found[deal_id] = known[deal_id]
    return Touched([deal for deal in created if deal.id not in moved], list(found.values()))


def entered_between(look: Look, step: Step) -> list[BookDeal]:
    """The deals that first came to `step`, or beyond it, in the period."""
    later = (deal for deal in look.once(touched).moved if _within(look, entered(look.ledger, deal, step)))
    return [*_at_once(look, step), *later]


def went_on(look: Look, step: Step, following: Step) -> list[BookDeal]:
    """Of the deals that came to `step` in the period those that have reached the following one by the end of what has passed."""
    cohort = (deal for deal in look.once(touched).moved if _within(look, entered(look.ledger, deal, step)))
    return [*_at_once(look, following), *(deal for deal in cohort if reached(look.ledger, deal, following, look.asof))]


def _at_once(look: Look, step: Step) -> list[BookDeal]:
    """The deals that were created in the period at `step` or beyond and have not moved since."""
    ranks = look.once(_first_steps)
    return [deal for rank in range(step.rank, len(STEPS)) for deal in ranks[rank]]


def _first_steps(look: Look) -> Mapping[int, Sequence[BookDeal]]:
    return by_first_step(look.ledger, look.once(touched).at_once)


def first_seen_lost_note(look: Look, deals: Sequence[BookDeal]) -> Note | None:
    """How many of `deals` were first seen lost: they are in no cohort."""
    number = first_seen_lost(look.ledger, deals)
    return Note("first_seen_lost", (("count", str(number)),)) if number else None


def created_lost(look: Look) -> Note | None:
    """How many of the deals created in the period were first seen lost."""
    return first_seen_lost_note(look, look.created())


def _within(look: Look, day: date | None) -> bool:
    return day is not None and look.first <= day <= look.last


def _moved(selection: Selection) -> Mapping[str, BookDeal]:
    """By id the deals of the selection that have moved."""
    moved = selection.ledger.once(has_moved)
    return {deal.id: deal for deal in selection.deals if deal.id in moved}


def _stage_changes(ledger: Ledger) -> ByDay[str]:
    history = ledger.history("stage")
    return ByDay([(change.seen_on, deal) for deal, changes in history.items() for change in changes])


def _meetings(ledger: Ledger) -> ByDay[str]:
    return ByDay([(day, deal) for deal, day in ledger.once(first_meetings).items()])
