"""Deals as the rep sees them: listed, one with its history, and corrected, removed, restored or merged with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salestui.domain.activity import Activity
from salestui.domain.deal import OPEN, STATE_FIELDS, Deal, DealChange
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.ids import other_forms
from salestui.store import corrections, deals
from salestui.store.activities import read_activities
from salestui.store.connection import Connection
from salestui.store.corrections import Correction
from salestui.store.deal_history import read_changes, sightings_of
from salestui.store.imports import first_currency
from salestui.store.undo import Kept, keep
from salestui.work.desk import Desk
from salestui.work.typed_field import typed_field

__all__ = [
    "Correction",
    "DealStory",
    "chosen",
    "correct",
    "count",
    "find",
    "history",
    "listed",
    "merge",
    "of_ids",
    "of_period",
    "remove",
    "restore",
]


class DealStory(NamedTuple):
    """A deal, what changed in it, what the rep corrected, its activities, and the days on which exports held it."""

    deal: Deal
    changes: tuple[DealChange, ...]
    corrections: tuple[Correction, ...]
    activities: tuple[Activity, ...]
    held_on: tuple[str, ...]


def listed(
    desk: Desk,
    *,
    status: str | None = None,
    owner: str | None = None,
    words: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Deal, ...]:
    """Deals that are not removed: open ones by the day they are due, then closed ones, the newest first."""
    return deals.read_deals(desk.store.connection, status=status, owner=owner, words=words, limit=limit, offset=offset)


def chosen(
    desk: Desk,
    period: Period | None,
    *,
    status: str | None = None,
    owner: str | None = None,
    slipped: bool = False,
    stalled: bool = False,
) -> tuple[Deal, ...]:
    """The deals of a period (closed in it, or due in it), of all time without one; or those behind the slipped or stalled
    figure of the period. `owner` is a name, or `all`.
    """
    found = listed(desk, status=status, owner=None if owner == "all" else owner)
    figures = [slug for slug, wanted in (("slipped_deals", slipped), ("stalled_deals", stalled)) if wanted]
    if period is None:
        return found
    if not figures:
        return of_period(period, found)
    from salestui.work.figures import why  # brings all metrics, which a plain list does without

    behind = [{row.deal for row in why(desk, period, slug, owner=owner).rows()} for slug in figures]
    return tuple(deal for deal in found if all(deal.id in ids for ids in behind))


def count(desk: Desk, *, status: str | None = None, owner: str | None = None, words: str | None = None) -> int:
    """How many deals `listed` would give without a limit."""
    return deals.count_deals(desk.store.connection, status=status, owner=owner, words=words)


def of_ids(desk: Desk, ids: Sequence[str]) -> tuple[Deal, ...]:
    """The deals of those ids, in that order; one that the store does not have is left out."""
    found = deals.read_of_ids(desk.store.connection, ids)
    return tuple(found[one] for one in ids if one in found)


def of_period(period: Period, found: tuple[Deal, ...]) -> tuple[Deal, ...]:
    """Those of `found` that were closed in the period, or are open and due in it."""
    return tuple(deal for deal in found if period.holds(deal.expected_close_on if deal.status == OPEN else deal.closed_on))


def find(desk: Desk, said: str) -> Deal:
    """The deal of that id, in the other form of a CRM's id, or whose id alone begins so. Raises Refusal `deal-unknown`."""
    connection = desk.store.connection
    for form in (said, *other_forms("salesforce", said)):
        if (deal := deals.read_deal(connection, form)) is not None:
            return deal
    near = deals.ids_like(connection, said) if said else ()
    if len(near) == 1 and (deal := deals.read_deal(connection, near[0])) is not None:
        return deal
    raise Refusal("deal-unknown", deal=said, nearest=", ".join(near)) if near else Refusal("deal-nowhere", deal=said)


