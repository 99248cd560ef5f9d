"""The deals that count: those in scope, of the owner and the slice that a question is about (METRICS.md 1.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from salestui.domain.activity import Movement
from salestui.domain.deal import OPEN
from salestui.metrics.activities import Done, activities
from salestui.metrics.ledger import Ledger, counting
from salestui.metrics.question import EMPTY, Where, Whose
from salestui.metrics.state import held, open_among, snap

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

T = TypeVar("T")
RENEWAL = "renewal"
_DAY = timedelta(days=1)


class ByDay(Generic[T]):
    """Records by their day, so that those of a period are found without looking at all others."""

    def __init__(self, dated: Iterable[tuple[date | None, T]]) -> None:
        self._days: defaultdict[date | None, list[T]] = defaultdict(list)
        days = self._days
        for day, record in dated:
            days[day].append(record)

    @property
    def undated(self) -> int:
        """How many records have no day."""
        return len(self._days.get(None, ()))

    def between(self, first: date, last: date) -> list[T]:
        """The records of the days from `first` to `last`, both included, by day."""
        if (last - first).days > len(self._days):
            days: Iterable[date] = sorted(day for day in self._days if day is not None and first <= day <= last)
        else:
            days = (first + number * _DAY for number in range((last - first).days + 1))
        return [record for day in days for record in self._days.get(day, ())]


def _by_closing(deals: Sequence[BookDeal]) -> ByDay[BookDeal]:
    return ByDay(zip([deal.closed_on for deal in deals], deals, strict=True))


class Selection:
    """`deals` is D of METRICS.md, `renewals` the same with the scope read as renewals. `unowned` are the deals of the slice
    whoever owns them: for a rep who owns meetings, not deals.
    """

    def __init__(
        self,
        ledger: Ledger,
        whose: Whose,
        where: Where = (),
        unowned: Sequence[BookDeal] | None = None,
        both_scopes: Sequence[BookDeal] | None = None,
    ) -> None:
        self.ledger = ledger
        self.whose = whose
        self.where = where
        self.unowned = _in_slice(ledger, where) if unowned is None else unowned
        self._both_scopes = both_scopes
        self._kept: dict[object, object] = {}

    def once(self, make: Callable[[Selection], T]) -> T:
        """`make(self)`, worked out once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(T, self._kept[make])

    # which deals

    @cached_property
    def both_scopes(self) -> Sequence[BookDeal]:
        """New business and renewals of the owner."""
        if self._both_scopes is not None:
            return self._both_scopes
        return self.unowned if self._every_deal_is_theirs else [d for d in self.unowned if self._owns(d)]

    @property
    def _every_deal_is_theirs(self) -> bool:
        """Also where no export has an owner: then the book is the rep's own."""
        return self.whose.name is None or not self.ledger.once(_has_owners)

    @cached_property
    def _owns(self) -> Callable[[BookDeal], bool]:
        theirs = {owner: self.whose.matches(owner) for owner in {deal.owner for deal in self.unowned} if owner}
        return lambda deal: theirs.get(deal.owner or "", False)

    @cached_property
    def deals(self) -> Sequence[BookDeal]:
        if self.ledger.chose("deal_scope", "all"):
            return self.both_scopes
        return [deal for deal in self.both_scopes if deal.deal_type != RENEWAL]

    @cached_property
    def renewals(self) -> Sequence[BookDeal]:
        return [deal for deal in self.both_scopes if deal.deal_type == RENEWAL]

    @cached_property
    def in_scope_of_anyone(self) -> Mapping[str, BookDeal]:
        """By id, the deals in scope of the slice, whoever owns them."""
        everything = self.ledger.chose("deal_scope", "all")
        return {deal.id: deal for deal in self.unowned if everything or deal.deal_type != RENEWAL}

    # when

    @cached_property
    def closed(self) -> ByDay[BookDeal]:
        return _by_closing([deal for deal in self.deals if deal.status != OPEN])

    @cached_property
    def closed_renewals(self) -> ByDay[BookDeal]:
        return _by_closing([deal for deal in self.renewals if deal.status != OPEN])

    @cached_property
    def _lasting(self) -> Mapping[str, tuple[ByDay[BookDeal], Sequence[BookDeal]]]:
        """The deals and the renewals, each as those that closed on a day and those that did not."""
        return {
            which: (closed, [deal for deal in deals if deal.status == OPEN or deal.closed_on is None])
            for which, closed, deals in (
                ("deals", self.closed, self.deals),
                (RENEWAL, self.closed_renewals, self.renewals),
            )
        }

    @cached_property
    def created(self) -> ByDay[BookDeal]:
        return ByDay(zip([deal.created_on for deal in self.deals], self.deals, strict=True))

    def open_deals(self, day: date) -> Sequence[BookDeal]:
        """The deals that were open on `day`, as they stood then, omitted ones included."""
        return self._open("deals", day)

    def open_renewals(self, day: date) -> Sequence[BookDeal]:
        return self._open(RENEWAL, day)

    def _open(self, which: str, day: date) -> Sequence[BookDeal]:
        key = (which, day)
        if key not in self._kept:
            closed, still_open = self._lasting[which]
            lasting = chain(still_open, closed.between(day + _DAY, date.max))
            alive = [deal for deal in lasting if deal.created_on is None or deal.created_on <= day]
            self._kept[key] = open_among(self.ledger, alive, day)
        return cast("Sequence[BookDeal]", self._kept[key])

    def missing(self, day: date) -> int:
        """How many open deals are left out on `day` because an export that covers them came without them."""
        absences = self.ledger.book.absences
        if not absences:
            return 0
        lacking = [deal for deal in self.deals if deal.id in absences and deal.status == OPEN]
        days = ((deal, snap(self.ledger, deal.source, day)) for deal in lacking)
        return sum(at is not None and not held(self.ledger, deal, at) for deal, at in days)

    # what goes with them

    @cached_property
    def activities(self) -> ByDay[Done]:
        """The owner's activities; in a slice those on its deals."""
        return ByDay([(done.activity.on, done) for done in self.ledger.once(activities) if self._is_theirs(done)])

    def _is_theirs(self, done: Done) -> bool:
        activity = done.activity
        if not self.whose.matches(activity.owner):
            return False
        return not self.where or activity.deal in self._ids_in_slice or self._in_empty_slice(activity.deal)

    @cached_property
    def _ids_in_slice(self) -> frozenset[str]:
        return frozenset(deal.id for deal in self.unowned)

    def _in_empty_slice(self, deal: str | None) -> bool:
        """An activity without a deal has no value in any dimension."""
        return deal is None and all(value == EMPTY for _, value in self.where)

    @cached_property
    def movements(self) -> Sequence[Movement]:
        """The MRR movements of the owner; in a slice by segment those of its accounts, in any other slice none."""
        theirs = [m for m in self.ledger.book.movements if self.whose.matches(m.owner)]
        for dimension, value in self.where:
            segments = self.ledger.once(_segments) if dimension == "segment" else None
            theirs = [
                m for m in theirs if segments is not None and segments.get(m.account, EMPTY).casefold() == value.casefold()
            ]
        return theirs

    # slices

    def within(self, dimension: str, value: str) -> Selection:
        """The part of the selection with `value` in `dimension`."""
        return self.by(dimension).get(value) or self._part(dimension, value, (), ())

    def by(self, dimension: str) -> Mapping[str, Selection]:
        """The parts of the selection per value of `dimension`, by name; the deals without one last."""
        key = ("by", dimension)
        if key not in self._kept:
            own = _grouped(self.ledger, dimension, self.both_scopes)
            anyone = own if dimension == "owner" else _grouped(self.ledger, dimension, self.unowned)
            names = sorted(own, key=lambda name: (name == EMPTY, name.casefold(), name))
            self._kept[key] = {name: self._part(dimension, name, anyone.get(name, ()), own[name]) for name in names}
        return cast(Mapping[str, Selection], self._kept[key])

    def _part(self, dimension: str, value: str, unowned: Sequence[BookDeal], both_scopes: Sequence[BookDeal]) -> Selection:
        if dimension == "owner" and value != EMPTY:
            own = self.whose.own and self.whose.matches(value)
            return Selection(self.ledger, Whose(value, own), self.where, self.unowned, both_scopes)
        return Selection(self.ledger, self.whose, (*self.where, (dimension, value)), unowned, both_scopes)


