"""Periods as a sales person names them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from salestui.domain.period import HALF, MONTH, QUARTER, US_WEEK, WEEK, YEAR, holding, parse_period, week_of
from salestui.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-K1", "2026-01-01", "2026-03-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-W10-US", "2026-03-01", "2026-03-07"),
        ("2026-W01-US", "2025-12-28", "2026-01-03"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-01-15..2026-03-31", "2026-01-15", "2026-03-31"),
    ],
)
def test_each_way_of_naming_a_period_gives_its_days(text: str, start: str, end: str) -> None:
    period = parse_period(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends() -> None:
    quarter = parse_period("FY26-Q1", fiscal_start=7)
    assert (quarter.start, quarter.end) == (date(2025, 7, 1), date(2025, 9, 30))
    assert parse_period("FY2026-Q1", fiscal_start=7) == quarter
    assert quarter.previous.key == "FY25-Q4"
    assert quarter.previous.end == date(2025, 6, 30)
    assert parse_period("FY26", fiscal_start=1).start == date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2026-Q5", "2026-13", "2025-W53", "2026-W53-US", "Q1", "2026-03-31..2026-01-01", "1969", "2026-02-30..2026-03-01"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="period-unknown"):
        parse_period(text)


def test_a_week_that_does_not_say_which_is_read_as_the_settings_say() -> None:
    assert parse_period("2026-W10", sunday_weeks=True) == parse_period("2026-W10-US")
    assert parse_period("2026-W10-ISO", sunday_weeks=True) == parse_period("2026-W10")
    assert parse_period("2026-W10").previous.key == "2026-W09"
    assert parse_period("2026-W10-US").previous.key == "2026-W09-US"


@given(st.dates(date(1975, 1, 1), date(2095, 12, 31)))
def test_weeks_are_numbered_by_iso_or_from_sunday(day: date) -> None:
    iso, number = week_of(day)
    assert (number, iso.start.weekday()) == (day.isocalendar().week, 0)
    american, number = week_of(day, sunday=True)
    assert (american.start.weekday(), american.days) == (6, 7)
    assert number == int(format_date(day, "w", locale="en_US"))


@given(st.dates(date(1975, 1, 1), date(2095, 12, 31)), st.sampled_from([QUARTER, HALF, MONTH, WEEK, US_WEEK, YEAR]))
def test_periods_of_a_kind_follow_each_other_without_a_gap(day: date, kind: str) -> None:
    period = holding(kind, day)
    assert period.start <= day <= period.end
    assert period.previous.end + timedelta(days=1) == period.start
    assert period.next.previous == period
    assert parse_period(period.key) == period


def test_a_free_range_is_compared_with_as_many_days_before_it() -> None:
    before = parse_period("2026-01-15..2026-03-31").previous
    assert (before.start, before.end, before.days) == (date(2025, 10, 31), date(2026, 1, 14), 76)


def test_a_running_period_says_how_far_it_is() -> None:
    quarter = parse_period("2026-Q1")
    assert (quarter.days, quarter.elapsed(date(2026, 3, 3))) == (90, 62)
    assert quarter.elapsed(date(2025, 12, 31)) == 0
    assert quarter.elapsed(date(2026, 5, 1)) == 90
    assert quarter.previous.cut(62).end == date(2025, 12, 1)


def test_the_same_period_a_year_ago_stands_a_leap_day() -> None:
    assert parse_period("2024-02-29..2024-03-31").year_ago.key == "2023-02-28..2023-03-31"
    assert parse_period("2020-W53").year_ago.key == "2019-W52"
