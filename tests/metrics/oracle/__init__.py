"""A second reading of METRICS.md: every figure worked out once more from the rows of the exports, in plain Python.

It knows nothing of the program's own computation. It is slow and literal; where the two disagree, one of them has read the
page wrongly.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from . import customers, deals, people
from .look import NO_DATA, Absence, Look

Answer = Fraction | str | list[tuple[object, ...]]
"""A number (money in minor units), the reason why there is none, or the parts of a distribution."""

FORMULAS: dict[str, Callable[[Look], object]] = {
    **{
        name: getattr(deals, name)
        for name in (
            "revenue_won acv_won deals_won deals_lost deals_reopened win_rate quota_attainment target_gap pace revenue_growth"
            " average_deal_size sales_cycle_length average_discount sales_velocity loss_reasons drop_off_stage pipeline_value"
            " open_deals weighted_pipeline stage_mix stalled_deals stalled_value late_stage_without_next_step overdue_deals"
            " slipped_deals slipped_value slip_rate pipeline_coverage pipeline_coverage_next forecast_commit forecast_best_case"
            " forecast_accuracy forecast_bias commit_attainment best_case_attainment forecast_spread pipeline_created"
            " deals_created"
        ).split()
    },
    **{
        name: getattr(people, name)
        for name in (
            "pipeline_influenced activities_per_won_deal meetings_held qualified_meetings show_rate lead_to_meeting_rate"
            " meeting_to_opportunity_rate late_stage_conversion_rate stage_conversion_rate"
        ).split()
    },
    "activities_per_week": people.per_week,
    "calls_per_week": lambda look: people.per_week(look, "call"),
    "emails_per_week": lambda look: people.per_week(look, "email"),
    "meetings_per_week": lambda look: people.per_week(look, "meeting"),
    "demos_per_week": lambda look: people.per_week(look, "demo"),
    "follow_ups_per_week": lambda look: people.per_week(look, "follow_up"),
    **{
        name: getattr(customers, name)
        for name in (
            "renewals_won renewal_revenue renewed_mrr renewal_rate expansion_revenue mrr arr net_new_mrr churn_risk_accounts"
            " churn_risk_value new_customers monthly_churn_rate cac clv clv_to_cac"
        ).split()
    },
    "new_mrr": lambda look: customers.of_kind(look, "new"),
    "expansion_mrr": lambda look: customers.of_kind(look, "expansion"),
    "contraction_mrr": lambda look: customers.of_kind(look, "contraction"),
    "churned_mrr": lambda look: customers.of_kind(look, "churn"),
    "reactivation_mrr": lambda look: customers.of_kind(look, "reactivation"),
    "gross_revenue_retention": partial(customers.retention, net=False),
    "net_revenue_retention": partial(customers.retention, net=True),
    **{
        name: partial(customers.needed, metric=name)
        for name in ("leads", "acquisition_cost", "gross_margin", "lead_response_hours")
    },
}


def says(look: Look, metric: str) -> Answer:
    """What the page gives for the metric: from data, else as it was typed, else the reason."""
    if look.world.today < look.period.start:
        return "not_begun"
    try:
        return FORMULAS[metric](look)  # type: ignore[return-value]
    except Absence as absence:
        typed = people.typed_value(look, metric)
        return absence.reason if typed is None else typed


__all__ = ["FORMULAS", "NO_DATA", "Answer", "says"]
