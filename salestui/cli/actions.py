"""`salestui action`: the next steps, what to keep and what to fix."""

from __future__ import annotations

from collections.abc import Sequence

import click

from salestui.cli.figure_forms import metric_name
from salestui.cli.listed import Listed
from salestui.cli.output import Json, columns, day_form, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish
from salestui.domain.action import Action
from salestui.domain.spoken_date import parse_day
from salestui.guide import words
from salestui.work import actions, periods
from salestui.work.desk import Desk


@click.group(cls=Listed)
def action() -> None:
    """Add a next step, list them, mark one as done."""


@action.command()
@click.argument("kind", type=click.Choice(["keep", "fix"]))
@click.argument("text", metavar="TEXT")
@click.option("--metric", required=True, metavar="M", help="The metric in which it will show.")
@click.option("--target", required=True, metavar="V")
@click.option("--by", required=True, metavar="DATE")
@click.option("--reporting", is_flag=True, help="It makes the reporting better.")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def add(wish: Wish, kind: str, text: str, metric: str, target: str, by: str, reporting: bool, wanted: str | None) -> None:
    """A next step with the metric in which it will show, a target and a date."""
    from salestui.work.goals import known_metric

    with wish.desk() as desk:
        named = periods.chosen(desk, wanted)
        day = parse_day(by, desk.today)
        slug = known_metric(desk, metric)
        made = actions.add(desk, named, kind, text, metric=slug, target=target, by=day, reporting=reporting)
        document = _form(desk, made)
    give(wish, document, _lines([made], desk.language))


@action.command(name="list")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def listed(wish: Wish, wanted: str | None) -> None:
    """The next steps of the period, each with what its metric is now."""
    with wish.desk(create=False) as desk:
        found = actions.listed(desk, periods.chosen(desk, wanted))
        forms: list[Json] = [_form(desk, one) for one in found]
    give(wish, forms, _lines(found, desk.language))


@action.command()
@click.argument("number", metavar="ID", type=int)
@click.pass_obj
def done(wish: Wish, number: int) -> None:
    """Mark it as done today."""
    with wish.desk(create=False) as desk:
        finished = actions.done(desk, number)
        document = _form(desk, finished)
    give(wish, document, _lines([finished], desk.language))


def _form(desk: Desk, one: Action) -> Json:
    from salestui.work.figures import metric_now

    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "metric": one.metric,
        "target": one.target,
        "by": day_form(one.by),
        "reporting": one.reporting,
        "done_on": day_form(one.done_on),
        "now": value_form(metric_now(desk, one.metric)) if one.metric else None,
    }


def _lines(found: Sequence[Action], language: str) -> list[str]:
    say = words(language)
    return columns(
        (
            str(one.id),
            say(f"words.action_kind.{one.kind}"),
            "✓" if one.done_on else "·",
            one.text,
            metric_name(one.metric, language) if one.metric else "",
            one.target or "",
            str(one.by or ""),
        )
        for one in found
    )
