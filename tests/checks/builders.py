"""Reviews for the tests of the checks: an account executive's quarter to which nobody objects, and what a test changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from salestui.checks import find_all
from salestui.domain.action import FIX, KEEP, Action
from salestui.domain.entry import Entry
from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.domain.period import Period, parse_period
from salestui.domain.typed_value import parse_value
from salestui.domain.written import FieldKey
from salestui.metrics.comparison import is_better
from salestui.metrics.figure import Benchmark, Figure, Unit
from salestui.metrics.registry import METRICS
from salestui.render.findings import fix, message
from salestui.render.numbers import Numbers
from salestui.summary.assemble import assemble
from salestui.summary.material import FigureKey, Material
from salestui.summary.summary import Finding

VALUES = ("previous", "target", "year_ago", "numerator", "denominator")
QUARTER = parse_period("2026-Q1")
AFTER = date(2026, 4, 2)

TEXTS = {
    "headline.result": "{revenue_won} won in {deals_won} deals, {quota_attainment} of quota",
    "headline.driver": "Larger deals: {average_deal_size.prev} → {average_deal_size}",
    "headline.weakest": "Forecast accuracy {forecast_accuracy}, goal {forecast_accuracy.target}",
    "headline.why": "Hiring for Q3 is planned on this forecast",
    "headline.next": "Every late deal gets a dated next step by 15 April",
    "scope.territory": "Norway and Denmark",
    "results.metric.1": "revenue_won",
    "results.metric.2": "average_deal_size",
    "results.metric.3": "win_rate",
    "results.why.revenue_won": "Two deals with groups of over 500 seats came in on top of the usual ones",
    "results.why.average_deal_size": "Brought the CFO in at discovery → {average_deal_size.prev} to {average_deal_size}",
    "results.why.win_rate": "No quote without an agreed problem statement since 1 February",
    "pipeline.outlook": "Coverage of Q2 is {pipeline_coverage_next}",
    "activity.activity.1": "Demos, {demos_per_week} a week",
    "activity.activity.1.explains": "win_rate",
    "customers.not_applicable": "yes",
    "team.contribution.1": "Wrote the handover list",
    "team.contribution.1.effect": "Customer success uses it for every new customer",
    "context.driver.1": "Groups buy for all their companies at once",
    "context.driver.1.metric": "average_deal_size",
    "context.driver.2": "Legal review added 23 days to deals with groups",
    "context.driver.2.metric": "sales_cycle_length",
}
ACTIONS = (
    Action(1, "2026-Q1", KEEP, "Bring the CFO in at discovery", "average_deal_size", "$47k", date(2026, 6, 30)),
    Action(
        2, "2026-Q1", FIX, "Date every late deal on Fridays", "forecast_accuracy", "85 %", date(2026, 6, 30), reporting=True
    ),
    Action(3, "2026-Q1", FIX, "Ask for the signer before the quote", "win_rate", "33 %", date(2026, 6, 30)),
)
GOALS = (
    Goal("quota", "revenue_won", Money.of(505_000, "USD"), "2026-Q1"),
    Goal("forecast accuracy", "forecast_accuracy", parse_value("90 %"), "2026-Q1"),  # type: ignore[arg-type]
)


def figure(metric: str, value: str | None = None, unit: Unit | None = None, **beside: object) -> Figure:
    """A figure with its values as a rep would type them: figure("win_rate", "30 %", previous="28 %")."""
    told = {name: parse_value(str(said)) if name in VALUES else said for name, said in beside.items()}
    number = parse_value(value) if value is not None else None
    made = Figure(metric, QUARTER.key, unit or METRICS[metric].unit, number, **told)  # type: ignore[arg-type]
    return made if made.value is None or made.previous is None else _compared(made, beside)


def _compared(made: Figure, beside: Mapping[str, object]) -> Figure:
    """The figure with its change against the previous value, as the metric's direction says."""
    new, old = (v.exact if isinstance(v, Money) else v for v in (made.value, made.previous) if v is not None)
    relative = (new - old) / abs(old) if old else None
    change = new - old if made.unit in (Unit.RATIO, Unit.MULTIPLE, Unit.DAYS) else relative
    better = is_better(new, old, made.unit, METRICS[made.metric].better) if made.metric in METRICS else None
    counted = {"change": change, "change_relative": relative, "better": better}
    return replace(made, **{name: value for name, value in counted.items() if name not in beside})  # type: ignore[arg-type]


