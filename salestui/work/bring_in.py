"""Bringing in a file: a look at what it will do, and the import itself. A file that came before is known by its bytes alone."""

from __future__ import annotations

from pathlib import Path

from salestui.domain.import_plan import WHATS, Choices, ImportPlan, Note
from salestui.importing.as_of import MODIFIED, DayTaken, day_taken
from salestui.importing.reading.source_file import SourceFile, open_source
from salestui.store.runs import runs_of_digest
from salestui.work.desk import Desk
from salestui.work.progress import Watch

NOTHING_SAID = Choices()


def look(desk: Desk, path: Path, choices: Choices = NOTHING_SAID, watch: Watch | None = None) -> ImportPlan:
    """What an import of the file at `path` will do, and what it asks first; nothing is written.

    Raises Refusal where the file cannot be read or is none of ours.
    """
    with open_source(path) as source:
        taken = day_taken(path, source.modified_on, choices.as_of, desk.today)
        if (again := _already(desk, source, choices, taken)) is not None:
            return again._replace(run=None)
        from salestui.work.file_job import rehearse  # everything that reads a file, for one that must be read

        return rehearse(desk, source, taken, choices, watch)


def import_file(desk: Desk, path: Path, choices: Choices = NOTHING_SAID, watch: Watch | None = None) -> ImportPlan:
    """Bring in the file at `path`, all or nothing; a file that was brought in before changes nothing.

    Raises Refusal where the file cannot be read, where something must be decided first, or too many deals are missing.
    """
    with open_source(path) as source:
        taken = day_taken(path, source.modified_on, choices.as_of, desk.today)
        if (again := _already(desk, source, choices, taken)) is not None:
            return again
        from salestui.work.file_job import carry_out  # as above

        return carry_out(desk, source, taken, choices, watch)


def _already(desk: Desk, source: SourceFile, choices: Choices, taken: DayTaken) -> ImportPlan | None:
    """The plan of a file that was brought in before: it changes nothing.

    The same bytes under another day that the rep or the file's name tells are news: nothing had changed by that day. They are
    read again where the rep says what they mean, and where rows were turned away that may fit now: since the rep says how to
    read them, or since each of them was, for want of something that is known now.
    """
    if choices.meaning:
        return None
    for run in runs_of_digest(desk.store.connection, source.digest):
        if run.rejected and (choices.how_to_read or run.rejected == run.rows):
            continue
        other = choices.kind not in (None, run.kind) or choices.sheet not in (None, run.report.get("sheet"))
        if not other and (run.as_of == taken.day or taken.how == MODIFIED):
            return ImportPlan(
                file=source.name,
                source=run.source,
                kind=run.kind,
                as_of=run.as_of,
                rows=run.rows,
                unchanged=run.rows - run.rejected,
                rejected=run.rejected,
                changes=dict.fromkeys(WHATS, 0),
                notes=(Note.of("already-imported", run=run.run, file=run.file),),
                run=run.run,
                already=run.run,
            )
    return None
