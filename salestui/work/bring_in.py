"""Bringing in a file: a look at what it will do, and the import itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from salestui.domain.import_plan import Choices, Habits, ImportPlan, Note, Question
from salestui.domain.refusal import Refusal
from salestui.importing.answers import Answers, Remembered
from salestui.importing.as_of import MODIFIED, day_taken
from salestui.importing.incoming import recognise
from salestui.importing.reading import ReadingWish, open_table
from salestui.importing.reading.source_file import SourceFile, open_source
from salestui.importing.recognition import is_known, judge
from salestui.importing.tally import Heading, Tally, plan_of
from salestui.store import imports
from salestui.store.backup import back_up
from salestui.store.mappings import read_mapping, read_status_words, save_mapping, save_status_word
from salestui.work.deal_job import DealJob
from salestui.work.desk import Desk
from salestui.work.progress import Watch

Job = DealJob


def look(desk: Desk, path: Path, choices: Choices = Choices(), watch: Watch | None = None) -> ImportPlan:
    """What an import of the file at `path` will do, and what it asks first; nothing is written.

    Raises Refusal where the file cannot be read or is none of ours.
    """
    with open_source(path) as source:
        as_of, how = day_taken(path, source.modified_on, choices.as_of, desk.today)
        if (again := _already(desk, source, choices, as_of, how)) is not None:
            return replace(again, run=None)
        job, heading = _opened(desk, source, choices, as_of)
        job.prepare(watch)
        questions = job.questions()
        tally = Tally()
        if not questions:
            tally = job.go(desk.store.connection, imports.next_run(desk.store.connection), write=False, watch=watch)
            questions = tuple(filter(None, [job.missing_question() if not choices.yes else None]))
        return plan_of(heading, tally, (_taken_note(as_of, how), *job.notes()), questions, None)


def import_file(desk: Desk, path: Path, choices: Choices = Choices(), watch: Watch | None = None) -> ImportPlan:
    """Bring in the file at `path`, all or nothing; a file that was brought in before changes nothing.

    Raises Refusal where the file cannot be read, where something must be decided first, or too many deals are missing.
    """
    with open_source(path) as source:
        as_of, how = day_taken(path, source.modified_on, choices.as_of, desk.today)
        if (again := _already(desk, source, choices, as_of, how)) is not None:
            return again
        job, heading = _opened(desk, source, choices, as_of)
        job.prepare(watch)
        for question in job.questions():
            raise refusal_for(question, heading.file)
        digest = source.digest
        back_up(desk.store.connection, desk.store.path, reason="import")
        with desk.store.transaction() as connection:
            run = imports.next_run(connection)
            imports.insert_run(
                connection,
                run,
                file=heading.file,
                digest=digest,
                fingerprint=job.incoming.fingerprint,
                source=heading.source,
                kind=heading.kind,
                as_of=as_of,
            )
            tally = job.go(connection, run, write=True, watch=watch)
            source.check_unchanged()
            plan = plan_of(heading, tally, (_taken_note(as_of, how), *job.notes()), (), run)
            imports.finish_run(connection, run, tally.counts(), job.columns(), _report(plan))
            save_mapping(connection, job.incoming.fingerprint, heading.kind, heading.source, job.told())
            for word, status in ((word, status) for status in ("won", "lost") for word in getattr(choices, status)):
                save_status_word(connection, word, status)
        return plan


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


def _opened(desk: Desk, source: SourceFile, choices: Choices, as_of: date) -> tuple[Job, Heading]:
    wish = ReadingWish(choices.encoding, choices.header_row, choices.sheet)
    table = open_table(source, is_known, judge, wish)
    incoming = recognise(table, as_of, answers_for(desk, choices), lambda mark: _remembered(desk, mark, choices.kind))
    heading = Heading(
        source.path.name,
        incoming.found.source.name,
        incoming.kind,
        as_of,
        table.header,
        (*incoming.matches, *incoming.proposals),
        incoming.shown,
        table.sheets,
    )
    return DealJob(incoming), heading


def answers_for(desk: Desk, choices: Choices) -> Answers:
    """Everything that decides where a column cannot. Raises Refusal `time-zone-unknown`."""
    settings, connection = desk.settings, desk.store.connection
    zone = None
    if settings.time_zone:
        try:
            zone = ZoneInfo(settings.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refusal("time-zone-unknown", zone=settings.time_zone) from error
    habits = Habits(
        settings.me, settings.own_domains, settings.time_zone, desk.terms.currency, desk.terms.fiscal_start
    )
    return Answers(
        choices,
        habits,
        known_currency=imports.first_currency(connection),
        said=read_status_words(connection),
        zone=zone,
    )


def _remembered(desk: Desk, mark: str, kind: str | None) -> Remembered | None:
    kept = read_mapping(desk.store.connection, mark, kind)
    if kept is None:
        return None
    mapping, orders, signs = (_texts(kept.told.get(name)) for name in ("mapping", "orders", "signs"))
    currency = kept.told.get("currency")
    return Remembered(mapping, orders, signs, currency if isinstance(currency, str) else None, kept.source, kept.kind)


def _texts(told: object) -> dict[str, str]:
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _already(desk: Desk, source: SourceFile, choices: Choices, as_of: date, how: str) -> ImportPlan | None:
    """The plan of a file that was brought in before: it changes nothing.

    The same bytes under another day that the rep or the file's name tells are news: nothing had changed by that day.
    """
    for run in imports.runs_of_digest(desk.store.connection, source.digest):
        if (run.as_of == as_of or how == MODIFIED) and choices.kind in (None, run.kind):
            return ImportPlan(
                file=source.path.name,
                source=run.source,
                kind=run.kind,
                as_of=run.as_of,
                rows=run.rows,
                unchanged=run.rows - run.rejected,
                rejected=run.rejected,
                changes=dict.fromkeys(("won", "lost", "reopened", "slipped", "amount", "stage"), 0),
                notes=(Note.of("already-imported", run=run.run, file=run.file),),
                run=run.run,
                already=run.run,
            )
    return None


def _taken_note(as_of: date, how: str) -> Note:
    return Note.of(f"as-of-{how}", day=as_of.isoformat())


def _report(plan: ImportPlan) -> dict[str, object]:
    """What is kept of a plan beside its counts."""
    return {
        "changes": dict(plan.changes),
        "notes": [{"slug": note.slug, **dict(note.values)} for note in plan.notes],
        "header": list(plan.header),
        "matches": [match._asdict() for match in plan.matches],
    }


