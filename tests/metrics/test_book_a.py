"""The worked data set of METRICS.md 10: every answer that the page states, under every definition that it states it for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from salestui.metrics.figure import Absent, Figure

from .ask import ask, dollars, notes, percent
from .book_a import book_a, usd

BOOK = book_a()


def figure(metric: str, **how: object) -> Figure:
    return ask(BOOK, metric, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("metric", "tokens", "expected"),
    [
        ("revenue_won", {}, "155,000.50"),
        ("acv_won", {}, "155,000.50"),
        ("average_deal_size", {}, "38,750.13"),
        ("average_deal_size", {"average_deal_size": "median"}, "35,000.25"),
        ("sales_velocity", {}, "1,328.20"),
        ("target_gap", {}, "4,999.50"),
        ("pipeline_value", {}, "150,000.00"),
        ("weighted_pipeline", {}, "86,500.00"),
        ("stalled_value", {}, "45,000.00"),
        ("slipped_value", {}, "90,000.00"),
        ("forecast_commit", {}, "170,000.00"),
        ("forecast_commit", {"forecast": "last"}, "156,000.00"),
        ("forecast_commit", {"forecast": "mid"}, "170,000.00"),
        ("forecast_commit", {"forecast": "lead=30"}, "150,000.00"),
        ("forecast_best_case", {}, "210,000.00"),
        ("forecast_spread", {}, "40,000.00"),
        ("pipeline_created", {}, "115,000.00"),
        ("renewal_revenue", {}, "36,000.00"),
        ("renewed_mrr", {}, "3,000.00"),
        ("expansion_revenue", {}, "25,000.00"),
        ("mrr", {}, "19,800.00"),
        ("arr", {}, "237,600.00"),
        ("new_mrr", {}, "3,000.00"),
        ("expansion_mrr", {}, "1,500.00"),
        ("contraction_mrr", {}, "500.00"),
        ("churned_mrr", {}, "2,000.00"),
        ("reactivation_mrr", {}, "800.00"),
        ("net_new_mrr", {}, "2,800.00"),
        ("churn_risk_value", {}, "24,000.00"),
        ("cac", {}, "20,000.00"),
        ("clv", {}, "47,520.00"),
        ("clv", {"clv": "revenue"}, "59,400.00"),
    ],
)
def test_money_comes_out_to_the_cent(metric: str, tokens: dict[str, str], expected: str) -> None:
    assert dollars(figure(metric, **tokens)) == expected


@pytest.mark.parametrize(
    ("metric", "tokens", "expected"),
    [
        ("win_rate", {}, "66.7"),
        ("win_rate", {"win_rate": "value"}, "68.9"),
        ("win_rate", {"win_rate": "created"}, "16.7"),
        ("quota_attainment", {}, "96.9"),
        ("goal_attainment", {}, "96.9"),
        ("pace", {}, "96.9"),
        ("revenue_growth", {}, "55.0"),
        ("slip_rate", {}, "25.0"),
        ("forecast_accuracy", {}, "90.3"),
        ("forecast_accuracy", {"forecast": "by_forecast"}, "91.2"),
        ("forecast_accuracy", {"forecast": "by_larger"}, "91.2"),
        ("forecast_accuracy", {"forecast": "last"}, "99.4"),
        ("forecast_bias", {}, "9.7"),
        ("commit_attainment", {}, "91.2"),
        ("best_case_attainment", {}, "73.8"),
        ("late_stage_conversion_rate", {}, "80.0"),
        ("renewal_rate", {}, "50.0"),
        ("renewal_rate", {"renewal_rate": "by_value"}, "75.0"),
        ("gross_revenue_retention", {}, "85.3"),
        ("net_revenue_retention", {}, "94.1"),
        ("net_revenue_retention", {"retention": "all_reactivation"}, "98.8"),
        ("monthly_churn_rate", {}, "8.3"),
    ],
)
def test_ratios_come_out_as_stated(metric: str, tokens: dict[str, str], expected: str) -> None:
    assert percent(figure(metric, **tokens)) == expected


@pytest.mark.parametrize(
    ("metric", "tokens", "expected"),
    [
        ("deals_won", {}, 4),
        ("deals_lost", {}, 2),
        ("deals_reopened", {}, 0),
        ("open_deals", {}, 5),
        ("stalled_deals", {}, 1),
        ("overdue_deals", {}, 1),
        ("slipped_deals", {}, 2),
        ("deals_created", {}, 6),
        ("renewals_won", {}, 1),
        ("churn_risk_accounts", {}, 1),
        ("new_customers", {}, 3),
        ("new_customers", {"new_customers": "mrr"}, 1),
    ],
)
def test_counts_come_out_as_stated(metric: str, tokens: dict[str, str], expected: int) -> None:
    assert figure(metric, **tokens).value == expected


@pytest.mark.parametrize(
    ("tokens", "days"),
    [("mean", Fraction(389, 4)), ("median", Fraction(159, 2)), ("closed", Fraction(502, 6))],
)
def test_the_sales_cycle_is_exact_in_days(tokens: str, days: Fraction) -> None:
    assert figure("sales_cycle_length", sales_cycle_length=tokens).value == days


def test_reasons_and_stages_of_loss_are_listed_by_count_then_amount() -> None:
    reasons, stages = figure("loss_reasons"), figure("drop_off_stage")
    assert [(p.key, p.count, p.share, p.amount) for p in reasons.parts] == [
        ("Price", 1, Fraction(1, 2), usd(50_000)),
        ("No decision", 1, Fraction(1, 2), usd(20_000)),
    ]
    assert [(p.key, p.count) for p in stages.parts] == [("Proposal", 1), ("Discovery", 1)]


def test_the_stage_mix_keeps_the_crms_order_and_counts_a_deal_without_amount() -> None:
    parts = {part.key: part for part in figure("stage_mix").parts}
    assert list(parts) == ["Discovery", "Proposal", "Negotiation"]
    assert [(p.count, p.amount) for p in parts.values()] == [(2, usd(15_000)), (2, usd(55_000)), (1, usd(80_000))]
    assert [round(float(p.share or 0) * 100) for p in parts.values()] == [10, 37, 53]


def test_the_win_rate_by_segment_and_source_says_that_its_samples_are_small() -> None:
    by_segment, by_source = figure("win_rate", by="segment").slices, figure("win_rate", by="lead_source").slices
    assert {name: percent(one) for name, one in by_segment.items()} == {"Mid": "66.7", "SMB": "66.7"}
    assert {name: percent(one) for name, one in by_source.items()} == {
        "inbound": "66.7",
        "outbound": "50.0",
        "partner": "100.0",
    }
    assert all("small_sample" in notes(one) for one in (*by_segment.values(), *by_source.values()))


def test_coverage_on_the_first_of_march_and_of_the_next_quarter() -> None:
    march = figure("pipeline_coverage", on=date(2026, 3, 1))
    assert (march.numerator, march.denominator) == (usd("85000.50"), usd(60_000))
    assert f"{float(march.value or 0):.1f}" == "1.4"
    following = figure("pipeline_coverage_next")
    assert (following.numerator, following.denominator) == (usd(140_000), usd(180_000))
    assert notes(march)["coverage_needed"] == {"needed": "1.5"}


def test_the_customer_is_worth_more_than_twice_its_cost() -> None:
    assert f"{float(figure('clv_to_cac').value or 0):.1f}" == "2.4"


def test_the_quota_is_shown_before_and_after_its_adjustments() -> None:
    attained = figure("quota_attainment")
    assert attained.target == usd(160_000)
    assert notes(attained)["target_adjusted"] == {"original": usd(200_000), "count": "2"}


def test_a_deal_without_amount_is_counted_as_left_out() -> None:
    assert notes(figure("pipeline_value"))["no_amount"] == {"count": "1", "of": "5"}


def test_the_quarter_before_was_seen_by_the_first_export_alone() -> None:
    assert figure("revenue_won").previous == usd(100_000)
    assert figure("pipeline_value").previous == usd("260000.50")
    assert figure("slipped_deals").previous is None


def test_there_are_no_slips_before_the_first_export() -> None:
    before = ask(BOOK, "slipped_deals", period="2025-Q4")
    assert (before.value, before.absent) == (None, Absent.NEEDS_TWO_EXPORTS)


def test_an_account_whose_deal_is_at_risk_says_which_signals_hit() -> None:
    (row,) = figure("churn_risk_accounts").rows()
    assert (row.id, row.signals) == ("D14", ("idle", "unlikely"))
