"""Every kind of chart in forty columns: axes, units and labels in full, and without any colour."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.metrics.figure import Unit
from salestui.render.numbers import Numbers
from salestui.render.plain import width
from salestui.render.text_chart import chart_notes, chart_text
from salestui.render.wording import Wording
from salestui.summary.blocks import Chart, Said, Series, Words
from salestui.summary.material import Material
from tests.tui.conftest import PERIOD, TODAY

FORTY = 40


def money(*amounts: int) -> Series:
    return Series(Said("Revenue"), tuple(Money(amount * 100, "USD") for amount in amounts))


def shares(*percents: int) -> Series:
    return Series(Said("Share"), tuple(Fraction(percent, 100) for percent in percents))


def calls(*counts: int | None) -> Series:
    return Series(Said("Calls"), tuple(None if count is None else Fraction(count) for count in counts))


def labels(*names: str) -> tuple[Said, ...]:
    return tuple(map(Said, names))


LONG = ("Arbetsmarknadsdepartementet Norr", "Small and medium", "Enterprise")
QUARTERS = ("2025-Q3", "2025-Q4", "2026-Q1")
WEEK, CUT = "words.calendar.week_short", "document.chart.cut_week_short"
WEEKS = tuple(Words(CUT if number == 14 else WEEK, (("number", Said(str(number))),)) for number in range(1, 15))
TITLE, GOAL = Said("x"), Money(50_500_000, "USD")
TARGET = money(30, 60, 90)._replace(name=Said("target"))
MOVES = ("at the start", "Reactivation MRR", "at the end")
CHARTS = {
    "bars": Chart("bars", TITLE, Unit.RATIO, labels(*LONG), (shares(15, 43, 30),), Fraction(28, 100)),
    "shares": Chart("shares", TITLE, Unit.RATIO, labels(*LONG), (shares(31, 10, 59),)),
    "waterfall": Chart("waterfall", TITLE, Unit.MONEY, labels(*MOVES), (money(160_000, 1_500, 161_500),)),
    "lines": Chart("lines", TITLE, Unit.MONEY, labels(*QUARTERS), (money(168_000, 300_000, 560_000),), GOAL),
    "two lines": Chart("lines", TITLE, Unit.MONEY, labels("w1", "w2", "w3"), (money(0, 20, 90), TARGET)),
    "columns": Chart("columns", TITLE, Unit.COUNT, labels("w1", "w2", "w3"), (calls(12, None, 31),)),
    "many columns": Chart("columns", TITLE, Unit.COUNT, WEEKS, (calls(*range(20, 34)),)),
}


@pytest.fixture
def wording() -> Wording:
    return Wording(Numbers("en"), Material(parse_period(PERIOD), TODAY))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_keeps_to_forty_columns_with_its_labels_and_its_values_in_full(name: str, wording: Wording) -> None:
    chart = CHARTS[name]
    drawn = chart_text(chart, wording, FORTY, 9, whole=True)
    assert "\x1b" not in drawn  # no colour carries anything
    assert "…" not in drawn
    assert all(width(line) <= FORTY for line in drawn.split("\n"))
    said = [wording.text(label) for label in chart.labels]
    over_time = chart.kind in ("lines", "columns")
    assert all(label in drawn for label in ((said[-1],) if over_time else said))
    assert all(value in drawn for value in ends(chart, wording))


def ends(chart: Chart, wording: Wording) -> list[str]:
    """The values that the chart must name, in their unit: each of a bar; the lowest and the highest of a line."""
    known = [value for series in chart.series for value in series.values if value is not None]
    if chart.kind != "lines" and len(known) < 5:
        return [wording.numbers.value(value, chart.unit) for value in known]
    known.sort(key=lambda value: value.exact if isinstance(value, Money) else value)
    low, high = known[0], known[-1]
    return list(wording.numbers.alike((low, high), chart.unit))


def test_what_a_mark_means_is_said_beneath(wording: Wording) -> None:
    assert chart_notes(CHARTS["bars"], wording) == ("│ goal 28 %",)
    assert chart_notes(CHARTS["lines"], wording) == ("--- goal $505k",)
    assert chart_notes(CHARTS["many columns"], wording) == ("* only part of the week is in the period",)
    assert chart_notes(CHARTS["shares"], wording) == ()


def test_two_lines_are_told_apart_by_their_marks_and_named(wording: Wording) -> None:
    drawn = chart_text(CHARTS["two lines"], wording, FORTY, 9, whole=True)
    assert "Revenue" in drawn
    assert "target" in drawn
    assert "•" in drawn
