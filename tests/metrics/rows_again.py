"""The stated formula applied to the rows of `why`: what a reader with a calculator gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.domain.terms import Terms
from salestui.metrics.definitions import in_force
from salestui.metrics.figure import Figure, Row
from salestui.metrics.registry import METRICS

Rows = tuple[Row, ...]


def of(rows: Iterable[Row], *counts_in: str, part: str | None = None) -> Rows:
    """The rows that count in the numerator or denominator, those in both included; of one part where it is named."""
    return tuple(r for r in rows if r.counts_in in (*counts_in, "both") and (part is None or r.of == part))


def worth(row: Row) -> Fraction:
    """What a row adds: amount × factor, else its own value, else its amount."""
    if row.factor is not None:
        assert row.amount is not None
        return row.amount.minor * row.factor
    value = row.value if row.value is not None else row.amount
    assert value is not None, row
    return Fraction(value.minor) if isinstance(value, Money) else value


def total(rows: Rows) -> Fraction:
    return sum(map(worth, rows), Fraction())


def amounts(rows: Rows) -> Fraction:
    return Fraction(sum(row.amount.minor for row in rows if row.amount is not None))


def count(rows: Rows) -> Fraction:
    return Fraction(len(rows))


def accounts(rows: Rows) -> Fraction:
    return Fraction(len({row.account or row.id for row in rows}))


def share_counted(rows: Rows) -> Fraction:
    return Fraction(len(of(rows, "numerator")), len(of(rows, "denominator")))


def share_worth(rows: Rows) -> Fraction:
    """Σ numerator / Σ denominator; a row in both whose value differs from its amount counts it above, the amount below."""
    return total(of(rows, "numerator")) / amounts(of(rows, "denominator"))


def growth(rows: Rows) -> Fraction:
    before = total(of(rows, "denominator"))
    return (total(of(rows, "numerator")) - before) / before


def discount(rows: Rows) -> Fraction:
    given = total(rows)
    return given / (given + amounts(rows))


def average(rows: Rows) -> Fraction:
    return total(rows) / len(rows)


def middle(rows: Rows) -> Fraction:
    values = sorted(map(worth, rows))
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def mean_or_median(figure: Figure) -> Fraction:
    return middle(figure.rows()) if "median" in figure.definition else average(figure.rows())


def win_rate(figure: Figure) -> Fraction:
    return share_worth(figure.rows()) if "value" in figure.definition else share_counted(figure.rows())


def renewal_rate(figure: Figure) -> Fraction:
    by_value = "by_value" in figure.definition and "closed_basis" not in figure.definition
    return share_worth(figure.rows()) if by_value else share_counted(figure.rows())


def coverage(figure: Figure) -> Fraction:
    assert isinstance(figure.target or figure.denominator, Money)
    assert isinstance(figure.denominator, Money)
    return total(of(figure.rows(), "numerator")) / figure.denominator.minor


def net(rows: Rows) -> Fraction:
    return total(of(rows, "numerator")) / total(of(rows, "denominator"))


def attained(figure: Figure) -> Fraction:
    """Actual from the rows of the goal's metric, over the target that the figure names."""
    name = "forecast_commit" if figure.metric == "commit_attainment" else "forecast_best_case"
    rows = figure.rows()
    return total(tuple(r for r in rows if r.of == "revenue_won")) / total(tuple(r for r in rows if r.of == name))


def accuracy(figure: Figure) -> Fraction:
    actual = total(tuple(r for r in figure.rows() if r.of == "revenue_won"))
    promises = tuple(r for r in figure.rows() if r.of == "forecast")
    given = total(promises) / (2 if "midpoint" in figure.definition else 1)
    if figure.metric == "forecast_bias":
        return (given - actual) / actual
    under = given if "by_forecast" in figure.definition else max(actual, given) if "by_larger" in figure.definition else actual
    found = 1 - abs(actual - given) / under
    return found if "by_larger" in figure.definition else max(Fraction(), found)


def spread(rows: Rows) -> Fraction:
    best = total(tuple(r for r in rows if r.of == "forecast_best_case"))
    return best - total(tuple(r for r in rows if r.of == "forecast_commit"))


def churn(rows: Rows) -> Fraction:
    months = {row.of for row in rows}
    rates = [net(tuple(r for r in rows if r.of == month)) for month in months]
    if all(row.name != "churn" for row in rows):
        rates = [share_counted(tuple(r for r in rows if r.of == month)) for month in months]
    return sum(rates, Fraction()) / len(rates)


# figures that are made of others: each row's `of` names the metric that it belongs to


def as_part(figure: Figure, name: str, terms: Terms) -> Figure:
    """The figure of the metric `name` as its rows stand in `figure`, under its own definition."""
    theirs = tuple(row._replace(of=None) for row in figure.rows() if row.of == name)
    definition = tuple(token for setting in METRICS[name].settings for token in in_force(terms.definitions, setting))
    return replace(figure, metric=name, definition=definition, rows=lambda: theirs)


def from_part(figure: Figure, name: str, terms: Terms) -> Fraction:
    """What the rows of one metric give: by its formula, or as it was typed where no data does."""
    part = as_part(figure, name, terms)
    return total(part.rows()) if any(row.kind == "measurement" for row in part.rows()) else AGAIN[name](part)


