"""Which metrics stand for a role: offered first, put into a draft, never a limit."""

from __future__ import annotations

from salestui.domain.role import ACCOUNT_MANAGER, AE, ENTERPRISE_AE, MANAGER, SDR
from salestui.summary.material import Material

MOST_CHOSEN = 5
_FIRST = {
    AE: ("revenue_won", "average_deal_size", "win_rate", "sales_cycle_length", "forecast_accuracy", "deals_won"),
    SDR: (
        "quota_attainment",
        "qualified_meetings",
        "pipeline_influenced",
        "show_rate",
        "meeting_to_opportunity_rate",
        "lead_response_hours",
        "pipeline_created",
        "meetings_held",
    ),
    ENTERPRISE_AE: (
        "acv_won",
        "average_deal_size",
        "sales_cycle_length",
        "late_stage_conversion_rate",
        "forecast_accuracy",
        "deals_won",
        "win_rate",
    ),
    ACCOUNT_MANAGER: (
        "quota_attainment",
        "renewed_mrr",
        "renewal_rate",
        "expansion_revenue",
        "net_revenue_retention",
        "renewal_revenue",
        "clv",
        "revenue_won",
    ),
    MANAGER: ("revenue_won", "revenue_growth", "win_rate", "sales_cycle_length", "average_deal_size", "forecast_accuracy"),
}
_WITH_CUSTOMERS = (ACCOUNT_MANAGER, MANAGER)


def offered(role: str | None) -> tuple[str, ...]:
    """The metrics that fit the role, the first ones first; those of an account executive where no role is named."""
    return _FIRST.get(role or AE, _FIRST[AE])


def fitting(material: Material) -> tuple[str, ...]:
    """The metrics that fit the review: those that its template asks for, then those of the role."""
    asked = material.template
    return tuple(dict.fromkeys((*asked.required, *asked.metrics, *offered(asked.role or material.role))))


def chosen(material: Material) -> tuple[str, ...]:
    """The metrics that the rep chose for the results, in the order of the rows; each once."""
    rows = material.rows("results", "metric")
    return tuple(dict.fromkeys(material.text("results", "metric", row).strip() for row in rows))


def shown(material: Material) -> tuple[str, ...]:
    """The chosen metrics; before any is chosen, those of the role."""
    return chosen(material) or fitting(material)[:MOST_CHOSEN]


def drafted_metrics(material: Material) -> tuple[str, ...]:
    """The chosen metrics; before any is chosen, the first five of the role that have a value."""
    having = [metric for metric in fitting(material) if (figure := material.figure(metric)) and figure.value is not None]
    return chosen(material) or tuple(having[:MOST_CHOSEN])


def keeps_customers(role: str | None) -> bool:
    """Whether renewal and growth of customers are usually part of the role."""
    return role in _WITH_CUSTOMERS
