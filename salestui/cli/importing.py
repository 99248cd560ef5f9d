"""`salestui import`, `imports`, `stages`: bringing in exports, taking them back, and what the CRM's stages stand for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salestui.cli import figures_ahead
from salestui.cli.import_asking import ORDERS, SIGNS, UNITS, asked, watching
from salestui.cli.import_words import note_said, plan_lines, question_said, reject_form, stages_said, why_said
from salestui.cli.output import Json, columns, give
from salestui.cli.sentence import sentence
from salestui.cli.wish import Wish
from salestui.domain.import_plan import DEALS, KINDS, WHATS, Choices, ImportPlan
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.work import bring_in

if TYPE_CHECKING:
    from salestui.work.desk import Desk
    from salestui.work.imports import RunRecord
    from salestui.work.stages import StageRecord

# What is loaded within a function here is more than a file asks for that was brought in before.


@click.command(name="import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), metavar="KIND", help=" ".join(KINDS))
@click.option("--source", metavar="NAME", help="salesforce hubspot pipedrive clickup dynamics zoho close generic")
@click.option("--as-of", metavar="DATE", help="The day on which the export was taken.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--yes", is_flag=True, help="Accept what is proposed, and that many deals are missing.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN")
@click.option("--currency", metavar="USD")
@click.option("--date-order", type=click.Choice(ORDERS))
@click.option("--decimal", type=click.Choice(SIGNS))
@click.option("--amounts", type=click.Choice(UNITS), help="Whether amounts are whole, or cents (Close).")
@click.option("--sheet", metavar="NAME")
@click.option("--header-row", type=click.IntRange(min=1), metavar="N")
@click.option("--encoding", metavar="NAME")
@click.option("--won", multiple=True, metavar="WORD", help="A stage or status that means won.")
@click.option("--lost", multiple=True, metavar="WORD", help="A stage or status that means lost.")
@click.option("--undo", type=int, metavar="RUN", help="Take an import back.")
@click.option("--rejects", type=int, metavar="RUN", help="The rows that an import rejected.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Rejected rows as CSV, to be mended.")
@click.pass_obj
def import_file(
    wish: Wish,
    /,
    files: tuple[Path, ...],
    as_of: str | None,
    dry_run: bool,
    mapping: tuple[str, ...],
    undo: int | None,
    rejects: int | None,
    output: Path | None,
    kind: str | None,
    source: str | None,
    yes: bool,
    currency: str | None,
    date_order: str | None,
    decimal: str | None,
    amounts: str | None,
    sheet: str | None,
    header_row: int | None,
    encoding: str | None,
    won: tuple[str, ...],
    lost: tuple[str, ...],
) -> None:
    """Bring in an export of a CRM, a calendar, a mailbox or a typed table."""
    anew = False
    with wish.desk(create=undo is None and rejects is None) as desk:
        if undo is not None:
            _give_run(wish, desk, undo)
            anew = True
        elif rejects is not None:
            _give_rejects(wish, desk, rejects, output)
        else:
            choices = Choices(
                kind=kind,
                source=source,
                as_of=parse_day(as_of, desk.today) if as_of else None,
                yes=yes,
                mapping=_mapping(mapping),
                currency=_currency(currency) if currency else None,
                date_order=date_order,
                decimal=decimal,
                amounts=amounts,
                sheet=sheet,
                header_row=header_row,
                encoding=encoding,
                won=won,
                lost=lost,
            )
            if files:
                plans = _bring_in(desk, files, choices, dry_run=dry_run)
            else:
                plans = _bring_in_folder(desk, choices, dry_run=dry_run)
            _give_plans(wish, desk, plans)
            anew = any(plan.run is not None and plan.already is None for plan in plans)
    if anew:
        figures_ahead.begin(wish, desk)


def _currency(said: str) -> str:
    from salestui.work.answers import currency_named

    return currency_named(said)


def _mapping(said: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in said:
        field, equals, column = pair.partition("=")
        if not equals or not column.strip():
            raise Refusal("map-form", exit_code=2, given=pair)
        found[field.strip()] = column.strip()
    return found


def _bring_in(desk: Desk, files: Sequence[Path], choices: Choices, *, dry_run: bool) -> list[ImportPlan]:
    """One file after the other; each all or nothing."""
    return [_one(desk, path, choices, dry_run=dry_run) for path in files]


def _bring_in_folder(desk: Desk, choices: Choices, *, dry_run: bool) -> list[ImportPlan]:
    """All that is new in the folder of the settings; a file that is refused is told of, and does not keep the others out.

    Raises the Refusal where no file is left.
    """
    from salestui.work.imports import new_files

    plans, refused = [], []
    for path in new_files(desk):
        try:
            plans.append(_one(desk, path, choices, dry_run=dry_run))
        except Refusal as refusal:
            refused.append(refusal)
    if refused and not plans:
        raise refused[0]
    for told in refused:
        click.echo(sentence(told.slug, told.values, desk.language), err=True)
    return plans


def _give_plans(wish: Wish, desk: Desk, plans: Sequence[ImportPlan]) -> None:
    forms: list[Json] = [_form(desk, plan) for plan in plans]
    lines = [line for plan in plans for line in plan_lines(plan, desk.language)]
    told_of = wish.form == "text" and any(plan.kind == DEALS and plan.run is not None for plan in plans)
    if told_of and (guessed := _guessed_stages(desk)):
        lines.append(stages_said(guessed, desk.language))
    give(wish, forms[0] if len(forms) == 1 else forms, lines or [question_said("nothing-new", desk.language)])


def _guessed_stages(desk: Desk) -> int:
    from salestui.work.stages import listed

    return sum(1 for stage in listed(desk) if not stage.confirmed)


def _one(desk: Desk, path: Path, choices: Choices, *, dry_run: bool) -> ImportPlan:
    """What one file does. On a terminal the rep is asked what the file leaves open; elsewhere that is a Refusal."""
    watch, clear = watching(desk.language) if sys.stderr.isatty() else (None, lambda: None)
    try:
        if sys.stdin.isatty() and sys.stderr.isatty():
            choices = asked(desk, path, choices, watch)
        if not dry_run:
            return bring_in.import_file(desk, path, choices, watch)
        plan = bring_in.look(desk, path, choices, watch)
    finally:
        clear()
    for question in plan.questions:
        if question.option != "--yes":  # a dry run may well say that many deals are missing
            from salestui.work.file_job import refusal_for

            raise refusal_for(question, plan.file)
    return plan


def _form(desk: Desk, plan: ImportPlan) -> Json:
    return {
        "run": plan.run,
        "file": plan.file,
        "source": plan.source,
        "kind": plan.kind,
        "as_of": plan.as_of.isoformat(),
        "rows": plan.rows,
        "added": plan.added,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "missing": plan.missing,
        "rejected": plan.rejected,
        "changes": {what: plan.changes.get(what, 0) for what in WHATS},
        "notes": [note_said(note, desk.language) for note in plan.notes],
        "rejects": [reject_form(row, desk.language) for row in plan.rejects],
        "mapping": {match.field: match.header for match in plan.matches if not match.is_guess},
    }


def _give_run(wish: Wish, desk: Desk, run: int) -> None:
    from salestui.work.imports import listed
    from salestui.work.undo_import import undo_run

    watch, clear = watching(desk.language) if sys.stderr.isatty() else (None, lambda: None)
    try:
        undo_run(desk, run, watch)
    finally:
        clear()
    give(wish, next(_run_form(record) for record in listed(desk) if record.run == run), [])


def _give_rejects(wish: Wish, desk: Desk, run: int, output: Path | None) -> None:
    from salestui.work import imports as brought

    _, rows = brought.rejects(desk, run)
    if output is not None:
        brought.save_rejects(desk, run, output)
    lines = [(str(row.line), row.column or "", row.value or "", why_said(row.why, desk.language)) for row in rows]
    give(wish, [reject_form(row, desk.language) for row in rows], columns(lines))


@click.command()
@click.pass_obj
def imports(wish: Wish) -> None:
    """What was brought in, run by run."""
    from salestui.work.imports import listed

    with wish.desk(create=False) as desk:
        runs = listed(desk)
    rows = [
        (str(run.run), run.as_of.isoformat(), run.source, run.kind, f"+{run.added} ~{run.changed}", run.file, _undone(run))
        for run in runs
    ]
    give(wish, [_run_form(run) for run in runs], columns(rows))


def _undone(run: RunRecord) -> str:
    return f"undone {run.undone_at[:10]}" if run.undone_at else ""


def _run_form(run: RunRecord) -> Json:
    return {
        "run": run.run,
        "file": run.file,
        "source": run.source,
        "kind": run.kind,
        "as_of": run.as_of.isoformat(),
        "rows": run.rows,
        "added": run.added,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "missing": run.missing,
        "rejected": run.rejected,
        "undone_at": run.undone_at,
    }


@click.group(invoke_without_command=True)
@click.pass_context
def stages(ctx: click.Context) -> None:
    """The CRM's stages and the steps that they stand for."""
    if ctx.invoked_subcommand is None:
        from salestui.work.stages import listed

        wish = ctx.ensure_object(Wish)
        with wish.desk(create=False) as desk:
            _give_stages(wish, listed(desk))


@stages.command(name="set")
@click.argument("stage")
@click.argument("step")
@click.pass_obj
def set_stage(wish: Wish, stage: str, step: str) -> None:
    """stages set "Proposal sent" late"""
    from salestui.work.stages import listed, set_step

    with wish.desk(create=False) as desk:
        set_step(desk, stage, step)
        _give_stages(wish, listed(desk))


def _give_stages(wish: Wish, found: Sequence[StageRecord]) -> None:
    forms: list[Json] = [{"stage": one.name, "step": one.step, "confirmed": one.confirmed} for one in found]
    give(wish, forms, columns([(one.name, one.step, "" if one.confirmed else "?") for one in found]))
