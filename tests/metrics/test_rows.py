"""The rows behind a figure are those it was computed from: the stated formula applied to them gives it again."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from salestui.domain.money import Money, round_half_up
from salestui.domain.period import parse_period
from salestui.metrics.figure import Figure
from salestui.metrics.figures import figures
from salestui.metrics.question import Question

from .oracle.as_book import as_book, terms_of
from .oracle.generate import generate
from .rows_again import AGAIN, of, per_part, total


@pytest.mark.parametrize("seed", range(1000, 1030))
def test_the_stated_formula_applied_to_the_rows_gives_the_figure_again(seed: int) -> None:
    assert not broken(seed)


def broken(seed: int) -> list[str]:
    """The figures of the world of `seed` that their rows do not give."""
    world, chance = generate(seed), Random(seed)
    question = Question(parse_period(chance.choice(["2024-Q1", "2024-Q2", "2024-02"])), world.today, role="manager")
    found = []
    for figure in figures(as_book(world), terms_of(world), question):
        if figure.parts and not figure.absent:
            counts = [(part.key, part.count, part.of if part.of is not None else 0) for part in figure.parts]
            if counts != per_part(figure):
                found.append(f"{seed} {figure.metric}: {per_part(figure)} and not {counts}")
        elif figure.value is not None and figure.source == "data" and figure.metric in AGAIN and not leads_were_typed(figure):
            again = AGAIN[figure.metric](figure)
            value = figure.value
            if not (value.minor == round_half_up(again) if isinstance(value, Money) else value == again):
                found.append(f"{seed} {figure.metric} {figure.definition}: the rows give {again} and not {value}")
    return found


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
