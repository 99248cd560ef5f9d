"""When a deal last moved, and which deals have stalled (METRICS.md 5, stalled_deals)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from salestui.domain.deal import Deal
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.state import OpenDeal, as_day


def moved(ledger: Ledger, deal: Deal, day: date) -> date | None:
    """The latest day up to `day` on which anything happened to the deal; None where no such day is known.

    Every value that last_activity_on ever had counts, so that a later activity does not hide an earlier one. An activity
    counts if it was done and not cancelled. A deal without a creation date may have no day: it is then not called stalled.
    """
    days = [deal.created_on]
    if not ledger.chose("stalled", "stage"):
        days.append(deal.last_activity_on)
        for change in ledger.changes(deal.id, "last_activity_on"):
            days += as_day(change.before), as_day(change.after)
        days += ledger.once(_activity_days).get(deal.id, ())
    if not ledger.chose("stalled", "activity"):
        days += [change.seen_on for change in ledger.changes(deal.id, "stage")]
    return max((known for known in days if known is not None and known <= day), default=None)


def stalled(look: Look, deals: Sequence[OpenDeal]) -> list[tuple[OpenDeal, int]]:
    """Those of `deals` that have not moved for more days than their stage allows, with those days."""
    found = []
    for known in deals:
        last = moved(look.ledger, known.deal, look.day)
        if last is not None and (idle := (look.day - last).days) > look.ledger.days_idle(known.stage):
            found.append((known, idle))
    return found


def _activity_days(ledger: Ledger) -> Mapping[str, list[date]]:
    found: dict[str, list[date]] = {}
    for activity in ledger.book.activities:
        if activity.deal and activity.done and activity.outcome != "cancelled":
            found.setdefault(activity.deal, []).append(activity.on)
    return found
