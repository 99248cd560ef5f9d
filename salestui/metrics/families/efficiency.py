"""How well the deals were won: their size, their length, the discount, the velocity."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from salestui.metrics.activities import first_meetings
from salestui.metrics.answer import (
    BOTH,
    CLOSED_ON,
    NUMERATOR,
    Answer,
    Exact,
    ExactMoney,
    blocked,
    count,
    counted_deals,
    deal_row,
    deal_rows,
    left_out,
    lines,
    middle,
    money,
    nothing,
    open_rows,
    part_of,
    quotient,
    won_lines,
)
from salestui.metrics.declare import BY_CLOSING, EFFICIENCY, HIGHER, LOWER, MIXED, answer, metric
from salestui.metrics.families.outcomes import acv_rows, closing_notes, won_acv
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.look import Look

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "average_deal_size",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=EFFICIENCY,
    formula="Σ amount / n over won(P) with amount; median: the middle one",
    settings=("average_deal_size",),
)
def average_deal_size(look: Look) -> Answer:
    """What a won deal is worth [S1]; of a year of its contract under `acv`."""
    yearly = look.once(won_acv) if look.chose("average_deal_size", "acv") else None
    those = yearly.lines if yearly else look.once(won_lines)
    if stop := blocked(those):
        return stop
    if not those.deals:
        return Answer(absent=Absent.NO_DATA if those.records else nothing(look), notes=left_out(those))
    values: Sequence[int] | Sequence[Fraction] = yearly.values if yearly else those.minors

    def rows() -> tuple[Row, ...]:
        return acv_rows(look, yearly, BOTH) if yearly else deal_rows(look, those.items, BOTH)

    if look.chose("average_deal_size", "median"):
        found = Answer(money(look, middle(values)), sample=len(values), rows=rows)
    else:
        found = quotient(money(look, Fraction(sum(values))), Fraction(len(values)), len(values), rows)
    return found.noting(*left_out(those), *look.once(closing_notes))


@metric(
    "sales_cycle_length",
    unit=Unit.DAYS,
    better=LOWER,
    dated_by=BY_CLOSING,
    family=EFFICIENCY,
    formula="mean of (closed_on − created_on) in days over won(P); median: the middle one",
    settings=("sales_cycle_length",),
)
def sales_cycle_length(look: Look) -> Answer:
    """From creation to won [S6]; the same day is 0. Left out: closed before created, no creation date, no held meeting."""
    deals = [*look.won(), *look.lost()] if look.chose("sales_cycle_length", "closed") else look.won()
    dated = [deal for deal in deals if deal.created_on is not None]
    lengths = [(deal, days) for deal in dated if (days := _days(deal)) >= 0]
    notes = [_left_out("no_created_on", len(deals) - len(dated)), _left_out("closed_before_created", len(dated) - len(lengths))]
    if look.chose("sales_cycle_length", "from_first_meeting"):
        met = _from_meeting(look, [deal for deal, _ in lengths])
        notes.append(_left_out("no_first_meeting", len(lengths) - len(met)))
        lengths = met
    if not lengths:
        return Answer(absent=nothing(look)).noting(*notes)

    def rows() -> tuple[Row, ...]:
        found = counted_deals(look, [deal for deal, _ in lengths], CLOSED_ON, BOTH)
        return tuple(row._replace(value=Fraction(days)) for row, (_, days) in zip(found, lengths, strict=True))

    number = len(lengths)
    if look.chose("sales_cycle_length", "median"):
        answered = Answer(middle(length for _, length in lengths), sample=number, rows=rows)
    else:
        answered = quotient(Fraction(sum(length for _, length in lengths)), Fraction(number), number, rows)
    return answered.noting(*notes, *look.once(closing_notes))


def _days(deal: BookDeal) -> int:
    """From creation to closing; below 0 where they are the wrong way round."""
    if deal.closed_on is None or deal.created_on is None:
        raise ValueError(f"the deal {deal.id} has no days")
    return (deal.closed_on - deal.created_on).days


def _from_meeting(look: Look, deals: Sequence[BookDeal]) -> list[tuple[BookDeal, int]]:
    """The deals that had a held meeting by their closing, with the days since the first."""
    met = look.ledger.once(first_meetings)
    pairs = ((deal, met.get(deal.id), deal.closed_on) for deal in deals)
    return [(deal, (closed - first).days) for deal, first, closed in pairs if first and closed and first <= closed]


def _left_out(slug: str, number: int) -> Note | None:
    return Note(slug, (("count", str(number)),)) if number else None


@metric(
    "average_discount",
    unit=Unit.RATIO,
    better=LOWER,
    dated_by=BY_CLOSING,
    family=EFFICIENCY,
    formula="Σ (list_amount − amount) / Σ list_amount over won(P) with both; a row's value is list_amount − amount",
)
def average_discount(look: Look) -> Answer:
    """Weighted by list price, so that a discount on a small deal does not count like one on a large deal [S7]."""
    priced = [deal for deal in look.won() if deal.amount_minor is not None and (deal.list_amount_minor or 0) > 0]
    sold = lines(look.ledger, priced, CLOSED_ON)
    listed = lines(look.ledger, priced, CLOSED_ON, attrgetter("list_amount_minor"))
    if stop := blocked(listed):
        return stop
    if not priced:
        return Answer(absent=Absent.NO_DATA if look.won() else nothing(look))

    def rows() -> tuple[Row, ...]:
        pairs = zip(sold.items, listed.items, strict=True)
        return tuple(
            deal_row(look, price.deal, price.on, BOTH, price.minor, money(look, full.minor - price.minor).rounded())
            for price, full in pairs
        )

    return quotient(money(look, listed.minor - sold.minor), money(look, listed.minor), len(priced), rows)


@metric(
    "sales_velocity",
    unit=Unit.MONEY_PER_DAY,
    better=HIGHER,
    dated_by=MIXED,
    family=EFFICIENCY,
    formula="n × win_rate × average_deal_size / sales_cycle_length; n = open deals, or deals decided",
    settings=("sales_velocity",),
)
def sales_velocity(look: Look) -> Answer:
    """Revenue per day from four levers [S8], each under its own definition and unrounded. n counts omitted deals as well."""
    which = "closed_deals" if look.chose("sales_velocity", "closed_deals") else "open_deals"
    if which == "closed_deals":
        decided = (*look.won(), *look.lost())
        n = count(look, len(decided), lambda: counted_deals(look, decided, CLOSED_ON, NUMERATOR))
    else:
        still_open = look.selection.open_deals(look.day)
        n = count(look, len(still_open), lambda: open_rows(look, still_open, NUMERATOR, look.day))
    factors = {
        which: n,
        "win_rate": answer(look, "win_rate"),
        "average_deal_size": answer(look, "average_deal_size"),
        "sales_cycle_length": answer(look, "sales_cycle_length"),
    }
    if stop := blocked(*factors.values()):
        return stop
    size, rate, days = factors["average_deal_size"].value, _number(factors["win_rate"]), _number(factors["sales_cycle_length"])
    if not isinstance(size, ExactMoney):
        raise TypeError("a deal's size is money")

    def rows() -> tuple[Row, ...]:
        return tuple(row for name, factor in factors.items() for row in part_of(factor.rows(), name))

    earned: Exact = money(look, _number(n) * rate * size.minor)
    return quotient(earned, days, n.sample, rows)


def _number(of: Answer) -> Fraction:
    if not isinstance(of.value, Fraction):
        raise TypeError("a number was expected")
    return of.value
