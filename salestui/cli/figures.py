"""`salestui metrics`, `why`, `trends`: every figure of a period, the rows behind one, and its past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import click

from salestui.cli.output import Json, columns, day_form, give, money_form, value_form
from salestui.cli.wish import Wish
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.spoken_date import parse_day
from salestui.guide import words
from salestui.metrics.figure import Figure, Row
from salestui.metrics.question import DIMENSIONS, MONTHS, Where
from salestui.metrics.registry import METRICS
from salestui.render.figure_json import figure_json
from salestui.render.numbers import Numbers
from salestui.work import figures as asked
from salestui.work import periods
from salestui.work.desk import Desk


@click.command()
@click.option("--period", "wanted", metavar="P")
@click.option("--metric", "names", multiple=True, metavar="M")
@click.option("--by", type=click.Choice((*DIMENSIONS, MONTHS)))
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
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        found = asked.figures(
            desk,
            period,
            metrics=tuple(_slug(desk, name) for name in names),
            by=by,
            on=_day(desk, on),
            owner=owner,
            where=_where(pairs),
        )
        numbers = _numbers(desk)
        forms = [figure_json(figure, numbers) for figure in found]
        document: Json = {"period": _period(period, desk.today), "figures": forms}
        give(wish, _flat(forms) if wish.form == "csv" else document, _table(found, numbers, desk.language))


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
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        slug = _slug(desk, metric)
        figure = asked.why(desk, period, slug, goal=goal, on=_day(desk, on), owner=owner, where=_where(pairs))
        numbers, rows = _numbers(desk), figure.rows()
        forms = [_row(row) for row in rows]
        document: Json = {"figure": figure_json(figure, numbers), "rows": forms}
        give(wish, forms if wish.form == "csv" else document, _because(figure, rows, numbers, desk.language))


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
    with wish.desk(create=False) as desk:
        period = periods.chosen(desk, wanted)
        slug = _slug(desk, metric)
        found = asked.trends(desk, period, slug, count=count, goal=goal, owner=owner, where=_where(pairs))
        numbers = _numbers(desk)
        forms = [figure_json(figure, numbers) for _, figure in found]
        rows = [(then.key, numbers.figure(figure), numbers.target(figure)) for then, figure in found]
        give(wish, _flat(forms) if wish.form == "csv" else forms, columns(rows))


# what was asked


def _slug(desk: Desk, name: str) -> str:
    """The metric of that name. Raises Refusal `metric-unknown`."""
    from salestui.work.goals import known_metric  # brings what setting goals needs; all figures at once name none

    return name if name in METRICS else known_metric(desk, name)


def _where(pairs: Iterable[str]) -> Where:
    """segment=SMB, any number of times."""
    return tuple((name.strip(), value.strip()) for name, _, value in (pair.partition("=") for pair in pairs))


def _day(desk: Desk, text: str | None) -> date | None:
    return parse_day(text, desk.today) if text else None


# as data


def _period(period: Period, today: date) -> dict[str, Json]:
    return {
        "key": period.key,
        "start": day_form(period.start),
        "end": day_form(period.end),
        "elapsed_days": period.elapsed(today),
        "days": period.days,
    }


def _row(row: Row) -> dict[str, Json]:
    form: dict[str, Json] = {
        "kind": row.kind,
        "id": row.id,
        "deal": row.deal,
        "name": row.name,
        "account": row.account,
        "owner": row.owner,
        "status": row.status,
        "amount": money_form(row.amount),
        "date": day_form(row.on),
        "closed_on": day_form(row.closed_on),
        "counts_in": row.counts_in,
        "value": value_form(row.value),
    }
    if row.factor is not None:
        form["factor"] = value_form(row.factor)
    if row.of is not None:
        form["of"] = row.of
    if row.signals:
        form["signals"] = list(row.signals)
    return form


def _flat(forms: Iterable[Json]) -> list[Json]:
    """Figures as records of one depth, for CSV: an amount and its currency apart."""
    flat: list[Json] = []
    for form in forms:
        if isinstance(form, Mapping):
            amounts = {
                name: value["amount"] for name, value in form.items() if isinstance(value, Mapping) and "amount" in value
            }
            worth = form["value"]
            flat.append({**form, **amounts, "currency": worth.get("currency") if isinstance(worth, Mapping) else None})
    return flat


# as a person reads it


def _numbers(desk: Desk) -> Numbers:
    return Numbers(desk.language, desk.settings.percent_space, desk.settings.ratio_decimals)


def _table(found: Sequence[Figure], numbers: Numbers, language: str) -> list[str]:
    """A line for each figure, its slices under it."""
    rows = []
    for figure in found:
        label = _label(figure, language)
        rows.append((label, *_beside(figure, numbers)))
        rows += [(f"  {name}", *_beside(one, numbers)) for name, one in figure.slices.items()]
    return columns(rows)


def _beside(figure: Figure, numbers: Numbers) -> tuple[str, str, str, str]:
    """The value, its change, what it was, its goal."""
    return numbers.figure(figure), numbers.change(figure), numbers.previous(figure), numbers.target(figure)


def _label(figure: Figure, language: str) -> str:
    said, key = words(language), f"metrics.label.{figure.metric}"
    label = said(key) if said.has(key) else figure.metric
    return f"{label} ({figure.goal})" if figure.goal else label


def _because(figure: Figure, rows: Sequence[Row], numbers: Numbers, language: str) -> list[str]:
    """The figure, its formula and what must be known of it, then its rows."""
    declared = METRICS.get(figure.metric)
    lines = [f"{_label(figure, language)}: {numbers.figure(figure, full=True)}"]
    if declared:
        lines.append(f"  {declared.formula}")
    lines += [f"  {numbers.note(note)}" for note in figure.notes]
    return [*lines, *columns([_told(row) for row in rows])]


def _told(row: Row) -> tuple[str, ...]:
    value = "" if row.value is None else str(row.value) if isinstance(row.value, Money) else str(value_form(row.value))
    cells = (row.of, row.counts_in, row.id, row.name, row.account, row.owner, row.status, row.amount, row.on, value)
    return tuple("" if cell is None else str(cell) for cell in cells)
