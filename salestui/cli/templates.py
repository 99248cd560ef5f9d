"""`salestui template`: what a review begins with, beyond the role: shown, checked, saved, shared."""

from __future__ import annotations

from pathlib import Path

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.refused import language_of
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.domain.template import Template
from salestui.guide import words
from salestui.work import periods, templates
from salestui.work.templates import Kept
from salestui.work.whole_file import write_whole

_replace = click.option("--replace", is_flag=True, help="In the place of one of the same name.")


@click.group()
def template() -> None:
    """What a review begins with: a role's metrics, sections and goals; your own; your company's."""


@template.command(name="list")
@click.pass_obj
def listed(wish: Wish) -> None:
    """The roles' templates and those that are kept here."""
    found = templates.listed(language_of(wish))
    give(wish, [_form(kept) for kept in found], columns([_line(kept) for kept in found]))


@template.command()
@click.argument("name", metavar="NAME|FILE")
@click.pass_obj
def show(wish: Wish, name: str) -> None:
    """Print a template: a place to begin your own."""
    kept = templates.named(name, language_of(wish))
    give(wish, _whole(kept), kept.text.splitlines())


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def check(wish: Wish, file: Path) -> None:
    """Whether a template can be used; what is wrong is named with its line."""
    kept = templates.read(file)
    give(wish, _whole(kept), [words(language_of(wish))("templates.fits", name=kept.template.name)])


@template.command()
@click.argument("name")
@click.option("--period", "wanted", metavar="P")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="A file to share, instead of among your own.")
@_replace
@click.pass_obj
def save(wish: Wish, name: str, wanted: str | None, file: Path | None, replace: bool) -> None:
    """Save what you chose in a period as a template: metrics, goals, sections, benchmarks, definitions."""
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        if periods.stored(desk.store, period) is None:
            raise Refusal("period-not-stored", period=period.key)
        if file is None:
            kept = templates.save(desk, period, name, replace=replace)
        else:
            from salestui.work.role_templates import template_of  # only for a file of one's own choosing

            write_whole(file, template_of(desk, period, name).encode(), replace=replace)
            kept = templates.read(file)
    give(wish, _whole(kept), [str(kept.path)])


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Under another name than that of the file.")
@_replace
@click.pass_obj
def add(wish: Wish, file: Path, name: str | None, replace: bool) -> None:
    """Keep a template that somebody shared, so that it can be named."""
    kept = templates.add(file, name, replace=replace)
    give(wish, _whole(kept), [str(kept.path)])


@template.command()
@click.argument("name")
@click.pass_obj
def remove(wish: Wish, name: str) -> None:
    """Take a kept template away; periods that were begun with it keep what they have."""
    path = templates.remove(name)
    give(wish, {"name": name, "path": str(path)}, [str(path)])


def _form(kept: Kept) -> dict[str, Json]:
    made = kept.template
    name = kept.path.stem if kept.path else made.name
    return {
        "name": name,
        "title": made.title or None,
        "role": made.role,
        "source": "kept" if kept.path else "role",
        "path": str(kept.path) if kept.path else None,
    }


def _line(kept: Kept) -> tuple[str, str, str]:
    form = _form(kept)
    return str(form["name"]), str(form["role"] or ""), kept.template.title or str(form["path"] or "")


def _whole(kept: Kept) -> dict[str, Json]:
    made: Template = kept.template
    return {
        **_form(kept),
        "metrics": made.metrics,
        "required": made.required,
        "sections": made.sections,
        "goals": [{"name": goal.name, "metric": goal.metric, "target": goal.target} for goal in made.goals],
        "benchmarks": [{"metric": mark.metric, "value": mark.value, "label": mark.label} for mark in made.benchmarks],
        "prompts": dict(made.prompts),
        "limits": dict(made.limits),
        "definitions": {setting: list(tokens) for setting, tokens in made.definitions.items()},
        "wording": {"avoid": made.avoided, "allow": made.allowed},
        "checks": dict(made.checks),
    }
