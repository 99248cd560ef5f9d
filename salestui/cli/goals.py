"""`salestui goal`: what the rep is measured against, and what was agreed about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from salestui.cli.figure_forms import metric_name
from salestui.cli.listed import Listed
from salestui.cli.output import Json, columns, day_form, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish
from salestui.domain.goal import Adjustment, Goal
from salestui.domain.money import Money
from salestui.domain.spoken_date import parse_day
from salestui.guide import Words, words
from salestui.metrics.figure import Unit
from salestui.metrics.registry import METRICS
from salestui.render.numbers import Numbers
from salestui.work import goals, periods
from salestui.work.desk import Desk

if TYPE_CHECKING:
    from salestui.metrics.standings import Standing


@click.group(cls=Listed)
def goal() -> None:
    """Set a goal, adjust it, list all with their attainment."""


@goal.command(name="set")
@click.argument("name")
@click.argument("metric")
@click.argument("target")
@click.option("--owner", metavar="O")
@click.option("--segment", metavar="S")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def set_goal(
    wish: Wish, name: str, metric: str, target: str, owner: str | None, segment: str | None, wanted: str | None
) -> None:
    """goal set quota revenue_won 505000USD; goal set "Win rate" win_rate 30%"""
    with wish.desk() as desk:
        named = periods.chosen(desk, wanted)
        goals.set_goal(desk, named, name, metric, target, owner, segment)
        _show(wish, desk, wanted)


@goal.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.option("--percent", metavar="P", help="-10")
@click.option("--amount", metavar="A", help="-50000USD")
@click.option("--reason", required=True, metavar="R", help="ramp, leave, reassigned, other")
@click.option("--note", required=True, metavar="TEXT")
@click.option("--agreed-by", required=True, metavar="WHO")
@click.option("--on", required=True, metavar="DATE")
@click.option("--owner", metavar="O")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def adjust(
    wish: Wish,
    name: str,
    percent: str | None,
    amount: str | None,
    reason: str,
    note: str,
    agreed_by: str,
    on: str,
    owner: str | None,
    wanted: str | None,
) -> None:
    """An adjustment that was agreed, with its reason, note, who agreed and when."""
    with wish.desk() as desk:
        named = periods.chosen(desk, wanted)
        day = parse_day(on, desk.today)
        goals.adjust(
            desk,
            named,
            name,
            percent=percent,
            amount=amount,
            reason=reason,
            note=note,
            agreed_by=agreed_by,
            agreed_on=day,
            owner=owner,
        )
        _show(wish, desk, wanted)


@goal.command(name="list")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def listed(wish: Wish, wanted: str | None) -> None:
    """All goals of the period, each with target, result, attainment and state."""
    with wish.desk(create=False) as desk:
        _show(wish, desk, wanted)


@goal.command()
@click.argument("name")
@click.option("--owner", metavar="O")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def remove(wish: Wish, name: str, owner: str | None, wanted: str | None) -> None:
    """Take a goal and its adjustments away."""
    with wish.desk(create=False) as desk:
        goals.remove(desk, periods.chosen(desk, wanted), name, owner)
        _show(wish, desk, wanted)


def _show(wish: Wish, desk: Desk, wanted: str | None) -> None:
    from salestui.work.figures import standings

    found = standings(desk, periods.chosen(desk, wanted))
    forms: list[Json] = [
        {
            "name": one.goal.name,
            "metric": one.goal.metric,
            "owner": one.goal.owner,
            "segment": one.goal.segment,
            "target": value_form(one.goal.target),
            "adjusted_target": value_form(one.goal.adjusted_target),
            "actual": value_form(one.actual),
            "attainment": value_form(one.attainment),
            "state": one.state,
            "adjustments": [_adjustment(a) for a in one.goal.adjustments],
        }
        for one in found
    ]
    numbers, say = Numbers(desk.language), words(desk.language)
    rows = [
        (
            one.goal.name,
            one.goal.owner or one.goal.segment or "",
            metric_name(one.goal.metric, desk.language),
            numbers.value(one.goal.adjusted_target, _unit(one.goal), full=True),
            "–" if one.actual is None else numbers.value(one.actual, _unit(one.goal), full=True),
            "–" if one.attainment is None else numbers.percent(one.attainment),
            say(f"words.goal_state.{one.state}") if one.state else "",
            _before_adjusting(one, numbers, say),
        )
        for one in found
    ]
    give(wish, forms, columns(rows))


def _before_adjusting(one: Standing, numbers: Numbers, say: Words) -> str:
    """The target as it was before anything was agreed, with the attainment that it would give; "" where nothing was."""
    if not one.goal.adjustments:
        return ""
    attained = "–" if one.unadjusted is None else numbers.percent(one.unadjusted)
    target = numbers.value(one.goal.target, _unit(one.goal), full=True)
    return say("side_by_side.goal.unadjusted", target=target, attainment=attained)


def _unit(one: Goal) -> Unit:
    found = METRICS.get(one.metric)
    return found.unit if found else (Unit.MONEY if isinstance(one.target, Money) else Unit.COUNT)


def _adjustment(made: Adjustment) -> Json:
    return {
        "percent": value_form(made.percent),
        "amount": value_form(made.amount),
        "reason": made.reason,
        "note": made.note,
        "agreed_by": made.agreed_by,
        "agreed_on": day_form(made.agreed_on),
    }
