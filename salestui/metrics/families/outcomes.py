"""What was won and lost, and how much of what was decided was won."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from salestui.domain.deal import OPEN, WON
from salestui.metrics.answer import (
    BOTH,
    CLOSED_ON,
    CREATED_ON,
    DENOMINATOR,
    NUMERATOR,
    WHOLE,
    Answer,
    Shared,
    blocked,
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
    won_lines,
)
from salestui.metrics.declare import BY_CLOSING, HIGHER, LOWER, OUTCOME, PIPELINE, SEEN_ON, metric
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.ledger import reopenings
from salestui.metrics.look import Look
from salestui.metrics.state import as_day, closed_by

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "revenue_won",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=OUTCOME,
    formula="Σ amount over won(P)",
    adds_up=True,
)
def revenue_won(look: Look) -> Answer:
    """Bookings at signature: the whole contract amount of every deal won."""
    return total(look, look.once(won_lines)).noting(*look.once(closing_notes))


@metric(
    "acv_won",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=OUTCOME,
    formula="Σ acv(d) over won(P); acv = arr, else amount × 12 / contract_months if longer than 12 months, else amount",
    adds_up=True,
)
def acv_won(look: Look) -> Answer:
    """What the deals won bring in a year of their contract [S3]; rounded once."""
    values = look.once(won_acv)
    return total(look, values.lines, values.minor, lambda: acv_rows(look, values, NUMERATOR)).noting(*look.once(closing_notes))


@metric("deals_won", unit=Unit.COUNT, better=HIGHER, dated_by=BY_CLOSING, family=OUTCOME, formula="|won(P)|", adds_up=True)
def deals_won(look: Look) -> Answer:
    return count(look, len(look.won()), lambda: counted_deals(look, look.won(), CLOSED_ON, NUMERATOR)).noting(
        *look.once(closing_notes)
    )


@metric("deals_lost", unit=Unit.COUNT, better=LOWER, dated_by=BY_CLOSING, family=OUTCOME, formula="|lost(P)|", adds_up=True)
def deals_lost(look: Look) -> Answer:
    return count(look, len(look.lost()), lambda: counted_deals(look, look.lost(), CLOSED_ON, NUMERATOR)).noting(
        *look.once(closing_notes)
    )


@metric(
    "deals_reopened",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=SEEN_ON,
    family=PIPELINE,
    formula="|{d : a change of status from won or lost to open with seen_on in P}|",
    adds_up=True,
)
def deals_reopened(look: Look) -> Answer:
    """A deal that was reopened twice counts once."""
    again = {
        deal
        for deal, changes in look.ledger.once(reopenings).items()
        if any(look.first <= change.seen_on <= look.last for change in changes)
    }
    found = [deal for deal in look.selection.deals if deal.id in again] if again else []
    return count(look, len(found), lambda: counted_deals(look, found, lambda _: look.last, NUMERATOR))


@metric(
    "win_rate",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=BY_CLOSING,
    family=OUTCOME,
    formula="won / (won + lost); created: won of all deals created in P, open ones included",
    settings=("win_rate",),
)
def win_rate(look: Look) -> Answer:
    """Deals won, of the deals decided [S4], or of those created [S5]; by number or by amount."""
    if look.chose("win_rate", "created"):
        cohort = look.created()
        won = [deal for deal in cohort if deal.status == WON and closed_by(WON, deal.closed_on, look.asof)]
        rest = [deal for deal in cohort if not (deal.status == WON and closed_by(WON, deal.closed_on, look.asof))]
        return _share_won(look, won, rest, by_creation=True)
    return _share_won(look, look.won(), look.lost(), by_creation=False).noting(*look.once(closing_notes))


def _share_won(look: Look, won: Sequence[BookDeal], rest: Sequence[BookDeal], *, by_creation: bool) -> Answer:
    day = CREATED_ON if by_creation else CLOSED_ON
    if not look.chose("win_rate", "value"):
        return proportion(
            look,
            len(won),
            len(won) + len(rest),
            lambda: counted_deals(look, won, day, BOTH) + counted_deals(look, rest, day, DENOMINATOR),
        )
    everything = lines(look.ledger, [*won, *rest], day)
    if stop := blocked(everything):
        return stop
    if not everything.deals:
        return Answer(absent=Absent.NO_DATA if everything.records else nothing(look), notes=left_out(everything))
    of_won, of_rest = lines(look.ledger, won, day), lines(look.ledger, rest, day)
    return quotient(
        money(look, of_won.minor),
        money(look, everything.minor),
        len(everything.deals),
        lambda: deal_rows(look, of_won.items, BOTH) + deal_rows(look, of_rest.items, DENOMINATOR),
    ).noting(*left_out(everything))


# parts that other families use


@cache
def year_of(contract_months: int | None, *, has_arr: bool) -> Fraction:
    """Which part of a deal's value is one year: all of its ARR, and of a contract of up to twelve months."""
    return WHOLE if has_arr or not contract_months or contract_months <= 12 else Fraction(12, contract_months)


def yearly(look: Look, deals: Sequence[BookDeal]) -> Shared:
    """The annual contract values of closed deals; those with neither ARR nor amount are left out."""
    those = lines(look.ledger, deals, CLOSED_ON, year_amount)
    return Shared(those, [year_of(deal.contract_months, has_arr=deal.arr_minor is not None) for deal in those.deals])


def year_amount(deal: BookDeal) -> int | None:
    """What the value of a year is taken from: ARR where there is one, else the whole amount."""
    return deal.amount_minor if deal.arr_minor is None else deal.arr_minor


def won_acv(look: Look) -> Shared:
    return yearly(look, look.won())


def acv_rows(look: Look, values: Shared, counts_in: str) -> tuple[Row, ...]:
    """Rows with the whole amount beside the value of one year."""
    rows = share_rows(look, values, counts_in)
    return tuple(_beside_amount(row, deal) for row, deal in zip(rows, values.lines.deals, strict=True))


def _beside_amount(row: Row, deal: BookDeal) -> Row:
    """A row counted by its ARR shows the deal's amount as well."""
    return row if deal.arr_minor is None else row._replace(amount=deal.amount, value=row.amount)


def closing_notes(look: Look) -> tuple[Note, ...]:
    """Of the deals closed in the period: assumed dates; and those that had been counted in it and were reopened since."""
    assumed = sum([deal.closed_on_assumed for deal in chain(look.won(), look.lost())])
    again = look.ledger.once(reopenings)
    reopened = 0
    if again:
        reopened = sum(deal.id in again and deal.status == OPEN and _was_counted(look, deal) for deal in look.selection.deals)
    found = []
    if assumed:
        found.append(Note("assumed_close_date", (("count", str(assumed)),)))
    if reopened:
        found.append(Note("reopened", (("count", str(reopened)),)))
    return tuple(found)


def _was_counted(look: Look, deal: BookDeal) -> bool:
    """Whether an open deal was closed on a day of the period before it was reopened."""
    reopened = {change.seen_on for change in look.ledger.once(reopenings)[deal.id]}
    closed = (as_day(c.before) for c in look.ledger.changes(deal.id, "closed_on") if c.seen_on in reopened)
    return any(day is not None and look.first <= day <= look.last for day in closed)
