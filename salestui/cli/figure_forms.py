"""Figures as a command gives them: as data to the letter of CLI.md, as records for CSV, as lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from salestui.cli.output import Json, columns, day_form
from salestui.cli.value_forms import money_form, value_form
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.guide import words
from salestui.metrics.figure import Figure, Row
from salestui.metrics.registry import METRICS
from salestui.render.beside import compared
from salestui.render.figure_json import figure_json
from salestui.render.numbers import Numbers
from salestui.work.desk import Desk

COLUMNS = ("metric", "result", "change", "before", "goal")

# as data


def figures_form(found: Iterable[Figure], period: Period, today: date, numbers: Numbers) -> dict[str, Json]:
    """All that `metrics` gives."""
    return {"period": period_form(period, today), "figures": figure_forms(found, numbers)}


def figure_forms(found: Iterable[Figure], numbers: Numbers) -> list[Json]:
    return [figure_json(figure, numbers) for figure in found]


def why_form(figure: Figure, rows: Iterable[Row], numbers: Numbers) -> dict[str, Json]:
    """All that `why` gives."""
    return {"figure": figure_json(figure, numbers), "rows": [row_form(row) for row in rows]}


def period_form(period: Period, today: date) -> dict[str, Json]:
    return {
        "key": period.key,
        "start": day_form(period.start),
        "end": day_form(period.end),
        "elapsed_days": period.elapsed(today),
        "days": period.days,
    }


def row_form(row: Row) -> dict[str, Json]:
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


def flat(forms: Json) -> list[Json]:
    """Figures as records of one depth, for CSV: an amount and its currency apart."""
    flat: list[Json] = []
    for form in forms if isinstance(forms, Sequence) else ():
        if isinstance(form, Mapping):
            amounts = {
                name: value["amount"] for name, value in form.items() if isinstance(value, Mapping) and "amount" in value
            }
            worth = form["value"]
            flat.append({**form, **amounts, "currency": worth.get("currency") if isinstance(worth, Mapping) else None})
    return flat


# as a person reads it


def numbers_of(desk: Desk) -> Numbers:
    return Numbers(desk.language, desk.settings.percent_space, desk.settings.ratio_decimals)


def table(found: Sequence[Figure], numbers: Numbers, language: str) -> list[str]:
    """A line for each figure under the names of the columns, its slices under it."""
    say = words(language)
    rows: list[tuple[str, ...]] = [tuple(say(f"document.results.{name}") for name in COLUMNS)]
    for figure in found:
        label = _label(figure, language)
        rows.append((label, *_beside(figure, numbers)))
        rows += [(f"  {name}", *_beside(one, numbers)) for name, one in figure.slices.items()]
    return columns(rows)


def how_far(period: Period, today: date, language: str) -> list[str]:
    """Of a running period how far it is; nothing of one that is over."""
    if not period.running(today):
        return []
    say = words(language)
    return [say("side_by_side.running.so_far", period=period.key, day=period.elapsed(today), days=period.days)]


def _beside(figure: Figure, numbers: Numbers) -> tuple[str, ...]:
    """The value, its change, what it was, its goal; of a distribution and of an absent figure the words alone."""
    if figure.parts or figure.value is None:
        return (numbers.figure(figure),)
    few = [numbers.note(note) for note in figure.notes if note.slug == "small_sample"]
    if figure.within_noise and not few:
        few = [words(numbers.language)("words.change.small_sample")]
    change = ", ".join(filter(None, (numbers.change(figure), *few)))
    return numbers.figure(figure), change, numbers.previous(figure), numbers.target(figure)


def metric_name(metric: str, language: str) -> str:
    """Its label; a metric of the rep's own is called by its slug."""
    say, key = words(language), f"metrics.label.{metric}"
    return say(key) if say.has(key) else metric


def _label(figure: Figure, language: str) -> str:
    label = metric_name(figure.metric, language)
    return f"{label} ({figure.goal})" if figure.goal else label


def because(figure: Figure, rows: Sequence[Row], numbers: Numbers, language: str) -> list[str]:
    """The figure, its formula, the definition in force, what it stands beside and what must be known of it, then its rows."""
    from salestui.summary.definition import definition_text  # brings the document's blocks, which no other answer needs

    declared, say, change = METRICS.get(figure.metric), words(language), numbers.change(figure)
    lines = [f"{_label(figure, language)}: {numbers.figure(figure, full=True)}"]
    if declared:
        lines.append(f"  {declared.formula}")
    beside = " · ".join(filter(None, (change, *compared(figure, say, numbers, full=True))))
    told = (definition_text(figure.metric, figure.definition, say), numbers.interval(figure), beside)
    lines += [f"  {text}" for text in told if text]
    lines += [f"  {numbers.note(note)}" for note in figure.notes]
    return [*lines, *columns([_told(row, numbers) for row in rows])]


def _told(row: Row, numbers: Numbers) -> tuple[str, ...]:
    amount = "" if row.amount is None else numbers.exact(row.amount)
    value = row.value
    worth = "" if value is None else numbers.exact(value) if isinstance(value, Money) else str(value_form(value))
    cells = (row.of, row.counts_in, row.id, row.name, row.account, row.owner, row.status, amount, row.on, worth)
    return tuple("" if cell is None else str(cell) for cell in cells)