def velocity(figure: Figure, terms: Terms) -> Fraction:
    n = sum(row.of in ("open_deals", "closed_deals") for row in figure.rows())
    rate, size, days = (from_part(figure, name, terms) for name in ("win_rate", "average_deal_size", "sales_cycle_length"))
    return n * rate * size / days


def cost_per_customer(figure: Figure, terms: Terms) -> Fraction:
    cost = as_part(figure, "acquisition_cost", terms).rows()
    return total(cost) / accounts(as_part(figure, "new_customers", terms).rows())


def lifetime_value(figure: Figure, terms: Terms) -> Fraction:
    """ARPA × margin / churn; the rows of churn are told by their month."""
    named = ("mrr", "gross_margin", "acquisition_cost", "new_customers")
    balance: dict[str | None, Fraction] = {}
    for row in figure.rows():
        if row.of == "mrr":
            balance[row.account] = balance.get(row.account, Fraction()) + worth(row)
    margin = total(as_part(figure, "gross_margin", terms).rows()) if "margin" in figure.definition else Fraction(1)
    left = churn(tuple(row for row in figure.rows() if row.of not in named))
    return sum(balance.values(), Fraction()) / sum(value > 0 for value in balance.values()) * margin / left


def lifetime_to_cost(figure: Figure, terms: Terms) -> Fraction:
    return lifetime_value(figure, terms) / cost_per_customer(figure, terms)


def against_target(figure: Figure, terms: Terms, goal: Goal, elapsed: Fraction) -> Fraction:
    """Attainment, gap or pace of the goal, its result worked out from the rows of its own metric."""
    result = from_part(figure, goal.metric, terms)
    adjusted = goal.adjusted_target
    target = Fraction(adjusted.minor) if isinstance(adjusted, Money) else adjusted
    if figure.metric == "target_gap":
        return target - result
    if figure.metric == "pace":
        return result / (target * elapsed)
    return target / result if METRICS[goal.metric].better == "lower" else result / target


COMPOSED: dict[str, Callable[[Figure, Terms], Fraction]] = {
    "sales_velocity": velocity,
    "cac": cost_per_customer,
    "clv": lifetime_value,
    "clv_to_cac": lifetime_to_cost,
}
OF_GOALS = ("goal_attainment", "quota_attainment", "target_gap", "pace")
TYPED = ("leads", "acquisition_cost", "gross_margin", "lead_response_hours")


def per_part(figure: Figure) -> list[tuple[str, int, int]]:
    """(key, rows above, rows below) of each part."""
    rows = figure.rows()
    return [(p.key, len(of(rows, "numerator", part=p.key)), len(of(rows, "denominator", part=p.key))) for p in figure.parts]


def by_rows(rule: Callable[[Rows], Fraction]) -> Callable[[Figure], Fraction]:
    return lambda figure: rule(figure.rows())


_SUMS = (
    "revenue_won acv_won pipeline_value weighted_pipeline stalled_value slipped_value forecast_commit forecast_best_case"
    " pipeline_created pipeline_influenced renewal_revenue renewed_mrr expansion_revenue mrr new_mrr expansion_mrr"
    " contraction_mrr churned_mrr reactivation_mrr net_new_mrr churn_risk_value"
).split()
_COUNTS = (
    "deals_won deals_lost deals_reopened open_deals stalled_deals late_stage_without_next_step overdue_deals slipped_deals"
    " deals_created meetings_held qualified_meetings renewals_won"
).split()
_COUNTED_SHARES = "show_rate slip_rate late_stage_conversion_rate meeting_to_opportunity_rate".split()
_WEEKLY = ("activities_per_week calls_per_week emails_per_week meetings_per_week demos_per_week follow_ups_per_week").split()


def weekly(figure: Figure) -> Fraction:
    assert isinstance(figure.denominator, Fraction)
    return len(figure.rows()) / figure.denominator


AGAIN: dict[str, Callable[[Figure], Fraction]] = {
    **dict.fromkeys(_SUMS, by_rows(total)),
    **dict.fromkeys(_COUNTS, by_rows(count)),
    **dict.fromkeys(_COUNTED_SHARES, by_rows(share_counted)),
    **dict.fromkeys(_WEEKLY, weekly),
    "arr": by_rows(lambda rows: 12 * total(rows)),
    "win_rate": win_rate,
    "revenue_growth": by_rows(growth),
    "average_deal_size": mean_or_median,
    "sales_cycle_length": mean_or_median,
    "average_discount": by_rows(discount),
    "pipeline_coverage": coverage,
    "pipeline_coverage_next": coverage,
    "forecast_accuracy": accuracy,
    "forecast_bias": accuracy,
    "commit_attainment": attained,
    "best_case_attainment": attained,
    "forecast_spread": by_rows(spread),
    "activities_per_won_deal": by_rows(share_counted),
    "lead_to_meeting_rate": by_rows(share_counted),
    "renewal_rate": renewal_rate,
    "gross_revenue_retention": by_rows(net),
    "net_revenue_retention": by_rows(net),
    "churn_risk_accounts": by_rows(accounts),
    "new_customers": by_rows(accounts),
    "monthly_churn_rate": by_rows(churn),
}
