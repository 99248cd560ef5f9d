"""The book of business under the terms in force: what every formula looks up, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar, cast

from salestui.domain.book import Book
from salestui.domain.deal import LOST, OPEN, WON, DealChange, Step
from salestui.domain.money import exponent, round_half_up
from salestui.domain.terms import Terms
from salestui.metrics.definitions import in_force, number

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

T = TypeVar("T")


class Ledger:
    """`today` is the clock. `currency` is the reporting currency C of METRICS.md 1.7, None while nothing gives one."""

    def __init__(self, book: Book, terms: Terms, today: date) -> None:
        self.book = book
        self.terms = terms
        self.today = today
        self.currency = terms.currency or book.first_currency or _usual_currency(book)
        self._kept: dict[object, object] = {}
        self._rates = _rates_into(self.currency, terms)
        self._rate_on: dict[tuple[str, date], Fraction | None] = {}
        self._tokens: dict[str, tuple[str, ...]] = {}

    def once(self, make: Callable[[Ledger], T]) -> T:
        """`make(self)`, worked out once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(T, self._kept[make])

    # definitions

    def tokens(self, setting: str) -> tuple[str, ...]:
        """The tokens of `setting` in force."""
        if setting not in self._tokens:
            self._tokens[setting] = in_force(self.terms.definitions, setting)
        return self._tokens[setting]

    def chose(self, setting: str, token: str) -> bool:
        return token in self.tokens(setting)

    def number(self, setting: str, name: str) -> Fraction:
        return number(self.tokens(setting), name)

    def days_idle(self, stage: str | None) -> int:
        """After how many days without movement a deal in `stage` is stalled."""
        for token in self.tokens("stalled"):
            if stage and token.startswith(f"days.{stage}="):
                return int(token.rpartition("=")[2])
        return int(self.number("stalled", "days"))

    # money

    def converted(self, minor: int, currency: str, on: date) -> int | None:
        """`minor` units of `currency` in the reporting currency at the newest rate on or before `on`; None without a rate."""
        if currency == self.currency:
            return minor
        key = (currency, on)
        if key not in self._rate_on:
            self._rate_on[key] = self._rate(currency, on)
        rate = self._rate_on[key]
        return None if rate is None else round_half_up(minor * rate)

    def _rate(self, currency: str, on: date) -> Fraction | None:
        """Minor units of the reporting currency for one minor unit of `currency`."""
        days, rates = self._rates.get(currency, ((), ()))
        place = bisect_right(days, on.isoformat())
        if not place or self.currency is None:
            return None
        return rates[place - 1] * Fraction(10) ** (exponent(self.currency) - exponent(currency))

    # deals

    def history(self, field: str) -> Mapping[str, Sequence[DealChange]]:
        """The changes of one field by deal, each deal's in their order; only deals that have any."""
        return self.once(_changes_by_field).get(field, {})

    def changes(self, deal: str, field: str) -> Sequence[DealChange]:
        """The changes of one field of a deal, in their order."""
        return self.history(field).get(deal, ())

    def step(self, stage: str | None) -> Step | None:
        """How far a stage has come: `opportunity` until it has a step; None for one that deals are lost in."""
        return None if stage is None else self.book.steps.get(stage, Step.OPPORTUNITY)


def counting(ledger: Ledger) -> Sequence[BookDeal]:
    """The deals of every owner and type that were not removed and not lost for an excluded reason (METRICS.md 1.4, 1.5)."""
    leaves_out = _Excluded(ledger.terms.excluded_loss_reasons)
    return [
        deal
        for deal in ledger.book.deals
        if deal.removed is None and not (deal.status == LOST and leaves_out[deal.loss_reason])
    ]


class _Excluded(dict[str | None, bool]):
    """Whether a loss reason is excluded; each of the few that there are is looked at once."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__({None: False})
        self._reasons = {reason.strip().casefold() for reason in reasons}

    def __missing__(self, reason: str | None) -> bool:
        self[reason] = found = reason is not None and reason.strip().casefold() in self._reasons
        return found


def owners(ledger: Ledger) -> tuple[str, ...]:
    """The owners in the data, by name."""
    if ledger.book.owners:
        return ledger.book.owners
    return tuple(sorted({deal.owner for deal in ledger.book.deals if deal.owner and deal.removed is None}))


def reopenings(ledger: Ledger) -> Mapping[str, list[DealChange]]:
    """Per deal the changes by which it was reopened after it had been won or lost."""
    found: dict[str, list[DealChange]] = {}
    for deal, changes in ledger.once(_changes_by_field).get("status", {}).items():
        reopened = [change for change in changes if change.after == OPEN and change.before in (WON, LOST)]
        if reopened:
            found[deal] = reopened
    return found


def _changes_by_field(ledger: Ledger) -> Mapping[str, Mapping[str, list[DealChange]]]:
    found: dict[str, dict[str, list[DealChange]]] = {}
    for deal, changes in ledger.book.changes.items():
        for change in changes:
            found.setdefault(change.field, {}).setdefault(deal, []).append(change)
    return found


def _rates_into(currency: str | None, terms: Terms) -> dict[str, tuple[tuple[str, ...], tuple[Fraction, ...]]]:
    """Per currency the days from which its rates hold, ascending, and the rates; of one day the last one stands."""
    found: dict[str, dict[str, Fraction]] = {}
    for rate in terms.rates:
        if rate.into == currency:
            found.setdefault(rate.currency, {})[rate.on] = rate.rate
    return {of: (tuple(sorted(rates)), tuple(rates[day] for day in sorted(rates))) for of, rates in found.items()}


def _usual_currency(book: Book) -> str | None:
    """Where no deals import gives a currency: that of most deals, else of a goal, a movement or a forecast."""
    counts: dict[str, int] = {}
    for deal in book.deals:
        if deal.currency:
            counts[deal.currency] = counts.get(deal.currency, 0) + 1
    if counts:
        return max(counts, key=lambda currency: counts[currency])
    given = [goal.target.currency for goal in book.goals if not isinstance(goal.target, Fraction)]
    given += [movement.currency for movement in book.movements]
    given += [money.currency for forecast in book.forecasts for money in (forecast.commit, forecast.best_case) if money]
    given += [typed.value.currency for typed in book.measurements if not isinstance(typed.value, Fraction)]
    return given[0] if given else None
