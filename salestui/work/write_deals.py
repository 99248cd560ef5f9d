"""Writing what a file of deals does, a stretch at a time, within the import's one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from salestui.importing.deals.planner import DealBatch, DealPlanner
from salestui.importing.deals.retelling import Retelling, told_anew
from salestui.importing.deals.retold import Change, Event
from salestui.importing.deals.state import AT, UNSEEN, State, as_text
from salestui.store import corrections, deal_events, deal_history, deal_states, deals
from salestui.store.connection import Connection
from salestui.store.deal_history import ChangeRow, EventRow
from salestui.store.rejects import insert_rejects
from salestui.work.known import KnownStore, snapshots_of

_TOGETHER = 2_000
_SEARCHED = (AT["name"], AT["account"])


def write_batch(connection: Connection, run: int, planner: DealPlanner, batch: DealBatch) -> None:
    """New deals, changes, and retold histories; rejected rows beside."""
    if batch.new:
        deals.insert_deals(connection, batch.new_fields, batch.new, planner.source.name, planner.as_of)
    _write_states(connection, run, [(update.number, update.before, update.after) for update in batch.updates])
    deal_history.insert_changes(connection, ((number, _row(change)) for number, change in batch.changes))
    write_retellings(connection, run, batch.retellings)
    for number, deal in batch.adopted:
        deals.rename_id(connection, number, deal)
    insert_rejects(connection, run, batch.rejected)


def write_events(connection: Connection, planner: DealPlanner, events: Sequence[tuple[str, Event]]) -> None:
    """Days on which deals of the file entered stages, by the id that the file gives each."""
    if not events:
        return
    ids = {deal for deal, _ in events}
    own = planner.source.name
    told = deal_states.told_of_ids(connection, [*ids, *(f"{own}:{deal}" for deal in ids)], ("name",))
    numbers = {known.removeprefix(f"{own}:"): number for number, known, source, _ in told if source == own}
    rows = ((numbers[deal], event_row(event)) for deal, event in events if deal in numbers)
    deal_history.insert_events(connection, rows)


def tell_anew(connection: Connection, run: int) -> None:
    """The histories of the deals of which `run` tells more than the exports did."""
    known = KnownStore(connection)
    snapshots = known.runs().snapshots
    numbers = deal_events.newly_told(connection, run)
    for start in range(0, len(numbers), _TOGETHER):
        past = known.past(numbers[start : start + _TOGETHER])
        tellings = [told_anew(each, snapshots_of(snapshots, each.deal.source)) for each in past.values()]
        write_retellings(connection, run, tellings)
        deal_history.refresh_first_seen(connection, numbers[start : start + _TOGETHER])


def event_row(event: Event) -> EventRow:
    knows = event.before is not UNSEEN
    return EventRow(event.run, event.position, event.on, event.field, knows, as_text(event.before), as_text(event.after))


def write_retellings(connection: Connection, run: int, retellings: Iterable[Retelling]) -> None:
    """Histories that are told anew because of `run`; `refresh_first_seen` is left to whoever has all sightings."""
    told = list(retellings)
    differing = [telling for telling in told if telling.differs]
    _write_states(connection, run, [(telling.number, telling.before, telling.after) for telling in differing])
    for telling in differing:
        deal_history.replace_changes(connection, telling.number, map(_row, telling.changes))
    for telling in told:
        deal_history.replace_absences(connection, telling.number, telling.absent)


def _write_states(connection: Connection, run: int, states: list[tuple[int, State, State]]) -> None:
    """The CRM's word, then the corrections that still stand on top of it."""
    if not states:
        return
    corrected = corrections.corrected_numbers(connection)
    renamed = [
        number
        for number, before, after in states
        if number in corrected or any(before[place] != after[place] for place in _SEARCHED)
    ]
    for number in renamed:
        deals.unindex(connection, number)
    deals.update_states(
        connection, ((number, None if number in corrected else before, after) for number, before, after in states)
    )
    for number in renamed:
        deals.index_again(connection, number)
    if corrected:
        corrections.lay_over(connection, [number for number, *_ in states if number in corrected], run)


def _row(change: Change) -> ChangeRow:
    return ChangeRow(*change)
