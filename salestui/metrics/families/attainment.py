"""The result against what was agreed: attainment, gap, pace. One figure for each goal."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.metrics.answer import Answer, Exact, ExactMoney, blocked, money, part_of, plain, quotient
from salestui.metrics.declare import HIGHER, ITS_METRICS, LOWER, METRICS, OUTCOME, answer, exact, metric
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.goals import GOAL_METRICS, held_to, quota
from salestui.metrics.look import Look


def attainment(look: Look, goal: Goal) -> Answer:
    """actual / adjusted target; the other way round where lower is better. A running period divides what it has so far."""
    actual, target = _sides(look, goal)
    if stop := blocked(actual) or _no_target(goal, target):
        return stop
    result, wanted = _exact(actual), _exact(target)
    over, under = (wanted, result) if _lower_is_better(goal) else (result, wanted)
    return quotient(over, under, actual.sample, _rows(actual, goal)).noting(*_adjusted(goal))


def gap(look: Look, goal: Goal) -> Answer:
    """adjusted target − actual, in the unit of the goal's metric; below 0 it is beaten."""
    actual, target = _sides(look, goal)
    if stop := blocked(actual, target):
        return stop._replace(unit=_unit(goal))
    result, wanted = _exact(actual), _exact(target)
    left = plain(wanted) - plain(result)
    value: Exact = ExactMoney(left, wanted.currency) if isinstance(wanted, ExactMoney) else left
    found = Answer(
        value, numerator=result, denominator=wanted, sample=actual.sample, rows=_rows(actual, goal), unit=_unit(goal)
    )
    return found.noting(*_adjusted(goal))


def pace_of(look: Look, goal: Goal) -> Answer:
    """actual / (adjusted target × elapsed / days): a straight line, for sums and counts alone."""
    declared = METRICS.get(goal.metric)
    if declared is None or not declared.adds_up:
        return Answer(absent=Absent.NO_DATA, notes=(Note("no_pace"),))
    actual, target = _sides(look, goal)
    if stop := blocked(actual) or _no_target(goal, target):
        return stop
    wanted, share = _exact(target), Fraction(look.elapsed, look.period.days)
    due: Exact = money(look, wanted.minor * share) if isinstance(wanted, ExactMoney) else wanted * share
    return quotient(_exact(actual), due, actual.sample, _rows(actual, goal)).noting(*_adjusted(goal))


def _of_quota(of_goal: Callable[[Look, Goal], Answer]) -> Callable[[Look], Answer]:
    def compute(look: Look) -> Answer:
        found = quota(look)
        return Answer(absent=found) if isinstance(found, Absent) else of_goal(look, found)

    return compute


metric(
    "goal_attainment",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=ITS_METRICS,
    family=OUTCOME,
    formula="actual / adjusted target; adjusted target / actual where lower is better",
    scoped=False,
    of_goal=attainment,
)(_of_quota(attainment))

metric(
    "quota_attainment",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=ITS_METRICS,
    family=OUTCOME,
    formula="actual / adjusted target of the goal named quota, else of the only goal on revenue_won",
    scoped=False,
)(_of_quota(attainment))

metric(
    "target_gap",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=ITS_METRICS,
    family=OUTCOME,
    formula="adjusted target − actual",
    scoped=False,
    of_goal=gap,
)(_of_quota(gap))

metric(
    "pace",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=ITS_METRICS,
    family=OUTCOME,
    formula="actual / ( adjusted target × elapsed / days )",
    scoped=False,
    of_goal=pace_of,
)(_of_quota(pace_of))


def _sides(look: Look, goal: Goal) -> tuple[Answer, Answer]:
    """What the goal's metric gave, and the adjusted target as an answer."""
    if goal.metric in GOAL_METRICS:
        return Answer(absent=Absent.NO_DATA), Answer(absent=Absent.NO_DATA)
    actual = answer(held_to(look, goal), goal.metric)
    wanted = exact(look, goal.adjusted_target)
    if wanted is None and isinstance(goal.adjusted_target, Money):
        return actual, Answer(absent=Absent.MIXED_CURRENCIES, sums=(goal.adjusted_target,))
    if actual.absent is None and type(actual.value) is not type(wanted):
        return Answer(absent=Absent.NO_DATA), Answer(wanted)
    return actual, Answer(wanted)


def _no_target(goal: Goal, target: Answer) -> Answer | None:
    """An adjusted target of 0 or less cannot be reached in part."""
    if target.value is None:
        return Answer(absent=target.absent or Absent.NO_GOAL, sums=target.sums)
    return Answer(absent=Absent.ZERO_DENOMINATOR, notes=_adjusted(goal)) if plain(target.value) <= 0 else None


def _exact(of: Answer) -> Exact:
    if of.value is None:
        raise ValueError("an absent answer has no value")
    return of.value


def _lower_is_better(goal: Goal) -> bool:
    return goal.metric in METRICS and METRICS[goal.metric].better == LOWER


def _unit(goal: Goal) -> Unit:
    if goal.metric in METRICS:
        return METRICS[goal.metric].unit
    return Unit.MONEY if isinstance(goal.target, Money) else Unit.COUNT


def _rows(actual: Answer, goal: Goal) -> Callable[[], tuple[Row, ...]]:
    return lambda: part_of(actual.rows(), goal.metric)


def _adjusted(goal: Goal) -> tuple[Note, ...]:
    """That the target was adjusted, with the original one; both are shown."""
    if not goal.adjustments:
        return ()
    original = goal.target if isinstance(goal.target, Money) else _written(goal.target, _unit(goal))
    return (Note("target_adjusted", (("original", original), ("count", str(len(goal.adjustments))))),)


def _written(target: Fraction, unit: Unit) -> str:
    """A target that is no money in plain digits: 30 %, 12, 2.5."""
    return f"{float(target * 100):g} %" if unit is Unit.RATIO else f"{float(target):g}"
