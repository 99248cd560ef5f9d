"""Goals, forecasts and measurements from a table."""

from __future__ import annotations

import re
from fractions import Fraction

from salestui.domain.money import Money, exponent
from salestui.importing.answers import Answers
from salestui.importing.records.reader import RecordKind, Row, Unfit
from salestui.importing.records.record import ForecastRow, GoalRow, MeasurementRow
from salestui.importing.values.column import Column
from salestui.importing.values.currency import currency_code, currency_in_header
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.money import CurrencyColumn, minor_of
from salestui.importing.values.numbers import Written
from salestui.importing.values.written import NumberColumn, PeriodColumn

_LARGEST_SHARE = 5
"""Of a ratio without a % sign: 25 is not taken for 2,500 %."""
QUOTA, QUOTA_METRIC = "quota", "revenue_won"


def _number(answers: Answers, _header: str) -> Column:
    return NumberColumn(answers.choices.decimal)


def _period(answers: Answers, header: str) -> Column:
    return PeriodColumn(answers.choices.date_order, header, answers.habits)


def _currency(answers: Answers, _header: str) -> Column:
    return CurrencyColumn(answers.home_currency)


def _named_currency(row: Row, field: str, value: Written, answers: Answers) -> str | None:
    """The currency that the cell, the row or the header names."""
    if value.currency:
        return currency_code(value.currency, answers.home_currency)
    return row.text("currency") or currency_in_header(row.header.get(field, ""))


def _in_unit(row: Row, field: str, metric: str, value: Written, answers: Answers) -> Money | Fraction | Unfit:
    """The value in the unit of its metric: money, a share for a ratio, else the number."""
    goals, own = answers.goals, metric.startswith("custom_")
    if metric not in goals.metrics and not own:
        return Unfit("metric", f"unknown-metric: {metric}")
    currency = _named_currency(row, field, value, answers)
    if metric in goals.money or (own and currency):
        currency = currency or answers.home_currency
        return Money.of(value.value, currency) if currency else Unfit(field, "no-currency")
    if value.percent:
        return value.value / 100
    return Unfit(field, "not-a-share") if metric in goals.ratios and abs(value.value) > _LARGEST_SHARE else value.value


def metric_slug(said: str | None) -> str | None:
    """`Revenue won` -> revenue_won."""
    return re.sub(r"[\s-]+", "_", said.strip().casefold()) if said else None


def _goal(row: Row, answers: Answers) -> GoalRow | Unfit:
    target, period = row.values.get("target"), row.text("period")
    if not isinstance(target, Written):
        return Unfit("target", "no-amount")
    if period is None:
        return Unfit("period", "no-period")
    metric = metric_slug(row.text("metric")) or QUOTA_METRIC
    value = _in_unit(row, "target", metric, target, answers)
    if isinstance(value, Unfit):
        return value
    if period in answers.goals.finalised:
        return Unfit("period", "period-finalised")
    owner = answers.person(row.text("owner"))
    return GoalRow(row.text("name") or QUOTA, metric, value, period, owner, row.text("segment"))


def _forecast(row: Row, answers: Answers) -> ForecastRow | Unfit:
    made_on, period = row.text("made_on"), row.text("period")
    given = {field: row.values.get(field) for field in ("commit", "best_case")}
    numbers = {field: value for field, value in given.items() if isinstance(value, Written)}
    if made_on is None:
        return Unfit("made_on", "no-date")
    if period is None:
        return Unfit("period", "no-period")
    if not numbers:
        return Unfit("commit", "no-amount")
    named = {_named_currency(row, field, value, answers) for field, value in numbers.items()} - {None}
    if len(named) > 1:
        return Unfit("best_case", "two-currencies")
    currency = next(iter(named), None) or answers.home_currency
    if currency is None:
        return Unfit("commit", "no-currency")
    places = exponent(currency)
    minor = {field: minor_of(value.value, places) for field, value in numbers.items()}
    return ForecastRow(
        made_on, period, minor.get("commit"), minor.get("best_case"), currency, answers.person(row.text("owner"))
    )


def _measurement(row: Row, answers: Answers) -> MeasurementRow | Unfit:
    value, period, metric = row.values.get("value"), row.text("period"), metric_slug(row.text("metric"))
    if metric is None:
        return Unfit("metric", "no-metric")
    if period is None:
        return Unfit("period", "no-period")
    if not isinstance(value, Written):
        return Unfit("value", "no-amount")
    typed = _in_unit(row, "value", metric, value, answers)
    if isinstance(typed, Unfit):
        return typed
    return MeasurementRow(metric, period, typed, row.text("label"), row.text("note"), answers.person(row.text("owner")))


def _in_money(metric: str, answers: Answers) -> bool:
    """Whether the values of a metric that is called so are amounts; a goal without a metric is the quota."""
    return (metric_slug(metric) or QUOTA_METRIC) in answers.goals.money


GOALS = RecordKind({"target": _number, "period": _period, "currency": _currency}, _goal, money=("target",), in_money=_in_money)
FORECASTS = RecordKind(
    {
        "made_on": lambda answers, _header: DateColumn(answers.choices.date_order, answers.zone),
        "period": _period,
        "commit": _number,
        "best_case": _number,
        "currency": _currency,
    },
    _forecast,
    money=("commit", "best_case"),
)
MEASUREMENTS = RecordKind(
    {"value": _number, "period": _period, "currency": _currency}, _measurement, money=("value",), in_money=_in_money
)
