"""A file that was not brought in before: what it is, what it will do, and the doing of it in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from salestui.domain.import_plan import CALENDAR, DEALS, HISTORY, MAIL, Choices, ImportPlan, Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing.as_of import MODIFIED, DayTaken
from salestui.importing.incoming import recognise
from salestui.importing.reading.forms import ReadingWish, form_of, open_table
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.recognition import is_known, judge
from salestui.importing.tally import Heading, Tally, plan_of
from salestui.store import imports
from salestui.store.backup import back_up
from salestui.store.connection import Connection
from salestui.store.mappings import save_mapping, save_status_word
from salestui.store.rehearsal import rehearsal
from salestui.work.answers import answers_for, remembered
from salestui.work.deal_job import DealJob, LookAgain
from salestui.work.desk import Desk
from salestui.work.mended import mended_run
from salestui.work.progress import Watch, last_chance


class Job(Protocol):
    """One import: `prepare` reads the file once, `go` reads it again and writes within the transaction that is open."""

    def prepare(self, watch: Watch | None) -> None: ...

    def questions(self) -> tuple[Question, ...]: ...

    def go(self, connection: Connection, run: int, watch: Watch | None) -> Tally: ...

    def notes(self) -> tuple[Note, ...]: ...

    def columns(self) -> frozenset[str]: ...

    def told(self) -> Mapping[str, object] | None:
        """What is remembered for files of these columns; None where the file has none."""


def rehearse(desk: Desk, source: SourceFile, taken: DayTaken, choices: Choices, watch: Watch | None) -> ImportPlan:
    """What an import of the file will do, and what it asks first; nothing is written."""
    job, heading, mark = _opened(desk, source, choices, taken)
    try:
        tally, questions = _rehearsed(desk, job, heading, mark, source, watch)
    except LookAgain:
        job = _looking_at_all(job)
        tally, questions = _rehearsed(desk, job, heading, mark, source, watch)
    return plan_of(heading, tally, (_taken_note(heading, taken), *job.notes()), questions, None)


def carry_out(desk: Desk, source: SourceFile, taken: DayTaken, choices: Choices, watch: Watch | None) -> ImportPlan:
    """The file brought in, all or nothing."""
    job, heading, mark = _opened(desk, source, choices, taken)
    note = _taken_note(heading, taken)
    try:
        return _carried_out(desk, job, heading, mark, source, note, choices, watch)
    except LookAgain:
        return _carried_out(desk, _looking_at_all(job), heading, mark, source, note, choices, watch)


def _rehearsed(
    desk: Desk, job: Job, heading: Heading, mark: str | None, source: SourceFile, watch: Watch | None
) -> tuple[Tally, tuple[Question, ...]]:
    """What the job would do, and what must be answered first."""
    job.prepare(watch)
    if questions := job.questions():
        return Tally(), questions
    if isinstance(job, DealJob):  # a hundred thousand deals are compared without being written
        tally = job.compare(desk.store.connection, imports.next_run(desk.store.connection), watch)
        return tally, tuple(filter(None, [job.missing_question()]))
    with rehearsal(desk.store.connection) as connection:
        return job.go(connection, _begun(connection, source, heading, mark), watch), ()


def _carried_out(
    desk: Desk,
    job: Job,
    heading: Heading,
    mark: str | None,
    source: SourceFile,
    taken: Note,
    choices: Choices,
    watch: Watch | None,
) -> ImportPlan:
    """The job done, in one transaction, after a backup."""
    job.prepare(watch)
    for question in job.questions():
        raise refusal_for(question, heading.file)
    back_up(desk.store.connection, desk.store.path, reason="import")
    with desk.store.transaction() as connection:
        run = _begun(connection, source, heading, mark)
        tally = job.go(connection, run, watch)
        source.check_unchanged()
        plan = plan_of(heading, tally, (taken, *job.notes()), (), run)
        imports.finish_run(connection, run, tally.counts(), job.columns(), _report(plan))
        if mark is not None and (told := job.told()) is not None:
            save_mapping(connection, mark, heading.kind, heading.source, told)
        for status, words in (("won", choices.won), ("lost", choices.lost), ("open", choices.open)):
            for word in words:
                save_status_word(connection, word, status)
        last_chance(watch, plan.rows)
    return plan


def _looking_at_all(job: Job) -> Job:
    """The same job, which judges every column as a whole before it types any of it."""
    return DealJob(job.incoming, job.run, whole=True, completes=job.completes) if isinstance(job, DealJob) else job


def refusal_for(question: Question, file: str) -> Refusal:
    """A question as the shell puts it: column, sample, readings, and the option that decides."""
    return Refusal(
        f"import-{question.slug}",
        file=file,
        column=question.column,
        sample=question.sample,
        readings=" / ".join(question.readings),
        option=question.option,
    )


def _opened(desk: Desk, source: SourceFile, choices: Choices, taken: DayTaken) -> tuple[Job, Heading, str | None]:
    """The job for the file, what is known of it, and the mark of its columns.

    Rows that an import had left out are of that import's day, where neither the rep nor the file's name tells another.
    """
    answers = answers_for(desk, choices)
    form = form_of(source)
    if form in (CALENDAR, MAIL):
        from salestui.work.box_job import BoxJob  # each kind of file brings what it needs

        return BoxJob(form, source, answers, taken.day), Heading(source.name, form, form, taken.day), None
    wish = ReadingWish(choices.encoding, choices.header_row, choices.sheet)
    table = open_table(source, is_known, judge, wish)
    incoming = recognise(table, source.name, source.size, taken.day, answers, lambda mark: remembered(desk, mark, choices.kind))
    completed = mended_run(desk.store.connection, incoming) if incoming.kind == DEALS else None
    if completed is not None and taken.how == MODIFIED:
        incoming = replace(incoming, as_of=completed.as_of)
    heading = Heading(
        source.name,
        incoming.found.source.name,
        incoming.kind,
        incoming.as_of,
        table.header,
        (*incoming.matches, *incoming.proposals),
        incoming.shown,
        table.sheets,
        table.sheet,
    )
    if incoming.kind == DEALS:
        run = imports.next_run(desk.store.connection)
        return DealJob(incoming, run, completes=completed.run if completed else None), heading, incoming.fingerprint
    if incoming.kind == HISTORY:
        from salestui.work.history_job import HistoryJob  # as above

        return HistoryJob(incoming, imports.next_run(desk.store.connection)), heading, incoming.fingerprint
    from salestui.work.record_job import RecordJob  # as above

    return RecordJob(desk, incoming), heading, incoming.fingerprint


def _begun(connection: Connection, source: SourceFile, heading: Heading, mark: str | None) -> int:
    """The number of a new run."""
    run = imports.next_run(connection)
    imports.insert_run(
        connection,
        run,
        file=heading.file,
        digest=source.digest,
        fingerprint=mark,
        source=heading.source,
        kind=heading.kind,
        as_of=heading.as_of,
    )
    return run


def _taken_note(heading: Heading, taken: DayTaken) -> Note:
    return Note.of(f"as-of-{taken.how}", day=heading.as_of.isoformat())


def _report(plan: ImportPlan) -> dict[str, object]:
    """What is kept of a plan beside its counts."""
    return {
        "changes": dict(plan.changes),
        "notes": [{"slug": note.slug, **dict(note.values)} for note in plan.notes],
        "header": list(plan.header),
        "sheet": plan.sheet,
        "matches": [match._asdict() for match in plan.matches],
    }
