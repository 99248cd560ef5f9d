"""Sections 1 and 8.1: the period, the day at which it is looked at, and the deals that count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from salestui.domain.period import MONTH, Period, holding

from .past import as_left_by, snap, source_of
from .world import Record, World

EXCLUDED = ("duplicate", "dubblett", "test")
NO_DATA, NOT_WATCHED, ZERO, MIXED, NO_GOAL = "no_data", "not_watched", "zero_denominator", "mixed_currencies", "no_goal"


class Absence(Exception):
    """There is no value, for a reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Look:
    """`owner` None is everyone. `slice_of` is (dimension, value). `known` is the day up to which outcomes are known."""

    world: World
    period: Period
    asof: date
    ended: bool
    day: date
    owner: str | None = None
    slice_of: tuple[str, str] | None = None
    known: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def start(self) -> date:
        return self.first or self.period.start

    @property
    def until(self) -> date:
        return self.last or self.asof

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.until

    def previous(self) -> Look:
        return self.earlier(self.period.previous)

    def year_ago(self) -> Look:
        return self.earlier(self.period.year_ago)

    def earlier(self, period: Period) -> Look:
        if self.ended or self.world.has("comparison", "full"):
            day, ended = period.end, True
        else:
            passed = (self.asof - self.period.start).days
            day, ended = min(period.start + timedelta(days=passed), period.end), False
        return replace(self, period=period, asof=day, ended=ended, day=day, known=day, first=None, last=None)

    def months(self) -> list[tuple[str, date, date]]:
        found, day = [], self.period.start
        while day <= self.asof:
            month = holding(MONTH, day)
            found.append((month.key, max(month.start, self.period.start), min(month.end, self.asof)))
            day = month.end + timedelta(days=1)
        return found


def look_at(world: World, period: Period, owner: str | None = None) -> Look:
    asof = min(world.today, period.end)
    return Look(world, period, asof, world.today > period.end, asof, owner)


def dimension(world: World, row: Record, name: str) -> str:
    key = {"deal_type": "type", "lead_source": "source"}.get(name, name)
    if name == "segment" and row[key] is None:
        return world.segments.get(row["account"], "(none)")
    return row[key] or "(none)"


def counts(look: Look, deal: str, *, any_owner: bool = False, any_scope: bool = False) -> bool:
    world, row = look.world, look.world.newest(deal)
    if deal in world.removed:
        return False
    if row["status"] == "lost" and (row["reason"] or "").strip().casefold() in EXCLUDED:
        return False
    if row["type"] == "renewal" and not any_scope and not world.has("deal_scope", "all"):
        return False
    if look.owner is not None and not any_owner and row["owner"] != look.owner:
        return False
    return (
        look.slice_of is None
        or (any_owner and look.slice_of[0] == "owner")
        or dimension(world, row, look.slice_of[0]) == look.slice_of[1]
    )


def in_scope(look: Look, *, any_owner: bool = False) -> list[str]:
    return [deal for deal in look.world.deals() if counts(look, deal, any_owner=any_owner)]


def renewals(look: Look) -> list[str]:
    return [d for d in look.world.deals() if look.world.newest(d)["type"] == "renewal" and counts(look, d, any_scope=True)]


def closed(look: Look, status: str) -> list[str]:
    rows = ((deal, look.world.newest(deal)) for deal in in_scope(look))
    return [deal for deal, row in rows if row["status"] == status and look.holds(row["closed"])]


def created(look: Look) -> list[str]:
    return [deal for deal in in_scope(look) if look.holds(look.world.newest(deal)["created"])]


def watched(look: Look, what: str) -> bool:
    if what not in look.world.watched:
        return False
    first, newest = look.world.watched[what]
    return first <= look.period.end + timedelta(days=look.world.grace) and newest >= look.period.start


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


def converted(world: World, minor: int, currency: str, on: date) -> int:
    if currency == world.currency:
        return minor
    rates = sorted((day, rate) for code, day, rate in world.rates if code == currency and day <= on)
    if not rates:
        raise Absence(MIXED)
    decimals = {"JPY": 0}
    return half_up(minor * rates[-1][1] * Fraction(10) ** (decimals.get(world.currency, 2) - decimals.get(currency, 2)))


def money_sum(look: Look, amounts: list[tuple[int | None, str | None, date]], what: str = "deals") -> Fraction:
    """Σ of the amounts that there are, each at the rate of its day."""
    given = [(minor, currency, day) for minor, currency, day in amounts if minor is not None and currency is not None]
    total = Fraction(sum(converted(look.world, minor, currency, day) for minor, currency, day in given))
    if not amounts and not watched(look, what):
        raise Absence(NOT_WATCHED)
    if amounts and not given:
        raise Absence(NO_DATA)
    return total


def how_many(look: Look, number: int, what: str = "deals") -> Fraction:
    if number == 0 and not watched(look, what):
        raise Absence(NOT_WATCHED)
    return Fraction(number)


def ratio(
    look: Look, part: Fraction | int, whole: Fraction | int, what: str = "deals", *, empty: bool | None = None
) -> Fraction:
    """part / whole; absent over nothing, which is "nobody looked" where the store has not watched."""
    if empty if empty is not None else whole == 0:
        raise Absence(ZERO if watched(look, what) else NOT_WATCHED)
    if whole == 0:
        raise Absence(ZERO)
    return Fraction(part) / whole


def theirs(look: Look, owner: str | None) -> bool:
    """Whether an activity, movement or forecast of `owner` belongs to the question."""
    return look.owner is None or owner == look.owner


def their_activities(look: Look) -> list[Record]:
    def in_slice(activity: Record) -> bool:
        if look.slice_of is None:
            return True
        if look.slice_of[0] == "owner":
            return bool((activity["owner"] or "(none)") == look.slice_of[1])
        deal = activity["deal"]
        if deal is None:
            return look.slice_of[1] == "(none)"
        rows = look.world.deals()
        return deal in rows and counts(look, deal, any_owner=True, any_scope=True)

    return [a for a in look.world.activities if look.holds(a["on"]) and theirs(look, a["owner"]) and in_slice(a)]


def record_at(world: World, deal: str, day: date) -> Record:
    export = snap(world, source_of(world, deal), day)
    return world.newest(deal) if export is None else as_left_by(world, deal, export.as_of)
