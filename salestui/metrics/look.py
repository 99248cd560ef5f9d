"""A period as it is looked at on a day: what every formula is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar, cast

from salestui.domain.deal import LOST, WON
from salestui.domain.period import MONTH, Period, holding
from salestui.metrics.activities import Done
from salestui.metrics.ledger import Ledger
from salestui.metrics.selection import Selection

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

T = TypeVar("T")
_DAY = timedelta(days=1)


class Look:
    """`first` to `asof` is P* of METRICS.md 1.1 (the last day is `last` where a month is cut out of it), `day` is T, the day
    of snapshots. `ended` tells whether the period is over. `known` is the day up to which outcomes are known: None for the
    period that is asked about, its own last day for one that it is compared with (8.1).
    """

    def __init__(
        self,
        selection: Selection,
        period: Period,
        *,
        asof: date,
        ended: bool,
        day: date | None = None,
        known: date | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        self.selection = selection
        self.ledger: Ledger = selection.ledger
        self.period = period
        self.asof = asof
        self.ended = ended
        self.day = day or asof
        self.known = known
        self.first = first or period.start
        self.last = last or asof
        self._kept: dict[object, object] = {}

    def once(self, make: Callable[[Look], T]) -> T:
        """`make(self)`, worked out once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(T, self._kept[make])

    def chose(self, setting: str, token: str) -> bool:
        return self.ledger.chose(setting, token)

    # time

    @property
    def elapsed(self) -> int:
        """Calendar days of the period that have passed."""
        return (self.last - self.first).days + 1

    @property
    def span(self) -> Period:
        """The period, or the month that is cut out of it."""
        return self.period if (self.first, self.last) == (self.period.start, self.asof) else holding(MONTH, self.first)

    @property
    def weeks(self) -> Fraction:
        return Fraction(self.elapsed, 7)

    def watched(self, kind: str) -> bool:
        """Whether imports (or entries) of that kind of record cover the period, so that nothing means none (1.6)."""
        watched = self.ledger.book.watched.get(kind)
        if watched is None:
            return False
        grace = timedelta(days=self.ledger.terms.snapshot_grace_days)
        return watched.first <= self.period.end + grace and watched.newest >= self.period.start

    # records of P*

    def won(self) -> Sequence[BookDeal]:
        return self.once(_closed)[0]

    def lost(self) -> Sequence[BookDeal]:
        return self.once(_closed)[1]

    def created(self) -> Sequence[BookDeal]:
        return self.selection.created.between(self.first, self.last)

    def activities(self) -> Sequence[Done]:
        """All activities dated in P*, those that came to nothing included."""
        return self.once(_activities)

    # the same period otherwise

    def of(self, selection: Selection) -> Look:
        """The same look at other deals."""
        if selection is self.selection:
            return self
        return Look(
            selection,
            self.period,
            asof=self.asof,
            ended=self.ended,
            day=self.day,
            known=self.known,
            first=self.first,
            last=self.last,
        )

    def within(self, dimension: str, value: str) -> Look:
        """The same look at the slice with `value` in `dimension`."""
        key = ("within", dimension, value)
        if key not in self._kept:
            self._kept[key] = self.of(self.selection.within(dimension, value))
        return cast(Look, self._kept[key])

    def previous(self) -> Look:
        """The period before, at the same point where this one is running (8.1)."""
        return self.once(_previous)

    def year_ago(self) -> Look:
        return self.once(_year_ago)

    def before(self, period: Period) -> Look:
        """An earlier period to compare with: in full if this one has ended or the definition says so, else to the same day."""
        month_is_over = self.span != self.period and self.last == self.span.end
        if self.ended or month_is_over or self.chose("comparison", "full"):
            asof, ended = period.end, True
        else:
            asof, ended = period.cut(self.elapsed).end, False
        day = asof if self.day == self.last else min(period.start + (self.day - self.first), period.end)
        return Look(self.selection, period, asof=asof, ended=ended, day=day, known=asof)


def looking(selection: Selection, period: Period, *, day: date | None = None) -> Look:
    """`period` as it is looked at today. `day` is the day of snapshot figures, left out: the period's own."""
    today = selection.ledger.today
    return Look(selection, period, asof=period.asof(today), ended=today > period.end, day=day)


def in_full(selection: Selection, period: Period) -> Look:
    """A period as it stood at its own end, or as it stands today."""
    look = looking(selection, period)
    return Look(selection, period, asof=look.asof, ended=look.ended, known=look.asof)


def at_day(look: Look, day: date) -> Look:
    """The same look with snapshots on `day`."""
    if day == look.day:
        return look
    return Look(
        look.selection,
        look.period,
        asof=look.asof,
        ended=look.ended,
        day=day,
        known=look.known,
        first=look.first,
        last=look.last,
    )


def _closed(look: Look) -> tuple[Sequence[BookDeal], Sequence[BookDeal]]:
    closed = look.selection.closed.between(look.first, look.last)
    return [deal for deal in closed if deal.status == WON], [deal for deal in closed if deal.status == LOST]


def _activities(look: Look) -> Sequence[Done]:
    return look.selection.activities.between(look.first, look.last)


def _previous(look: Look) -> Look:
    return look.before(look.span.previous)


def _year_ago(look: Look) -> Look:
    return look.before(look.span.year_ago)
