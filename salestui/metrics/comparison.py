"""A figure beside what it was before: by how much it changed, whether that is better, and whether it may be chance."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from salestui.domain.money import exponent, round_half_up
from salestui.metrics.answer import Exact, ExactMoney, plain
from salestui.metrics.declare import HIGHER, LOWER, NEARER_ZERO
from salestui.metrics.figure import Unit

_DIFFERENCES = (Unit.RATIO, Unit.MULTIPLE, Unit.DAYS)
_Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


class Change(NamedTuple):
    """`change` is a difference for ratios, multiples and days, relative for the rest (None from 0). `relative` always is."""

    change: Fraction | None
    relative: Fraction | None
    better: bool | None


def compare(new: Exact, old: Exact, unit: Unit, direction: str | None) -> Change:
    """How `new` differs from `old`, from unrounded values (METRICS.md 8.2)."""
    difference, base = plain(new) - plain(old), plain(old)
    relative = difference / abs(base) if base else None
    return Change(difference if unit in _DIFFERENCES else relative, relative, is_better(new, old, unit, direction))


def is_better(new: Exact, old: Exact, unit: Unit, direction: str | None) -> bool | None:
    """Whether `new` is better than `old` as they are shown; None where there is no direction or no difference to see."""
    now, then = displayed(new, unit), displayed(old, unit)
    if direction == NEARER_ZERO:
        now, then, direction = abs(now), abs(then), LOWER
    if direction not in (HIGHER, LOWER) or now == then:
        return None
    return (now > then) == (direction == HIGHER)


def displayed(value: Exact, unit: Unit) -> Fraction:
    """A value as rounded on screens by default (8.3): whole per cents and days, tenths, three significant digits of money."""
    if isinstance(value, ExactMoney):
        return _three_digits(value.minor / 10 ** exponent(value.currency))
    places = {Unit.RATIO: 2, Unit.MULTIPLE: 1, Unit.PER_WEEK: 1, Unit.HOURS: 1}.get(unit, 0)
    if unit is Unit.COUNT and value.denominator != 1:
        places = 1
    return Fraction(round_half_up(value * 10**places), 10**places)


def _three_digits(amount: Fraction) -> Fraction:
    places = 3 - len(str(int(abs(amount))))
    scale = Fraction(10) ** max(places, -12)
    return round_half_up(amount * scale) / scale


def wilson(part: Fraction, whole: Fraction) -> tuple[Fraction, Fraction]:
    """The 95 % interval of a share of counted records (E. B. Wilson, 1927); it holds for small numbers too."""
    n, p = float(whole), float(part / whole)
    middle = p + _Z * _Z / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    scale = 1 + _Z * _Z / n
    return Fraction(max(0.0, (middle - reach) / scale)), Fraction(min(1.0, (middle + reach) / scale))
