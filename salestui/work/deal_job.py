"""Importing a file of deals: look at it as a whole, then compare it with the store and write, a stretch at a time."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.import_plan import Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.deals.planner import DealPlanner
from salestui.importing.deals.reader import DealReader
from salestui.importing.incoming import Incoming
from salestui.importing.tally import Tally
from salestui.importing.words import in_order, step_of
from salestui.store import deal_history, deal_states, deals, imports, stages
from salestui.store.connection import Connection
from salestui.work.known import KnownStore
from salestui.work.progress import Passing, Watch
from salestui.work.write_deals import write_batch


class DealJob:
    """One import of deals. `prepare` reads the file once; `go` reads it again and counts, and writes where it is told to."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.reader = DealReader(incoming.table.header, incoming.matches, incoming.found, incoming.answers)
        self.rows = 0
        self._missing = (0, 0)

    def prepare(self, watch: Watch | None) -> None:
        """Judge each column as a whole. Raises Refusal `import-too-many-rows`."""
        passing = Passing(watch)
        for chunk in self.incoming.table.chunks():
            self.reader.look(chunk)
            self.rows += len(chunk.rows) + len(chunk.rejected)
            if self.rows > limits.ROWS:
                raise Refusal("import-too-many-rows", limit=f"{limits.ROWS:,}")
            passing.at(self.rows)
        self.reader.looked()

    def questions(self) -> tuple[Question, ...]:
        return (*self.incoming.questions, *self.reader.questions())

    def compare(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        """What the file would do; nothing is written."""
        planner = self._planner(connection, run)
        tally, passing = Tally(), Passing(watch, self.rows)
        for chunk in self.incoming.table.chunks():
            tally.add_deals(planner.plan(self.reader.typed(chunk)))
            passing.at(tally.rows)
        self._find_missing(planner, tally)
        return tally

    def go(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        """What the file does, done. Raises Refusal `import-many-missing` unless the rep said yes."""
        planner = self._planner(connection, run)
        first_new = deal_states.next_number(connection)
        tally, passing = Tally(), Passing(watch, self.rows)
        for chunk in self.incoming.table.chunks():
            batch = planner.plan(self.reader.typed(chunk))
            tally.add_deals(batch)
            write_batch(connection, run, batch)
            passing.at(tally.rows)
        missing = self._find_missing(planner, tally)
        if (question := self.missing_question()) is not None:
            raise Refusal("import-many-missing", missing=question.readings[0], covered=question.readings[1])
        deals.index_from(connection, first_new)
        owners, covers_open, covers_closed = planner.coverage()
        imports.set_coverage(connection, run, owners, covers_open=covers_open, covers_closed=covers_closed)
        if missing or not planner.is_newest:
            deal_history.mark_absent_from(connection, run)
        deal_history.mark_new_absent(connection, run, first_new)
        self._keep_stages(connection)
        return tally

    def _planner(self, connection: Connection, run: int) -> DealPlanner:
        source, as_of = self.incoming.found.source, self.incoming.as_of
        return DealPlanner(KnownStore(connection), source, as_of, self.reader.fields, run)

    def _find_missing(self, planner: DealPlanner, tally: Tally) -> list[tuple[int, str, str]]:
        missing = planner.missing()
        tally.add_missing(missing)
        self._missing = (len(missing), planner.covered_open())
        return missing

    def missing_question(self) -> Question | None:
        """Whether it is right that over a quarter of the open deals that the file covers are missing (R16)."""
        missing, covered = self._missing
        if missing * 4 <= covered or self.incoming.answers.choices.yes:
            return None
        return Question("many-missing", "--yes", "", str(missing), (str(missing), str(covered)))

    def notes(self) -> tuple[Note, ...]:
        table = self.incoming.table
        return (*self.incoming.notes(), *self.reader.notes(), *table.passed_over())

    def columns(self) -> frozenset[str]:
        return self.reader.fields

    def told(self) -> Mapping[str, object]:
        """What is remembered for files of these columns."""
        return {
            "mapping": {match.field: match.header for match in self.incoming.matches},
            "orders": self.reader.orders(),
            "signs": self.reader.signs(),
            "currency": self.reader.amounts.remembered_currency(),
        }

    def _keep_stages(self, connection: Connection) -> None:
        """Every stage ever seen, first to last, with the step that its name suggests where the rep has not said."""
        said = self.incoming.answers.words
        known = {record.name: record.step for record in stages.read_stages(connection)}
        steps = {stage: known.get(stage) or step_of(stage, said) for stage in {*known, *self.reader.statuses.stages}}
        order = in_order(steps, self.incoming.found.source.stages, steps)
        stages.save_stages(connection, ((stage, steps[stage], place) for place, stage in enumerate(order)))
