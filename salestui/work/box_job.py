"""Importing a calendar or a mailbox: its meetings or sent mails become activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from salestui.domain.import_plan import MAIL, Note, Question
from salestui.importing.answers import Answers
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.records.reader import RecordBatch
from salestui.importing.tally import Tally
from salestui.store import repeats
from salestui.store.connection import Connection
from salestui.store.rejects import insert_rejects
from salestui.work.progress import Passing, Watch
from salestui.work.record_writers import ActivityWriter


class Reader(Protocol):
    """What reads a box: its records some thousand at a time, and what a rep should know of it."""

    notes: list[Note]

    def batches(self) -> Iterator[RecordBatch]: ...


class BoxJob:
    """One import of a calendar or a mailbox; neither has columns that could be asked about."""

    def __init__(self, kind: str, source: SourceFile, answers: Answers, as_of: date) -> None:
        self.kind = kind
        self.source = source
        self.answers = answers
        self.as_of = as_of
        self._reader: Reader | None = None

    def prepare(self, watch: Watch | None) -> None:  # noqa: ARG002 nothing of it takes long enough to be told
        """Open the box. Raises Refusal `calendar-damaged`, `calendar-too-often`, `import-file-too-large`."""
        if self.kind == MAIL:
            from salestui.importing.records.mailbox import MailboxReader  # the mail parser, for mailboxes alone

            self._reader = MailboxReader(self.source, self.answers, self.as_of)
        else:
            from salestui.importing.records.calendar import CalendarReader  # icalendar is slow to load

            self._reader = CalendarReader(self.source, self.answers, self.as_of)

    def questions(self) -> tuple[Question, ...]:
        return ()

    def go(self, connection: Connection, run: int, watch: Watch | None) -> Tally:
        tally, passing = Tally(), Passing(watch)
        writer = ActivityWriter(connection, run, self.answers)
        for batch in self._reader.batches() if self._reader else ():
            done = writer.write(batch.records)
            tally.add(batch.counted, done.added, done.changed, done.unchanged + batch.idle, batch.rejected)
            insert_rejects(connection, run, batch.rejected)
            passing.at(tally.rows)
        repeats.keep_before(connection, run, writer.before)
        return tally

    def notes(self) -> tuple[Note, ...]:
        return tuple(self._reader.notes) if self._reader else ()

    def columns(self) -> frozenset[str]:
        return frozenset()

    def told(self) -> Mapping[str, object] | None:
        return None
