"""Goals with their agreed adjustments, forecasts that were given, and figures that were typed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.money import Money, round_half_up

ADJUSTMENT_REASONS = ("ramp", "leave", "reassigned", "other")


class Adjustment(NamedTuple):
    """An agreed change of a target: either `percent` of the original (Fraction(-10) is -10 %) or an `amount`."""

    percent: Fraction | None
    amount: Money | Fraction | None
    reason: str
    note: str
    agreed_by: str
    agreed_on: date
    id: int = 0


class Goal(NamedTuple):
    """A target for one metric in one period, of the period's owner, of `owner`, or of a `segment`.

    `target` is money for a metric in money, else an exact number (ratios as fractions: 30 % is 3/10).
    """

    name: str
    metric: str
    target: Money | Fraction
    period: str
    owner: str | None = None
    segment: str | None = None
    adjustments: tuple[Adjustment, ...] = ()
    id: int = 0

    @property
    def adjusted_target(self) -> Money | Fraction:
        """target + amounts + round_half_up(target x sum of percents / 100) (METRICS.md 4, goal_attainment)."""
        percents = sum((a.percent for a in self.adjustments if a.percent is not None), Fraction())
        amounts = [a.amount for a in self.adjustments if a.amount is not None]
        if isinstance(self.target, Money):
            minor = self.target.minor + round_half_up(self.target.minor * percents / 100)
            minor += sum(a.minor for a in amounts if isinstance(a, Money))
            return Money(minor, self.target.currency)
        return self.target + self.target * percents / 100 + sum((a for a in amounts if isinstance(a, Fraction)), Fraction())


class Forecast(NamedTuple):
    """What was promised for `period` on `made_on`. `id` orders two of one day. `source` is `typed` or `crm`."""

    id: int
    period: str
    made_on: date
    commit: Money | None
    best_case: Money | None
    owner: str | None = None
    source: str = "typed"


class Measurement(NamedTuple):
    """A figure typed for a metric and a period; with `benchmark` (its label) it stands beside the figure.

    `label`, `unit` and `better` describe a metric of the rep's own (`custom_...`).
    """

    id: int
    metric: str
    period: str
    value: Money | Fraction
    benchmark: str | None = None
    note: str | None = None
    owner: str | None = None
    label: str | None = None
    unit: str | None = None
    better: str | None = None
