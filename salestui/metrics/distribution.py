"""A figure of several parts: how many deals, worth how much, and which share of all, per reason or stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.money import Money
from salestui.metrics.answer import NUMERATOR, Amounted, Answer, Lines, deal_row, lines, nothing
from salestui.metrics.figure import Absent, Part, Row
from salestui.metrics.look import Look

NOT_STATED = "not stated"
NOT_KNOWN = "not known"


class Group(NamedTuple):
    """The deals of one part with their amounts."""

    key: str
    members: Sequence[Amounted]
    amounts: Lines

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def minor(self) -> int | None:
        """The sum of the amounts; None where no deal has one, or a rate is missing."""
        return None if self.amounts.sums or not self.amounts.items else self.amounts.minor


def grouped(look: Look, keyed: Iterable[tuple[str, Amounted]]) -> Mapping[str, Group]:
    found: dict[str, list[Amounted]] = {}
    for key, amounted in keyed:
        found.setdefault(key, []).append(amounted)
    return {key: Group(key, members, lines(look.ledger, members)) for key, members in found.items()}


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
    everything = lines(look.ledger, (member for group in groups for member in group.members))
    return found._replace(absent=Absent.MIXED_CURRENCIES, sums=everything.sums) if everything.sums else found


def _part(look: Look, group: Group, share: Fraction | None) -> Part:
    minor = group.minor
    return Part(group.key, group.size, None if minor is None else Money(minor, look.ledger.currency or ""), share)


def _rows(look: Look, groups: Sequence[Group]) -> tuple[Row, ...]:
    """A row for each deal, with the part that it counts in as `of`."""
    rows: list[Row] = []
    for group in groups:
        for deal, on, minor, currency in group.members:
            counted = None
            if minor is not None and currency is not None and on is not None:
                counted = look.ledger.converted(minor, currency, on)
            rows.append(deal_row(look, deal, on, NUMERATOR, counted)._replace(of=group.key))
    return tuple(rows)
