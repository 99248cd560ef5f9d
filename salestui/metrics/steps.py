"""How far deals have come, and since when (METRICS.md 2): lead, meeting, opportunity, late, won."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salestui.domain.deal import LOST, OPEN, WON, Step
from salestui.metrics.activities import first_meetings
from salestui.metrics.ledger import Ledger
from salestui.metrics.state import closed_by, first_status

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

STEPS = tuple(Step)
_NOWHERE = -1
"""The rank of a deal that has entered no step: first seen lost, or in no stage."""


def entered(ledger: Ledger, deal: BookDeal, step: Step) -> date | None:
    """The earliest known day on which the deal was at `step` or beyond; None if it never was.

    A deal that was first seen lost has entered no step. A held meeting puts a deal at `meeting`.
    """
    known = ledger.once(_entries)
    if deal.id not in known:
        known[deal.id] = _days(ledger, deal)
    return known[deal.id][STEPS.index(step)]


def reached(ledger: Ledger, deal: BookDeal, step: Step, by: date | None = None) -> bool:
    """Whether the deal came to `step` or beyond, or was won; up to the day `by` if one is given."""
    if deal.status == WON and (by is None or closed_by(WON, deal.closed_on, by)):
        return True
    day = entered(ledger, deal, step)
    return day is not None and (by is None or day <= by)


def has_moved(ledger: Ledger) -> frozenset[str]:
    """The deals of which more than their first stage is known: a later stage, another status, a held meeting.

    Every other deal entered all the steps up to that of its stage on the day of its creation, and none since.
    """
    return frozenset((*ledger.history("stage"), *ledger.history("status"), *ledger.once(first_meetings)))


def by_first_step(ledger: Ledger, deals: Iterable[BookDeal]) -> Mapping[int, Sequence[BookDeal]]:
    """Deals that have not moved by the rank of the step that they came to when they were created; lost ones came to none."""
    ranks = ledger.once(_ranks)
    found: dict[int, list[BookDeal]] = {rank: [] for rank in range(-1, len(STEPS))}
    won = Step.WON.rank
    for deal in deals:
        if deal.created_on is not None and deal.status != LOST:
            found[won if deal.status == WON else ranks.get(deal.stage, _NOWHERE)].append(deal)
    return found


def first_seen_lost(ledger: Ledger, deals: Sequence[BookDeal]) -> int:
    """How many of `deals` were first seen lost: they have entered no step."""
    told = ledger.history("status")
    plain = [deal for deal in deals if deal.status == LOST and deal.id not in told]
    return len(plain) + len([deal for deal in deals if deal.id in told and first_status(ledger, deal) == LOST])


def stage_days(ledger: Ledger, deal: BookDeal) -> Mapping[str, date]:
    """The first day on which the deal was in each stage in which it was seen; none if it was first seen closed.

    The stage in which it was first seen counts from its creation.
    """
    if first_status(ledger, deal) != OPEN:
        return {}
    days: dict[str, date] = {}
    first = _first_stage(ledger, deal)
    if first is not None and deal.created_on is not None:
        days[first] = deal.created_on
    for change in ledger.changes(deal.id, "stage"):
        if change.after is not None:
            days[change.after] = min(change.seen_on, days.get(change.after, change.seen_on))
    return days


def _entries(_: Ledger) -> dict[str, tuple[date | None, ...]]:
    return {}


def _ranks(ledger: Ledger) -> Mapping[str | None, int]:
    """How far each stage has come that any deal is in."""
    stages = {deal.stage for deal in ledger.book.deals} - {None}
    steps = {stage: ledger.step(stage) for stage in stages}
    return {stage: _NOWHERE if step is None else step.rank for stage, step in steps.items()}


def _days(ledger: Ledger, deal: BookDeal) -> tuple[date | None, ...]:
    days: list[date | None] = [None] * len(STEPS)
    first = first_status(ledger, deal)
    if first == LOST:
        return tuple(days)
    begun = Step.WON if first == WON else ledger.step(_first_stage(ledger, deal))
    if begun is not None and deal.created_on is not None:
        _enter(days, begun.rank, deal.created_on)
    for change in ledger.changes(deal.id, "stage"):
        step = ledger.step(change.after)
        if step is not None:
            _enter(days, step.rank, change.seen_on)
    meeting = ledger.once(first_meetings).get(deal.id)
    if meeting is not None:
        _enter(days, Step.MEETING.rank, meeting)
    return tuple(days)


def _first_stage(ledger: Ledger, deal: BookDeal) -> str | None:
    changes = ledger.changes(deal.id, "stage")
    return changes[0].before if changes else deal.stage


def _enter(days: list[date | None], rank: int, day: date) -> None:
    """The deal was at the step of `rank`, and so at every step before it, on `day`."""
    for lower in range(rank + 1):
        known = days[lower]
        days[lower] = day if known is None else min(known, day)
