"""Every metric, variant and split agrees with a second reading of METRICS.md, over generated books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from salestui.domain.money import Money, round_half_up
from salestui.domain.period import parse_period
from salestui.metrics.definitions import SETTINGS, tokens_of
from salestui.metrics.figure import Figure
from salestui.metrics.figures import figures
from salestui.metrics.question import DIMENSIONS, Question
from salestui.metrics.registry import METRICS

from .oracle import FORMULAS, Answer, says
from .oracle.as_book import as_book, terms_of
from .oracle.generate import generate
from .oracle.look import Look, look_at

PERIODS = (
    "2024-Q1 2024-Q1 2024-Q2 2024-02 2024-01-10..2024-03-05 2024-W09 2024-W09-US 2023-Q4 2024-H1 2024 FY24-Q3 FY24"
).split()
"""The fiscal year begins in July."""
BY_SNAPSHOT = (
    "pipeline_value open_deals weighted_pipeline stage_mix stalled_deals stalled_value late_stage_without_next_step"
    " overdue_deals pipeline_coverage pipeline_coverage_next churn_risk_accounts churn_risk_value"
).split()
OWN_PERIOD = (
    "slipped_deals slipped_value slip_rate forecast_commit forecast_best_case forecast_accuracy forecast_bias commit_attainment"
    " best_case_attainment forecast_spread leads acquisition_cost gross_margin lead_response_hours cac"
).split()


WORLDS = range(200)


@pytest.mark.parametrize("seed", WORLDS)
def test_two_readings_of_the_page_give_the_same_figures(seed: int) -> None:
    assert not disagreements(seed)


def test_the_worlds_hold_what_figures_go_wrong_on() -> None:
    """Each at least ten times among them: what is not in any world is not compared."""
    worlds = [generate(seed) for seed in WORLDS]
    histories = [world.history(deal) for world in worlds for deal in world.deals()]
    rows = [told[-1][1] for told in histories]
    found = {
        "reopened": sum(
            any(before["status"] != "open" == after["status"] for (_, before), (_, after) in pairwise(told))
            for told in histories
        ),
        "without amount": sum(row["amount"] is None for row in rows),
        "closed before created": sum(bool(row["closed"] and row["created"] and row["closed"] < row["created"]) for row in rows),
        "on a leap day": sum(date(2024, 2, 29) in (row["closed"], row["created"], row["due"]) for row in rows),
        "in three currencies": sum(
            len({row["currency"] for deal in world.deals() for _, row in world.history(deal)} - {None}) == 3 for world in worlds
        ),
        "not in the newest export": sum(
            any(deal not in export.rows for export in world.exports) for world in worlds for deal in world.deals()
        ),
    }
    assert {what: count for what, count in found.items() if count < 10} == {}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_worlds_are_counted_by_every_variant(setting: str) -> None:
    chosen = {token.partition("=")[0] for seed in WORLDS for token in generate(seed).settings[setting]}
    assert chosen >= {token.partition("=")[0] for token in tokens_of(setting)}


def test_every_metric_but_that_of_each_goal_is_read_twice() -> None:
    assert set(METRICS) == {*FORMULAS, *OF_GOAL}


def disagreements(seed: int) -> list[str]:
    """What the program and the oracle say differently of the world of `seed`."""
    world, chance = generate(seed), Random(seed)
    book, terms = as_book(world), terms_of(world)
    period = parse_period(chance.choice(PERIODS), fiscal_start=7)
    owner = chance.choice([None, None, "Anna"])
    by = chance.choice([*DIMENSIONS, "month"])
    question = Question(period, world.today, role="manager", owner=owner, by=by)
    look = look_at(world, period, owner)
    found = []
    for figure in figures(book, terms, question):
        if figure.metric not in FORMULAS:
            continue
        where = f"seed {seed} {period.key} today {world.today} {owner or 'all'} {figure.metric}"
        found += differs(where, figure, says(look, figure.metric) if figure.goal is None else of_goal(look, figure))
        if world.today >= period.start and figure.goal is None and not figure.parts:
            found += beside(f"{where} previous", figure.previous, says(look.previous(), figure.metric))
            found += beside(f"{where} year ago", figure.year_ago, says(look.year_ago(), figure.metric))
        for value, sliced in figure.slices.items():
            if figure.goal is None and (by, figure.metric) != ("month", "revenue_growth"):
                found += differs(
                    f"{where} by {by} {value}", sliced, says(slice_of(look, by, value, figure.metric), figure.metric)
                )
    return found


def of_goal(look: Look, figure: Figure) -> Answer:
    """The answer for the goal that the figure is about."""
    if look.world.today < look.period.start:
        return "not_begun"
    from .oracle import deals
    from .oracle.look import Absence

    goals = [g for g in deals.goals_of(look, look.period) if g["name"] == figure.goal]
    answers: list[Answer] = []
    for goal in goals:
        held = look if goal["segment"] is None else replace(look, slice_of=("segment", goal["segment"]))
        try:
            answers.append(OF_GOAL[figure.metric](held, goal))
        except Absence as absence:
            answers.append(absence.reason)
    return next((one for one in answers if not differs("", figure, one)), answers[0])


def _gap(look: Look, goal: dict[str, object]) -> Fraction:
    from .oracle import deals

    return deals.adjusted(goal) - deals.goal_result(look, goal)


def _pace(look: Look, goal: dict[str, object]) -> Fraction:
    from .oracle import deals
    from .oracle.look import Absence

    if goal["metric"] not in ("revenue_won", "acv_won", "deals_won", "deals_lost", "pipeline_created"):
        raise Absence("no_data")
    actual, target = deals.goal_result(look, goal), deals.adjusted(goal)
    if target <= 0:
        raise Absence("zero_denominator")
    return actual / (target * Fraction((look.until - look.start).days + 1, look.period.days))


def _attainment(look: Look, goal: dict[str, object]) -> Fraction:
    from .oracle import deals

    return deals.attainment(look, goal)


OF_GOAL = {"goal_attainment": _attainment, "target_gap": _gap, "pace": _pace}


def slice_of(look: Look, by: str, value: str, metric: str) -> Look:
    if by != "month":
        return replace(look, slice_of=(by, value))
    (_, first, last) = next(month for month in look.months() if month[0] == value)
    if metric in BY_SNAPSHOT:
        return replace(look, day=last)
    if metric in OWN_PERIOD:
        month = parse_period(value)
        return look_at(look.world, month, look.owner)
    return replace(look, first=first, last=last, day=last)


def differs(where: str, figure: Figure, answer: Answer) -> list[str]:
    if isinstance(answer, list):
        parts = [
            (part.key, part.count, part.of, part.share)
            if figure.metric == "stage_conversion_rate"
            else (part.key, part.count, None if part.amount is None else Fraction(part.amount.minor), part.share)
            for part in figure.parts
        ]
        return [] if parts == answer else [f"{where}: {parts} ({figure.absent}) and not {answer}"]
    if isinstance(answer, str):
        said = figure.absent or figure.value or figure.parts
        return [] if figure.absent == answer else [f"{where}: {said} and not {answer}"]
    return [] if same(figure.value, answer) else [f"{where}: {figure.value} {figure.absent} and not {answer}"]


def beside(where: str, value: Money | Fraction | None, answer: Answer) -> list[str]:
    if isinstance(answer, (str, list)):
        return [] if value is None else [f"{where}: {value} and not {answer}"]
    return [] if same(value, answer) else [f"{where}: {value} and not {answer}"]


def same(value: Money | Fraction | None, answer: Fraction) -> bool:
    if isinstance(value, Money):
        return value.minor == round_half_up(answer)
    return value == answer
