"""What a file leaves open, asked for on a terminal before anything is written; how far an import has come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from salestui.cli.import_words import mapping_lines, question_said
from salestui.domain.import_plan import Choices, ImportPlan, Question
from salestui.domain.text import plain_text
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.progress import Progress, Watch

ORDERS, SIGNS, UNITS = ("dmy", "mdy", "ymd"), ("point", "comma"), ("whole", "cents")


def asked(desk: Desk, path: Path, choices: Choices, watch: Watch | None) -> Choices:
    """`choices` with the rep's answers: whether columns are what they resemble, then each open question."""
    plan = bring_in.look(desk, path, choices._replace(proposed=True), watch)
    confirmed = choices if choices.yes else _confirmed(plan, choices, desk.language)
    if confirmed != choices:
        choices = confirmed
        plan = bring_in.look(desk, path, choices, watch)
    while plan.questions:
        answered = _answer(plan.questions[0], choices, desk.language)
        if answered == choices:
            return choices
        choices = answered
        plan = bring_in.look(desk, path, choices, watch)
    return choices


def _confirmed(plan: ImportPlan, choices: Choices, language: str) -> Choices:
    """The columns that resemble a field, taken or left as the rep says; both are remembered for the next file like it."""
    guesses = [match for match in plan.matches if match.is_guess]
    if not guesses:
        return choices
    for line in mapping_lines(plan, language):
        click.echo(plain_text(line), err=True)
    taken = click.confirm(question_said("mapping", language), default=True, err=True)
    said = {match.field: match.header if taken else "" for match in guesses}
    return choices._replace(mapping={**said, **choices.mapping})


def _answer(question: Question, choices: Choices, language: str) -> Choices:
    """One answer, asked for on the terminal; an empty one leaves the question to be refused."""
    values = {"column": question.column, "sample": question.sample, "readings": " / ".join(question.readings)}
    said = question_said(question.slug, language, **values)
    if question.option == "--yes":
        return choices._replace(yes=click.confirm(said, err=True))
    if question.option == "--won":
        return _status(question.sample, said, choices)
    answer = click.prompt(said, default="", show_default=False, err=True).strip()
    if not answer:
        return choices
    if question.option == "--date-order":
        return choices._replace(date_order=answer) if answer in ORDERS else choices
    if question.option == "--decimal":
        return choices._replace(decimal=answer) if answer in SIGNS else choices
    if question.option == "--amounts":
        return choices._replace(amounts=answer) if answer in UNITS else choices
    if question.option == "--currency":
        from salestui.work.answers import currency_named  # knows every currency

        return choices._replace(currency=currency_named(answer))
    field = question.option.removeprefix("--map ").rstrip("=")
    return choices._replace(mapping={**choices.mapping, field: answer})


def _status(word: str, said: str, choices: Choices) -> Choices:
    status = click.prompt(f"{said} “{word}”: won/lost/open", default="", show_default=False, err=True).strip()
    if status == "won":
        return choices._replace(won=(*choices.won, word))
    if status == "lost":
        return choices._replace(lost=(*choices.lost, word))
    return choices._replace(open=(*choices.open, word)) if status == "open" else choices


def watching(language: str) -> tuple[Watch, Callable[[], None]]:
    """What writes rows and rate over one line of the terminal, and what clears that line when the file is done."""
    shown = False

    def watch(progress: Progress) -> None:
        nonlocal shown
        shown = True
        of = f" / {progress.total:,}" if progress.total else ""
        said = question_said("progress", language, rows=f"{progress.rows:,}{of}", rate=f"{progress.rate:,}")
        click.echo(f"\r\x1b[K{said}", nl=False, err=True)

    def clear() -> None:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    return watch, clear
