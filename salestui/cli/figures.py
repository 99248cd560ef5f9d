"""`salestui metrics`, `why`, `trends`: every figure of a period, the rows behind one, and its past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from salestui.cli.wish import Wish

if TYPE_CHECKING:
    from datetime import date

    from salestui.domain.period import Period
    from salestui.metrics.figure import Figure
    from salestui.metrics.question import Where
    from salestui.render.numbers import Numbers
    from salestui.work.desk import Desk
    from salestui.work.kept_answers import Place


@click.command()
@click.option("--period", "wanted", metavar="P")
@click.option("--metric", "names", multiple=True, metavar="M")
@click.option("--by", metavar="DIMENSION", help="owner, segment, lead_source, product, deal_type, campaign or month.")
@click.option("--on", metavar="DATE", help="The day of snapshot figures: pipeline, coverage ...")
@click.option("--owner", metavar="NAME", help="One rep, or all.")
@click.option("--where", "pairs", multiple=True, metavar="segment=SMB")
@click.pass_obj
def metrics(
    wish: Wish,
    wanted: str | None,
    names: tuple[str, ...],
    by: str | None,
    on: str | None,
    owner: str | None,
    pairs: tuple[str, ...],
) -> None:
    """Every figure of a period beside its goal and its previous value."""
    from salestui.cli.standard_output import write
    from salestui.work import kept_answers

    asked = Asked(wanted, names, by, on, owner, pairs)
    place = asked.place(wish) if wish.form == "json" else None
    known = kept_answers.find(place) if place else None
    if known is not None:
        write(known.decode())
        return
    with wish.desk(create=False) as desk:
        answer = _answer(wish, desk, asked)
    write(answer)
    if place and asked.place(wish) == place:
        kept_answers.keep(place, answer.encode())


class Asked(NamedTuple):
    """Which figures are asked for, in the words of the command line; by default all of the period in progress."""

    period: str | None = None
    names: tuple[str, ...] = ()
    by: str | None = None
    on: str | None = None
    owner: str | None = None
    pairs: tuple[str, ...] = ()

    def place(self, wish: Wish) -> Place | None:
        """Where the answer to this is kept as JSON, as long as the store is as it is now."""
        from salestui.work import kept_answers
        from salestui.work.places import store_path

        return kept_answers.place(store_path(wish.store), ("metrics", *self, wish.language, wish.day))


def keep_ahead(wish: Wish, desk: Desk, period: Period) -> None:
    """Keep what `metrics --json` answers, asked with and without the name of the period, which is the one in progress."""
    from salestui.work import kept_answers

    wish = wish._replace(form="json", today=desk.today)  # midnight may have passed since the desk was opened
    asked = [Asked(), Asked(period.key)]
    places = [one.place(wish) for one in asked]
    answer = _answer(wish, desk, asked[0]).encode()
    for one, place in zip(asked, places, strict=True):
        if place and one.place(wish) == place:
            kept_answers.keep(place, answer)


def _answer(wish: Wish, desk: Desk, asked: Asked) -> str:
    """The answer, worked out."""
    from salestui.cli import figure_forms as forms  # with all metrics: what an answer that is kept does without
    from salestui.cli.output import told
    from salestui.work import figures, periods

    period = periods.chosen(desk, asked.period)
    found = figures.figures(
        desk,
        period,
        metrics=tuple(_slug(desk, name) for name in asked.names),
        by=asked.by,
        on=_day(desk, asked.on),
        owner=asked.owner,
        where=_where(asked.pairs),
    )
    numbers = forms.numbers_of(desk)
    document = forms.figures_form(found, period, desk.today, numbers)
    records = forms.flat(document["figures"]) if wish.form == "csv" else document
    return told(wish, records, _lines(desk, period, found, numbers))


def _lines(desk: Desk, period: Period, found: tuple[Figure, ...], numbers: Numbers) -> Iterator[str]:
    """What a person reads; not worked out for a program, which reads none of it."""
    from salestui.cli import figure_forms as forms

    yield from forms.how_far(period, desk.today, desk.language)
    yield from forms.table(found, numbers, desk.language)


@click.command()
@click.argument("metric")
@click.option("--period", "wanted", metavar="P")
@click.option("--goal", metavar="NAME")
@click.option("--on", metavar="DATE", help="The day of a snapshot figure.")
@click.option("--owner", metavar="NAME", help="One rep, or all.")
@click.option("--where", "pairs", multiple=True, metavar="segment=SMB")
@click.pass_obj
def why(
    wish: Wish,
    metric: str,
    wanted: str | None,
    goal: str | None,
    on: str | None,
    owner: str | None,
    pairs: tuple[str, ...],
) -> None:
    """The rows behind a figure."""
    from salestui.cli import figure_forms as forms
    from salestui.cli.output import give
    from salestui.work import figures, periods

    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        slug = _slug(desk, metric)
        figure = figures.why(desk, period, slug, goal=goal, on=_day(desk, on), owner=owner, where=_where(pairs))
        numbers, rows = forms.numbers_of(desk), figure.rows()
        document = forms.why_form(figure, rows, numbers)
        lines = forms.because(figure, rows, numbers, desk.language)
        give(wish, document["rows"] if wish.form == "csv" else document, lines)


@click.command()
@click.argument("metric")
@click.option("--periods", "count", type=click.IntRange(1, 40), default=8, show_default=True)
@click.option("--period", "wanted", metavar="P", help="The newest of them.")
@click.option("--goal", metavar="NAME")
@click.option("--owner", metavar="NAME", help="One rep, or all.")
@click.option("--where", "pairs", multiple=True, metavar="segment=SMB")
@click.pass_obj
def trends(
    wish: Wish,
    metric: str,
    count: int,
    wanted: str | None,
    goal: str | None,
    owner: str | None,
    pairs: tuple[str, ...],
) -> None:
    """A metric over the last periods, oldest first."""
    from salestui.cli import figure_forms as forms
    from salestui.cli.output import columns, give
    from salestui.work import figures, periods

    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        slug = _slug(desk, metric)
        found = figures.trends(desk, period, slug, count=count, goal=goal, owner=owner, where=_where(pairs))
        numbers = forms.numbers_of(desk)
        told = forms.figure_forms([figure for _, figure in found], numbers)
        rows = [
            (then.key, numbers.figure(figure), numbers.target(figure), *forms.how_far(then, desk.today, desk.language))
            for then, figure in found
        ]
        give(wish, forms.flat(told) if wish.form == "csv" else told, columns(rows))


# what was asked


def _slug(desk: Desk, name: str) -> str:
    """The metric of that name. Raises Refusal `metric-unknown`."""
    from salestui.metrics.registry import METRICS
    from salestui.work.goals import known_metric  # brings what setting goals needs; all figures at once name none

    return name if name in METRICS else known_metric(desk, name)


def _where(pairs: Iterable[str]) -> Where:
    """segment=SMB, any number of times."""
    return tuple((name.strip(), value.strip()) for name, _, value in (pair.partition("=") for pair in pairs))


def _day(desk: Desk, text: str | None) -> date | None:
    from salestui.domain.spoken_date import parse_day

    return parse_day(text, desk.today) if text else None
