"""How a number is written (METRICS.md 8.2 and 8.3), in English and in Swedish."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.metrics.figure import Absent, Figure, Part, Unit
from salestui.render.numbers import Numbers

F = Fraction
EN, SV = Numbers("en"), Numbers("sv")
NB = "\u00a0"


def usd(amount: str | int) -> Money:
    return Money.of(F(str(amount)), "USD")


def sek(amount: str | int) -> Money:
    return Money.of(F(str(amount)), "SEK")


@pytest.mark.parametrize(
    ("value", "unit", "english", "swedish"),
    [
        (F(3, 10), Unit.RATIO, "30 %", "30 %"),
        (F(325, 1000), Unit.RATIO, "33 %", "33 %"),
        (F(111, 100), Unit.RATIO, "111 %", "111 %"),
        (F(1, 1000), Unit.RATIO, "<1 %", "<1 %"),
        (F(0), Unit.RATIO, "0 %", "0 %"),
        (F(999, 1000), Unit.RATIO, ">99 %", ">99 %"),
        (F(1), Unit.RATIO, "100 %", "100 %"),
        (F(1001, 1000), Unit.RATIO, "100 %", "100 %"),
        (F(-4, 100), Unit.RATIO, "−4 %", "−4 %"),
        (F(24, 10), Unit.MULTIPLE, "2.4x", "2,4 ggr"),
        (F(96), Unit.DAYS, "96 days", "96 dagar"),
        (F(1), Unit.DAYS, "1 day", "1 dag"),
        (F(9725, 100), Unit.DAYS, "97 days", "97 dagar"),
        (F(5, 2), Unit.DAYS, "3 days", "3 dagar"),
        (F(240 * 7, 90), Unit.PER_WEEK, "18.7", "18,7"),
        (F(1234), Unit.COUNT, "1,234", f"1{NB}234"),
        (F(4), Unit.HOURS, "4 hours", "4 timmar"),
        (F(9, 2), Unit.HOURS, "4.5 hours", "4,5 timmar"),
    ],
)
def test_each_unit_in_both_languages(value, unit, english, swedish):
    assert EN.value(value, unit) == english
    assert SV.value(value, unit) == swedish


@pytest.mark.parametrize(
    ("money", "english", "swedish"),
    [
        (usd(560_000), "$560k", "560 TUSD"),
        (usd("46666.67"), "$46.7k", "46,7 TUSD"),
        (usd(1_050_000), "$1.05M", "1,05 MUSD"),
        (usd(980), "$980", f"980{NB}USD"),
        (usd(41_000), "$41.0k", "41,0 TUSD"),
        (usd(999_400), "$999k", "999 TUSD"),
        (usd(999_600), "$1.00M", "1,00 MUSD"),
        (usd("999.60"), "$1.00k", "1,00 TUSD"),
        (usd(0), "$0", f"0{NB}USD"),
        (usd("5.25"), "$5.25", f"5,25{NB}USD"),
        (usd(-4_500), "−$4.50k", "−4,50 TUSD"),
        (usd(2_500_000_000), "$2.50B", "2,50 md USD"),
        (sek(560_000), f"SEK{NB}560k", "560 tkr"),
        (sek(46_700), f"SEK{NB}46.7k", "46,7 tkr"),
        (sek(1_050_000), f"SEK{NB}1.05M", "1,05 mnkr"),
        (sek(980), f"SEK{NB}980", f"980{NB}kr"),
        (Money.of(60_000, "EUR"), "€60.0k", "60,0 TEUR"),
        (Money.of(5, "JPY"), "¥5", f"5{NB}JPY"),
        (Money.of(60_000, "CAD"), "CA$60.0k", "60,0 TCAD"),
    ],
)
def test_money_in_three_significant_digits(money, english, swedish):
    assert EN.money(money) == english
    assert SV.money(money) == swedish


def test_money_in_full_shows_every_whole_unit():
    assert EN.money(usd("560000.50"), full=True) == "$560,001"
    assert SV.money(usd(560_000), full=True) == f"560{NB}000{NB}USD"
    assert SV.money(sek(560_000), full=True) == f"560{NB}000{NB}kr"


def test_money_a_month_says_so():
    assert EN.value(usd(980_000), Unit.MONEY_PER_MONTH) == "$980k a month"
    assert SV.value(sek(1_328), Unit.MONEY_PER_DAY) == "1,33 tkr per dag"


def test_the_space_before_percent_can_be_switched_off_in_english_alone():
    assert Numbers("en", percent_space=False).percent(F(3, 10)) == "30%"
    assert Numbers("sv", percent_space=False).percent(F(3, 10)) == "30 %"


def test_decimals_of_ratios_are_a_setting():
    assert Numbers("sv", ratio_decimals=1).percent(F(325, 1000)) == "32,5 %"
    assert Numbers("en", ratio_decimals=1).percent(F(1, 10_000)) == "<0.1 %"


def figure(value, unit, previous=None, **more):
    return Figure("a_metric", "2026-Q1", unit, value, previous=previous, **more)


@pytest.mark.parametrize(
    ("value", "previous", "unit", "english", "swedish"),
    [
        (F(30, 100), F(25, 100), Unit.RATIO, "+5 pts", "+5 procentenheter"),
        (F(73, 100), F(85, 100), Unit.RATIO, "−12 pts", "−12 procentenheter"),
        (F(26, 100), F(25, 100), Unit.RATIO, "+1 pt", "+1 procentenhet"),
        (F(24, 10), F(27, 10), Unit.MULTIPLE, "−0.3x", "−0,3 ggr"),
        (usd(46_700), usd(41_000), Unit.MONEY, "▲ 14 %", "▲ 14 %"),
        (F(9), F(12), Unit.COUNT, "▼ 25 %", "▼ 25 %"),
        (F(96), F(78), Unit.DAYS, "+18 days", "+18 dagar"),
        (F(77), F(78), Unit.DAYS, "−1 day", "−1 dag"),
        (usd(5_000), usd(0), Unit.MONEY, "+$5.00k", "+5,00 TUSD"),
        (usd(100_100), usd(100_000), Unit.MONEY, "▲ <1 %", "▲ <1 %"),
        (F(3), F(3), Unit.COUNT, "unchanged", "oförändrat"),
        (F(303, 1000), F(298, 1000), Unit.RATIO, "+0.5 pts", "+0,5 procentenheter"),
    ],
)
def test_a_change_in_its_unit(value, previous, unit, english, swedish):
    assert EN.change(figure(value, unit, previous)) == english
    assert SV.change(figure(value, unit, previous)) == swedish


def test_a_change_with_an_arrow_in_place_of_the_sign():
    assert EN.change(figure(F(30, 100), Unit.RATIO, F(28, 100)), arrow=True) == "▲ 2 pts"


def test_no_change_is_written_where_the_values_cannot_be_compared():
    assert EN.change(figure(F(3), Unit.COUNT)) == ""
    assert EN.change(figure(F(3), Unit.COUNT, F(2), comparable=False)) == ""


def test_values_that_differ_but_look_the_same_get_a_decimal_more():
    close = figure(F(303, 1000), Unit.RATIO, F(298, 1000))
    assert (EN.previous(close), EN.figure(close)) == ("29.8 %", "30.3 %")
    money = figure(usd(41_020), Unit.MONEY, usd(41_000))
    assert (EN.previous(money), EN.figure(money)) == ("$41.00k", "$41.02k")
    hair = figure(F(300001, 1000000), Unit.RATIO, F(3, 10))
    assert EN.figure(hair) == "30.00 %"
    assert EN.alike((F(9032, 10000), F(9, 10)), Unit.RATIO) == ("90.3 %", "90.0 %")


def test_a_forecast_that_missed_says_in_which_direction():
    miss = Figure("forecast_bias", "2026-Q1", Unit.RATIO, F(1499950, 15500050))
    assert EN.figure(miss) == "9.7 % too high"
    assert SV.figure(miss) == "9,7 % för hög"
    assert EN.figure(Figure("forecast_bias", "2026-Q1", Unit.RATIO, F(-4, 100))) == "4 % too low"
    assert EN.figure(Figure("forecast_bias", "2026-Q1", Unit.RATIO, F(0))) == "on the spot"


def test_growth_carries_its_sign():
    assert EN.figure(Figure("revenue_growth", "2026-Q1", Unit.RATIO, F(9, 100))) == "+9 %"


def test_a_figure_without_a_value_says_why():
    absent = Figure("win_rate", "2026-Q1", Unit.RATIO, absent=Absent.ZERO_DENOMINATOR)
    assert EN.figure(absent) == "no data: no deals were won or lost in this period"
    mixed = Figure("revenue_won", "2026-Q1", Unit.MONEY, absent=Absent.MIXED_CURRENCIES)
    mixed = Figure(
        **{**{name: getattr(mixed, name) for name in mixed.__slots__}, "sums": (usd(500_000), Money.of(60_000, "EUR"))}
    )
    assert EN.figure(mixed) == "$500,000 + €60,000"


def test_a_distribution_names_its_largest_parts():
    parts = (Part("Price", 2, None, F(1, 2)), Part("No decision", 2, None, F(1, 2)))
    assert EN.figure(Figure("loss_reasons", "2026-Q1", Unit.DISTRIBUTION, parts=parts)) == "Price 50 %, No decision 50 %"


def test_days_and_periods():
    assert EN.day(date(2026, 4, 15)) == "15 April 2026"
    assert SV.day(date(2026, 4, 15)) == "15 april 2026"
    assert EN.day(date(2026, 4, 5), short=True) == "5 Apr"
    assert SV.span(date(2026, 1, 1), date(2026, 3, 31)) == "1 januari–31 mars 2026"
    assert EN.period(parse_period("2026-Q1")) == "2026-Q1"
    assert SV.period(parse_period("2026-01")) == "januari 2026"