FIGURES = (
    figure("revenue_won", "560000 USD", previous="500000 USD", target="505000 USD", year_ago="480000 USD"),
    figure("deals_won", "12", previous="10"),
    figure("deals_lost", "28", previous="30"),
    figure("win_rate", "30 %", previous="28 %"),
    figure("average_deal_size", "46666.67 USD", previous="41000 USD"),
    figure("sales_cycle_length", "96 days", previous="78 days"),
    figure("forecast_accuracy", "73 %", previous="81 %", target="90 %"),
    figure("quota_attainment", "110.9 %"),
    figure("goal_attainment", "110.9 %", goal="quota"),
    figure("goal_attainment", "81.1 %", goal="forecast accuracy"),
    figure("pipeline_value", "1240000 USD", previous="1100000 USD"),
    figure("pipeline_coverage_next", "2.4x", target="3x"),
    figure("demos_per_week", "3.2", previous="2.5"),
    figure("calls_per_week", "53", previous="26"),
    figure("late_stage_conversion_rate", "52 %", previous="45 %"),
    figure("lead_to_meeting_rate", "11 %", previous="14 %"),
    figure("meetings_held", "62", previous="66"),
    figure("show_rate", "83 %", previous="71 %"),
)


def keyed(*figures: Figure) -> dict[FigureKey, Figure]:
    return {FigureKey(one.metric, one.goal): one for one in figures}


def texts(written: Mapping[str, str]) -> dict[FieldKey, str]:
    """Texts by their place as a rep names it: {"headline.result": "...", "context.driver.1.metric": "win_rate"}."""
    return {_key(place): text for place, text in written.items()}


def _key(place: str) -> FieldKey:
    section, field, *rest = place.split(".")
    row = int(rest[0]) if rest and rest[0].isdigit() else 0
    return FieldKey(section, field, row, ".".join(rest[1:] if row else rest))


def review(
    written: Mapping[str, str] | None = None,
    figures: Mapping[FigureKey, Figure] | None = None,
    *,
    period: Period = QUARTER,
    **parts: object,
) -> Material:
    """The quarter with these texts in the place of its own ("" takes one away), these figures on top of its own."""
    told = {place: text for place, text in (TEXTS | dict(written or {})).items() if text}
    whole: dict[str, object] = {
        "today": AFTER,
        "role": "ae",
        "name": "Michael Aalto",
        "owners": ("Michael Aalto",),
        "goals": GOALS,
        "actions": ACTIONS,
        "newest_import": date(2026, 4, 1),
        "entries": (Entry(1, date(2026, 2, 12), "win", "Brought the CFO in at Acme"),),
        "cited": {"results": (1,)},
    }
    return Material(period, texts=texts(told), figures=keyed(*FIGURES) | dict(figures or {}), **whole | parts)  # type: ignore[arg-type]


def bare(**parts: object) -> Material:
    """A quarter of which nothing is known and in which nothing is written."""
    return Material(QUARTER, **{"today": AFTER, **parts})  # type: ignore[arg-type]


def objections(check: str, made: Material, language: str = "en", words: Mapping[str, int] | None = None) -> list[Finding]:
    """What one check objects to in the review."""
    return [found for found in find_all(assemble(made), language, words=words) if found.check == check]


def said(found: Finding, language: str = "en") -> tuple[str, str]:
    """Its message and what to do."""
    numbers = Numbers(language)
    return message(found, numbers), fix(found, numbers)


def figures_of(path: Path) -> dict[FigureKey, Figure]:
    """The figures of a file of labelled sentences."""
    found = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]:
        beside = {name: row[name] for name in VALUES if name in row}
        made = figure(row["metric"], row["value"], Unit(row["unit"]), **beside)
        if "benchmark" in row:
            made = replace(made, benchmarks=(Benchmark("team average", parse_value(row["benchmark"])),))
        segment = row.get("segment")
        found[FigureKey(made.metric, None, "segment" if segment else None, segment)] = made
    return found
