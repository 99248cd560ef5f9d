"""The rows behind a figure are those it was computed from: the stated formula applied to them gives it again."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from salestui.domain.book import Book
from salestui.domain.goal import Goal
from salestui.domain.money import Money, round_half_up
from salestui.domain.period import parse_period
from salestui.domain.terms import Terms
from salestui.metrics.figure import Figure, Row, Unit
from salestui.metrics.figures import figures
from salestui.metrics.question import Question
from salestui.metrics.registry import METRICS

from .oracle.as_book import as_book, terms_of
from .oracle.generate import generate
from .rows_again import AGAIN, COMPOSED, OF_GOALS, TYPED, against_target, of, per_part, total


@pytest.mark.parametrize("seed", range(1000, 1200))
def test_the_stated_formula_applied_to_the_rows_gives_the_figure_again(seed: int) -> None:
    assert not broken(seed)


def broken(seed: int) -> list[str]:
    """The figures of the world of `seed` that their rows do not give."""
    world, chance = generate(seed), Random(seed)
    question = Question(parse_period(chance.choice(["2024-Q1", "2024-Q2", "2024-02"])), world.today, role="manager")
    book, terms = as_book(world), terms_of(world)
    found = []
    for figure in figures(book, terms, question):
        if figure.parts and not figure.absent:
            counts = [(part.key, part.count, part.of if part.of is not None else 0) for part in figure.parts]
            if counts != per_part(figure):
                found.append(f"{seed} {figure.metric}: {per_part(figure)} and not {counts}")
            found += worth_of_parts(seed, figure)
        elif figure.value is not None and not leads_were_typed(figure):
            again = from_rows(figure, book, terms, question)
            value = figure.value
            if not (value.minor == round_half_up(again) if isinstance(value, Money) else value == again):
                found.append(f"{seed} {figure.metric} {figure.definition}: the rows give {again} and not {value}")
    return found


def from_rows(figure: Figure, book: Book, terms: Terms, question: Question) -> Fraction:
    """The figure worked out from its rows alone, and what it is held to."""
    if figure.source == "typed":
        return total(figure.rows())
    if figure.metric in OF_GOALS:
        period = question.period
        elapsed = Fraction(period.elapsed(question.today), period.days)
        return against_target(figure, terms, goal_of(figure, book, question), elapsed)
    if figure.metric in COMPOSED:
        return COMPOSED[figure.metric](figure, terms)
    return AGAIN[figure.metric](figure)


def goal_of(figure: Figure, book: Book, question: Question) -> Goal:
    """The goal that the figure is about: that of its name, else the quota (the one so named, else the only one on revenue)."""
    candidates = [goal for goal in book.goals if goal.period == question.period.key and goal.owner is None]
    if figure.goal is None:
        candidates = [goal for goal in candidates if goal.segment is None]
        named = [goal for goal in candidates if goal.name == "quota"]
        return (named or [goal for goal in candidates if goal.metric == "revenue_won"])[0]
    same = [goal for goal in candidates if goal.name == figure.goal]
    return next((goal for goal in same if goal.adjusted_target in (figure.denominator, figure.numerator)), same[0])


def worth_of_parts(seed: int, figure: Figure) -> list[str]:
    """The parts whose amounts their rows do not give."""
    return [
        f"{seed} {figure.metric} {part.key}: the rows add up to another amount than {part.amount}"
        for part in figure.parts
        if part.amount is not None and part.amount.minor != total(with_amount(figure, part.key))
    ]


def with_amount(figure: Figure, part: str) -> tuple[Row, ...]:
    return tuple(row for row in of(figure.rows(), "numerator", part=part) if row.amount is not None)


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_can_be_had_again_from_its_rows(metric: str) -> None:
    in_parts = METRICS[metric].unit is Unit.DISTRIBUTION or metric == "stage_conversion_rate"
    assert in_parts or metric in {*AGAIN, *COMPOSED, *OF_GOALS, *TYPED}


def leads_were_typed(figure: Figure) -> bool:
    return any(note.slug == "leads_typed" for note in figure.notes)


def test_what_won_deals_take_off_the_quota_stands_with_the_coverage() -> None:
    from .ask import ask
    from .book_a import book_a, usd

    coverage = ask(book_a(), "pipeline_coverage")
    rows = coverage.rows()
    assert total(of(rows, "numerator")) == usd(10_000).minor
    assert usd(160_000).minor - total(of(rows, "denominator")) == usd("4999.50").minor


def test_a_figure_made_of_others_names_the_metric_that_each_row_belongs_to() -> None:
    from .ask import ask
    from .book_a import book_a

    velocity = ask(book_a(), "sales_velocity")
    parts = {row.of for row in velocity.rows()}
    assert parts == {"open_deals", "win_rate", "average_deal_size", "sales_cycle_length"}
    days = [row.value for row in velocity.rows() if row.of == "sales_cycle_length"]
    assert sum(value for value in days if isinstance(value, Fraction)) == 389