def history(desk: Desk, said: str) -> DealStory:
    """A deal with all that is kept of it. Raises Refusal `deal-unknown`."""
    deal, connection = find(desk, said), desk.store.connection
    number = _number(desk, deal)
    return DealStory(
        deal,
        read_changes(connection, deal.id).get(deal.id, ()),
        corrections.corrections_of(connection, number),
        read_activities(connection, deal=deal.id),
        tuple(as_of for as_of, _ in sightings_of(connection, [number]).get(number, ())),
    )


def correct(desk: Desk, said: str, field: str, value: str, why: str) -> Deal:
    """The deal with `field` (a name of MAPPED_FIELDS) as the rep says; the CRM's word is kept beside it.

    The correction stands until the CRM's value changes. Raises Refusal `deal-unknown`, `deal-field`, `deal-value`,
    `correction-silent`.
    """
    reason = _reason(why)
    with desk.store.transaction() as connection:
        deal = find(desk, said)
        number = _number(desk, deal)
        currency = desk.terms.currency or first_currency(connection)
        corrected = typed_field(deal, field, value, desk.today, currency)
        _keep_step(connection, "deal_changed", deal, corrected)
        for column, text in corrected.items():
            corrections.correct(connection, number, column, text, reason)
        return find(desk, deal.id)


def remove(desk: Desk, said: str, why: str) -> Deal:
    """Take a deal out of every figure of periods that are not finalised. Raises Refusal `deal-unknown`."""
    reason = _reason(why)
    with desk.store.transaction() as connection:
        deal = find(desk, said)
        _keep_step(connection, "deal_removed", deal, ("removed",))
        corrections.correct(connection, _number(desk, deal), "removed", "deleted", reason)
        return find(desk, deal.id)


def restore(desk: Desk, said: str) -> Deal:
    """A deal as the CRM has it: not removed, not merged, nothing corrected. Raises Refusal `deal-unknown`, `deal-untouched`."""
    with desk.store.transaction() as connection:
        deal = find(desk, said)
        number = _number(desk, deal)
        fields = (*STATE_FIELDS, "merged_into")
        own = [one["field"] for one in corrections.standing(connection, number, fields) if one["stands"]]
        _keep_step(connection, "deal_restored", deal, map(str, own))
        given_back = [field for field in fields if corrections.withdraw(connection, number, field)]
        if not given_back:
            raise Refusal("deal-untouched", deal=deal.id)
        return find(desk, deal.id)


def merge(desk: Desk, said: str, into: str) -> Deal:
    """The deal that remains, after `said` was merged into it: it counts with its own values, the other no more.

    Raises Refusal `deal-unknown`, `deal-merge-self`, `deal-merge-removed`.
    """
    with desk.store.transaction() as connection:
        deal, kept = find(desk, said), find(desk, into)
        if deal.id == kept.id:
            raise Refusal("deal-merge-self", deal=deal.id)
        if kept.removed:
            raise Refusal("deal-merge-removed", deal=kept.id)
        number = _number(desk, deal)
        _keep_step(connection, "deal_merged", deal, ("removed", "merged_into"))
        corrections.correct(connection, number, "removed", "merged", f"merged into {kept.id}")
        corrections.correct(connection, number, "merged_into", kept.id, f"merged into {kept.id}")
        return kept


def _keep_step(connection: Connection, what: str, deal: Deal, fields: Iterable[str]) -> None:
    """Remember what the rep says of these fields now, so that `undo` puts it back."""
    number = deals.number_of(connection, deal.id)
    if number is not None and (rows := corrections.standing(connection, number, fields)):
        keep(connection, what, deal.name or deal.id, [Kept("deal_correction", row) for row in rows])


def _number(desk: Desk, deal: Deal) -> int:
    number = deals.number_of(desk.store.connection, deal.id)
    if number is None:
        raise Refusal("deal-nowhere", deal=deal.id)
    return number


def _reason(why: str) -> str:
    reason = one_line(why)
    if not reason:
        raise Refusal("correction-silent", exit_code=2)
    return reason
