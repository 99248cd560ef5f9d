"""What a formula gives: an exact value or the reason for none, with the records that it was computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.money import Money, round_half_up
from salestui.metrics.figure import Absent, Note, Part, Row, Unit, Value, no_rows
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

NUMERATOR, DENOMINATOR, BOTH = "numerator", "denominator", "both"


class ExactMoney(NamedTuple):
    """Money before rounding: `minor` units as a rational."""

    minor: Fraction
    currency: str

    def rounded(self) -> Money:
        return Money(round_half_up(self.minor), self.currency)


Exact = Fraction | ExactMoney


class Answer(NamedTuple):
    """`sample` is the number of records behind the value. `proportion` tells that it is a share of counted records, which
    has a Wilson interval. `unit` differs from the metric's where that is "as metric". `source` is data, typed or crm.
    """

    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    sample: int = 0
    proportion: bool = False
    absent: Absent | None = None
    sums: tuple[Money, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()
    rows: Callable[[], tuple[Row, ...]] = no_rows
    source: str = "data"
    unit: Unit | None = None

    def noting(self, *notes: Note | None) -> Answer:
        """The same with those notes that there are."""
        return self._replace(notes=(*self.notes, *(note for note in notes if note)))

    def because(self, reason: Absent) -> Answer:
        """No value, for `reason`; what it was made from stays."""
        return self._replace(value=None, absent=reason)


DayOf = Callable[["BookDeal"], "date | None"]
"""Which day of a deal puts it in a figure."""


class Line(NamedTuple):
    """A deal with an amount in the reporting currency, on the day that puts it in the figure."""

    deal: BookDeal
    on: date | None
    minor: int


class Lines(NamedTuple):
    """Deals that have an amount, with their amounts in minor units of the reporting currency; `on` tells their days.

    `records` counts all deals, `without` those that have no amount. `sums` are the sums per currency where a rate is missing,
    else empty.
    """

    deals: Sequence[BookDeal] = ()
    minors: Sequence[int] = ()
    records: int = 0
    on: DayOf = attrgetter("closed_on")
    sums: tuple[Money, ...] = ()

    @property
    def items(self) -> list[Line]:
        return [Line(deal, self.on(deal), minor) for deal, minor in zip(self.deals, self.minors, strict=True)]

    @property
    def minor(self) -> int:
        return sum(self.minors)

    @property
    def without(self) -> int:
        return self.records - len(self.deals)


class Shared(NamedTuple):
    """Deals of whose amounts a part counts: a probability, or that of a contract which is one year."""

    lines: Lines
    factors: Sequence[Fraction]

    @property
    def minor(self) -> Fraction:
        """Σ amount × factor, exact; amounts of one factor are added before they are multiplied."""
        sums: dict[int, int] = {}
        factors: dict[int, Fraction] = {}
        for minor, factor in zip(self.lines.minors, self.factors, strict=True):
            which = id(factor)  # there are few, and telling rationals apart by value costs more than adding the amounts
            if which in sums:
                sums[which] += minor
            else:
                sums[which], factors[which] = minor, factor
        return sum((factors[which] * minor for which, minor in sums.items()), Fraction())

    @property
    def values(self) -> list[Fraction]:
        return [minor * factor for minor, factor in zip(self.lines.minors, self.factors, strict=True)]


WHOLE = Fraction(1)

CLOSED_ON: DayOf = attrgetter("closed_on")
CREATED_ON: DayOf = attrgetter("created_on")
EXPECTED_ON: DayOf = attrgetter("expected_close_on")
AMOUNT: Callable[[BookDeal], int | None] = attrgetter("amount_minor")


def lines(
    ledger: Ledger,
    deals: Sequence[BookDeal],
    on: DayOf,
    amount: Callable[[BookDeal], int | None] = AMOUNT,
    basis: date | None = None,
) -> Lines:
    """The amounts of `deals` in the reporting currency (METRICS.md 1.7).

    Each at the rate of its own day, the one that puts it in the figure; or all at that of `basis`, the day of a snapshot.
    """
    known = ledger.once(_amounts_of)
    kept = known.get(id(deals)) if amount is AMOUNT else None
    if kept is None:
        kept = _amounts(ledger, deals, amount)
        if amount is AMOUNT:
            known[id(deals)] = kept
    _, given, minors, in_one = kept
    if in_one:
        return Lines(given, minors, len(deals), on)
    worth = [
        None if (day := basis or on(deal)) is None else ledger.converted(minor, deal.currency or "", day)
        for deal, minor in zip(given, minors, strict=True)
    ]
    if None in worth:
        return Lines(given, minors, len(deals), on, _sums(given, minors))
    return Lines(given, [minor for minor in worth if minor is not None], len(deals), on)


class _Amounts(NamedTuple):
    """The `deals` that were asked about, those of them that have an amount, and whether all is in the reporting currency."""

    asked: Sequence[BookDeal]
    deals: Sequence[BookDeal]
    minors: Sequence[int]
    in_one: bool


def _amounts(ledger: Ledger, deals: Sequence[BookDeal], amount: Callable[[BookDeal], int | None]) -> _Amounts:
    if amount is AMOUNT:
        given = [deal for deal in deals if deal.amount_minor is not None and deal.currency]
        minors = [deal.amount_minor for deal in given if deal.amount_minor is not None]
    else:
        given = [deal for deal in deals if amount(deal) is not None and deal.currency]
        minors = [minor for minor in map(amount, given) if minor is not None]
    return _Amounts(deals, given, minors, {deal.currency for deal in given} <= {ledger.currency})


def _amounts_of(_: Ledger) -> dict[int, _Amounts]:
    """By the identity of a list of deals, which is held here so that no other takes its place: several figures share one."""
    return {}


def together(ledger: Ledger, on: DayOf, *those: Lines) -> Lines:
    """Several sets of deals as one; without a rate for any of them, the sums per currency."""
    sums: dict[str, int] = {}
    if any(lines.sums for lines in those):
        for lines in those:
            for money in lines.sums or (Money(lines.minor, ledger.currency or ""),):
                sums[money.currency] = sums.get(money.currency, 0) + money.minor
    return Lines(
        [deal for lines in those for deal in lines.deals],
        [minor for lines in those for minor in lines.minors],
        sum(lines.records for lines in those),
        on,
        tuple(Money(sums[currency], currency) for currency in sorted(sums)),
    )


def _sums(deals: Iterable[BookDeal], minors: Iterable[int]) -> tuple[Money, ...]:
    sums: dict[str, int] = {}
    for deal, minor in zip(deals, minors, strict=True):
        currency = deal.currency or ""
        sums[currency] = sums.get(currency, 0) + minor
    return tuple(Money(sums[currency], currency) for currency in sorted(sums))


def won_lines(look: Look) -> Lines:
    """The deals won in the period, with their amounts."""
    return lines(look.ledger, look.won(), CLOSED_ON)


# answers


def money(look: Look, minor: Fraction | int) -> ExactMoney:
    """`minor` units of the reporting currency."""
    return ExactMoney(Fraction(minor), look.ledger.currency or "")


def nothing(look: Look, watched: str = "deals") -> Absent:
    """Why a ratio over no records is absent: nothing to divide by, or nobody looked."""
    return Absent.ZERO_DENOMINATOR if look.watched(watched) else Absent.NOT_WATCHED


def count(look: Look, number: int, rows: Callable[[], tuple[Row, ...]], watched: str = "deals") -> Answer:
    """How many; 0 only where the store has watched the period (METRICS.md 1.6)."""
    if not number and not look.watched(watched):
        return Answer(absent=Absent.NOT_WATCHED)
    return Answer(Fraction(number), numerator=Fraction(number), sample=number, rows=rows)


def total(
    look: Look,
    those: Lines,
    minor: Fraction | int | None = None,
    rows: Callable[[], tuple[Row, ...]] | None = None,
    watched: str = "deals",
) -> Answer:
    """The sum of the amounts, or `minor` where it is made of them; deals without amount are left out and noted.

    Over no records it is 0 only where the store has watched the period; without any amount it is absent (METRICS.md 1.6).
    """
    notes = left_out(those)
    if those.sums:
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=those.sums, notes=notes, sample=len(those.deals))
    if those.records and not those.deals:
        return Answer(absent=Absent.NO_DATA, notes=notes)
    if not those.records and not look.watched(watched):
        return Answer(absent=Absent.NOT_WATCHED)
    if look.ledger.currency is None:
        return Answer(absent=Absent.NO_DATA)
    value = money(look, those.minor if minor is None else minor)
    return Answer(
        value,
        numerator=value,
        sample=len(those.deals),
        notes=notes,
        rows=rows or (lambda: deal_rows(look, those.items, NUMERATOR)),
    )


def left_out(those: Lines) -> tuple[Note, ...]:
    """What a reader must know of the amounts: how many are missing, how many are credits."""
    notes = []
    if those.without:
        notes.append(Note("no_amount", (("count", str(those.without)), ("of", str(those.records)))))
    if min(those.minors, default=0) < 0:
        negative = sum(minor < 0 for minor in those.minors)
        notes.append(Note("negative_amount", (("count", str(negative)),)))
    return tuple(notes)


def proportion(look: Look, part: int, whole: int, rows: Callable[[], tuple[Row, ...]], watched: str = "deals") -> Answer:
    """The share of `whole` counted records that `part` is; absent where there are none."""
    if not whole:
        return Answer(absent=nothing(look, watched))
    return Answer(Fraction(part, whole), Fraction(part), Fraction(whole), whole, True, rows=rows)


def quotient(over: Exact, under: Exact, sample: int, rows: Callable[[], tuple[Row, ...]] = no_rows) -> Answer:
    """`over` / `under`, both money or both numbers, or money divided among a number; absent where `under` is 0."""
    bare = under.minor if isinstance(under, ExactMoney) else under
    if not bare:
        return Answer(numerator=over, denominator=under, sample=sample, absent=Absent.ZERO_DENOMINATOR, rows=rows)
    if isinstance(over, ExactMoney):
        value: Exact = over.minor / bare if isinstance(under, ExactMoney) else ExactMoney(over.minor / bare, over.currency)
    else:
        value = over / bare
    return Answer(value, over, under, sample, rows=rows)


def middle(values: Iterable[int | Fraction]) -> Fraction:
    """The median: the middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return Fraction(ordered[half]) if len(ordered) % 2 else (Fraction(ordered[half - 1]) + ordered[half]) / 2


