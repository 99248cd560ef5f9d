"""Deals that were due in the period and were neither won nor lost in it (METRICS.md 5, slipped_deals)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import OPEN, DealChange
from salestui.domain.period import Period
from salestui.metrics.answer import (
    BOTH,
    DENOMINATOR,
    EXPECTED_ON,
    NUMERATOR,
    Answer,
    count,
    lines,
    open_rows,
    proportion,
    total,
)
from salestui.metrics.declare import IMPORTS, LOWER, PIPELINE, metric
from salestui.metrics.figure import Absent, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.state import (
    ImportDay,
    as_day,
    closed_by,
    held,
    import_days,
    record,
    snap,
    state_at,
)

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


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
    return total(look, lines(look.ledger, slips.slipped, EXPECTED_ON, basis=look.asof))


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
    ids = {deal.id for deal in slips.slipped}

    def rows() -> tuple[Row, ...]:
        kept = [deal for deal in slips.due if deal.id not in ids]
        return _rows(look, slips.slipped, BOTH) + _rows(look, kept, DENOMINATOR)

    return proportion(look, len(slips.slipped), len(slips.due), rows)


def slipped(look: Look) -> Sequence[BookDeal]:
    """The deals that slipped, as they stood at the end of what has passed; none where that cannot be told."""
    slips = look.once(_slips)
    return slips.slipped if slips else ()


class _Slips(NamedTuple):
    due: Sequence[BookDeal]
    slipped: Sequence[BookDeal]


def _slips(look: Look) -> _Slips | None:
    """None where no export was taken up to the day at which the period is looked at: a slip is seen between two exports."""
    if not any(days[0].as_of <= look.asof for days in look.ledger.once(import_days).values()):
        return None
    due = _due(look)
    return _Slips(due, [stood for deal in due if (stood := _slip(look, deal))])


def _due(look: Look) -> list[BookDeal]:
    """The deals that any export of the period, that of its first day or its last showed open and due in it, or of which a
    close date in the period was changed between those two.
    """
    ledger, start, end = look.ledger, look.period.start, look.period.end
    spans = {source: _span(look, source) for source in ledger.once(import_days)}
    expected, statuses = ledger.history("expected_close_on"), ledger.history("status")
    moved = {deal for deal, changes in expected.items() if any(_ever_in(look.period, change) for change in changes)}
    absences = ledger.book.absences
    found = []
    for deal in look.selection.deals:
        due = deal.expected_close_on
        if not ((due is not None and start <= due <= end) or deal.id in moved) or deal.source not in spans:
            continue
        if deal.id in expected or deal.id in statuses or deal.id in absences:
            if _was_due(look, deal, spans[deal.source]):
                found.append(deal)
        elif deal.status == OPEN and (deal.first_seen_on is None or deal.first_seen_on <= spans[deal.source][-1].as_of):
            found.append(deal)
    return found


def _span(look: Look, source: str) -> list[ImportDay]:
    """The exports that tell what was due: that of the first day, those taken in the period, that of the last; `opening` only
    the first.
    """
    opening, closing = snap(look.ledger, source, look.period.start), snap(look.ledger, source, look.asof)
    days = {day.as_of: day for day in (opening, closing) if day}
    if look.chose("slipped", "opening"):
        return [opening] if opening else []
    inside = (d for d in look.ledger.once(import_days)[source] if look.period.start <= d.as_of <= look.asof)
    days.update((day.as_of, day) for day in inside)
    return [days[day] for day in sorted(days)]


def _ever_in(period: Period, change: DealChange) -> bool:
    return period.holds(as_day(change.before)) or period.holds(as_day(change.after))


def _was_due(look: Look, deal: BookDeal, exports: Sequence[ImportDay]) -> bool:
    first, last = exports[0].as_of, exports[-1].as_of
    if not look.chose("slipped", "opening"):
        for change in look.ledger.changes(deal.id, "expected_close_on"):
            if first < change.seen_on <= last and look.period.holds(as_day(change.before)):
                return True
    return any(_due_at(look, deal, day) for day in exports)


def _due_at(look: Look, deal: BookDeal, at: ImportDay) -> bool:
    """Whether that day's export has a row of the deal that says open and due in the period."""
    if (deal.first_seen_on is not None and deal.first_seen_on > at.as_of) or not held(look.ledger, deal, at):
        return False
    then = record(look.ledger, deal, at.as_of)
    return then.status == OPEN and look.period.holds(then.known.expected_close_on)


def _slip(look: Look, deal: BookDeal) -> BookDeal | None:
    """The deal due in the period if it slipped, as it stood at the end of what has passed."""
    closing = snap(look.ledger, deal.source, look.asof)
    if closing is None or not held(look.ledger, deal, closing) or closed_by(deal.status, deal.closed_on, look.asof):
        return None
    then = record(look.ledger, deal, closing.as_of)
    if closed_by(then.status, then.closed_on, look.asof):
        return None
    stood = state_at(look.ledger, deal, closing)
    pushed = stood.expected_close_on is not None and stood.expected_close_on > look.period.end
    return stood if pushed or look.ended else None


def _rows(look: Look, deals: Sequence[BookDeal], counts_in: str) -> tuple[Row, ...]:
    return open_rows(look, deals, counts_in, look.asof)
