"""`salestui forecast record`: accuracy and direction of the forecast at each point in time, and of each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.cli.figure_forms import numbers_of
from salestui.cli.output import Json, columns, give
from salestui.cli.value_forms import value_form
from salestui.cli.wish import Wish
from salestui.guide import Words, words
from salestui.work import figures, periods

if TYPE_CHECKING:
    from salestui.metrics.outlook import ForecastRecord
    from salestui.render.numbers import Numbers


def give_record(wish: Wish, text: str | None) -> None:
    """A line for each snapshot of the period, then one for each of its months, then the months together."""
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, text)
        found = figures.forecast_record(desk, period)
        together = figures.accuracy_of_months(desk, period)
        numbers, say = numbers_of(desk), words(desk.language)
    heads = tuple(say(f"side_by_side.forecast.{head}") for head in ("as_of", "commit", "accuracy", "bias"))
    rows = [heads, *(_line(one, period.key, numbers, say) for one in found)]
    if together is not None:
        rows.append((say("side_by_side.forecast.months"), "", numbers.percent(together), ""))
    document = {"snapshots": [_form(one) for one in found if one.period.key == period.key]}
    months = {"months": [_form(one) for one in found if one.period.key != period.key], "together": value_form(together)}
    give(wish, {"period": period.key, **document, **months}, columns(rows))


def _form(one: ForecastRecord) -> Json:
    return {
        "period": one.period.key,
        "snapshot": one.snapshot,
        "commit": value_form(one.commit.value),
        "accuracy": value_form(one.accuracy.value),
        "bias": value_form(one.bias.value),
        "absent": str(one.accuracy.absent) if one.accuracy.absent else None,
    }


def _line(one: ForecastRecord, period: str, numbers: Numbers, say: Words) -> tuple[str, ...]:
    name, _, days = one.snapshot.partition("=")
    when = say(f"side_by_side.forecast.{name}", value=days)
    told = when if one.period.key == period else f"{one.period.key}, {when}"
    return told, *(numbers.figure(figure) for figure in (one.commit, one.accuracy, one.bias))