def blocked(*those: Lines | Answer) -> Answer | None:
    """The absence that money in several currencies without a rate, or a part that is absent itself, passes on."""
    for one in those:
        if isinstance(one, Lines):
            if one.sums:
                return Answer(absent=Absent.MIXED_CURRENCIES, sums=one.sums)
        elif one.absent:
            return Answer(absent=one.absent, sums=one.sums, notes=one.notes)
    return None


def plain(value: Exact) -> Fraction:
    """The number that two values of one unit are compared by."""
    return value.minor if isinstance(value, ExactMoney) else value


def shown(value: Exact | None) -> Value | None:
    """A value as a figure carries it: money rounded to the minor unit, a number as it is."""
    return value.rounded() if isinstance(value, ExactMoney) else value


# rows


def deal_row(look: Look, deal: BookDeal, on: date | None, counts_in: str, minor: int | None, value: Value | None = None) -> Row:
    """`minor` units of the reporting currency are its amount; None where it has none, or in its own currency without a rate."""
    amount = Money(minor, look.ledger.currency or "") if minor is not None else deal.amount
    return Row(
        "deal", deal.id, deal.id, deal.name, deal.account, deal.owner, deal.status, amount, on, deal.closed_on, counts_in, value
    )


def deal_rows(look: Look, items: Iterable[Line], counts_in: str) -> tuple[Row, ...]:
    return tuple(deal_row(look, line.deal, line.on, counts_in, line.minor) for line in items)


