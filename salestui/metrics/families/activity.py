"""What was done per week: never a result by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from salestui.metrics.activities import Done, activities
from salestui.metrics.answer import CLOSED_ON, DENOMINATOR, NUMERATOR, Answer, count, counted_deals, nothing, quotient
from salestui.metrics.declare import ACTIVITY, EFFICIENCY, HIGHER, LOWER, ON_DATE, metric
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look


def _per_week(slug: str, kind: str | None, feeds: tuple[str, ...]) -> Callable[[Look], Answer]:
    """Declare the weekly volume of one kind of activity, or of all: it has no "better", direction comes from what it feeds."""

    def compute(look: Look) -> Answer:
        done = [one for one in look.activities() if one.took_place and kind in (None, one.kind)]
        counted = count(look, len(done), lambda: activity_rows(done, NUMERATOR), "activities")
        if counted.absent or counted.value is None:
            return counted
        return counted._replace(value=Fraction(len(done)) / look.weeks, denominator=look.weeks)

    what = "|A(P) without no_show|" if kind is None else f"|A(P) of kind {kind} without no_show|"
    return metric(
        slug,
        unit=Unit.PER_WEEK,
        better=None,
        dated_by=ON_DATE,
        family=ACTIVITY,
        formula=f"{what} / weeks; weeks = elapsed days / 7",
        scoped=False,
        feeds=feeds,
    )(compute)


_per_week("activities_per_week", None, ("deals_won", "pipeline_created"))
_per_week("calls_per_week", "call", ("lead_to_meeting_rate", "meetings_held"))
_per_week("emails_per_week", "email", ("lead_to_meeting_rate", "meetings_held"))
_per_week("meetings_per_week", "meeting", ("meeting_to_opportunity_rate", "pipeline_created"))
_per_week("demos_per_week", "demo", ("late_stage_conversion_rate", "win_rate"))
_per_week("follow_ups_per_week", "follow_up", ("sales_cycle_length", "win_rate"))


@metric(
    "activities_per_won_deal",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=f"{ON_DATE}, closed_on",
    family=EFFICIENCY,
    formula="|A(P) without no_show| / |won(P)|; linked: activities on the deals won / deals won with at least one",
    settings=("activities_per_won_deal",),
)
def activities_per_won_deal(look: Look) -> Answer:
    """`linked` counts what took place on a won deal at any time, whoever did it."""
    won = look.won()
    if look.chose("activities_per_won_deal", "linked"):
        on_deal = look.ledger.once(_on_deals)
        won = [deal for deal in won if deal.id in on_deal]
        done: Sequence[Done] = [one for deal in won for one in on_deal[deal.id]]
    else:
        done = [one for one in look.activities() if one.took_place]
        if not done and not look.watched("activities"):
            return Answer(absent=Absent.NOT_WATCHED)
    if not won:
        return Answer(absent=nothing(look))

    def rows() -> tuple[Row, ...]:
        return activity_rows(done, NUMERATOR) + counted_deals(look, won, CLOSED_ON, DENOMINATOR)

    return quotient(Fraction(len(done)), Fraction(len(won)), len(won), rows)


@metric(
    "meetings_held",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=ON_DATE,
    family=ACTIVITY,
    formula="|{a in A(P) : meeting or demo, held}|",
    scoped=False,
    feeds=("meeting_to_opportunity_rate", "pipeline_created"),
    adds_up=True,
)
def meetings_held(look: Look) -> Answer:
    held = look.once(held_meetings)
    return count(look, len(held), lambda: activity_rows(held, NUMERATOR), "activities")


@metric(
    "qualified_meetings",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=ON_DATE,
    family=ACTIVITY,
    formula="|{a in A(P) : meeting or demo, outcome qualified}|",
    scoped=False,
    feeds=("meeting_to_opportunity_rate", "pipeline_influenced"),
    adds_up=True,
)
def qualified_meetings(look: Look) -> Answer:
    qualified = [one for one in look.once(held_meetings) if one.activity.outcome == "qualified"]
    return count(look, len(qualified), lambda: activity_rows(qualified, NUMERATOR), "activities")


# parts that other families use


def held_meetings(look: Look) -> Sequence[Done]:
    """The meetings and demos of the period that were held."""
    return [one for one in look.activities() if one.is_meeting and one.held]


def activity_rows(done: Iterable[Done], counts_in: str) -> tuple[Row, ...]:
    """A row for each activity: its subject as name, its outcome as status."""
    return tuple(
        Row("activity", str(a.id), a.deal, a.subject or one.kind, a.account, a.owner, a.outcome, None, a.on, None, counts_in)
        for one in done
        for a in (one.activity,)
    )


def _on_deals(ledger: Ledger) -> dict[str, list[Done]]:
    """Per deal what took place on it."""
    found: dict[str, list[Done]] = {}
    for one in ledger.once(activities):
        if one.activity.deal and one.took_place and one.activity.on <= ledger.today:
            found.setdefault(one.activity.deal, []).append(one)
    return found
