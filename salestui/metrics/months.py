"""Recurring revenue month by month: what each account paid on a day, and how that moved (METRICS.md 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from salestui.domain.activity import Movement
from salestui.domain.money import Money
from salestui.metrics.look import Look
from salestui.metrics.selection import Selection

GAINS = ("new", "expansion", "reactivation")
_DAY = timedelta(days=1)


class Moved(NamedTuple):
    """A movement with its amount in minor units of the reporting currency, above 0; `signed` is below 0 for a loss."""

    movement: Movement
    minor: int

    @property
    def signed(self) -> int:
        return self.minor if self.movement.kind in GAINS else -self.minor


class Movements(NamedTuple):
    """All movements of a selection; `sums` per currency where a rate is missing."""

    items: Sequence[Moved]
    sums: tuple[Money, ...] = ()


def movements(selection: Selection) -> Movements:
    """Each movement at the rate of its month."""
    ledger = selection.ledger
    items: list[Moved] = []
    sums: dict[str, int] = {}
    missing = False
    for movement in selection.movements:
        minor = ledger.converted(movement.amount_minor, movement.currency, movement.month)
        sums[movement.currency] = sums.get(movement.currency, 0) + movement.amount_minor
        if minor is None:
            missing = True
        else:
            items.append(Moved(movement, minor))
    return Movements(items, tuple(Money(sums[name], name) for name in sorted(sums)) if missing else ())


def balances(selection: Selection, day: date) -> Mapping[str, int]:
    """M(a, T): per account the sum of its movements of the months that began up to `day`, in minor units."""
    found: dict[str, int] = {}
    for moved in selection.once(movements).items:
        if moved.movement.month <= day:
            account = moved.movement.account
            found[account] = found.get(account, 0) + moved.signed
    return found


def moved_between(selection: Selection, first: date, last: date) -> list[Moved]:
    """The movements of the months whose first day lies between `first` and `last`."""
    return [moved for moved in selection.once(movements).items if first <= moved.movement.month <= last]


def passed_months(look: Look) -> list[date]:
    """The first days of the period's months that have passed: their last day is over."""
    month = look.first if look.first.day == 1 else _following(look.first)
    found = []
    while end_of(month) <= look.last:
        found.append(month)
        month = _following(month)
    return found


def last_passed_month(look: Look) -> date:
    """The first day of the last month that has passed by the look's last day; it may lie before the period."""
    month = look.last.replace(day=1)
    return month if end_of(month) <= look.last else (month - _DAY).replace(day=1)


def end_of(month: date) -> date:
    return _following(month) - _DAY


def months_before(month: date, number: int) -> date:
    """The first day of the month `number` months before."""
    index = month.year * 12 + month.month - 1 - number
    return date(index // 12, index % 12 + 1, 1)


def _following(day: date) -> date:
    return months_before(day.replace(day=1), -1)
