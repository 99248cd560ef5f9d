"""When a deal last moved, and which deals have stalled (METRICS.md 5, stalled_deals)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.state import as_day

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


def stalled(look: Look, deals: Sequence[BookDeal]) -> list[tuple[BookDeal, int]]:
    """Those of `deals`, as they stood on the look's day, that had not moved for more days than their stage allows; with
    those days. A deal of which no movement is known, not even its creation, is not called stalled.
    """
    ledger, day = look.ledger, look.day
    moves, by_activity = ledger.once(_moves), not ledger.chose("stalled", "stage")
    latest = {stage: day - timedelta(days=ledger.days_idle(stage)) for stage in {deal.stage for deal in deals}}
    found = []
    for deal in deals:
        due, active = latest[deal.stage], deal.last_activity_on
        if by_activity and active is not None and due <= active <= day:
            continue
        last = deal.created_on if deal.created_on is not None and deal.created_on <= day else None
        if by_activity and active is not None and active <= day and (last is None or active > last):
            last = active
        for move in moves.get(deal.id, ()):
            if move <= day and (last is None or move > last):
                last = move
        if last is not None and last < due:
            found.append((deal, (day - last).days))
    return found


def _moves(ledger: Ledger) -> Mapping[str, Sequence[date]]:
    """Per deal the days of its movements beside its creation and its newest activity, under the definition in force.

    Every value that last_activity_on ever had counts, so that a later activity does not hide an earlier one. An activity
    counts if it was done and not cancelled.
    """
    found: dict[str, list[date]] = {}
    if not ledger.chose("stalled", "stage"):
        for deal, changes in ledger.history("last_activity_on").items():
            days = (as_day(text) for change in changes for text in (change.before, change.after))
            found.setdefault(deal, []).extend(day for day in days if day is not None)
        for activity in ledger.book.activities:
            if activity.deal and activity.done and activity.outcome != "cancelled":
                found.setdefault(activity.deal, []).append(activity.on)
    if not ledger.chose("stalled", "activity"):
        for deal, changes in ledger.history("stage").items():
            found.setdefault(deal, []).extend(change.seen_on for change in changes)
    return found
