"""`salestui definitions`: how each metric is counted, and changing that."""

from __future__ import annotations

import click

from salestui.cli.output import Json, columns, give
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.metrics.registry import METRICS
from salestui.work import periods
from salestui.work.definitions import Definition, define
from salestui.work.definitions import definitions as in_force


@click.command()
@click.argument("metric", required=False)
@click.option("--set", "token", metavar="TOKEN", help="value, median, days=45 ...")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def definitions(wish: Wish, metric: str | None, token: str | None, wanted: str | None) -> None:
    """How each metric is counted, and changing that: definitions win_rate --set value"""
    with wish.desk(create=False) as opened:
        desk = opened
        if token is not None:
            if metric is None:
                raise Refusal("definition-unknown", exit_code=2, setting=token, settings=", ".join(METRICS))
            desk = define(desk, metric, token)
        found = in_force(desk, periods.chosen(desk, wanted), metric)
        give(wish, [_definition(one) for one in found], columns([_line(one) for one in found]))


def _definition(one: Definition) -> dict[str, Json]:
    return {"setting": one.setting, "tokens": one.tokens, "choices": one.choices, "metrics": one.metrics}


def _line(one: Definition) -> tuple[str, str, str]:
    others = [choice for choice in one.choices if choice not in one.tokens]
    return one.setting, " ".join(one.tokens), f"({' '.join(others)})" if others else ""