def share_rows(look: Look, shared: Shared, counts_in: str) -> tuple[Row, ...]:
    """Rows whose value is amount × factor, rounded; whole amounts have no value of their own."""
    return tuple(
        deal_row(look, line.deal, line.on, counts_in, line.minor)
        if factor == 1
        else deal_row(look, line.deal, line.on, counts_in, line.minor, money(look, line.minor * factor).rounded())._replace(
            factor=factor
        )
        for line, factor in zip(shared.lines.items, shared.factors, strict=True)
    )


def counted_deals(
    look: Look, deals: Iterable[BookDeal], on: Callable[[BookDeal], date | None], counts_in: str
) -> tuple[Row, ...]:
    """Rows of deals that count by number, whatever their amount."""
    return tuple(deal_row(look, deal, on(deal), counts_in, amount_on(look.ledger, deal, on(deal))) for deal in deals)


def open_rows(look: Look, deals: Iterable[BookDeal], counts_in: str, day: date) -> tuple[Row, ...]:
    """Rows of deals as they stood on `day`, by the day on which they were expected to close."""
    return tuple(deal_row(look, deal, deal.expected_close_on, counts_in, amount_on(look.ledger, deal, day)) for deal in deals)


def amount_on(ledger: Ledger, deal: BookDeal, day: date | None) -> int | None:
    """The deal's amount in the reporting currency at the rate of `day`; None without an amount or a rate."""
    if deal.amount_minor is None or deal.currency is None or day is None:
        return None
    return ledger.converted(deal.amount_minor, deal.currency, day)


def part_of(rows: Iterable[Row], metric: str) -> tuple[Row, ...]:
    """The rows of one metric as rows of a figure that is made of it."""
    return tuple(row._replace(of=row.of or metric) for row in rows)
