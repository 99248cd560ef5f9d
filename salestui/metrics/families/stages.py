"""From one stage of the CRM to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import OPEN, WON, Step
from salestui.metrics.answer import BOTH, CREATED_ON, DENOMINATOR, NUMERATOR, Answer, counted_deals, nothing
from salestui.metrics.declare import FUNNEL, HIGHER, STEP_ENTRY, metric
from salestui.metrics.entering import created_lost, touched
from salestui.metrics.families.pipeline import steps_note
from salestui.metrics.figure import Part, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.state import closed_by
from salestui.metrics.steps import has_moved, stage_days

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "stage_conversion_rate",
    unit=Unit.DISTRIBUTION,
    better=HIGHER,
    dated_by=STEP_ENTRY,
    family=FUNNEL,
    formula="of the deals that entered a stage in P those that reached a later one or won; flow: entered later ones / it",
    settings=("funnel",),
)
def stage_conversion_rate(look: Look) -> Answer:
    """Cohort or in-period form [S24]. A stage is entered on the first day on which the deal was seen in it; a deal that was
    first seen closed entered none. A stage in which deals are won or lost is none to come from.
    """
    stages = [_conversion(look, place) for place in _places(look)]
    told = [stage for stage in stages if stage.cohort or stage.went_on]
    if not any(stage.cohort for stage in told):
        return Answer(absent=nothing(look))
    parts = tuple(
        Part(
            stage.key,
            len(stage.went_on),
            None,
            Fraction(len(stage.went_on), len(stage.cohort)) if stage.cohort else None,
            len(stage.cohort),
        )
        for stage in told
    )
    deals = {deal.id for stage in told for deal in stage.cohort}
    found = Answer(sample=len(deals), parts=parts, rows=lambda: tuple(row for stage in told for row in _rows(look, stage)))
    return found.noting(look.once(created_lost), steps_note(look))


class _Stage(NamedTuple):
    """The deals that entered a stage in the period, and those that went on from it."""

    key: str
    cohort: Sequence[BookDeal]
    went_on: Sequence[BookDeal]


def _places(look: Look) -> Sequence[int]:
    """The places, in the CRM's order, of the stages that deals are open in."""
    stages = enumerate(look.ledger.book.stage_order)
    return [place for place, stage in stages if look.ledger.step(stage) not in (None, Step.WON)]


def _conversion(look: Look, place: int) -> _Stage:
    stage, days = look.ledger.book.stage_order[place], look.once(_stage_days)
    since = [deal for deal, entries in days if _in_period(look, entries.get(stage))]
    cohort = [*look.once(_begun).get(stage, ()), *since]
    later = {name for name in look.ledger.book.stage_order[place + 1 :] if look.ledger.step(name) is not None}
    if look.chose("funnel", "flow"):
        return _Stage(stage, cohort, [*_begun_in(look, later), *(d for d, e in days if _came_later(look, d, e, later))])
    entered = {deal.id: entries for deal, entries in days}
    return _Stage(stage, cohort, [deal for deal in since if _has_gone_on(look, deal, entered[deal.id], later)])


def _has_gone_on(look: Look, deal: BookDeal, entries: Mapping[str, date], later: set[str]) -> bool:
    if deal.status == WON and closed_by(WON, deal.closed_on, look.asof):
        return True
    return any(name in later and day <= look.asof for name, day in entries.items())


def _came_later(look: Look, deal: BookDeal, entries: Mapping[str, date], later: set[str]) -> bool:
    """Whether the deal came to a later stage, or was won, in the period."""
    if deal.status == WON and _in_period(look, deal.closed_on):
        return True
    return any(_in_period(look, day) for name, day in entries.items() if name in later)


def _begun(look: Look) -> Mapping[str, Sequence[BookDeal]]:
    """By stage the open deals that were created in it in the period and have not moved since."""
    found: dict[str, list[BookDeal]] = {}
    for deal in look.once(touched).at_once:
        if deal.status == OPEN and deal.stage is not None:
            found.setdefault(deal.stage, []).append(deal)
    return found


def _begun_in(look: Look, stages: set[str]) -> list[BookDeal]:
    return [deal for stage, deals in look.once(_begun).items() if stage in stages for deal in deals]


def _stage_days(look: Look) -> Sequence[tuple[BookDeal, Mapping[str, date]]]:
    """The deals that moved and may have entered a stage in the period, with the days on which they entered each."""
    moved = look.ledger.once(has_moved)
    candidates = {deal.id: deal for deal in (*look.once(touched).moved, *(d for d in look.won() if d.id in moved))}
    days = ((deal, stage_days(look.ledger, deal)) for deal in candidates.values())
    return [(deal, entries) for deal, entries in days if entries]


def _in_period(look: Look, day: date | None) -> bool:
    return day is not None and look.first <= day <= look.last


def _rows(look: Look, stage: _Stage) -> tuple[Row, ...]:
    over, under = {deal.id for deal in stage.went_on}, {deal.id for deal in stage.cohort}
    groups = (
        ([deal for deal in stage.went_on if deal.id in under], BOTH),
        ([deal for deal in stage.went_on if deal.id not in under], NUMERATOR),
        ([deal for deal in stage.cohort if deal.id not in over], DENOMINATOR),
    )
    rows = (row for deals, counts_in in groups for row in counted_deals(look, deals, CREATED_ON, counts_in))
    return tuple(row._replace(of=stage.key) for row in rows)
