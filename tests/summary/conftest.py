"""Five reps' quarters as material, without a store: the examples of METRICS.md 11 in figures that fit together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from salestui.domain.action import Action
from salestui.domain.book import Person
from salestui.domain.entry import Entry, understand
from salestui.domain.goal import Adjustment, Forecast, Goal
from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Absent, Benchmark, Figure, Note, Part, Row, Unit
from salestui.summary.material import FigureKey, Material, PastAction, Week

Q1 = parse_period("2026-Q1")
TODAY = date(2026, 4, 2)
_UNITS = {
    Unit.MONEY: "revenue_won acv_won average_deal_size pipeline_value weighted_pipeline stalled_value slipped_value"
    " forecast_commit forecast_best_case pipeline_created pipeline_influenced"
    " renewal_revenue expansion_revenue churn_risk_value clv cac",
    Unit.MONEY_PER_MONTH: "renewed_mrr mrr new_mrr expansion_mrr contraction_mrr churned_mrr reactivation_mrr net_new_mrr",
    Unit.COUNT: "deals_won deals_lost open_deals stalled_deals slipped_deals late_stage_without_next_step overdue_deals"
    " meetings_held qualified_meetings renewals_won churn_risk_accounts new_customers lead_response_hours",
    Unit.RATIO: "win_rate goal_attainment quota_attainment revenue_growth pace forecast_accuracy forecast_bias show_rate"
    " lead_to_meeting_rate meeting_to_opportunity_rate late_stage_conversion_rate renewal_rate gross_revenue_retention"
    " net_revenue_retention slip_rate commit_attainment",
    Unit.MULTIPLE: "pipeline_coverage pipeline_coverage_next clv_to_cac",
    Unit.DAYS: "sales_cycle_length",
    Unit.PER_WEEK: "activities_per_week calls_per_week demos_per_week meetings_per_week follow_ups_per_week emails_per_week",
    Unit.DISTRIBUTION: "loss_reasons drop_off_stage stage_mix",
}
UNIT = {metric: unit for unit, metrics in _UNITS.items() for metric in metrics.split()}
_LOWER = "sales_cycle_length stalled_deals slipped_deals late_stage_without_next_step churn_risk_accounts deals_lost".split()


def usd(amount: float) -> Money:
    return Money.of(Fraction(str(amount)), "USD")


def figure(metric: str, value: object = None, previous: object = None, **more: object) -> Figure:
    """A figure whose change, direction and unit follow from its values."""
    unit = UNIT[metric]
    now, before = _value(value), _value(previous)
    change = relative = better = None
    if now is not None and before is not None:
        difference = _number(now) - _number(before)
        relative = difference / abs(_number(before)) if _number(before) else None
        change = difference if unit in (Unit.RATIO, Unit.MULTIPLE, Unit.DAYS) else relative
        better = None if difference == 0 else (difference < 0) == (metric in _LOWER)
    told = {"change": change, "change_relative": relative, "better": better, "sample": 40, **more}
    if "target" in told:
        told["target"] = _value(told["target"])
    return Figure(metric, "2026-Q1", unit, now, previous=before, **told)  # type: ignore[arg-type]


def _value(value: object) -> Money | Fraction | None:
    if value is None or isinstance(value, Money):
        return value
    return Fraction(str(value))


def _number(value: Money | Fraction) -> Fraction:
    return value.exact if isinstance(value, Money) else value


def deal(name: str, amount: float, due: date) -> Row:
    return Row("deal", name, name, name, name, "Michael Ek", "open", usd(amount), due, None, "numerator")


def entry(number: int, on: str, kind: str, text: str) -> Entry:
    said = understand(text)
    return Entry(
        number, date.fromisoformat(on), kind, text, said.metric, said.before, said.after, said.account, None, said.tags
    )


def material(figures: list[Figure], **more: object) -> Material:
    known = {FigureKey(f.metric, f.goal): f for f in figures}
    known.update(more.pop("slices", {}))  # type: ignore[call-overload]
    return Material(period=Q1, today=TODAY, figures=known, **more)  # type: ignore[arg-type]


def texts(**sections: dict[str, str]) -> dict[FieldKey, str]:
    """`texts(context={"driver.1": "...", "driver.1.metric": "win_rate"})`."""
    found = {}
    for section, fields in sections.items():
        for place, text in fields.items():
            field, *rest = place.split(".")
            row = int(rest.pop(0)) if rest and rest[0].isdecimal() else 0
            found[FieldKey(section, field, row, rest[0] if rest else "")] = text
    return found


@pytest.fixture
def michael() -> Material:
    """An account executive: 111 % of quota, larger deals, a forecast that was too high."""
    quota = Goal(
        "quota",
        "revenue_won",
        usd(561_111.11),
        "2026-Q1",
        adjustments=(
            Adjustment(Fraction(-10), None, "leave", "parental leave 1–26 February", "Karin Berg", date(2026, 1, 12)),
        ),
    )
    accuracy = Goal("forecast", "forecast_accuracy", Fraction(9, 10), "2026-Q1")
    slipped = lambda: (deal("Vega Logistics", 90_000, date(2026, 5, 15)), deal("Beta Industri", 61_000, date(2026, 4, 20)))  # noqa: E731
    stalled = lambda: (deal("Nordkap Shipping", 72_000, date(2026, 4, 30)), deal("Lumen Energi", 40_000, date(2026, 5, 8)))  # noqa: E731
    q = [Q1.previous.previous.previous, Q1.previous.previous, Q1.previous, Q1]
    return material(
        [
            figure("revenue_won", usd(560_000), usd(410_000), target=usd(505_000), sample=12),
            figure("deals_won", 12, 10),
            figure("deals_lost", 28, 26),
            figure("average_deal_size", usd(46_666.67), usd(41_000), sample=12),
            figure("win_rate", "0.3", "0.28", benchmarks=(Benchmark("team", Fraction(1, 4)),)),
            figure("sales_cycle_length", 74, 77),
            figure("quota_attainment", Fraction(560_000, 505_000), Fraction(102, 100)),
            figure("goal_attainment", Fraction(560_000, 505_000), goal="quota"),
            figure("goal_attainment", Fraction(73, 90), goal="forecast"),
            figure("forecast_accuracy", "0.73", "0.85", target="0.9"),
            figure("forecast_bias", "0.27", "0.15"),
            figure("forecast_commit", usd(711_200)),
            figure("forecast_best_case", usd(760_000)),
            figure("pipeline_value", usd(1_240_000), usd(1_010_000)),
            figure("weighted_pipeline", usd(520_000), usd(480_000)),
            figure("open_deals", 31, 27),
            figure("stalled_deals", 4, 6, rows=stalled),
            figure("stalled_value", usd(182_000), usd(240_000)),
            figure("slipped_deals", 2, 1, rows=slipped),
            figure("slipped_value", usd(151_000), usd(30_000)),
            figure("late_stage_without_next_step", 5, 3),
            figure("pipeline_coverage_next", "2.4", "2.7", target="3"),
            figure("late_stage_conversion_rate", "0.52", "0.47"),
            figure("meeting_to_opportunity_rate", "0.31", "0.34"),
            figure("demos_per_week", "3.2", "2.1"),
            figure("calls_per_week", "21.4", "24.0"),
            figure("activities_per_week", "41.3", "43.0"),
            figure(
                "stage_mix",
                parts=(
                    Part("Proposal", 12, usd(460_000), Fraction(37, 100)),
                    Part("Negotiation", 9, usd(657_000), Fraction(53, 100)),
                    Part("Discovery", 10, usd(123_000), Fraction(10, 100)),
                ),
            ),
            figure(
                "loss_reasons",
                sample=28,
                parts=(
                    Part("Price", 11, usd(430_000), Fraction(11, 28)),
                    Part("No decision", 9, usd(300_000), Fraction(9, 28)),
                    Part("Competitor", 8, usd(220_000), Fraction(8, 28)),
                ),
            ),
            figure(
                "drop_off_stage",
                sample=28,
                parts=(Part("Proposal", 17, None, Fraction(17, 28)), Part("Discovery", 11, None, Fraction(11, 28))),
            ),
        ],
        slices={
            FigureKey("win_rate", dimension="segment", member="SMB"): figure("win_rate", "0.24", "0.27", sample=21),
            FigureKey("win_rate", dimension="segment", member="Mid-market"): figure("win_rate", "0.37", "0.29", sample=19),
        },
        role="ae",
        name="Michael Ek",
        owners=("Michael Ek",),
        goals=(quota, accuracy),
        forecasts=(Forecast(1, "2026-Q1", date(2026, 1, 5), usd(711_200), usd(760_000)),),
        trends={
            "revenue_won": tuple(
                (p, figure("revenue_won", usd(v))) for p, v in zip(q, (380_000, 430_000, 410_000, 560_000), strict=True)
            )
        },
        weeks=tuple(
            Week(n, date.fromisocalendar(2026, n, 1), date.fromisocalendar(2026, n, 7), n > 1, 38 + n % 5, usd(43_000 * n))
            for n in range(1, 14)
        ),
        entries=(
            entry(
                1,
                "2026-01-19",
                "process",
                "No quote without an agreed problem statement -> fewer late discounts +average_deal_size",
            ),
            entry(
                2,
                "2026-02-12",
                "win",
                "Brought the CFO in at discovery -> fewer late discounts -> average deal from $41k to $47k @Acme"
                " +average_deal_size",
            ),
            entry(
                3,
                "2026-02-20",
                "win",
                "Two technical demos per deal instead of one -> objections came up before legal +late_stage_conversion_rate",
            ),
            entry(
                4,
                "2026-03-05",
                "blocker",
                "Legal review at Vega took five weeks, the buyer's counsel was on leave @'Vega Logistics'",
            ),
            entry(5, "2026-03-11", "risk", "Beta: budget frozen until June @'Beta Industri'"),
            entry(6, "2026-03-16", "team", "Wrote the handover list -> customer success uses it for every new customer"),
            entry(7, "2026-03-20", "team", "Coached Sam on price objections -> Sam held list price in both March deals"),
            entry(8, "2026-03-25", "learning", "Tenders: ask for the weighting first"),
        ),
        actions=(
            Action(
                1, "2026-Q1", "keep", "Bring the economic buyer in at discovery", "average_deal_size", "$48k", date(2026, 6, 30)
            ),
            Action(
                2,
                "2026-Q1",
                "fix",
                "Give every late deal a dated next step on Fridays",
                "late_stage_without_next_step",
                "0",
                date(2026, 4, 17),
            ),
            Action(
                3,
                "2026-Q1",
                "fix",
                "Commit only deals with a signed close plan",
                "forecast_accuracy",
                "85 %",
                date(2026, 6, 30),
                True,
            ),
        ),
        past_actions=(
            PastAction(
                Action(
                    9,
                    "2025-Q4",
                    "fix",
                    "Two demos per deal",
                    "late_stage_conversion_rate",
                    "50 %",
                    date(2026, 3, 31),
                    done_on=date(2026, 2, 20),
                ),
                figure("late_stage_conversion_rate", "0.47"),
                figure("late_stage_conversion_rate", "0.52", "0.47"),
            ),
        ),
        newest_import=date(2026, 4, 1),
    )


@pytest.fixture
def write() -> Callable[..., dict[FieldKey, str]]:
    return texts


__all__ = ["Absent", "Note", "Person", "material"]
