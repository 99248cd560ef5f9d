"""Jobs around the file: what was brought in, what can be taken back, backups, its soundness, the sample."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from textual.app import App

from salestui.domain.role import ROLES
from salestui.guide import Words
from salestui.render.numbers import Numbers
from salestui.tui.dialogs.confirm import Confirm
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.dialogs.listing import Listing, Paper
from salestui.tui.entry_words import day_said
from salestui.tui.field_words import step_said
from salestui.tui.import_work import ImportWork
from salestui.tui.jobs.outcome import attempt, taken_back
from salestui.tui.messages import Go, OpenSample
from salestui.tui.row_in_full import Column, Row
from salestui.tui.sitting import Sitting
from salestui.work import backups
from salestui.work import imports as brought
from salestui.work import undo as undoing
from salestui.work.export_files import shortened
from salestui.work.sample import Sample, ready


def imports(app: App[None], sitting: Sitting) -> None:
    """What was brought in; enter takes one back."""
    said = sitting.words
    runs = tuple(reversed(brought.listed(sitting.desk)))
    rows = [
        Row(
            (
                str(run.as_of),
                run.file,
                _kind(run, said),
                str(run.rows),
                str(run.rejected) if run.rejected else "",
                said("screens.jobs.taken_back") if run.undone_at else "",
            ),
            "muted" if run.undone_at else "",
        )
        for run in runs
    ]
    columns = [
        Column(said("screens.jobs.taken_on"), 10),
        Column(said("screens.import.name"), 0),
        Column(said("screens.jobs.kind"), 18, least=70),
        Column(said("screens.jobs.rows"), 7, right=True),
        Column(said("screens.jobs.left_out"), 8, right=True),
        Column("", 10, least=80),
    ]

    def ask(index: int | None) -> None:
        if index is None or runs[index].undone_at:
            return
        run = runs[index]

        def take_back(yes: bool | None) -> None:
            if yes:
                app.post_message(Go("import"))  # where it shows how far it has come, and can be ended
                app.call_later(begin)

        def begin() -> None:
            place = app.screen
            if isinstance(place, ImportWork):
                place.call_after_refresh(place.take_back, (run.run,))

        how = said("screens.jobs.undo_import_how", file=run.file)
        app.push_screen(Confirm(sitting, said("screens.jobs.undo_import"), how), take_back)

    app.push_screen(Listing(sitting, said("screens.job.imports"), columns, rows, said("screens.jobs.no_imports"), "takes_back"), ask)


def _kind(run: brought.RunRecord, said: Words) -> str:
    """Of which program the file was, and of what: Salesforce, deals."""
    names = (f"importing.source.{run.source}", f"importing.kind.{run.kind}")
    told = (said(name) if said.has(name) else name.rpartition(".")[2] for name in names)
    return ", ".join(told)


def _when(backup: backups.Backup, sitting: Sitting) -> str:
    """When the backup was made, by the rep's own clock."""
    at = backup.made_at.astimezone()
    return f"{day_said(at.date(), sitting.words, sitting.desk.today)} {at:%H:%M}"


def _why(backup: backups.Backup, said: Words) -> str:
    name = f"screens.jobs.backup.{backup.reason}"
    return said(name) if said.has(name) else backup.reason


def undo(app: App[None], sitting: Sitting) -> None:
    """What was removed or replaced in the last thirty days; enter puts it back."""
    said = sitting.words
    steps = undoing.listed(sitting.desk)
    rows = [Row((step.made_at[:10], step_said(step, said))) for step in steps]

    def put_back(index: int | None) -> None:
        step = None if index is None else attempt(app, sitting, lambda: undoing.undo(sitting.desk, steps[index].id))
        if step is not None:
            app.post_message(taken_back(sitting, step))

    columns = [Column(said("screens.log.day"), 10), Column("", 0)]
    app.push_screen(Listing(sitting, said("screens.job.undo"), columns, rows, said("screens.jobs.no_undo"), "puts_back"), put_back)


def backup(app: App[None], sitting: Sitting) -> None:
    """A backup now."""
    sitting.autosave.flush()
    made = attempt(app, sitting, lambda: backups.make(sitting.desk.store))
    if made is not None:
        app.notify(sitting.words("screens.jobs.backed_up", path=shortened(made)), markup=False)


def restore(app: App[None], sitting: Sitting) -> None:
    """Go back to a backup; what stands there now is kept beside it."""
    said = sitting.words
    path = sitting.desk.store.path
    found = backups.listed(path)
    numbers = Numbers(sitting.desk.language)
    rows = [Row((_when(one, sitting), _why(one, said), numbers.decimal(Fraction(one.size, 1_000_000), 1))) for one in found]
    columns = [
        Column(said("screens.versions.when"), 20),
        Column(said("screens.jobs.made_before"), 0),
        Column(said("screens.jobs.megabytes"), 6, right=True),
    ]

    def ask(index: int | None) -> None:
        if index is None:
            return
        source = found[index].path

        def go_back(yes: bool | None) -> None:
            if yes:
                attempt(app, sitting, lambda: backups.restore(path, source))
                app.post_message(OpenSample(path, sitting.desk.today))

        asked = said("screens.jobs.restore_to", when=_when(found[index], sitting))
        app.push_screen(Confirm(sitting, asked, said("screens.jobs.restore_how")), go_back)

    app.push_screen(Listing(sitting, said("screens.job.restore"), columns, rows, said("screens.jobs.no_backups"), "restores"), ask)


def doctor(app: App[None], sitting: Sitting) -> None:
    """Whether the file is sound, and what can be done if not."""
    said = sitting.words
    path = sitting.desk.store.path
    problems = backups.diagnosis(path)
    lines = [said("doctor.sound", path=shortened(path))] if not problems else []
    for problem in problems:
        values = dict(problem.values)
        lines += [said(f"doctor.{problem.slug}.what", **values), "  " + said(f"doctor.{problem.slug}.fix", **values)]
    lines += ["", said("doctor.backups", count=len(backups.listed(path)))]
    app.push_screen(Paper(sitting, said("screens.job.doctor"), "\n".join(lines)))


def sample(app: App[None], sitting: Sitting) -> None:
    """Look around in the sample of a role."""
    said = sitting.words
    roles = tuple((role, said(f"words.role.{role}")) for role in ROLES)

    def make(answers: Mapping[str, str]) -> Sample:
        return ready(answers["role"] or ROLES[0])

    def look_around(made: object) -> None:
        if isinstance(made, Sample):
            app.post_message(OpenSample(made.path, made.today))

    asked = (Asked("role", said("sections.scope.field.role.label"), choices=roles, value=ROLES[0]),)
    app.push_screen(Form(sitting, said("screens.job.sample"), asked, make), look_around)
