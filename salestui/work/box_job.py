"""Importing a calendar or a mailbox: its meetings or sent mails become activities."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from salestui.domain.import_plan import MAIL, Note, Question
from salestui.importing.answers import Answers
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.records.reader import RecordBatch
from salestui.importing.tally import Tally
from salestui.store import repeats
from salestui.store.imports import insert_rejects
from salestui.work.progress import Passing, Watch
from salestui.work.record_writers import ActivityWriter


class BoxJob:
    """One import of a calendar or a mailbox; neither has columns that could be asked about."""

    fingerprint = None

    def __init__(self, kind: str, source: SourceFile, answers: Answers, as_of: date) -> None:
        self.kind = kind
        self.source = source
        self.answers = answers
        self.as_of = as_of
        self._notes: list[Note] = []

    def prepare(self, watch: Watch | None) -> None:
        """Nothing needs to be judged as a whole."""

    def questions(self) -> tuple[Question, ...]:
        return ()

    def go(self, connection: sqlite3.Connection, run: int, watch: Watch | None) -> Tally:
        tally, passing = Tally(), Passing(watch)
        writer = ActivityWriter(connection, run, self.answers)
        for batch in self._batches():
            done = writer.write(batch.records)
            tally.add(batch.counted, done.added, done.changed, done.unchanged + batch.idle, batch.rejected)
            insert_rejects(connection, run, batch.rejected)
            passing.at(tally.rows)
        repeats.keep_before(connection, run, writer.before)
        return tally

    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def columns(self) -> frozenset[str]:
        return frozenset()

    def told(self) -> Mapping[str, object] | None:
        return None

    def _batches(self) -> Iterator[RecordBatch]:
        if self.kind == MAIL:
            from salestui.importing.records.mailbox import MailboxReader  # the mail parser, for mailboxes alone

            box = MailboxReader(self.source, self.answers, self.as_of)
            yield from box.batches()
            self._notes = box.notes
        else:
            from salestui.importing.records.calendar import CalendarReader  # icalendar is slow to load

            calendar = CalendarReader(self.source, self.answers, self.as_of)
            yield calendar.read()
            self._notes = calendar.notes
