"""Money: an integer of minor units and its currency. Never a float, never added across currencies."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

_EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}


def exponent(currency: str) -> int:
    """How many decimals the minor unit of `currency` has (ISO 4217): 2 for most, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


def round_half_up(value: Fraction | Decimal | int) -> int:
    """The nearest integer, halves away from zero (METRICS.md 1.8): 2.5 -> 3, -2.5 -> -3."""
    exact = Fraction(value)
    magnitude = (abs(exact.numerator) * 2 + exact.denominator) // (2 * exact.denominator)
    return magnitude if exact >= 0 else -magnitude


class Money(NamedTuple):
    """`minor` units of `currency`, for example 123450 USD for $1,234.50."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | Fraction | int, currency: str) -> Money:
        """`amount` in major units, rounded half up to the minor unit."""
        return cls(round_half_up(Fraction(amount) * 10 ** exponent(currency)), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units with the currency's decimals: Decimal("1234.50")."""
        places = exponent(self.currency)
        return Decimal(self.minor).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    @property
    def exact(self) -> Fraction:
        """The amount in major units as an exact rational."""
        return Fraction(self.minor, 10 ** exponent(self.currency))

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Rate(NamedTuple):
    """From `on` and until the next one: one unit of `currency` is `rate` units of `into`."""

    currency: str
    into: str
    on: str
    rate: Fraction


def converted(money: Money, rate: Fraction, into: str) -> Money:
    """`money` in `into`: round_half_up(minor x rate x 10^(exponent_into - exponent_of)) (METRICS.md 1.7)."""
    scale = Fraction(10) ** (exponent(into) - exponent(money.currency))
    return Money(round_half_up(money.minor * rate * scale), into)
