"""Importing a typed table: activities, MRR movements, goals, forecasts, measurements, accounts, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from salestui.domain.import_plan import Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.answers import Goals, orders_of, signs_of
from salestui.importing.incoming import Incoming
from salestui.importing.records.kinds import RECORD_KINDS
from salestui.importing.records.reader import RecordReader
from salestui.importing.tally import Tally
from salestui.store import repeats
from salestui.store.accounts import put_names_for_ids
from salestui.store.connection import Connection
from salestui.store.periods import read_periods
from salestui.store.rejects import insert_rejects
from salestui.work.desk import Desk
from salestui.work.progress import Passing, Watch
from salestui.work.record_writers import WRITERS


def nameable(desk: Desk) -> Goals:
    """The metrics that a table may speak of, and the periods that take no more goals."""
    from salestui.metrics.figure import Unit  # every metric is declared when the registry is read: for these kinds alone
    from salestui.metrics.registry import METRICS

    money = (Unit.MONEY, Unit.MONEY_PER_DAY, Unit.MONEY_PER_MONTH)
    return Goals(
        frozenset(METRICS),
        frozenset(slug for slug, metric in METRICS.items() if metric.unit in money),
        frozenset(slug for slug, metric in METRICS.items() if metric.unit is Unit.RATIO),
        frozenset(period.key for period in read_periods(desk.store.connection) if period.finalised_at),
    )


class RecordJob:
    """One import of a typed table."""

    def __init__(self, desk: Desk, incoming: Incoming) -> None:
        self.incoming = incoming
        self.answers = incoming.answers
        if incoming.kind in ("goals", "measurements"):
            self.answers = replace(self.answers, goals=nameable(desk))
        self.reader = RecordReader(RECORD_KINDS[incoming.kind], incoming.table.header, incoming.matches, self.answers)
        self.rows = 0

    def prepare(self, watch: Watch | None) -> None:
        """Judge each column as a whole. Raises Refusal `import-too-many-rows`."""
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
        """Put the records into the store."""
        tally, passing = Tally(), Passing(watch, self.rows)
        writer = WRITERS[self.incoming.kind](connection, run, self.answers)
        for chunk in self.incoming.table.chunks():
            batch = self.reader.typed(chunk)
            done = writer.write(batch.records)
            tally.add(batch.counted, done.added, done.changed, done.unchanged + batch.idle, batch.rejected)
            insert_rejects(connection, run, batch.rejected)
            passing.at(tally.rows)
        repeats.keep_before(connection, run, writer.before)
        if self.incoming.kind in ("accounts", "people"):
            put_names_for_ids(connection)
        return tally

    def notes(self) -> tuple[Note, ...]:
        return (*self.incoming.notes(), *self.reader.notes(), *self.incoming.table.passed_over())

    def columns(self) -> frozenset[str]:
        return frozenset(self.reader.places)

    def told(self) -> Mapping[str, object]:
        return {
            "mapping": {match.field: match.header for match in self.incoming.matches},
            "orders": orders_of(self.reader.typers),
            "signs": signs_of(self.reader.typers),
            "currency": self.incoming.answers.choices.currency or self.incoming.answers.remembered.currency,
        }
