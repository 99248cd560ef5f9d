"""A figure of several parts: how many deals, worth how much, and which share of all, per reason or stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.money import Money
from salestui.metrics.answer import NUMERATOR, Answer, Lines, amount_on, deal_row, lines, nothing
from salestui.metrics.figure import Absent, Part, Row
from salestui.metrics.look import Look

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

NOT_STATED = "not stated"
NOT_KNOWN = "not known"


class Group(NamedTuple):
    """The deals of one part with their amounts, each at the rate of the day that `on` gives."""

    key: str
    deals: Sequence[BookDeal]
    amounts: Lines
    on: Callable[[BookDeal], date | None]

    @property
    def size(self) -> int:
        return len(self.deals)

    @property
    def minor(self) -> int | None:
        """The sum of the amounts; None where no deal has one, or a rate is missing."""
        return None if self.amounts.sums or not self.amounts.deals else self.amounts.minor


def grouped(look: Look, keyed: Iterable[tuple[str, BookDeal]], on: Callable[[BookDeal], date | None]) -> Mapping[str, Group]:
    found: defaultdict[str, list[BookDeal]] = defaultdict(list)
    for key, deal in keyed:
        found[key].append(deal)
    return {key: Group(key, deals, lines(look.ledger, deals, on), on) for key, deals in found.items()}


def most_first(groups: Mapping[str, Group]) -> list[Group]:
    """By count, amount, name (METRICS.md 4, loss_reasons)."""
    return sorted(groups.values(), key=lambda group: (-group.size, -(group.minor or 0), group.key))


def by_count(look: Look, groups: Sequence[Group]) -> Answer:
    """The parts with their share of the deals."""
    number = sum(group.size for group in groups)
    if not number:
        return Answer(absent=nothing(look))
    parts = tuple(_part(look, group, Fraction(group.size, number)) for group in groups)
    return Answer(denominator=Fraction(number), sample=number, parts=parts, rows=lambda: _rows(look, groups))


def by_amount(look: Look, groups: Sequence[Group]) -> Answer:
    """The parts with their share of the amount; a part without any amount, or a total that is not above 0, has no share."""
    number = sum(group.size for group in groups)
    if not number:
        return Answer(absent=nothing(look))
    worth = sum(group.minor or 0 for group in groups)
    parts = tuple(
        _part(look, group, Fraction(group.minor, worth) if group.minor is not None and worth > 0 else None) for group in groups
    )
    found = Answer(denominator=Fraction(number), sample=number, parts=parts, rows=lambda: _rows(look, groups))
    if not any(group.amounts.sums for group in groups):
        return found
    everything = lines(look.ledger, [deal for group in groups for deal in group.deals], groups[0].on)
    return found._replace(absent=Absent.MIXED_CURRENCIES, sums=everything.sums)


def _part(look: Look, group: Group, share: Fraction | None) -> Part:
    minor = group.minor
    return Part(group.key, group.size, None if minor is None else Money(minor, look.ledger.currency or ""), share)


def _rows(look: Look, groups: Sequence[Group]) -> tuple[Row, ...]:
    """A row for each deal, with the part that it counts in as `of`."""
    return tuple(
        deal_row(look, deal, day, NUMERATOR, amount_on(look.ledger, deal, day))._replace(of=group.key)
        for group in groups
        for deal in group.deals
        for day in (group.on(deal),)
    )