def value_in(ledger: Ledger, deal: BookDeal, dimension: str) -> str:
    """What the deal's newest record has in `dimension`; the segment, where it has none, is that of its account."""
    value = cast("str | None", getattr(deal, dimension))
    if not value and dimension == "segment" and deal.account:
        return ledger.once(_segments).get(deal.account, EMPTY)
    return value or EMPTY


def _grouped(ledger: Ledger, dimension: str, deals: Iterable[BookDeal]) -> dict[str, list[BookDeal]]:
    groups: dict[str, list[BookDeal]] = {}
    for deal in deals:
        groups.setdefault(value_in(ledger, deal, dimension), []).append(deal)
    return groups


def _in_slice(ledger: Ledger, where: Where) -> Sequence[BookDeal]:
    deals: Sequence[BookDeal] = ledger.once(counting)
    for dimension, value in where:
        wanted = value.casefold()
        deals = [deal for deal in deals if value_in(ledger, deal, dimension).casefold() == wanted]
    return deals


def _has_owners(ledger: Ledger) -> bool:
    return bool(ledger.book.owners) or any(deal.owner for deal in ledger.book.deals)


def _segments(ledger: Ledger) -> Mapping[str, str]:
    """The segment of each account that has one."""
    return {account.name: account.segment for account in ledger.book.accounts if account.segment}
