"""Every metric, variant and split agrees with a second reading of METRICS.md, over generated books."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from salestui.domain.money import Money, round_half_up
from salestui.domain.period import parse_period
from salestui.metrics.figure import Figure
from salestui.metrics.figures import figures
from salestui.metrics.question import DIMENSIONS, Question

from .oracle import FORMULAS, Answer, says
from .oracle.as_book import as_book, terms_of
from .oracle.generate import generate
from .oracle.look import Look, look_at

PERIODS = ("2024-Q1", "2024-Q1", "2024-Q2", "2024-02", "2024-01-10..2024-03-05", "2024-W09", "2023-Q4")
BY_SNAPSHOT = (
    "pipeline_value open_deals weighted_pipeline stage_mix stalled_deals stalled_value late_stage_without_next_step"
    " overdue_deals pipeline_coverage pipeline_coverage_next churn_risk_accounts churn_risk_value"
).split()
OWN_PERIOD = (
    "slipped_deals slipped_value slip_rate forecast_commit forecast_best_case forecast_accuracy forecast_bias commit_attainment"
    " best_case_attainment forecast_spread leads acquisition_cost gross_margin lead_response_hours cac"
).split()


@pytest.mark.parametrize("seed", range(40))
def test_two_readings_of_the_page_give_the_same_figures(seed: int) -> None:
    assert not disagreements(seed)


def disagreements(seed: int) -> list[str]:
    """What the program and the oracle say differently of the world of `seed`."""
    world, chance = generate(seed), Random(seed)
    book, terms = as_book(world), terms_of(world)
    period = parse_period(chance.choice(PERIODS))
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
