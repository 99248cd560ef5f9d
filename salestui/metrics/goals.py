"""Which goals a question is held to, and which of them is the quota (METRICS.md 4, goal_attainment)."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.domain.goal import Goal
from salestui.domain.period import Period
from salestui.metrics.figure import Absent
from salestui.metrics.look import Look

QUOTA = "quota"
GOAL_METRICS = ("goal_attainment", "quota_attainment", "target_gap", "pace")
IN_REVENUE = ("revenue_won", "acv_won")


def goals(look: Look, period: Period | None = None) -> Sequence[Goal]:
    """The goals of the look's own period (or of `period`) that its deals are held to, the quota first.

    A question about an owner looks at that owner's goals, any other at those without an owner; to a rep's own book belong
    both. A slice by segment looks at the goals of that segment, any other slice at none; no slice, at all of them.
    """
    key = (period or look.period).key
    whose, where = look.selection.whose, look.selection.where
    if (where and where[0][0] != "segment") or len(where) > 1:
        return ()
    segment = where[0][1] if where else None
    found = [
        goal
        for goal in look.ledger.book.goals
        if goal.period == key
        and (goal.owner is None if whose.name is None else whose.matches(goal.owner))
        and (segment is None or (goal.segment or "").casefold() == segment.casefold())
    ]
    return sorted(
        found, key=lambda goal: (goal.name.casefold() != QUOTA, goal.segment is not None and segment is None, goal.id)
    )


def quota(look: Look, period: Period | None = None) -> Goal | Absent:
    """The goal named quota, else the only goal on revenue won; the reason where there is none."""
    candidates = [goal for goal in goals(look, period) if look.selection.where or goal.segment is None]
    named = [goal for goal in candidates if goal.name.casefold() == QUOTA]
    if named:
        return named[0]
    on_revenue = [goal for goal in candidates if goal.metric == "revenue_won"]
    if len(on_revenue) == 1:
        return on_revenue[0]
    return Absent.AMBIGUOUS_GOAL if candidates else Absent.NO_GOAL


def target_of(look: Look, metric: str) -> Goal | None:
    """The goal whose adjusted target stands beside the metric: of several the one named quota, else the oldest."""
    found = [goal for goal in goals(look) if goal.metric == metric and (look.selection.where or goal.segment is None)]
    return found[0] if found else None


def held_to(look: Look, goal: Goal) -> Look:
    """The look at the deals that `goal` is about: a segment's, where it is for one."""
    return look.within("segment", goal.segment) if goal.segment and not look.selection.where else look
