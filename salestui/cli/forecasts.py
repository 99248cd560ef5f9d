"""`salestui forecast`: what was promised, and when."""

from __future__ import annotations

from collections.abc import Sequence

import click

from salestui.cli.listed import Listed
from salestui.cli.output import Json, columns, day_form, give
from salestui.cli.value_forms import money_form
from salestui.cli.wish import Wish
from salestui.domain.goal import Forecast
from salestui.domain.money import Money
from salestui.domain.spoken_date import parse_day
from salestui.domain.typed_value import parse_value
from salestui.render.numbers import Numbers
from salestui.work import forecasts, periods


@click.group(cls=Listed)
def forecast() -> None:
    """Record the forecast that was given, and list them."""


@forecast.command()
@click.option("--on", required=True, metavar="DATE", help="The day on which it was given.")
@click.option("--commit", metavar="MONEY", help="480000USD")
@click.option("--best-case", metavar="MONEY")
@click.option("--owner", metavar="NAME")
@click.option("--period", "text", metavar="P")
@click.pass_obj
def add(wish: Wish, on: str, commit: str | None, best_case: str | None, owner: str | None, text: str | None) -> None:
    """The commit and the best case that were given on a day."""
    with wish.desk() as desk:
        named = periods.chosen(desk, text)
        currency = desk.terms.currency
        promised, hoped = (parse_value(said, currency=currency, money=True) if said else None for said in (commit, best_case))
        made = forecasts.add(desk, named, parse_day(on, desk.today), promised, hoped, owner)
    give(wish, form(made), _lines([made], desk.language))


@forecast.command(name="list")
@click.option("--period", "text", metavar="P")
@click.pass_obj
def listed(wish: Wish, text: str | None) -> None:
    """The forecasts of the period, oldest first; those that the CRM's categories give are marked."""
    from salestui.work.figures import given_forecasts

    with wish.desk(create=False) as desk:
        found = given_forecasts(desk, periods.chosen(desk, text))
    give(wish, [form(one) for one in found], _lines(found, desk.language))


@forecast.command()
@click.option("--period", "text", metavar="P")
@click.pass_obj
def record(wish: Wish, text: str | None) -> None:
    """How near the forecast came, as it stood at each point in time, and month by month."""
    from salestui.cli.forecast_record import give_record

    give_record(wish, text)


def form(one: Forecast) -> dict[str, Json]:
    return {
        "period": one.period,
        "made_on": day_form(one.made_on),
        "commit": money_form(one.commit),
        "best_case": money_form(one.best_case),
        "owner": one.owner,
        "source": one.source,
    }


def _lines(found: Sequence[Forecast], language: str) -> list[str]:
    numbers = Numbers(language)

    def told(amount: Money | None) -> str:
        return "–" if amount is None else numbers.exact(amount)

    return columns((o.period, str(o.made_on), told(o.commit), told(o.best_case), o.owner or "", o.source) for o in found)
