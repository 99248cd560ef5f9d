"""`salestui action`: the next steps, what to keep and what to fix."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, day_form, give, value_form
from salestui.cli.wish import Wish
from salestui.domain.action import Action
from salestui.domain.spoken_date import parse_day
from salestui.work import actions, periods
from salestui.work.desk import Desk


@click.group()
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
    give(wish, document, _lines([made]))


@action.command(name="list")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def listed(wish: Wish, wanted: str | None) -> None:
    """The next steps of the period, each with what its metric is now."""
    with wish.desk(create=False) as desk:
        found = actions.listed(desk, periods.chosen(desk, wanted))
        forms: list[Json] = [_form(desk, one) for one in found]
    give(wish, forms, _lines(found))


@action.command()
@click.argument("number", metavar="ID", type=int)
@click.pass_obj
def done(wish: Wish, number: int) -> None:
    """Mark it as done today."""
    with wish.desk(create=False) as desk:
        finished = actions.done(desk, number)
        document = _form(desk, finished)
    give(wish, document, _lines([finished]))


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


def _lines(found: list[Action] | tuple[Action, ...]) -> list[str]:
    rows = [
        (str(a.id), a.kind, "✓" if a.done_on else "·", a.text, a.metric or "", a.target or "", str(a.by or "")) for a in found
    ]
    return columns(rows)
