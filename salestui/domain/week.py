"""What changed in the deals this week, one line per deal and kind of change: what a rep goes through on a Friday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from salestui.domain.deal import LOST, OPEN, WON, DealChange
from salestui.domain.entry import BLOCKER, LEARNING, RISK, WIN

WON_DEAL, LOST_DEAL, SLIPPED, NEW, LARGER, SMALLER, STALLED, REOPENED = (
    "won",
    "lost",
    "slipped",
    "new",
    "larger",
    "smaller",
    "stalled",
    "reopened",
)
ENTRY_KIND = {
    WON_DEAL: WIN,
    LOST_DEAL: LEARNING,
    SLIPPED: BLOCKER,
    NEW: WIN,
    LARGER: WIN,
    SMALLER: RISK,
    STALLED: RISK,
    REOPENED: WIN,
}


class WeekChange(NamedTuple):
    """`what` is one of won lost slipped new larger smaller stalled reopened; `before` and `after` as in the store.

    Amounts are minor units as text, beside `currency`; days are ISO text.
    """

    deal: str
    name: str
    account: str | None
    what: str
    before: str | None
    after: str | None
    seen_on: date
    currency: str | None = None
    loss_reason: str | None = None


class Subject(NamedTuple):
    """The deal that a change belongs to."""

    deal: str
    name: str
    account: str | None
    currency: str | None
    loss_reason: str | None


def classified(changes: Iterable[tuple[Subject, DealChange]]) -> tuple[WeekChange, ...]:
    """The changes that a rep would talk about; of one deal on one day, a win or a loss hides the rest."""
    found: dict[tuple[str, date], list[WeekChange]] = {}
    for subject, change in changes:
        what = _what(change)
        if what is None:
            continue
        line = WeekChange(
            subject.deal,
            subject.name,
            subject.account,
            what,
            change.before,
            change.after,
            change.seen_on,
            subject.currency,
            subject.loss_reason if what == LOST_DEAL else None,
        )
        found.setdefault((subject.deal, change.seen_on), []).append(line)
    told = []
    for lines in found.values():
        closed = [line for line in lines if line.what in (WON_DEAL, LOST_DEAL, REOPENED)]
        told += closed or lines
    return tuple(told)


def _what(change: DealChange) -> str | None:
    before, after = change.before, change.after
    if change.field == "status":
        return {(OPEN, WON): WON_DEAL, (OPEN, LOST): LOST_DEAL, (WON, OPEN): REOPENED, (LOST, OPEN): REOPENED}.get(
            (before or "", after or "")
        )
    if change.field == "expected_close_on" and before and after:
        return SLIPPED if after > before else None
    if change.field == "amount_minor" and before and after:
        return LARGER if int(after) > int(before) else SMALLER
    return None
