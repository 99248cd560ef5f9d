"""Values as they come: amounts, shares and days in every written form, judged by the whole column."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.importing.values.column import MOST_REMEMBERED, Fault
from salestui.importing.values.currency import currency_in_header
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.money import MoneyColumn
from salestui.importing.values.numbers import COMMA
from salestui.importing.values.shares import CountColumn, ShareColumn
from salestui.importing.values.texts import IdColumn, TextColumn
from salestui.importing.values.written import MonthColumn, PeriodColumn


def amounts(*cells: str, decimal: str | None = None) -> list[object]:
    column = MoneyColumn(decimal)
    column.look(cells)
    return column.read(cells)


def days(*cells: str, order: str | None = None, zone: str | None = None) -> list[object]:
    column = DateColumn(order, ZoneInfo(zone) if zone else None)
    column.look(cells)
    return column.read(cells)


@pytest.mark.parametrize(
    ("cell", "minor"),
    [
        ("$1,234.50", 123450), ("1 234 567,50 kr", 123456750), ("1\u00a0234,50", 123450), ("1\u202f234,50 kr", 123450),
        ("(1,200.00)", -120000), ("-5.00", -500), ("−5", -500), ("5-", -500), ("1.234,56 €", 123456), ("EUR 12k", 1200000),
        ("45k", 4500000), ("1.2M", 120000000), ("12 tkr", 1200000), ("1,5 mnkr", 150000000), ("1'234.50", 123450),
        ("9225.225", 922523), ("0.125", 13), ("-0", 0), ("350000", 35000000), ("117.0", 11700), ("US$ 5", 500), ("£1,000,000", 100000000),
        ("1,23,456.00", 12345600), ("+12.50", 1250), ("", None), ("N/A", None), ("-", None), (".5", 50),
    ],
)  # fmt: skip
def test_an_amount_in_any_written_form_is_read_to_the_cent(cell: str, minor: int | None) -> None:
    assert amounts(cell) == [minor]


@pytest.mark.parametrize(
    "cell", ["NaN", "inf", "1e400", "1e999999", "９９", "٣", "12a", "1.2.3", "--5", "(5", "5)", "1,2,3", "9" * 16, "5" * 5000, "1 2x", "%"]
)  # fmt: skip
def test_r34_what_is_no_amount_is_rejected_and_never_poisons(cell: str) -> None:
    assert isinstance(amounts(cell, decimal="point")[0], Fault)


@pytest.mark.parametrize(
    ("cells", "minor"),
    [
        (("1.080", "2.50"), [108, 250]),
        (("1.080", "2.500.000"), [108000, 250000000]),
        (("1,080", "2.50"), [108000, 250]),
        (("1,080", "2,5"), [108, 250]),
        (("1.080", "1.234,50"), [108000, 123450]),
    ],
)
def test_r31_one_value_that_can_be_read_in_one_way_decides_for_its_column(cells: tuple[str, ...], minor: list[int]) -> None:
    column = MoneyColumn()
    column.look(cells)
    assert column.undecided() is None
    assert column.read(cells) == minor


@pytest.mark.parametrize(("cell", "readings"), [("1.080", ("1.08", "1080")), ("1,080", ("1080", "1.08"))])
def test_r31_a_column_that_cannot_tell_asks_with_both_readings_of_a_sample(cell: str, readings: tuple[str, ...]) -> None:
    column = MoneyColumn()
    column.look([cell, "500"])
    open_question = column.undecided()
    assert open_question is not None
    assert (open_question.sample, open_question.readings, open_question.option) == (cell, readings, "--decimal")
    assert amounts(cell, decimal="point") == [108 if "." in cell else 108000]


def test_r31_a_column_with_two_decimal_signs_asks() -> None:
    column = MoneyColumn()
    column.look(["1.234,50", "1,234.50"])
    open_question = column.undecided()
    assert open_question is not None
    assert open_question.slug == "decimal-mixed"


@given(st.integers(-(10**14), 10**14), st.sampled_from(("point", "comma")), st.sampled_from(("", " ", "\u00a0", "'", "group")))
def test_any_amount_written_in_any_locale_comes_back_to_the_cent(minor: int, sign: str, group: str) -> None:
    separator = {"group": "," if sign == "point" else "."}.get(group, group)
    text = (
        f"{abs(Decimal(minor) / 100):,.2f}".replace(".", "·")
        .replace(",", separator)
        .replace("·", "." if sign == "point" else ",")
    )
    for written in [f"-{text}", f"({text})", f"−{text} kr"] if minor < 0 else [text, f"${text}", f"{text} EUR"]:
        assert amounts(written, decimal=sign) == [minor]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (("0.3", "1", "0"), ["0.3", "1", "0"]),
        (("30", "100", "0"), ["0.3", "1", "0"]),
        (("30 %", "5%", ""), ["0.3", "0.05", None]),
        (("0,25", "0,5"), ["0.25", "0.5"]),
    ],
)
def test_a_probability_as_a_fraction_as_hundredths_or_with_a_sign(cells: tuple[str, ...], shares: list[str | None]) -> None:
    column = ShareColumn()
    column.look(cells)
    assert column.read(cells) == shares


def test_a_crm_that_always_writes_hundredths_is_believed() -> None:
    column = ShareColumn(scale="hundred")
    assert column.read(["1", "0", "120"]) == ["0.01", "0", Fault("not-a-probability")]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-01-31", "2026-01-31"), ("2026-01-31 14:05", "2026-01-31"), ("2026-01-31T00:00:00.000Z", "2026-01-31"),
        ("2026/1/31", "2026-01-31"), ("1/31/2026", "2026-01-31"), ("31.1.2026", "2026-01-31"), ("31-01-2026", "2026-01-31"),
        ("1/31/2026 3:04 PM", "2026-01-31"), ("31/1/26", "2026-01-31"), ("3 maj 2026", "2026-05-03"), ("Apr 3, 2026", "2026-04-03"),
        ("03-Oct-26", "2026-10-03"), ("3 okt 2026", "2026-10-03"), ("20260131", "2026-01-31"), ("46053", "2026-01-31"),
        ("46053.75", "2026-01-31"), ("1769860800000", "2026-01-31"), ("", None), ("N/A", None),
    ],
)  # fmt: skip
def test_a_day_in_any_written_form(cell: str, day: str | None) -> None:
    assert days(cell, zone="UTC") == [day]


@pytest.mark.parametrize(
    "cell",
    ["0000-00-00", "31/02/2026", "2026-13-01", "10000-01-01", "2026-02-30", "-1", "60", "2958466", "1969-12-31", "2101-01-01", "soon", "45000000"],
)  # fmt: skip
def test_r34_what_is_no_day_is_rejected(cell: str) -> None:
    assert isinstance(days(cell)[0], Fault)


def test_r31_one_day_over_twelve_decides_the_order_of_its_column() -> None:
    assert days("3/1/2017", "10/20/2016") == ["2017-03-01", "2016-10-20"]
    assert days("3/1/2017", "20/10/2016") == ["2017-01-03", "2016-10-20"]


def test_r31_days_that_could_be_either_are_asked_for_with_their_readings() -> None:
    column = DateColumn()
    column.look(["3/4/2026", "1/2/2026"])
    open_question = column.undecided()
    assert open_question is not None
    assert (open_question.slug, open_question.option) == ("date-order-unclear", "--date-order")
    assert open_question.readings == ("2026-02-01", "2026-01-02")
    assert days("3/4/2026", order="mdy") == ["2026-03-04"]


def test_r31_a_column_in_two_orders_asks_and_rejects_what_does_not_fit_the_answer() -> None:
    column = DateColumn()
    column.look(["25/1/2026", "1/25/2026"])
    assert column.undecided() is not None
    assert days("25/1/2026", "1/25/2026", order="dmy") == ["2026-01-25", Fault("no-such-day")]


def test_years_of_two_digits_are_told_from_days_by_how_few_they_are() -> None:
    cells = [f"{day:02}/03/26" for day in range(1, 13)]
    column = DateColumn()
    column.look([*cells, "25/03/26"])
    assert column.undecided() is None
    assert column.read(["02/03/26"]) == ["2026-03-02"]


def test_an_instant_with_a_zone_is_the_reps_day_and_midnights_are_days() -> None:
    assert days("2026-03-01T23:30:00Z", "2026-03-02T12:00:00Z", zone="Europe/Stockholm") == ["2026-03-02", "2026-03-02"]
    assert days("2026-03-01T23:30:00-0500", "2026-03-01 12:00", zone="UTC") == ["2026-03-02", "2026-03-01"]
    assert days("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", zone="America/Los_Angeles") == ["2026-03-01", "2026-03-02"]


@given(
    st.lists(st.dates(date(1970, 1, 2), date(2068, 12, 31)), min_size=1, max_size=8),
    st.sampled_from((("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("dmy", "%d.%m.%y"), ("mdy", "%m-%d-%Y"), (None, "%Y-%m-%d"), (None, "%d %b %Y"))),
)  # fmt: skip
def test_any_day_written_in_any_order_comes_back(dates: list[date], form: tuple[str | None, str]) -> None:
    order, pattern = form
    assert days(*(day.strftime(pattern) for day in dates), order=order) == [day.isoformat() for day in dates]


@given(st.dates(date(1970, 1, 2), date(2099, 12, 31)))
def test_any_day_as_a_spreadsheets_number_comes_back(day: date) -> None:
    assert days(str((day - date(1899, 12, 30)) // timedelta(days=1))) == [day.isoformat()]


def test_r32_ids_are_kept_to_the_character_and_damaged_ones_rejected() -> None:
    cells = ["007", "123456789012345678", "0061x00000AbCdE", "0061x00000abcde", "117.0", "8.4257E+16", "9,91E+15", ""]
    kept = [
        "007",
        "123456789012345678",
        "0061x00000AbCdE",
        "0061x00000abcde",
        "117",
        Fault("id-damaged"),
        Fault("id-damaged"),
        None,
    ]
    assert IdColumn().read(cells) == kept


def test_texts_are_cleaned_where_they_enter_and_shielded_formulas_come_back() -> None:
    cells = ["a\x1b]0;title\x07b", "Cafe\u0301", " two  spaces ", "'=1+1", "[red]", "", "line\nbreak"]
    assert TextColumn().read(cells) == ["ab", "Café", "two spaces", "=1+1", "[red]", None, "line break"]


def test_months_and_periods_in_the_forms_that_people_use() -> None:
    assert MonthColumn().read(["2026-01", "Jan 2026", "2026-03-15", "01/2026"]) == [
        "2026-01-01",
        "2026-01-01",
        "2026-03-01",
        "2026-01-01",
    ]
    column = PeriodColumn(None, "Period")
    cells = ["2026-Q1", "Q1 2026", "K2 2026", "FY2026-Q2", "2026-01", "2026-01-01", "2026", "2026-W10", "2026Q3"]
    assert column.read(cells) == [
        "2026-Q1",
        "2026-Q1",
        "2026-Q2",
        "FY26-Q2",
        "2026-01",
        "2026-01",
        "2026",
        "2026-W10",
        "2026-Q3",
    ]
    assert PeriodColumn(None, "Quarter").read(["2026-04-01"]) == ["2026-Q2"]
    assert isinstance(column.read(["some day"])[0], Fault)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("amount_sek", "SEK"),
        ("Value (EUR)", "EUR"),
        ("Belopp i kr", "SEK"),
        ("Deal ($)", "USD"),
        ("All amounts", None),
        ("Amount", None),
    ],
)
def test_a_currency_in_the_name_of_a_column(header: str, code: str | None) -> None:
    assert currency_in_header(header) == code


@pytest.mark.parametrize(
    "cell",
    [
        "5 Foo 2026", "2026-01-05 13:00 PM", "2026-01-05 25:00", "2026-01-05 10:75", "9999999999999", "January " + " ".join("5" * 40),
    ],
)  # fmt: skip
def test_r34_what_only_resembles_a_day_is_rejected(cell: str) -> None:
    assert isinstance(days(cell)[0], Fault)


def test_what_is_no_day_comes_before_every_day_when_events_are_put_in_order() -> None:
    assert DateColumn().moment("some day") == ("", 0)


def test_years_of_two_digits_that_stand_first_are_told_from_the_days_by_their_fewness() -> None:
    cells = [f"26/03/{day:02}" for day in range(1, 10)]
    assert days(*cells) == [f"2026-03-{day:02}" for day in range(1, 10)]


def test_a_day_that_is_the_same_in_every_order_leaves_nothing_to_ask() -> None:
    column = DateColumn()
    column.look(["04/04/2026", "12/12/2026"])
    assert (column.undecided(), column.is_known, column.read(["04/04/2026"])) == (None, False, ["2026-04-04"])


def test_a_share_is_no_amount_and_no_percentage_is_over_a_hundred() -> None:
    assert amounts("30 %") == [Fault("not-a-number")]
    shares = ShareColumn()
    shares.look(["30", "x", "130", ""])
    assert shares.read(["30", "x", "130", ""]) == ["0.3", Fault("not-a-number"), Fault("not-a-probability"), None]


def test_months_of_a_contract_are_whole_numbers_with_or_without_the_word() -> None:
    column = CountColumn()
    cells = ["12", "24 months", "36.0", "2.5", "many", ""]
    column.look(cells)
    assert column.read(cells) == [12, 24, 36, Fault("not-a-number"), Fault("not-a-number"), None]
    assert column.undecided() is None


def test_r32_an_id_that_is_longer_than_any_id_is_rejected() -> None:
    assert IdColumn().read(["x" * 201]) == [Fault("id-too-long")]


def test_r35_a_column_of_more_different_texts_than_can_be_remembered_is_read_all_the_same() -> None:
    cells = [f"{number},5 kr" for number in range(MOST_REMEMBERED + 2)]
    column = MoneyColumn()
    for start in (0, MOST_REMEMBERED):
        column.look(cells[start : start + MOST_REMEMBERED])
    assert column.signs.sign == COMMA
    assert column.read(cells)[-2:] == [MOST_REMEMBERED * 100 + 50, (MOST_REMEMBERED + 1) * 100 + 50]
