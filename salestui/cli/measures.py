"""`salestui measure`: a figure that no data gives, or a benchmark to stand beside one."""

from __future__ import annotations

import click

from salestui.cli.output import Json, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish
from salestui.work import measures, periods


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("metric")
@click.argument("value")
@click.option("--benchmark", metavar="LABEL", help='"team average": stands beside the figure, never in its place')
@click.option("--note", metavar="TEXT")
@click.option("--owner", metavar="O")
@click.option("--label", metavar="TEXT", help="What a metric of your own (custom_...) is called.")
@click.option("--unit", metavar="UNIT", help="money, count, ratio, days, hours, multiple ...")
@click.option("--better", metavar="higher|lower")
@click.option("--period", "wanted", metavar="P")
@click.pass_obj
def measure(
    wish: Wish,
    metric: str,
    value: str,
    benchmark: str | None,
    note: str | None,
    owner: str | None,
    label: str | None,
    unit: str | None,
    better: str | None,
    wanted: str | None,
) -> None:
    """Type a figure: measure lead_response_hours 4; measure win_rate 25% --benchmark "team average"."""
    with wish.desk() as desk:
        period = periods.chosen(desk, wanted)
        made = measures.measure(
            desk, period, metric, value, benchmark=benchmark, note=note, owner=owner, label=label, unit=unit, better=better
        )
    document: dict[str, Json] = {
        "metric": made.metric,
        "period": made.period,
        "value": value_form(made.value),
        "benchmark": made.benchmark,
        "note": made.note,
        "owner": made.owner,
        "label": made.label,
        "unit": made.unit,
        "better": made.better,
    }
    said = f"  ({made.benchmark})" if made.benchmark else ""
    give(wish, document, [f"{made.metric}  {made.period}  {value.strip()}{said}"])
