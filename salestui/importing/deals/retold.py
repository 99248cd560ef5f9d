"""A deal's history as a pure function of what exports and field histories showed of it, whatever their order of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salestui.domain.deal import LOST, OPEN, STATE_FIELDS, WON, Snapshot, stored_value
from salestui.importing.deals.state import AT, UNSEEN, State, as_text

_STATUS, _EXPECTED, _CLOSED = AT["status"], AT["expected_close_on"], AT["closed_on"]
_ASSUMED, _OWNER, _CREATED = AT["closed_on_assumed"], AT["owner"], AT["created_on"]
NOTHING: State = (UNSEEN,) * len(STATE_FIELDS)


class Observation(NamedTuple):
    """What one export, taken on `as_of` (ISO), said of a deal."""

    as_of: str
    run: int
    state: State


class Event(NamedTuple):
    """What a field history says: on the day `on`, `field` became `after`.

    `position` orders events of a day. `before` is UNSEEN where the history does not tell it. The field `close_on` means
    the expected day while the deal is open, and the actual one once it is closed.
    """

    on: str
    position: int
    run: int
    field: str
    before: object
    after: object


class Change(NamedTuple):
    """As `DealChange`, of one deal: the columns of the table."""

    field: str
    before: str | None
    after: str | None
    seen_on: str
    run: int


class Retold(NamedTuple):
    """The newest state (nothing UNSEEN left), and how it came about."""

    state: State
    changes: tuple[Change, ...]


def retold(observations: Iterable[Observation], events: Iterable[Event] = ()) -> Retold:
    """The history that all of them tell together.

    A field's first showing changes nothing; each later one that differs is a change, seen on its day. On the day of an
    export a field history has the word about the fields that it tells of.
    """
    points = sorted([*map(_observed_at, observations), *map(_happened_at, events)], key=lambda point: point[0])
    story = _Story()
    for (day, *_), what in points:
        if isinstance(what, Event):
            story.happen(what)
        else:
            story.observe(day, what)
    return Retold(tuple(None if value is UNSEEN else value for value in story.state), tuple(story.changes))


def observed(state: State, before: State, as_of: str) -> State:
    """`state` with the closing day filled in where an export of `as_of` left it empty (METRICS.md 1.3).

    `before` is the state until then. A deal that was closed already keeps its day, which is assumed where the export has
    a column for it and leaves it empty.
    """
    if state[_STATUS] not in (WON, LOST) or state[_CLOSED] not in (None, UNSEEN):
        return _with(state, assumed=0)
    if before[_STATUS] in (WON, LOST) and before[_CLOSED] not in (None, UNSEEN):
        return _with(state, closed=UNSEEN, assumed=UNSEEN if state[_CLOSED] is UNSEEN else 1)
    expected = state[_EXPECTED] if state[_EXPECTED] not in (None, UNSEEN) else before[_EXPECTED]
    known = isinstance(expected, str) and expected <= as_of
    return _with(state, closed=expected if known else as_of, assumed=1)


def as_said(state: State) -> State:
    """What an export must have said where the closing day was filled in by the program."""
    return _with(state, closed=None, assumed=UNSEEN) if state[_ASSUMED] == 1 else state


def absent_runs(
    observations: Sequence[Observation], changes: Sequence[Change], newest: State, snapshots: Iterable[Snapshot]
) -> frozenset[int]:
    """The runs that covered the deal while it was open, and did not hold it (METRICS.md 1.5).

    A run from before the deal was first seen counts where the deal had been created by then.
    """
    held = {observation.run for observation in observations}
    absent = set()
    for snapshot in snapshots:
        if snapshot.run in held:
            continue
        day = snapshot.as_of.isoformat()
        then = _state_on(day, changes, newest)
        created, owner = newest[_CREATED], then[_OWNER]
        if isinstance(created, str) and created > day:
            continue
        if then[_STATUS] == OPEN and snapshot.covers(owner if isinstance(owner, str) else None, OPEN):
            absent.add(snapshot.run)
    return frozenset(absent)


def state_after(changes_since: Iterable[Change], newest: State) -> State:
    """The state before all of `changes_since`, which are in the order in which they came."""
    state = list(newest)
    for change in reversed(list(changes_since)):
        state[AT[change.field]] = stored_value(change.field, change.before)
    return tuple(state)


class _Story:
    def __init__(self) -> None:
        self.state: list[object] = list(NOTHING)
        self.changes: list[Change] = []
        self._told_today: dict[tuple[str, int], set[object]] = {}

    def observe(self, day: str, seen: Observation) -> None:
        for index, value in enumerate(observed(seen.state, tuple(self.state), day)):
            if value is UNSEEN or value in self._told_today.get((day, index), ()):
                continue
            self._set(index, value, day, seen.run)

    def happen(self, event: Event) -> None:
        index = AT[self._field(event)]
        if self.state[index] is UNSEEN and event.before is not UNSEEN:
            self.state[index] = event.before
        self._told_today.setdefault((event.on, index), set()).update((self.state[index], event.after))
        self._set(index, event.after, event.on, event.run)
        if event.field == "status":
            self._close_or_reopen(event)

    def _field(self, event: Event) -> str:
        if event.field != "close_on":
            return event.field
        return "closed_on" if self.state[_STATUS] in (WON, LOST) else "expected_close_on"

    def _close_or_reopen(self, event: Event) -> None:
        """One column of the CRM is the expected day while the deal is open, and then the actual one."""
        if event.after == OPEN:
            self._set(_CLOSED, None, event.on, event.run)
            self._set(_ASSUMED, 0, event.on, event.run)
        elif self.state[_CLOSED] in (None, UNSEEN):
            expected = self.state[_EXPECTED]
            self._set(_CLOSED, expected if isinstance(expected, str) else event.on, event.on, event.run)
            self._set(_ASSUMED, 0, event.on, event.run)

    def _set(self, index: int, value: object, day: str, run: int) -> None:
        known = self.state[index]
        self.state[index] = value
        if known is not UNSEEN and known != value:
            self.changes.append(Change(STATE_FIELDS[index], as_text(known), as_text(value), day, run))


def _observed_at(seen: Observation) -> tuple[tuple[str, int, int, int], Observation | Event]:
    return (seen.as_of, 1, seen.run, 0), seen


def _happened_at(event: Event) -> tuple[tuple[str, int, int, int], Observation | Event]:
    return (event.on, 0, event.position, event.run), event


def _with(state: State, *, assumed: object, closed: object = ...) -> State:
    changed = list(state)
    changed[_ASSUMED] = assumed
    if closed is not ...:
        changed[_CLOSED] = closed
    return tuple(changed)


def _state_on(day: str, changes: Sequence[Change], newest: State) -> State:
    """The state as known at the end of `day`; before the first showing, the first one."""
    return state_after([change for change in changes if change.seen_on > day], newest)
