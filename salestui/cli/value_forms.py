"""Amounts and exact numbers as the JSON of a command gives them."""

from __future__ import annotations

from fractions import Fraction

from salestui.cli.output import Json
from salestui.domain.money import Money


def money_form(money: Money | None) -> Json:
    """{"amount": "1234.50", "currency": "USD"}."""
    return None if money is None else {"amount": str(money.amount), "currency": money.currency}


def value_form(value: Money | Fraction | None) -> Json:
    """A money object, or the unrounded number: an integer where it is one."""
    if value is None or isinstance(value, Money):
        return money_form(value)
    return value.numerator if value.denominator == 1 else float(value)
