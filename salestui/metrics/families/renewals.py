"""Contracts that came up for renewal, and what existing customers bought on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import LOST, OPEN, WON
from salestui.metrics.answer import (
    BOTH,
    CLOSED_ON,
    DENOMINATOR,
    NUMERATOR,
    Answer,
    Lines,
    Shared,
    count,
    counted_deals,
    deal_rows,
    left_out,
    lines,
    money,
    nothing,
    proportion,
    quotient,
    share_rows,
    total,
)
from salestui.metrics.declare import BY_CLOSING, CUSTOMER, DUE_ON, HIGHER, metric
from salestui.metrics.families.creation import at_first
from salestui.metrics.families.outcomes import year_amount
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.selection import Selection
from salestui.metrics.state import as_day, first_value, seen_open

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "renewals_won",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=CUSTOMER,
    formula="|{d in R : won, closed_on in P}|",
    scoped=False,
    adds_up=True,
)
def renewals_won(look: Look) -> Answer:
    won = look.once(_won)
    return count(look, len(won), lambda: counted_deals(look, won, CLOSED_ON, NUMERATOR))


@metric(
    "renewal_revenue",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=CUSTOMER,
    formula="Σ amount over {d in R : won, closed_on in P}",
    scoped=False,
    adds_up=True,
)
def renewal_revenue(look: Look) -> Answer:
    return total(look, lines(look.ledger, look.once(_won), CLOSED_ON))


@metric(
    "renewed_mrr",
    unit=Unit.MONEY_PER_MONTH,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=CUSTOMER,
    formula="Σ MRR over {d in R : won, closed_on in P}; MRR = arr / 12, else amount / contract_months",
    scoped=False,
    adds_up=True,
)
def renewed_mrr(look: Look) -> Answer:
    """A deal with neither ARR nor a contract length has no MRR and is left out. Rounded once."""
    won = look.once(_won)
    monthly = [deal for deal in won if deal.arr_minor is not None or deal.contract_months]
    those = lines(look.ledger, monthly, CLOSED_ON, year_amount)
    shared = Shared(those, [_month_of(12 if deal.arr_minor is not None else deal.contract_months or 1) for deal in those.deals])
    without = len(won) - len(monthly)
    if won and not monthly:
        return Answer(absent=Absent.NO_DATA, notes=(Note("no_mrr", (("count", str(without)), ("of", str(len(won))))),))
    found = total(look, those, shared.minor, lambda: share_rows(look, shared, NUMERATOR))
    return found.noting(Note("no_mrr", (("count", str(without)), ("of", str(len(won))))) if without else None)


@metric(
    "renewal_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=DUE_ON,
    family=CUSTOMER,
    formula="renewed / (due − pending); by_value: Σ min(amount, first) / Σ first amount; closed_basis: won / (won + lost)",
    settings=("renewal_rate",),
    scoped=False,
)
def renewal_rate(look: Look) -> Answer:
    """Of what was up for renewal [S26], not of the whole base; late signatures get a grace window [S27]. `closed_basis` counts
    deals, also under `by_value`. A comparison knows of its period what was known at its end: a deal won after that is pending.
    """
    if look.chose("renewal_rate", "closed_basis"):
        won, lost = look.once(_won), look.once(_lost)
        return proportion(
            look,
            len(won),
            len(won) + len(lost),
            lambda: counted_deals(look, won, CLOSED_ON, BOTH) + counted_deals(look, lost, CLOSED_ON, DENOMINATOR),
        )
    due = look.once(_due)
    pending = Note("pending_renewals", (("count", str(due.pending)),)) if due.pending else None
    if look.chose("renewal_rate", "by_value"):
        return _by_value(look, due).noting(pending)

    def rows() -> tuple[Row, ...]:
        days = look.selection.once(due_days)
        return counted_deals(look, due.renewed, lambda d: days[d.id], BOTH) + counted_deals(
            look, due.others, lambda d: days[d.id], DENOMINATOR
        )

    return proportion(look, len(due.renewed), len(due.renewed) + len(due.others), rows).noting(pending)


@metric(
    "expansion_revenue",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=CUSTOMER,
    formula="Σ amount over won(P) of type upsell or addon: part of revenue_won, not beside it",
    adds_up=True,
)
def expansion_revenue(look: Look) -> Answer:
    sold = [deal for deal in look.won() if deal.deal_type in ("upsell", "addon")]
    return total(look, lines(look.ledger, sold, CLOSED_ON))


# parts


def due_days(selection: Selection) -> dict[str, date]:
    """Per renewal the day on which it was first due: the first close date that was expected while it was open; of one never
    seen open, its closing.
    """
    ledger, found = selection.ledger, {}
    statuses, expected = ledger.history("status"), ledger.history("expected_close_on")
    for deal in selection.renewals:
        if deal.status == OPEN or (deal.id in statuses and seen_open(ledger, deal)):
            told = deal.id in expected
            day = as_day(first_value(ledger, deal, "expected_close_on")) if told else deal.expected_close_on
        else:
            day = deal.closed_on
        if day is not None:
            found[deal.id] = day
    return found


class _Due(NamedTuple):
    """The renewals due in the period: renewed in time, not renewed, and how many may still be."""

    renewed: Sequence[BookDeal]
    others: Sequence[BookDeal]
    pending: int


def _due(look: Look) -> _Due:
    days = look.selection.once(due_days)
    grace = timedelta(days=int(look.ledger.number("renewal_rate", "grace")))
    today = look.known or look.ledger.today
    renewed, others, pending = [], [], 0
    first, last = look.first, look.last
    due = [(deal, day) for deal in look.selection.renewals if (day := days.get(deal.id)) is not None and first <= day <= last]
    for deal, day in due:
        closed = deal.closed_on
        unknown = look.known is not None and closed is not None and closed > look.known
        if deal.status == OPEN or unknown:
            if today <= day + grace:
                pending += 1
            else:
                others.append(deal)
        elif deal.status == WON and closed is not None and closed <= day + grace:
            renewed.append(deal)
        else:
            others.append(deal)
    return _Due(renewed, others, pending)


def _by_value(look: Look, due: _Due) -> Answer:
    """A row's amount is its first one, its value what it counts in the numerator: expansion at renewal is not counted."""
    days, ledger = look.selection.once(due_days), look.ledger
    firsts = lines(ledger, at_first(ledger, (*due.renewed, *due.others)), lambda deal: days[deal.id])
    newest = lines(ledger, due.renewed, lambda deal: days[deal.id])
    if firsts.sums or newest.sums:
        return Answer(absent=Absent.MIXED_CURRENCIES, sums=firsts.sums or newest.sums)
    amounts = {line.deal.id: line.minor for line in newest.items}
    renewed = {deal.id for deal in due.renewed}
    counted = [line for line in firsts.items if line.deal.id in amounts or line.deal.id not in renewed]
    missing = left_out(Lines([line.deal for line in counted], [line.minor for line in counted], firsts.records))
    if not counted:
        return Answer(absent=Absent.NO_DATA if firsts.records else nothing(look), notes=missing)
    again = {line.deal.id: min(amounts[line.deal.id], line.minor) for line in counted if line.deal.id in renewed}

    def rows() -> tuple[Row, ...]:
        return tuple(
            row._replace(counts_in=BOTH, value=money(look, again[row.id]).rounded()) if row.id in again else row
            for row in deal_rows(look, counted, DENOMINATOR)
        )

    first_amounts = sum(line.minor for line in counted)
    return quotient(money(look, sum(again.values())), money(look, first_amounts), len(counted), rows).noting(*missing)


@cache
def _month_of(months: int) -> Fraction:
    """The part of a deal's ARR, or else of its amount, that is one month."""
    return Fraction(1, months)


def _won(look: Look) -> Sequence[BookDeal]:
    return [d for d in look.selection.closed_renewals.between(look.first, look.last) if d.status == WON]


def _lost(look: Look) -> Sequence[BookDeal]:
    return [d for d in look.selection.closed_renewals.between(look.first, look.last) if d.status == LOST]
