"""How each goal of a period stands: its targets, what was reached, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salestui.domain.goal import Goal
from salestui.metrics.answer import Answer, shown
from salestui.metrics.asked import look_at
from salestui.metrics.declare import answer, exact
from salestui.metrics.families.attainment import attainment, pace_of
from salestui.metrics.figure import Absent, Value
from salestui.metrics.goals import held_to
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look, looking
from salestui.metrics.question import Question, Whose
from salestui.metrics.selection import Selection

NOT_STARTED, RUNNING, MET, MISSED = "not_started", "running", "met", "missed"


@dataclass(frozen=True, slots=True)
class Standing:
    """`attainment` is against the adjusted target, `unadjusted` against the original one; `pace` is None once the period has
    ended, and for what does not add up day by day. `state` is None where the period has ended and nothing can be said.
    """

    goal: Goal
    actual: Value | None
    attainment: Fraction | None
    unadjusted: Fraction | None
    pace: Fraction | None
    state: str | None
    absent: Absent | None


def standings(ledger: Ledger, question: Question) -> tuple[Standing, ...]:
    """Every goal of the question's period in the order in which they were set, each held to its own owner and segment."""
    look = look_at(ledger, question)
    return tuple(_standing(_of_owner(look, goal), goal) for goal in ledger.book.goals if goal.period == question.period.key)


def _of_owner(look: Look, goal: Goal) -> Look:
    """The look at the goal's owner, unless it is that of the question already."""
    if goal.owner is None or (look.selection.whose.name is not None and look.selection.whose.matches(goal.owner)):
        return look
    return looking(Selection(look.ledger, Whose(goal.owner)), look.period)


def _standing(look: Look, goal: Goal) -> Standing:
    if look.ledger.today < look.period.start:
        return Standing(goal, None, None, None, None, NOT_STARTED, Absent.NOT_BEGUN)
    actual = answer(held_to(look, goal), goal.metric)
    reached = attainment(look, goal)
    share = _number(reached)
    return Standing(
        goal,
        shown(actual.value),
        share,
        _unadjusted(look, goal, share),
        None if look.ended else _number(pace_of(look, goal)),
        _state(look, share),
        reached.absent,
    )


def _state(look: Look, share: Fraction | None) -> str | None:
    """A running goal stays running, also one that is reached already: a ratio can still fall, and more can be won."""
    if not look.ended:
        return RUNNING
    if share is None:
        return None
    return MET if share >= 1 else MISSED


def _unadjusted(look: Look, goal: Goal, share: Fraction | None) -> Fraction | None:
    """The attainment of the target as it was before any adjustment."""
    if share is None or not goal.adjustments or exact(look, goal.target) is None:
        return share
    plain_goal = Goal(goal.name, goal.metric, goal.target, goal.period, goal.owner, goal.segment, (), goal.id)
    return _number(attainment(look, plain_goal))


def _number(of: Answer) -> Fraction | None:
    return of.value if isinstance(of.value, Fraction) else None
