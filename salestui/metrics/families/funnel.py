"""How many went on to the next step: shown up, from lead to meeting, to opportunity, to won."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from salestui.domain.deal import Step
from salestui.metrics.activities import CALLED_OFF, NO_SHOW, Done, account_meetings
from salestui.metrics.answer import (
    BOTH,
    CLOSED_ON,
    CREATED_ON,
    DENOMINATOR,
    NUMERATOR,
    Answer,
    counted_deals,
    nothing,
    proportion,
    quotient,
)
from salestui.metrics.declare import BY_CLOSING, FUNNEL, HIGHER, ON_DATE, STEP_ENTRY, metric, typed, typed_row
from salestui.metrics.entering import created_lost, entered_between, first_seen_lost_note, went_on
from salestui.metrics.families.activity import activity_rows, held_meetings
from salestui.metrics.families.pipeline import steps_note
from salestui.metrics.figure import Note, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.steps import entered, has_moved, reached

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "show_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=ON_DATE,
    family=FUNNEL,
    formula="held / (held + no_show); booked: held / (held + no_show + cancelled + rescheduled)",
    settings=("show_rate",),
    scoped=False,
)
def show_rate(look: Look) -> Answer:
    """Of the meetings and demos of the period. A cancelled one cost no one's hour; some count every booking [S23]."""
    held = look.once(held_meetings)
    missed = (NO_SHOW, *CALLED_OFF) if look.chose("show_rate", "booked") else (NO_SHOW,)
    others = [one for one in look.activities() if one.is_meeting and one.activity.outcome in missed]

    def rows() -> tuple[Row, ...]:
        return activity_rows(held, BOTH) + activity_rows(others, DENOMINATOR)

    return proportion(look, len(held), len(held) + len(others), rows, "activities")


@metric(
    "lead_to_meeting_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=STEP_ENTRY,
    family=FUNNEL,
    formula="of the deals that entered lead in P those that reached meeting; flow: entered meeting in P / entered lead in P",
    settings=("funnel",),
)
def lead_to_meeting_rate(look: Look) -> Answer:
    """Where `leads` are typed for the period they are the denominator, and the accounts first met in it the numerator."""
    leads = typed(look, "leads")
    if leads is not None and isinstance(leads.value, Fraction):
        met = [one for one in look.activities() if look.ledger.once(account_meetings).get(one.activity.id)]
        found = quotient(
            Fraction(len(met)),
            leads.value,
            int(leads.value),
            lambda: (*activity_rows(met, NUMERATOR), typed_row(leads)._replace(counts_in=DENOMINATOR)),
        )
        return found.noting(Note("leads_typed"))
    return _step_to_step(look, Step.LEAD, Step.MEETING)


@metric(
    "meeting_to_opportunity_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=ON_DATE,
    family=FUNNEL,
    formula="held meetings and demos in P whose deal has reached `opportunity` / held meetings and demos in P",
    settings=("funnel",),
)
def meeting_to_opportunity_rate(look: Look) -> Answer:
    """Of a deal's meetings before it became an opportunity only the earliest counts; a meeting without a deal in scope counts
    in the denominator alone. The meetings are the owner's, the deals anyone's. Without activities: by the steps of deals.
    """
    if not look.activities() and not look.watched("activities"):
        return _step_to_step(look, Step.MEETING, Step.OPPORTUNITY).noting(Note("by_deals"))
    counted, became = _meetings_that_count(look)

    def rows() -> tuple[Row, ...]:
        ids = {one.activity.id for one in became}
        others = [one for one in counted if one.activity.id not in ids]
        return activity_rows(became, BOTH) + activity_rows(others, DENOMINATOR)

    return proportion(look, len(became), len(counted), rows, "activities").noting(steps_note(look))


@metric(
    "late_stage_conversion_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=FUNNEL,
    formula="|won(P)| / |{d in won(P) and lost(P) : reached `late`}|",
)
def late_stage_conversion_rate(look: Look) -> Answer:
    """Every won deal has reached late; one that was first seen lost has reached nothing."""
    moved = look.ledger.once(has_moved)
    won, lost = look.won(), [d for d in look.lost() if d.id in moved and reached(look.ledger, d, Step.LATE)]

    def rows() -> tuple[Row, ...]:
        return counted_deals(look, won, CLOSED_ON, BOTH) + counted_deals(look, lost, CLOSED_ON, DENOMINATOR)

    return proportion(look, len(won), len(won) + len(lost), rows).noting(
        first_seen_lost_note(look, look.lost()), steps_note(look)
    )


def _step_to_step(look: Look, step: Step, following: Step) -> Answer:
    """From one step to the next: by the cohort that entered it in the period, or by the period's entries divided."""
    cohort = entered_between(look, step)
    notes = (look.once(created_lost), steps_note(look))
    if look.chose("funnel", "flow"):
        came = entered_between(look, following)
        if not cohort:
            return Answer(absent=nothing(look)).noting(*notes)
        found = quotient(Fraction(len(came)), Fraction(len(cohort)), len(cohort), lambda: _flow_rows(look, came, cohort))
        return found.noting(*notes)
    onward = went_on(look, step, following)

    def rows() -> tuple[Row, ...]:
        ids = {deal.id for deal in onward}
        others = [deal for deal in cohort if deal.id not in ids]
        return counted_deals(look, onward, CREATED_ON, BOTH) + counted_deals(look, others, CREATED_ON, DENOMINATOR)

    return proportion(look, len(onward), len(cohort), rows).noting(*notes)


def _flow_rows(look: Look, came: Sequence[BookDeal], cohort: Sequence[BookDeal]) -> tuple[Row, ...]:
    over, under = {deal.id for deal in came}, {deal.id for deal in cohort}
    groups = (
        ([deal for deal in came if deal.id in under], BOTH),
        ([deal for deal in came if deal.id not in under], NUMERATOR),
        ([deal for deal in cohort if deal.id not in over], DENOMINATOR),
    )
    return tuple(row for deals, counts_in in groups for row in counted_deals(look, deals, CREATED_ON, counts_in))


def _meetings_that_count(look: Look) -> tuple[list[Done], list[Done]]:
    """The held meetings that count, and those of them whose deal became an opportunity."""
    deals, ledger = look.selection.in_scope_of_anyone, look.ledger
    counted: list[Done] = []
    became: list[Done] = []
    seen: set[str] = set()
    for one in sorted(look.once(held_meetings), key=lambda done: (done.activity.on, done.activity.id)):
        deal = deals.get(one.activity.deal or "")
        if deal is None:
            counted.append(one)
            continue
        since = entered(ledger, deal, Step.OPPORTUNITY)
        if since is None or one.activity.on < since:
            if deal.id in seen:
                continue
            seen.add(deal.id)
        counted.append(one)
        if reached(ledger, deal, Step.OPPORTUNITY, look.asof):
            became.append(one)
    return counted, became
