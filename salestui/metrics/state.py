"""How a deal stood on a day that may lie between two exports (METRICS.md 2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import OPEN, DealChange, Snapshot
from salestui.metrics.ledger import Ledger

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


class Known(NamedTuple):
    """What is known of a deal only while it is open."""

    stage: str | None
    expected_close_on: date | None
    probability: str | None
    forecast_category: str | None
    next_step: str | None


_NOT_KNOWN = Known(None, None, None, None, None)


class Record(NamedTuple):
    """A deal as one import left it."""

    status: str
    closed_on: date | None
    amount_minor: int | None
    currency: str | None
    arr_minor: int | None
    contract_months: int | None
    known: Known


class ImportDay(NamedTuple):
    """The deals imports of one source that were taken on one day."""

    as_of: date
    imports: tuple[Snapshot, ...]


def import_days(ledger: Ledger) -> Mapping[str, Sequence[ImportDay]]:
    """Per source the days of its deals imports, ascending."""
    found: dict[str, dict[date, list[Snapshot]]] = {}
    for snapshot in ledger.book.snapshots:
        found.setdefault(snapshot.source, {}).setdefault(snapshot.as_of, []).append(snapshot)
    return {source: [ImportDay(day, tuple(days[day])) for day in sorted(days)] for source, days in found.items()}


def snap(ledger: Ledger, source: str, day: date) -> ImportDay | None:
    """The import that shows `day` best: the earliest of the grace days from it, else the latest before, else the earliest
    after ("assumed"). None where the source has none.
    """
    known = ledger.once(_snaps)
    if (source, day) not in known:
        known[source, day] = _snap(ledger, ledger.once(import_days).get(source, ()), day)
    return known[source, day]


def _snaps(_: Ledger) -> dict[tuple[str, date], ImportDay | None]:
    return {}


def _snap(ledger: Ledger, days: Sequence[ImportDay], day: date) -> ImportDay | None:
    if not days:
        return None
    following = bisect_left(days, day, key=_as_of)
    if following < len(days) and days[following].as_of <= day + timedelta(days=ledger.terms.snapshot_grace_days):
        return days[following]
    return days[following - 1] if following else days[0]


def _as_of(day: ImportDay) -> date:
    return day.as_of


def held(ledger: Ledger, deal: BookDeal, at: ImportDay) -> bool:
    """Whether the deal was there on the day of these imports: false where one that covers it came without it (1.5).

    An import covers it if it holds the deal's owner and any open deal. A deal that was open by then and first seen later was
    not in it; one that was created later could not be.
    """
    if ledger.terms.missing_open_deals == "keep":
        return True
    absences = ledger.book.absences.get(deal.id, frozenset())
    unseen = _was_unseen(ledger, deal, at.as_of)
    if not absences and not unseen:
        return True
    covering = [one for one in at.imports if one.run in absences or one.covers(deal.owner, OPEN)]
    return not covering or not all(unseen or one.run in absences for one in covering)


def _was_unseen(ledger: Ledger, deal: BookDeal, day: date) -> bool:
    """Whether the deal was there and open on `day`, and no import had shown it yet."""
    if deal.first_seen_on is None or deal.first_seen_on <= day or (deal.created_on is not None and deal.created_on > day):
        return False
    then = record(ledger, deal, day)
    return not closed_by(then.status, then.closed_on, day)


def record(ledger: Ledger, deal: BookDeal, day: date) -> Record:
    """The deal as the import of `day` left it: each field is what it was before its earliest later change."""
    return _record(deal, ledger.book.changes.get(deal.id, ()), day)


def _record(deal: BookDeal, changes: Sequence[DealChange], day: date) -> Record:
    before: dict[str, str | None] = {}
    for change in changes:
        if change.seen_on > day:
            before.setdefault(change.field, change.before)
    if not before:
        known = Known(deal.stage, deal.expected_close_on, deal.probability, deal.forecast_category, deal.next_step)
        return Record(
            deal.status, deal.closed_on, deal.amount_minor, deal.currency, deal.arr_minor, deal.contract_months, known
        )
    return Record(
        before.get("status", deal.status) or OPEN,
        as_day(before["closed_on"]) if "closed_on" in before else deal.closed_on,
        as_number(before["amount_minor"]) if "amount_minor" in before else deal.amount_minor,
        before.get("currency", deal.currency),
        as_number(before["arr_minor"]) if "arr_minor" in before else deal.arr_minor,
        as_number(before["contract_months"]) if "contract_months" in before else deal.contract_months,
        Known(
            before.get("stage", deal.stage),
            as_day(before["expected_close_on"]) if "expected_close_on" in before else deal.expected_close_on,
            before.get("probability", deal.probability),
            before.get("forecast_category", deal.forecast_category),
            before.get("next_step", deal.next_step),
        ),
    )


def open_among(ledger: Ledger, deals: Sequence[BookDeal], day: date) -> list[BookDeal]:
    """Those of `deals` that were open on `day`, each as it stood then; all of them were created by it, and closed after it or
    not at all.

    Amount, stage, expected close and the like are those of the day; status and closing stay those of the newest record, as
    do owner, segment and everything else by which deals are told apart.
    """
    told, seen = ledger.once(_told), ledger.once(_last_first_seen)
    plain = [deal for deal in deals if deal.id not in told]
    special = [deal for deal in deals if deal.id in told] if told else []
    shown = {source: at.as_of for source in seen if (at := snap(ledger, source, day)) and seen[source] > at.as_of}
    if shown:  # an export that some deals were not in yet
        unseen = {deal.id for deal in plain if deal.first_seen_on and deal.first_seen_on > shown.get(deal.source, date.max)}
        special += [deal for deal in plain if deal.id in unseen]
        plain = [deal for deal in plain if deal.id not in unseen]
    found = [deal for deal in plain if deal.status == OPEN]
    found += [_never_seen_open(deal) for deal in plain if deal.status != OPEN]
    return found + [stood for deal in special if (stood := _stood(ledger, deal, day))]


def _told(ledger: Ledger) -> frozenset[str]:
    """The deals that exports showed to have changed, or came without: all others are now as they always were."""
    return frozenset((*ledger.book.changes, *ledger.book.absences))


def _last_first_seen(ledger: Ledger) -> Mapping[str, date]:
    """Per source the day on which the last of its deals was first seen: by then every deal had been in an export."""
    found: dict[str, date] = {}
    for source, seen in {(deal.source, deal.first_seen_on) for deal in ledger.book.deals}:
        if seen is not None and (source not in found or seen > found[source]):
            found[source] = seen
    return found


def _stood(ledger: Ledger, deal: BookDeal, day: date) -> BookDeal | None:
    """The deal as it stood on `day`, None if it was not open then."""
    at = snap(ledger, deal.source, day)
    if at is None:
        return _as_open(ledger, deal, record(ledger, deal, day), day)
    if not held(ledger, deal, at):
        return None
    changes = ledger.book.changes.get(deal.id)
    if deal.status == OPEN and (not changes or changes[-1].seen_on <= at.as_of):
        return deal  # nothing has changed since
    then = record(ledger, deal, at.as_of)
    return None if closed_by(then.status, then.closed_on, day) else _as_open(ledger, deal, then, at.as_of)


def closed_by(status: str, closed_on: date | None, day: date) -> bool:
    return status != OPEN and closed_on is not None and closed_on <= day


def state_at(ledger: Ledger, deal: BookDeal, at: ImportDay) -> BookDeal:
    """The deal as that import left it; of one that it shows closed, what was known while it was open."""
    return _as_open(ledger, deal, record(ledger, deal, at.as_of), at.as_of)


def _as_open(ledger: Ledger, deal: BookDeal, then: Record, day: date) -> BookDeal:
    known = then.known if then.status == OPEN else while_open(ledger, deal, day)
    return _with(deal, then, known)


def _never_seen_open(deal: BookDeal) -> BookDeal:
    """A deal of which only the closing was ever shown: of its time before that, stage and date and the like are not known."""
    return deal.but(stage=None, expected_close_on=None, probability=None, forecast_category=None, next_step=None)


def _with(deal: BookDeal, then: Record, known: Known) -> BookDeal:
    """`deal` with the amounts of `then` and what was `known` of it while it was open."""
    return deal.but(
        amount_minor=then.amount_minor,
        currency=then.currency,
        arr_minor=then.arr_minor,
        contract_months=then.contract_months,
        **known._asdict(),
    )


def while_open(ledger: Ledger, deal: BookDeal, day: date) -> Known:
    """The last values known while a deal was open that an import of `day` shows closed; none if it was never seen open."""
    closing = _closing(ledger, deal, day)
    if closing is None:
        return _NOT_KNOWN
    stage, expected, probability, category, next_step = (
        _before(ledger, deal, field, closing.seen_on)
        for field in ("stage", "expected_close_on", "probability", "forecast_category", "next_step")
    )
    return Known(stage, as_day(expected), probability, category, next_step)


def stage_of_loss(ledger: Ledger, deal: BookDeal) -> str | None:
    """The last stage seen while a closed deal was open, None if it was never seen open."""
    closing = _closing(ledger, deal, date.max)
    return None if closing is None else _before(ledger, deal, "stage", closing.seen_on)


def _closing(ledger: Ledger, deal: BookDeal, day: date) -> DealChange | None:
    """The change by which the deal was last seen to close, up to `day`."""
    closings = [c for c in ledger.changes(deal.id, "status") if c.before == OPEN and c.seen_on <= day]
    return closings[-1] if closings else None


def _before(ledger: Ledger, deal: BookDeal, field: str, day: date) -> str | None:
    """The last value of `field` that was known before the deal was seen closed on `day`.

    Several changes of one day come from a field history; the last of them came with the closing.
    """
    changes = ledger.changes(deal.id, field)
    first = bisect_left(changes, day, key=_seen_on)
    if first == len(changes):
        newest = getattr(deal, field)
        return newest.isoformat() if isinstance(newest, date) else newest
    if changes[first].seen_on > day:
        return changes[first].before
    return changes[bisect_right(changes, day, key=_seen_on) - 1].before


def _seen_on(change: DealChange) -> date:
    return change.seen_on


def first_value(ledger: Ledger, deal: BookDeal, field: str) -> str | None:
    """The first value of `field` that was ever seen, as text; None if there never was one."""
    changes = ledger.changes(deal.id, field)
    if not changes:
        newest = getattr(deal, field)
        return None if newest is None else str(newest)
    return changes[0].before if changes[0].before is not None else next((c.after for c in changes if c.after is not None), None)


def first_status(ledger: Ledger, deal: BookDeal) -> str:
    """The status in which the deal was first seen."""
    changes = ledger.changes(deal.id, "status")
    return (changes[0].before if changes else deal.status) or OPEN


def seen_open(ledger: Ledger, deal: BookDeal) -> bool:
    """Whether any import showed the deal open."""
    return deal.status == OPEN or any(OPEN in (c.before, c.after) for c in ledger.changes(deal.id, "status"))


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


def as_day(text: str | None) -> date | None:
    return _day(text) if text else None


def as_number(text: str | None) -> int | None:
    return int(text) if text else None
