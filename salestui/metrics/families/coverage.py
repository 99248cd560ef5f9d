"""Whether the open pipeline is enough for what is still to be won."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.deal import WON
from salestui.domain.goal import Goal
from salestui.domain.money import Money, round_half_up
from salestui.domain.period import Period
from salestui.metrics.answer import (
    AMOUNT,
    CLOSED_ON,
    DENOMINATOR,
    EXPECTED_ON,
    NUMERATOR,
    WHOLE,
    Answer,
    ExactMoney,
    Lines,
    Shared,
    left_out,
    lines,
    money,
    part_of,
    quotient,
    share_rows,
)
from salestui.metrics.declare import HIGHER, PIPELINE, SNAPSHOT, answer, exact, metric
from salestui.metrics.families.outcomes import acv_rows, year_amount, year_of, yearly
from salestui.metrics.families.pipeline import pipeline, probabilities
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.goals import IN_REVENUE, quota
from salestui.metrics.look import Look


@metric(
    "pipeline_coverage",
    unit=Unit.MULTIPLE,
    better=HIGHER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="Σ numerator / ( adjusted quota − Σ denominator ): open and due in P, against the quota less what was won by T",
    settings=("coverage",),
)
def pipeline_coverage(look: Look) -> Answer:
    """Open pipeline over the quota that is still to close [S14], or over all of it under `full` [S15]. Deals due before the
    period are left out: their date is not maintained. A quota on acv_won puts acv(d) in the place of every amount.
    """
    goal = quota(look)
    if isinstance(goal, Absent):
        return Answer(absent=goal)
    wanted = _in_revenue(look, goal)
    if isinstance(wanted, Answer):
        return wanted
    due = _due(look, goal, look.period)
    if due.stop:
        return due.stop
    won = Shared(Lines(), ())
    if not look.chose("coverage", "full"):
        won = _won_until(look, goal, look.day)
        if won.lines.sums:
            return Answer(absent=Absent.MIXED_CURRENCIES, sums=won.lines.sums)
        if not won.lines.records and not look.watched("deals"):
            return Answer(absent=Absent.NOT_WATCHED)
    remaining = wanted.minor - won.minor
    if remaining <= 0:
        return Answer(absent=Absent.TARGET_MET, notes=due.notes)

    def rows() -> tuple[Row, ...]:
        return share_rows(look, due.shared, NUMERATOR) + part_of(acv_rows(look, won, DENOMINATOR), goal.metric)

    found = quotient(money(look, due.shared.minor), money(look, remaining), len(due.shared.factors), rows)
    return found.noting(*due.notes, _needed(look))


@metric(
    "pipeline_coverage_next",
    unit=Unit.MULTIPLE,
    better=HIGHER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="Σ amount over open deals due in next(P) / adjusted quota of next(P)",
    settings=("coverage",),
)
def pipeline_coverage_next(look: Look) -> Answer:
    """Weighted where the coverage is. `assume_current` takes this period's quota where the next one has none, and says so."""
    following = look.period.next
    goal = quota(look, following)
    assumed = None
    if isinstance(goal, Absent) and look.chose("coverage", "assume_current"):
        goal, assumed = quota(look), Note("quota_assumed", (("period", look.period.key),))
    if isinstance(goal, Absent):
        return Answer(absent=goal, notes=(Note("no_target_for", (("period", following.key),)),))
    wanted = _in_revenue(look, goal)
    if isinstance(wanted, Answer):
        return wanted
    due = _due(look, goal, following)
    if due.stop:
        return due.stop
    found = quotient(
        money(look, due.shared.minor), wanted, len(due.shared.factors), lambda: share_rows(look, due.shared, NUMERATOR)
    )
    return found.noting(*due.notes, assumed)


class _Due(NamedTuple):
    """What is open and due in a period, by the part of each amount that counts."""

    shared: Shared
    notes: tuple[Note, ...]
    stop: Answer | None = None


def _due(look: Look, goal: Goal, period: Period) -> _Due:
    annual = goal.metric == "acv_won"
    deals = [deal for deal in look.once(pipeline) if period.holds(deal.expected_close_on)]
    chances = probabilities(look, deals) if look.chose("coverage", "weighted") else None
    weighed = deals if chances is None else chances.deals
    notes = []
    if len(weighed) < len(deals):
        notes.append(Note("no_probability", (("count", str(len(deals) - len(weighed))), ("of", str(len(deals))))))
    those = lines(look.ledger, weighed, EXPECTED_ON, year_amount if annual else AMOUNT, basis=look.day)
    if those.sums:
        return _Due(Shared(Lines(), ()), (), Answer(absent=Absent.MIXED_CURRENCIES, sums=those.sums))
    if not those.deals:
        absent = Absent.NO_DATA if deals else None if look.watched("deals") else Absent.NOT_WATCHED
        if absent:
            return _Due(Shared(Lines(), ()), (), Answer(absent=absent, notes=(*notes, *left_out(those))))
    factors = [WHOLE] * len(those.deals) if chances is None else chances.of(those.deals)
    if annual:
        years = (year_of(deal.contract_months, has_arr=deal.arr_minor is not None) for deal in those.deals)
        factors = [factor * year for factor, year in zip(factors, years, strict=True)]
    return _Due(Shared(those, factors), (*notes, *left_out(those)))


def _won_until(look: Look, goal: Goal, day: date) -> Shared:
    """What was won from the first day of the period to `day`, as the quota counts it."""
    closed = look.selection.closed.between(look.period.start, day)
    won = [deal for deal in closed if deal.status == WON]
    if goal.metric == "acv_won":
        return yearly(look, won)
    those = lines(look.ledger, won, CLOSED_ON)
    return Shared(those, [WHOLE] * len(those.deals))


def _in_revenue(look: Look, goal: Goal) -> ExactMoney | Answer:
    """The adjusted quota in the reporting currency, or why the pipeline cannot be held against it."""
    if goal.metric not in IN_REVENUE or not isinstance(goal.adjusted_target, Money):
        return Answer(absent=Absent.NO_GOAL, notes=(Note("quota_not_in_revenue"),))
    wanted = exact(look, goal.adjusted_target)
    if not isinstance(wanted, ExactMoney):
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=(goal.adjusted_target,))
    return wanted


def _needed(look: Look) -> Note | None:
    """The coverage that this win rate needs, 1 / win_rate [S14], to one decimal."""
    rate = answer(look, "win_rate").value
    if not isinstance(rate, Fraction) or rate <= 0:
        return None
    tenths = round_half_up(10 / rate)
    return Note("coverage_needed", (("needed", f"{tenths // 10}.{tenths % 10}"),))
