"""Section 6, customer impact: renewals, growth and churn beside what was done for them; or one sentence that says why not."""

from __future__ import annotations

from salestui.metrics.figure import Figure
from salestui.summary.blocks import Beside, Block, Cell, Joined, Line, Lines, Words
from salestui.summary.cells import change, column, having, is_nothing, metric_label, noted, said, target, with_goals
from salestui.summary.charts import MOVEMENTS, mrr_chart
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material
from salestui.summary.offered import chosen, keeps_customers
from salestui.summary.sections.pipeline import behind, named

KEY = "customers"
LIMIT = 50
FIELDS: tuple[Field, ...] = (
    Field("action", Kind.LINE, repeats=True, parts=(Part("metric", Kind.METRIC),), entry_kinds=("win", "process", "praise")),
    Field("at_risk", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker")),
    Field("not_applicable", Kind.FLAG),
)
SHOWN = (
    "renewed_mrr",
    "renewal_rate",
    "expansion_revenue",
    "net_revenue_retention",
    "churn_risk_accounts",
    "clv",
    "gross_revenue_retention",
    "churned_mrr",
    "renewal_revenue",
    "clv_to_cac",
    "cac",
)
MOST_SHOWN, MOST_BESIDE = 5, 2
COLUMNS = (
    column("customers.metric"),
    column("customers.value", numeric=True),
    column("customers.before", numeric=True),
    column("results.change", numeric=True),
    column("results.goal", numeric=True),
)


def facts(material: Material) -> tuple[Block, ...]:
    """The accounts at risk by name, and every movement of recurring revenue."""
    lines = []
    if deals := behind(material, "churn_risk_accounts"):
        lines.append(Line((named(deals),), metric_label(material, "churn_risk_accounts")))
    found: list[Block] = [Lines(tuple(lines))] if lines else []
    rows = tuple(_row(material, figure) for figure in having(map(material.figure, ("mrr", *MOVEMENTS, "net_new_mrr"))))
    return (*found, with_goals(COLUMNS, rows)) if rows else tuple(found)


def blocks(material: Material) -> tuple[Block, ...]:
    """The customer figures, what was done with the metric that shows it, the accounts at risk, and the movement of MRR."""
    lines = _lines(material)
    figures = _shown(material)
    if not lines and not (keeps_customers(material.role) and figures):
        return ()
    found: list[Block] = []
    if figures:
        found.append(with_goals(COLUMNS, tuple(_row(material, figure) for figure in figures)))
    if lines:
        found.append(Lines(tuple(lines)))
    chart = mrr_chart(material)
    return (*found, chart) if chart else tuple(found)


def _shown(material: Material) -> tuple[Figure, ...]:
    """The figures that are something, and that the results do not show already; fewer where customers are not the role."""
    told = chosen(material)
    figures = (figure for figure in having(map(material.figure, SHOWN)) if figure.metric not in told and not is_nothing(figure))
    return tuple(figures)[: MOST_SHOWN if keeps_customers(material.role) else MOST_BESIDE]


def _row(material: Material, figure: Figure) -> tuple[Cell, ...]:
    return (
        metric_label(material, figure.metric),
        noted(figure),
        Beside(figure, "prev"),
        change(figure),
        target(figure),
    )


def _lines(material: Material) -> list[Line]:
    lines = []
    for row in material.rows(KEY, "action"):
        text = said(material, KEY, "action", row)
        metric = material.text(KEY, "action", row, "metric").strip()
        if text:
            label = metric_label(material, metric) if metric else None
            lines.append(Line((text,), label))
    risks = tuple(text for row in material.rows(KEY, "at_risk") if (text := said(material, KEY, "at_risk", row)))
    if risks:
        lines.append(Line((Joined(risks, by="; "),), Words("document.customers.at_risk")))
    return lines
