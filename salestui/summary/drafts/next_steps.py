"""The next steps' draft: what lifted a result is kept, what was weak is mended, and one step makes the reporting surer."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.action import FIX, KEEP
from salestui.domain.role import ACCOUNT_MANAGER, AE, ENTERPRISE_AE, SDR
from salestui.domain.written import FieldKey
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live, lowered, size_of_move
from salestui.summary.drafts.weak import weak_metrics
from salestui.summary.live import COVERAGES
from salestui.summary.offered import drafted_metrics
from salestui.summary.sections.next_steps import KEY

THEMES = (
    "forecast_accuracy",
    "late_stage_without_next_step",
    "stalled_deals",
    "slipped_deals",
    "pipeline_coverage_next",
    "pipeline_coverage",
    "win_rate",
    "sales_cycle_length",
    "average_deal_size",
    "meeting_to_opportunity_rate",
    "show_rate",
    "churn_risk_accounts",
    "net_revenue_retention",
    "renewal_rate",
    "revenue_won",
    "acv_won",
)
"""Metrics for which the guide has a step that mends them."""
REPORTING = ("forecast_accuracy", "late_stage_without_next_step", "slipped_deals")
"""Steps that make the reporting surer as well: the forecast's input, the stages, the dates."""
FEWEST, MOST_FIXES = 3, 3
_SHOWS_WINS = {SDR: "pipeline_influenced", ENTERPRISE_AE: "acv_won", ACCOUNT_MANAGER: "renewal_rate"}
"""Where a practice shows that is logged with a win and names no metric; of the other roles in revenue."""


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """Rows of kind, text, metric, target, by and reporting; work turns an accepted one into an action."""
    steps = [*_kept(teller, allotted), *_fixes(teller)]
    steps += [(FIX, _first(teller), teller.gap("fix"), False)] * (FEWEST - len(steps))
    for row, (kind, metric, text, reporting) in enumerate(steps, start=1):
        by = teller.material.period.next.end.isoformat()
        parts = {"kind": kind, "text": text, "metric": metric, "target": _target(teller, metric), "by": by}
        for part, said in parts.items():
            yield FieldKey(KEY, "action", row, part), said
        if reporting:
            yield FieldKey(KEY, "action", row, "reporting"), "yes"


def _kept(teller: Teller, allotted: Allotted) -> Iterator[tuple[str, str, str, bool]]:
    """What to go on with: the practice behind the figure that got better most."""
    better = [f for metric in drafted_metrics(teller.material) if (f := teller.material.figure(metric)) and f.better]
    better.sort(key=size_of_move, reverse=True)
    practice = next(iter(allotted.of(KEY)), None)
    if practice:
        metric = practice.entry.metric or _SHOWS_WINS.get(teller.material.role or AE, "revenue_won")
        yield KEEP, metric, teller.say("drafts.keep.practice", practice=practice.action), False
    elif better:
        moved = teller.moved(better[0]) or teller.label(better[0].metric)
        text = teller.say("drafts.keep.gap", moved=lowered(moved), gap=teller.gap())
        yield KEEP, better[0].metric, text, False
    else:
        yield KEEP, _first(teller), teller.gap("keep"), False


def _first(teller: Teller) -> str:
    """The metric that stands for the role first."""
    return next(iter(drafted_metrics(teller.material)), "revenue_won")


def _fixes(teller: Teller) -> Iterator[tuple[str, str, str, bool]]:
    """What to mend, the weakest first; where none of it serves the reporting, a last step does."""
    weak = [metric for metric in weak_metrics(teller.material) if metric in THEMES][:MOST_FIXES]
    if not any(metric in REPORTING for metric in weak):
        weak = [*weak[: MOST_FIXES - 1], "reporting"]
    surer = next(metric for metric in weak if metric in (*REPORTING, "reporting"))
    for metric in weak:
        shows_in = _reporting_shows_in(teller) if metric == "reporting" else metric
        yield FIX, shows_in, teller.say(f"drafts.fix.{metric}.action"), metric == surer


def _reporting_shows_in(teller: Teller) -> str:
    """The accuracy of a forecast that was given; without one, the deals that the CRM has lost sight of."""
    for metric in ("forecast_accuracy", "overdue_deals", "late_stage_without_next_step", "stalled_deals"):
        figure = teller.material.figure(metric)
        if figure and figure.value:
            return metric
    return "forecast_accuracy"


def _target(teller: Teller, metric: str) -> str:
    """The target of the goal on the metric, else none of what should not be there, else a gap."""
    wanted = live(metric, "target")
    if teller.holds(wanted):
        return wanted
    needed = live(metric, "needed")
    figure = teller.material.figure(metric)
    if metric in COVERAGES and teller.holds(needed):
        return needed
    if metric in ("late_stage_without_next_step", "stalled_deals", "slipped_deals", "churn_risk_accounts", "overdue_deals"):
        return "0"
    return live(metric) if figure and figure.value is not None else teller.gap("target")
