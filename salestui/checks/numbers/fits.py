"""Does a number as it was typed fit a figure? Rounded as typed: 30 % fits 29.6 %, 47k fits 46,667, $0.56M fits $560,000."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.checks.numbers.clear import ABOUT, AT_LEAST, AT_MOST
from salestui.checks.numbers.typed import KRONA, Kind, Typed
from salestui.domain.money import Money
from salestui.metrics.figure import Unit, Value

_SLACK = Fraction(55, 100)
"""Of the last digit's step: half of it, and a little for a figure that was rounded twice."""
_ROUGHLY = Fraction(1, 10)
_EXACT_UNDER = 100
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_KINDS = {
    Unit.RATIO: (Kind.PERCENT,),
    Unit.MONEY: (Kind.MONEY,),
    Unit.MONEY_PER_DAY: (Kind.MONEY,),
    Unit.MONEY_PER_MONTH: (Kind.MONEY,),
    Unit.MULTIPLE: (Kind.TIMES, Kind.PLAIN),
    Unit.DAYS: (Kind.DAYS,),
    Unit.HOURS: (Kind.HOURS,),
    Unit.COUNT: (Kind.PLAIN,),
    Unit.PER_WEEK: (Kind.PLAIN,),
}


def can_be_value(number: Typed, unit: Unit, value: Value) -> bool:
    """Whether the number is written as a value of that unit, in the value's currency where it names one."""
    if number.kind not in _KINDS.get(unit, ()):
        return False
    if unit is Unit.MULTIPLE and number.kind is Kind.PLAIN and number.grain == 1:
        return False  # "coverage of 3" may be of three of anything
    if not isinstance(value, Money) or number.currency is None:
        return True
    return value.currency in _CROWNS if number.currency == KRONA else value.currency == number.currency


def can_be_delta(number: Typed, unit: Unit, value: Value) -> bool:
    """Whether the number is written as a difference of that unit: points of a ratio, percent or as much of any other."""
    if unit is Unit.RATIO:
        return number.kind in (Kind.POINTS, Kind.PERCENT)
    return number.kind is Kind.PERCENT or can_be_value(number, unit, value)


def fits_value(number: Typed, value: Value, bound: str = "") -> bool:
    return any(_near(reading, exact(value), _tolerance(number, reading, bound), bound) for reading in number.readings)


def fits_delta(number: Typed, value: Value, base: Value, unit: Unit, bound: str = "") -> bool:
    """Whether the number is the difference of the two, in their unit or relative to `base`; its sign is not looked at."""
    return any(
        _near(reading, difference, _tolerance(number, reading, bound), bound)
        for difference in _differences(number, exact(value), exact(base), unit)
        for reading in number.readings
    )


def exact(value: Value) -> Fraction:
    return value.exact if isinstance(value, Money) else value


def _differences(number: Typed, value: Fraction, base: Fraction, unit: Unit) -> Iterator[Fraction]:
    if number.kind is not Kind.PERCENT or unit is Unit.RATIO:
        yield abs(value - base)
    if number.kind is Kind.PERCENT and base:
        yield abs((value - base) / base)


def _near(said: Fraction, value: Fraction, tolerance: Fraction, bound: str) -> bool:
    if bound == AT_LEAST:
        return value >= said - tolerance
    if bound == AT_MOST:
        return value <= said + tolerance
    return abs(said - value) <= tolerance


def _tolerance(number: Typed, reading: Fraction, bound: str) -> Fraction:
    """Half the last digit's step. Zeros at the end are rounding where money or a large count is meant, down to two digits:
    $560,000 fits 561,200; 40 deals are 40."""
    grain = number.grain
    if number.kind in (Kind.MONEY, Kind.PLAIN) and reading and (number.kind is Kind.MONEY or reading >= _EXACT_UNDER):
        digits = reading / grain
        while digits >= 100 and digits.denominator == 1 and digits.numerator % 10 == 0:
            digits, grain = digits / 10, grain * 10
    if bound == ABOUT:
        return max(grain * _SLACK, reading * _ROUGHLY, grain if number.kind is Kind.PLAIN else Fraction(0))
    return grain * _SLACK
