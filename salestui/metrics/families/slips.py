"""Deals that were due in the period and were neither won nor lost in it (METRICS.md 5, slipped_deals)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from salestui.domain.deal import OPEN, Deal
from salestui.metrics.answer import BOTH, DENOMINATOR, NUMERATOR, Answer, count, deal_row, lines, proportion, total
from salestui.metrics.declare import IMPORTS, LOWER, PIPELINE, metric
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.state import (
    ImportDay,
    OpenDeal,
    as_day,
    closed_by,
    held,
    import_days,
    record,
    snap,
    state_at,
)


@metric(
    "slipped_deals",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=IMPORTS,
    family=PIPELINE,
    formula="|{d due in P : pushed past its end, or still open when it ended}|",
    settings=("slipped",),
)
def slipped_deals(look: Look) -> Answer:
    """Due and neither won nor lost in the period [S12]; lost, or pushed out and pulled back [S13], is not slipped."""
    slips = look.once(_slips)
    if slips is None:
        return Answer(absent=Absent.NEEDS_TWO_EXPORTS)
    return count(look, len(slips.slipped), lambda: _rows(look, slips.slipped, NUMERATOR))


@metric(
    "slipped_value",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=IMPORTS,
    family=PIPELINE,
    formula="Σ amount over the slipped deals, as it is at the end of what has passed",
    settings=("slipped",),
)
def slipped_value(look: Look) -> Answer:
    slips = look.once(_slips)
    if slips is None:
        return Answer(absent=Absent.NEEDS_TWO_EXPORTS)
    amounts = ((known.deal, known.expected_close_on, known.minor, known.currency) for known in slips.slipped)
    return total(look, lines(look.ledger, amounts, basis=look.asof))


@metric(
    "slip_rate",
    unit=Unit.RATIO,
    better=LOWER,
    dated_by=IMPORTS,
    family=PIPELINE,
    formula="slipped / due in P",
    settings=("slipped",),
)
def slip_rate(look: Look) -> Answer:
    """Of the deals ever due in the period, the share that slipped [S12]."""
    slips = look.once(_slips)
    if slips is None:
        return Answer(absent=Absent.NEEDS_TWO_EXPORTS)
    ids = {known.deal.id for known in slips.slipped}

    def rows() -> tuple[Row, ...]:
        kept = [deal for deal in slips.due if deal.id not in ids]
        others = tuple(deal_row(look, deal, deal.expected_close_on, DENOMINATOR, None) for deal in kept)
        return _rows(look, slips.slipped, BOTH) + others

    return proportion(look, len(slips.slipped), len(slips.due), rows)


def slipped(look: Look) -> Sequence[OpenDeal]:
    """The deals that slipped, as they stood at the end of what has passed; none where that cannot be told."""
    slips = look.once(_slips)
    return slips.slipped if slips else ()


class _Slips(NamedTuple):
    due: Sequence[Deal]
    slipped: Sequence[OpenDeal]


def _slips(look: Look) -> _Slips | None:
    """None where no export was taken up to the day at which the period is looked at: a slip is seen between two exports."""
    ledger = look.ledger
    if not any(days[0].as_of <= look.asof for days in ledger.once(import_days).values()):
        return None
    due = [deal for deal in look.selection.deals if _was_due(look, deal)]
    return _Slips(due, [known for deal in due if (known := _slip(look, deal))])


def _was_due(look: Look, deal: Deal) -> bool:
    """Whether any export of the period, the one of its first day or its last showed the deal open and due in the period, or
    a close date in the period was changed between those two.
    """
    if not _ever_in(look, deal):
        return False
    ledger, period = look.ledger, look.period
    opening = snap(ledger, deal.source, period.start)
    closing = snap(ledger, deal.source, look.asof)
    if opening is None or closing is None:
        return False
    if look.chose("slipped", "opening"):
        return _due_at(ledger, deal, opening, period.start, period.end)
    for change in ledger.changes(deal.id, "expected_close_on"):
        if opening.as_of < change.seen_on <= closing.as_of and period.holds(as_day(change.before)):
            return True
    exports = {day.as_of: day for day in ledger.once(import_days)[deal.source] if period.start <= day.as_of <= look.asof}
    exports.update({opening.as_of: opening, closing.as_of: closing})
    return any(_due_at(ledger, deal, day, period.start, period.end) for day in exports.values())


def _ever_in(look: Look, deal: Deal) -> bool:
    """Whether any close date ever expected of the deal lies in the period."""
    if look.period.holds(deal.expected_close_on):
        return True
    return any(
        look.period.holds(as_day(text))
        for change in look.ledger.changes(deal.id, "expected_close_on")
        for text in (change.before, change.after)
    )


def _due_at(ledger: Ledger, deal: Deal, at: ImportDay, start: date, end: date) -> bool:
    """Whether that day's export has a row of the deal that says open and due from `start` to `end`."""
    if (deal.first_seen_on is not None and deal.first_seen_on > at.as_of) or not held(ledger, deal, at):
        return False
    then = record(ledger, deal, at.as_of)
    return then.status == OPEN and then.expected_close_on is not None and start <= then.expected_close_on <= end


def _slip(look: Look, deal: Deal) -> OpenDeal | None:
    """The deal due in the period if it slipped, as it stood at the end of what has passed."""
    closing = snap(look.ledger, deal.source, look.asof)
    if closing is None or not held(look.ledger, deal, closing) or closed_by(deal.status, deal.closed_on, look.asof):
        return None
    then = record(look.ledger, deal, closing.as_of)
    if closed_by(then.status, then.closed_on, look.asof):
        return None
    known = state_at(look.ledger, deal, closing)
    pushed = known.expected_close_on is not None and known.expected_close_on > look.period.end
    return known if pushed or look.ended else None


def _rows(look: Look, deals: Sequence[OpenDeal], counts_in: str) -> tuple[Row, ...]:
    found = []
    for known in deals:
        minor = None
        if known.minor is not None and known.currency is not None:
            minor = look.ledger.converted(known.minor, known.currency, look.asof)
        found.append(deal_row(look, known.deal, known.expected_close_on, counts_in, minor))
    return tuple(found)
