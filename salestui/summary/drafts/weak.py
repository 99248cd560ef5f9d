"""The weak points of the period, the weakest first: what the headline must not leave out and the next steps have to mend."""

from __future__ import annotations

from fractions import Fraction

from salestui.domain.role import MANAGER
from salestui.metrics.figure import Figure
from salestui.summary.cells import attained_share
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live, lowered, size_of_move
from salestui.summary.material import FigureKey, Material
from salestui.summary.offered import drafted_metrics
from salestui.summary.worst import worst_result

WATCHED = (
    "late_stage_without_next_step",
    "stalled_deals",
    "slipped_deals",
    "churn_risk_accounts",
)
"""Counts that are a weak point whenever they are not 0."""


def weakest(teller: Teller, allotted: Allotted) -> str:
    """The weakest result with its reason; where nothing is under a goal or worse, what stands still or is nearest to a miss."""
    material = teller.material
    worst = worst_result(material)
    if worst is None:
        return _nothing_weak(teller)
    figure = worst.figure
    goal = next((goal for goal in material.goals if goal.name == worst.goal), None) if worst.goal else None
    reason = _reason(teller, allotted, figure.metric, goal.segment if goal else None)
    if goal is None:
        moved = teller.moved(figure) or teller.label(figure.metric)
        before = live(figure.metric, "prev")
        return teller.say("drafts.weakest.worse", moved=moved, before=before, now=live(figure.metric), reason=reason)
    of = {"segment": goal.segment} if goal.segment else {}
    now, target = live(figure.metric, **of), live(figure.metric, "target", **of)
    label = teller.label(figure.metric) + (f" ({goal.segment})" if goal.segment else "")
    if teller.holds(now + target):
        return teller.say("drafts.weakest.goal", metric=label, now=now, target=target, reason=reason)
    share = live("goal_attainment", goal=goal.name)
    return teller.say("drafts.weakest.attained", metric=label, goal=goal.name, attainment=share, reason=reason)


def _reason(teller: Teller, allotted: Allotted, metric: str, segment: str | None) -> str:
    """What the weak figure is made of; in a segment the size or win rate of its deals where that fell; else a gap."""
    if segment is None:
        made_of = teller.first(f"weak.{metric}.a", f"weak.{metric}.b")
        return made_of or _told(allotted, metric) or teller.gap()
    for part in ("average_deal_size", "win_rate"):
        figure = teller.material.figures.get(FigureKey(part, None, "segment", segment))
        if figure and figure.better is False:
            change = live(part, "change", segment=segment)
            return teller.say("drafts.weak.segment", metric=lowered(teller.label(part)), change=change)
    return teller.gap()


def weak_metrics(material: Material) -> tuple[str, ...]:
    """The metrics that need mending, the weakest first: goals missed, figures that got worse, deals that stand still."""
    worst = worst_result(material)
    goals = [goal for goal in material.goals if not (goal.owner or goal.segment)]
    found = [worst.figure.metric] if worst and (worst.goal is None or any(goal.name == worst.goal for goal in goals)) else []
    shares = [(attained_share(material, goal), goal.metric) for goal in goals]
    missed = [(share, metric) for share, metric in shares if share is not None and share < 1]
    found += [metric for _, metric in sorted(missed)]
    found += ["pipeline_coverage_next"] if _under_its_target(material.figure("pipeline_coverage_next")) else []
    if material.role == MANAGER:
        found.append("pipeline_coverage")
    found += [metric for metric in WATCHED if (figure := material.figure(metric)) and figure.value]
    worse = [figure for metric in drafted_metrics(material) if (figure := material.figure(metric)) and figure.better is False]
    found += [figure.metric for figure in sorted(worse, key=size_of_move, reverse=True)]
    return tuple(dict.fromkeys(found))


def _nothing_weak(teller: Teller) -> str:
    shares = ((attained_share(teller.material, goal), goal.name) for goal in teller.material.goals if not goal.owner)
    goals = [(share, name) for share, name in shares if share is not None]
    told = teller.first("weakest.stalled", "weakest.slipped") if not goals else None
    if told:
        return told
    if goals:
        _, name = min(goals)
        return teller.say("drafts.weakest.narrow", goal=name, attainment=live("goal_attainment", goal=name))
    return teller.gap("weakest")


def _told(allotted: Allotted, metric: str) -> str | None:
    told = allotted.by_metric.get(metric)
    return told.action if told else None  # it may begin with a name


def _under_its_target(figure: Figure | None) -> bool:
    if figure is None or not isinstance(figure.value, Fraction) or not isinstance(figure.target, Fraction):
        return False
    return figure.value < figure.target
