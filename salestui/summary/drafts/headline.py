"""The headline's draft: result against goal, what drove it, the weakest point, why that matters, the next step."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.domain.role import ACCOUNT_MANAGER, MANAGER, SDR
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.summary.cells import QUOTA, attained_share
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.next_steps import THEMES
from salestui.summary.drafts.teller import Teller, live, lowered, size_of_move
from salestui.summary.drafts.weak import weak_metrics, weakest
from salestui.summary.headline import KEY
from salestui.summary.offered import drafted_metrics

_RESULTS = (
    "quota_attainment",
    "revenue_won",
    "acv_won",
    "revenue_growth",
    "qualified_meetings",
    "renewed_mrr",
    "forecast_accuracy",
)
"""What the first line says, or what a forecast is judged by: these drive nothing, they are driven."""
_LEVERS = ("deals_won", "average_deal_size", "win_rate", "sales_cycle_length", "late_stage_conversion_rate")
"""What a result is made of, also where the review does not show it among its metrics."""


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """All five lines."""
    yield FieldKey(KEY, "result"), result(teller)
    yield FieldKey(KEY, "driver"), driver(teller)
    yield FieldKey(KEY, "weakest"), weakest(teller, allotted)
    yield FieldKey(KEY, "why"), matters(teller)
    yield FieldKey(KEY, "next"), next_step(teller)


def result(teller: Teller) -> str:
    """ "Quota passed, 111 %: $560k won in 12 deals"."""
    material = teller.material
    goals = [goal for goal in material.goals if not goal.owner and not goal.segment]
    goal = next((goal for goal in goals if goal.name.lower() == QUOTA), goals[0] if goals else None)
    metric = goal.metric if goal else drafted_metrics(material)[0] if drafted_metrics(material) else None
    if metric is None:
        return teller.gap("result")
    amount = teller.first(f"amount.{metric}.a", f"amount.{metric}.b") or teller.say(
        "drafts.amount.other", metric=teller.label(metric), now=live(metric)
    )
    if material.role == MANAGER and teller.holds(live("revenue_growth")):
        amount += teller.say("drafts.amount.growth")
    share = attained_share(material, goal) if goal else None
    if goal is None or share is None:
        return teller.say("drafts.result.no_goal", amount=amount)
    attainment = live("goal_attainment", goal=goal.name)
    if material.period.running(material.today):
        state = "running"
    else:
        state = "met" if share >= 1 else "missed"
    whose = "quota" if goal.name.lower() == QUOTA else "other"
    if material.role == MANAGER and whose == "quota":
        whose = "team"
    return teller.say(f"drafts.result.{whose}.{state}", amount=amount, attainment=attainment, goal=goal.name)


def driver(teller: Teller) -> str:
    """The one or two figures that got better and moved most; one that a small sample may have moved only for want of others."""
    sells = teller.material.role not in (SDR, ACCOUNT_MANAGER)
    metrics = dict.fromkeys((*drafted_metrics(teller.material), *(_LEVERS if sells else ())))
    figures = [
        figure
        for metric in metrics
        if metric not in _RESULTS and (figure := teller.material.figure(metric)) and figure.better and teller.moved(figure)
    ]
    figures.sort(key=lambda figure: (figure.within_noise, -size_of_move(figure)))
    carried = [figure for figure in figures if not figure.within_noise] or figures[:1]
    told = [_moved(teller, figure) for figure in carried[:2]]
    return "; ".join((told[0], *map(lowered, told[1:]))) if told else teller.gap("driver")


def matters(teller: Teller) -> str:
    """What the open pipeline makes of the weak point: whether it carries the next target at the present win rate."""
    coverage, rate = teller.material.figure("pipeline_coverage_next"), teller.material.figure("win_rate")
    if coverage and rate and isinstance(coverage.value, Fraction) and isinstance(rate.value, Fraction):
        carries = coverage.value * rate.value >= 1
        return teller.say(f"drafts.matters.{'carries' if carries else 'falls_short'}", coverage=live("pipeline_coverage_next"))
    return teller.gap("matters")


def next_step(teller: Teller) -> str:
    """The first thing to mend, in a few words; the action itself stands in section 9."""
    for metric in weak_metrics(teller.material):
        if metric in THEMES and (text := teller.first(f"fix.{metric}.headline")):
            return text
    return teller.say("drafts.fix.other.headline")


def _moved(teller: Teller, figure: Figure) -> str:
    moved = teller.moved(figure) or teller.label(figure.metric)
    text = teller.say("drafts.driver", moved=moved, before=live(figure.metric, "prev"), now=live(figure.metric))
    return f"{text} {teller.say('drafts.figure.noise')}" if figure.within_noise else text
