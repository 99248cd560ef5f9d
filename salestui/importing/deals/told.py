"""Which fields of a deal an export tells: those it has a column for, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from salestui.domain.deal import OPEN, STATE_FIELDS
from salestui.importing.deals.retold import Change, Observation, as_said, state_after
from salestui.importing.deals.state import AT, UNSEEN, State

_ALWAYS = frozenset(("name", "status", "closed_on", "closed_on_assumed", "removed"))
_BY = {
    "amount": ("amount_minor", "currency"),
    "list_amount": ("list_amount_minor", "currency"),
    "arr": ("arr_minor", "currency"),
    "pipeline": ("pipeline", "deal_type"),
}


def told_fields(fields: Iterable[str]) -> frozenset[str]:
    """STATE_FIELDS told by an export that has `fields` (MAPPED_FIELDS); with one close date, the expected one if open."""
    told = set(_ALWAYS)
    for field in fields:
        told.update(_BY.get(field, (field,)))
    if "close_on" in told:
        told.add("expected_close_on")
    return frozenset(told & set(STATE_FIELDS))


def _untold_when_closed(fields: Collection[str]) -> frozenset[str]:
    """What an export says of open deals alone: the expected day where one column is both; no closing day without a column."""
    untold = []
    if "close_on" in fields and "expected_close_on" not in fields:
        untold.append("expected_close_on")
    if not {"close_on", "closed_on"} & set(fields):
        untold.append("closed_on")
    return frozenset(untold)


def observations_of(
    newest: State, changes: Sequence[Change], held_by: Iterable[tuple[str, int, Collection[str]]], histories: Collection[int]
) -> tuple[Observation, ...]:
    """What each export said, worked out from what is kept: the newest state, the changes, and which export held the deal.

    `held_by` are (as_of, run, fields) of the exports; `histories` the runs that were field histories.
    """
    found = []
    for as_of, run, fields in held_by:
        later = [change for change in changes if _order(change, histories) > (as_of, 1, run)]
        state = as_said(state_after(later, newest))
        told = told_fields(fields)
        if state[AT["status"]] != OPEN:
            told -= _untold_when_closed(fields)
        shown = tuple(value if field in told else UNSEEN for field, value in zip(STATE_FIELDS, state, strict=True))
        found.append(Observation(as_of, run, shown))
    return tuple(found)


def _order(change: Change, histories: Collection[int]) -> tuple[str, int, int]:
    return change.seen_on, 0 if change.run in histories else 1, change.run
