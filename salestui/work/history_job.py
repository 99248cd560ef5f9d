"""Importing a field history: its events fill the past of deals that the store holds already."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.import_plan import Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.answers import orders_of, signs_of
from salestui.importing.deals.history_rows import HistoryReader
from salestui.importing.deals.retelling import told_anew
from salestui.importing.incoming import Incoming
from salestui.importing.tally import Tally
from salestui.store.connection import Connection
from salestui.store.deal_history import insert_events, refresh_first_seen
from salestui.store.last_export import forget_last_export
from salestui.store.rejects import insert_rejects
from salestui.work.known import KnownStore, snapshots_of
from salestui.work.progress import Passing, Watch
from salestui.work.write_deals import event_row, write_retellings

_TOGETHER = 2_000


class HistoryJob:
    """One import of a history: all events first, then each deal's history told anew."""

    def __init__(self, incoming: Incoming, run: int) -> None:
        self.incoming = incoming
        self.reader = HistoryReader(incoming.table.header, incoming.matches, incoming.found, incoming.answers, run)
        self.rows = 0

    def prepare(self, watch: Watch | None) -> None:
        if self.incoming.questions:
            return  # what is needed and not there is asked for first
        passing = Passing(watch)
        for chunk in self.incoming.table.chunks():
            self.reader.look(chunk)
            self.rows += len(chunk.rows) + len(chunk.rejected)
            if self.rows > limits.ROWS:
                raise Refusal("import-too-many-rows", limit=f"{limits.ROWS:,}")
            passing.at(self.rows)

    def questions(self) -> tuple[Question, ...]:
        return (*self.incoming.questions, *self.reader.questions())

    def go(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        """Fill in what the history tells. Raises Refusal `import-history-first` where the store holds none of its deals."""
        forget_last_export(connection)
        self.reader.run = run  # another import may have come between the look at the file and this moment
        known, tally, passing = KnownStore(connection), Tally(), Passing(watch, self.rows)
        told: set[int] = set()
        for chunk in self.incoming.table.chunks():
            batch = self.reader.typed(chunk, known)
            tally.add(batch.counted, 0, batch.counted - batch.idle - len(batch.rejected), batch.idle, batch.rejected)
            insert_events(connection, ((number, event_row(event)) for number, event in batch.events))
            insert_rejects(connection, run, batch.rejected)
            told.update(number for number, _ in batch.events)
            passing.at(tally.rows)
        if not told and tally.rejected:
            raise Refusal("import-history-first")
        snapshots = known.runs().snapshots
        numbers = sorted(told)
        for start in range(0, len(numbers), _TOGETHER):
            past = known.past(numbers[start : start + _TOGETHER])
            tellings = [told_anew(each, snapshots_of(snapshots, each.deal.source)) for each in past.values()]
            for telling in tellings:
                tally.add_changes(change for change in telling.changes if change.run == run)
            write_retellings(connection, run, tellings)
            refresh_first_seen(connection, numbers[start : start + _TOGETHER])
            passing.at(tally.rows)
        return tally

    def notes(self) -> tuple[Note, ...]:
        return (*self.incoming.notes(), *self.reader.notes(), *self.incoming.table.passed_over())

    def columns(self) -> frozenset[str]:
        return frozenset()

    def told(self) -> Mapping[str, object]:
        return {
            "mapping": {match.field: match.header for match in self.incoming.matches},
            "orders": orders_of(self.reader.columns),
            "signs": signs_of(self.reader.columns),
        }
