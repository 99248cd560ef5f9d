"""Importing a file of deals: look at it as a whole, then compare it with the store and write, a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salestui.domain.import_plan import Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.deals.entered import EnteredStages
from salestui.importing.deals.planner import Coverage, DealBatch, DealPlanner
from salestui.importing.deals.reader import DealReader
from salestui.importing.deals.retold import Event
from salestui.importing.deals.unchanged import UnchangedRows, ground_of
from salestui.importing.incoming import Incoming
from salestui.importing.tally import Tally
from salestui.importing.words import in_order, step_of
from salestui.store import corrections, deal_events, deal_history, deal_states, deals, imports, stages
from salestui.store.connection import Connection
from salestui.store.last_export import forget_last_export, keep_last_export, read_last_export
from salestui.work.known import KnownStore
from salestui.work.progress import Passing, Watch
from salestui.work.write_deals import tell_anew, write_batch, write_events

LARGEST_AT_ONCE = 48_000_000
"""Bytes of a file that is typed while it is looked at; how often an id occurs in a larger one is not kept in mind."""


class LookAgain(Exception):
    """A later row showed that a column must be judged as a whole before anything of it is typed."""


class DealJob:
    """One import of deals.

    `prepare` reads the file once, to judge each column as a whole, and `go` reads it again. Where the first rows leave
    nothing to judge (ISO days, plain numbers) the file is read once, and `go` raises LookAgain if a later row does:
    `whole` then makes the job read it twice. `completes` is the import of whose rows left out this file holds some, mended.
    """

    def __init__(self, incoming: Incoming, run: int, *, whole: bool = False, completes: int | None = None) -> None:
        self.incoming = incoming
        self.whole = whole
        self.reader = self._new_reader()
        self.entered = EnteredStages(incoming.table.header, incoming.answers, run, incoming.as_of)
        self.run = run
        self.completes = completes
        self.rows = 0
        self._ground_known = ""
        self._missing = (0, 0)

    def prepare(self, watch: Watch | None) -> None:
        """Judge each column as a whole, where that is needed. Raises Refusal `import-too-many-rows`."""
        self.whole = self.whole or bool(self.entered.columns) or self.incoming.size > LARGEST_AT_ONCE or not self._starts_sure()
        if not self.whole:
            return
        passing = Passing(watch)
        for chunk in self.incoming.table.chunks():
            stretch = self.reader.stretch(chunk)
            self.reader.look(stretch)
            self.entered.look(stretch)
            self.rows += len(chunk.rows) + len(chunk.rejected)
            _check_rows(self.rows)
            passing.at(self.rows)
        self.reader.looked()

    def questions(self) -> tuple[Question, ...]:
        return (*self.incoming.questions, *self.reader.questions(), *self.entered.questions())

    def compare(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        """What the file would do; nothing is written. Raises LookAgain."""
        planner = self._planner(connection, run)
        tally = Tally()
        for batch, _ in self._batches(planner, self._seen(connection, planner), watch):
            tally.add_deals(batch)
        self._find_missing(planner, tally)
        return tally

    def go(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        """What the file does, done. Raises LookAgain, and Refusal `import-many-missing` unless the rep said yes."""
        self.entered.run = run  # another import may have come between the look at the file and this moment
        planner = self._planner(connection, run)
        first_new = deal_states.next_number(connection)
        tally, seen, retold = Tally(), self._seen(connection, planner), list[int]()
        with deals.filled_at_once(connection):
            for batch, events in self._batches(planner, seen, watch):
                tally.add_deals(batch)
                write_batch(connection, run, planner, batch)
                write_events(connection, planner, events)
                retold.extend(telling.number for telling in batch.retellings)
        missing = self._find_missing(planner, tally)
        if (question := self.missing_question()) is not None:
            raise Refusal("import-many-missing", missing=question.readings[0], covered=question.readings[1])
        deals.index_from(connection, first_new)
        deal_history.insert_sightings(connection, run, seen.numbers)
        deal_history.refresh_first_seen(connection, retold)
        owners, covers_open, covers_closed = planner.coverage() if self.completes is None else Coverage(set(), False, False)
        imports.set_coverage(connection, run, owners, covers_open=covers_open, covers_closed=covers_closed)
        if missing or not planner.is_newest:
            deal_history.mark_absent_from(connection, run)
        deal_history.mark_new_absent(connection, run, first_new)
        if self.entered.told:
            deal_events.set_columns(connection, run, self.columns())
            tell_anew(connection, run)
        corrections.bring_back(connection, run)
        self._keep_stages(connection)
        self._keep_rows(connection, run, planner, seen)
        return tally

    def _batches(
        self, planner: DealPlanner, seen: UnchangedRows, watch: Watch | None
    ) -> Iterator[tuple[DealBatch, list[tuple[str, Event]]]]:
        """The file, typed and compared, a stretch at a time, with the days on which its deals entered stages."""
        passing, rows = Passing(watch, self.rows or None), 0
        for chunk in self.incoming.table.chunks(seen.unread if seen.digesting else None):
            unchanged = seen.pass_over(chunk)
            stretch = self.reader.stretch(chunk)
            if not self.whole:
                self.reader.look(stretch)
                if not self.reader.is_sure or self.reader.meets_ids_again:
                    raise LookAgain
            typed = self.reader.typed(stretch, with_keys=planner.finder.needs_keys)
            batch = planner.plan(typed, unchanged)
            seen.note(stretch.good_of(stretch.rows), stretch.good_of(chunk.digests), batch.numbers)
            yield batch, self.entered.events(stretch, typed.ids) if self.entered.columns else []
            rows += batch.counted
            _check_rows(rows)
            passing.at(rows)
        if seen.known and self._ground() != self._ground_known:
            raise LookAgain
        if not self.whole and seen.holds_a_deal_twice:
            raise LookAgain

    def _seen(self, connection: Connection, planner: DealPlanner) -> UnchangedRows:
        """What tells the rows that the last export had as well: none are known where more than the next export came since."""
        last = read_last_export(connection) if planner.is_newest and not self.whole else None
        if last is not None and last.ground.split()[0] != self._ground().split()[0]:
            last = None
        self._ground_known = last.ground if last is not None else ""
        known = last.rows if last is not None else {}
        digesting = self.incoming.size <= LARGEST_AT_ONCE and not self.entered.columns and not self.reader.has_subtasks
        return UnchangedRows(known, self.reader.telling(), digesting=digesting)

    def _keep_rows(self, connection: Connection, run: int, planner: DealPlanner, seen: UnchangedRows) -> None:
        """Keep the rows for the next export, where they alone say what the newest state of their deals is."""
        counted = any("count" in dict(note.values) for note in self.reader.notes())
        if seen.digesting and self.completes is None and planner.is_newest and self.reader.is_sure and not counted:
            keep_last_export(connection, run, self._ground(), bytes(seen.digests), bytes(seen.kinds), seen.numbers)
        else:
            forget_last_export(connection)

    def _ground(self) -> str:
        return ground_of(self.reader, self.incoming.found.source)

    def _starts_sure(self) -> bool:
        """Whether the first rows of the file leave nothing to judge."""
        first = next(iter(self.incoming.table.chunks()), None)
        if first is not None:
            self.reader.look(self.reader.stretch(first))
        sure = self.reader.is_sure
        self.reader = self._new_reader()
        return sure and not self.incoming.questions

    def _new_reader(self) -> DealReader:
        incoming = self.incoming
        return DealReader(incoming.table.header, incoming.matches, incoming.found, incoming.answers)

    def _planner(self, connection: Connection, run: int) -> DealPlanner:
        source, as_of = self.incoming.found.source, self.incoming.as_of
        return DealPlanner(KnownStore(connection), source, as_of, self.reader.fields, run)

    def _find_missing(self, planner: DealPlanner, tally: Tally) -> list[tuple[int, str, str]]:
        if self.completes is not None:
            return []
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
        mended = [Note.of("mended", run=self.completes)] if self.completes is not None else []
        return (*mended, *self.incoming.notes(), *self.reader.notes(), *self.entered.notes(), *table.passed_over())

    def columns(self) -> frozenset[str]:
        return self.reader.fields

    def told(self) -> Mapping[str, object]:
        """What is remembered for files of these columns."""
        return {
            "mapping": self.incoming.confirmed(),
            "orders": self.reader.orders(),
            "signs": self.reader.signs(),
            "currency": self.reader.amounts.remembered_currency(),
            "amounts": self.reader.amounts.units,
        }

    def _keep_stages(self, connection: Connection) -> None:
        """Every stage ever seen, first to last, with the step that its name suggests where the rep has not said."""
        said = self.incoming.answers.words
        known = {record.name: record.step for record in stages.read_stages(connection)}
        steps = {stage: known.get(stage) or step_of(stage, said) for stage in {*known, *self.reader.statuses.stages}}
        order = in_order(steps, self.incoming.found.source.stages, steps)
        stages.save_stages(connection, ((stage, steps[stage], place) for place, stage in enumerate(order)))


def _check_rows(rows: int) -> None:
    if rows > limits.ROWS:
        raise Refusal("import-too-many-rows", limit=f"{limits.ROWS:,}")
