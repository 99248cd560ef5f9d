"""The store as an import sees it: what is known of deals, and what was ever told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from salestui.domain.deal import Snapshot, stored_value
from salestui.importing.deals.retold import Change, Event
from salestui.importing.deals.state import UNSEEN
from salestui.importing.deals.told import observations_of
from salestui.importing.ids import MADE
from salestui.importing.known import KnownDeal, KnownRow, Past, Runs
from salestui.store import deal_states
from salestui.store.connection import Connection
from salestui.store.deal_history import EventRow, changes_of, events_of, sightings_of
from salestui.store.imports import histories, read_snapshots


class KnownStore:
    """`Known` on an open store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def has_deals(self) -> bool:
        return deal_states.has_deals(self.connection)

    def has_made_ids(self) -> bool:
        return deal_states.has_ids_like(self.connection, MADE)

    def runs(self) -> Runs:
        return Runs(read_snapshots(self.connection), histories(self.connection))

    def rows(self, ids: Sequence[str], fields: Sequence[str]) -> Mapping[str, KnownRow]:
        return {row[1]: KnownRow(*row) for row in deal_states.told_of_ids(self.connection, ids, fields)}

    def states(self, numbers: Sequence[int]) -> Sequence[KnownDeal]:
        return deal_states.states_of(self.connection, numbers)

    def deals(self, ids: Sequence[str]) -> Mapping[str, KnownDeal]:
        return {known.id: known for known in deal_states.states_of_ids(self.connection, ids)}

    def deals_named(self, names: Collection[str]) -> Sequence[KnownDeal]:
        return deal_states.states_named(self.connection, names)

    def past(self, numbers: Sequence[int]) -> Mapping[int, Past]:
        runs = self.runs()
        columns = {snapshot.run: snapshot.columns for snapshot in runs.snapshots}
        changes, sightings = changes_of(self.connection, numbers), sightings_of(self.connection, numbers)
        events = events_of(self.connection, numbers)
        told_by = histories(self.connection, undone=True).keys()
        found = {}
        for row in deal_states.states_of(self.connection, numbers):
            kept = tuple(map(Change._make, changes.get(row.number, ())))
            held_by = [(as_of, run, columns[run]) for as_of, run in sightings.get(row.number, ())]
            told = tuple(map(_event, events.get(row.number, ())))
            observations = observations_of(row.state, kept, held_by, told_by)
            found[row.number] = Past(row, observations, told, kept)
        return found

    def awaited(self, source: str, as_of: str) -> set[int]:
        return deal_states.awaited(self.connection, source, as_of)

    def named(self, numbers: Collection[int]) -> Sequence[tuple[int, str, str, str | None]]:
        return deal_states.names_of(self.connection, numbers)

    def next_number(self) -> int:
        return deal_states.next_number(self.connection)


def _event(row: EventRow) -> Event:
    before = stored_value(row.field, row.before) if row.knows_before else UNSEEN
    return Event(row.on, row.position, row.run, row.field, before, stored_value(row.field, row.after))


def snapshots_of(snapshots: Iterable[Snapshot], source: str) -> list[Snapshot]:
    """The exports of one source."""
    return [snapshot for snapshot in snapshots if snapshot.source == source]
