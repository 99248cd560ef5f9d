"""Every number of a text that somebody else wrote is held against the figures, and what none of them supports is marked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salestui.checks.numbers.supported import doubts
from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.metrics.figure import Figure, Unit
from salestui.summary.material import FigureKey, Material

FIGURES = (
    Figure("win_rate", "2026-Q1", Unit.RATIO, Fraction(30, 100), previous=Fraction(28, 100)),
    Figure("revenue_won", "2026-Q1", Unit.MONEY, Money(56_000_000, "USD"), previous=Money(50_000_000, "USD")),
    Figure("deals_won", "2026-Q1", Unit.COUNT, Fraction(12), previous=Fraction(10)),
    Figure("sales_cycle_length", "2026-Q1", Unit.DAYS, Fraction(96), previous=Fraction(78)),
)


@pytest.fixture(scope="module")
def material() -> Material:
    period = parse_period("2026-Q1")
    return Material(period, period.end, figures={FigureKey(one.metric): one for one in FIGURES})


def marked(text: str, material: Material, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in doubts(text, material, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Win rate rose from 28 % to 30 %, 2 points.",
        "Won $560k in twelve deals, up 12 % from $500k.",
        "The cycle grew by 18 days to 96 days.",
        "{win_rate} of {deals_won.prev}, since 12 February 2026, in Q1 and week 12.",
        "No number at all.",
    ],
)
def test_what_a_figure_says_or_stands_beside_is_not_marked(material: Material, text: str) -> None:
    assert marked(text, material) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Win rate rose to 34 %.", ["34 %"]),
        ("Won $560k, and $75k more is certain.", ["$75k"]),
        ("Customers call it “the 99 % solution”.", ["99 %"]),
        ("Cut the cycle by 41 days.", ["41 days"]),
        ("A code like `45` and a tag #46 %.", ["45", "46 %"]),
        ("{win_rat} and {win_rate.target}", ["{win_rat}", "{win_rate.target}"]),
        ("1234567890123456789012345 deals", ["1234567890123456789012345"]),
    ],
)
def test_what_no_figure_says_is_marked_where_it_stands(material: Material, text: str, wrong: list[str]) -> None:
    assert marked(text, material) == wrong


def test_swedish_numbers_are_read_as_they_are_written(material: Material) -> None:
    assert marked("Vinstprocenten steg från 28 till 30 %, tolv affärer och 7,5 ggr", material, "sv") == ["7,5 ggr"]


def test_a_number_that_belongs_to_another_figure_is_told_with_the_right_one(material: Material) -> None:
    (one,) = doubts("Win rate was 28 %, cycle 96 days. Sales cycle was 30 days.", material, "en")
    assert one.contradicted is not None
    assert one.contradicted.metric == "sales_cycle_length"
