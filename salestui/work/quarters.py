"""The quarters of a year, or of a half, as their reviews stand: what the summary of the whole is drafted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from salestui.domain.period import FISCAL_QUARTER, FISCAL_YEAR, HALF, QUARTER, YEAR, Period, holding
from salestui.domain.written import live_numbers
from salestui.metrics.figure import Figure
from salestui.metrics.figures import answered
from salestui.metrics.ledger import Ledger
from salestui.metrics.registry import METRICS
from salestui.store.actions import read_actions
from salestui.store.finalised import read_finalised
from salestui.store.texts import read_texts
from salestui.summary.frozen import thawed
from salestui.summary.material import FigureKey, Material, Quarter
from salestui.summary.offered import drafted_metrics
from salestui.work.desk import Desk
from salestui.work.figures import question
from salestui.work.periods import stored

_PARTS = {YEAR: QUARTER, HALF: QUARTER, FISCAL_YEAR: FISCAL_QUARTER}


def reviewed(desk: Desk, period: Period) -> tuple[Period, ...]:
    """The quarters of `period` that hold a text or a next step, the first one first; none where it is not made of quarters."""
    return tuple(one for one in _quarters(period) if _is_written(desk, one))


def with_quarters(desk: Desk, ledger: Ledger, made: Material, owner: str | None = None) -> Material:
    """`made` with the reviews of its quarters and their figures: those that were delivered, else as they stand now."""
    found, figures = [], dict(made.figures)
    for period in reviewed(desk, made.period):
        quarter, delivered = _delivered(desk, period) or (_now(desk, period), None)
        found.append(quarter)
        known = delivered if delivered is not None else _figures(desk, ledger, made, quarter, owner)
        figures |= {FigureKey(figure.metric, period=period.key): figure for figure in known if figure.value is not None}
    return replace(made, figures=figures, quarters=tuple(found)) if found else made


def _quarters(period: Period) -> Iterator[Period]:
    kind = _PARTS.get(period.kind)
    day: date = period.start
    while kind and day <= period.end:
        quarter = holding(kind, day, period.fiscal_start)
        yield quarter
        day = quarter.next.start


def _is_written(desk: Desk, period: Period) -> bool:
    record, connection = stored(desk.store, period), desk.store.connection
    return record is not None and bool(read_texts(connection, record.id) or read_actions(connection, period.key))


def _delivered(desk: Desk, period: Period) -> tuple[Quarter, list[Figure]] | None:
    """The quarter as it was handed in; None where it is open."""
    record = stored(desk.store, period)
    if record is None or not record.finalised_at:
        return None
    last = next((one for one in read_finalised(desk.store.connection, record.id) if one.reopened_at is None), None)
    if last is None:
        return None
    made = thawed(last.summary).material
    return Quarter(period, made.texts, made.actions), [figure for key, figure in made.figures.items() if not any(key[1:])]


def _now(desk: Desk, period: Period) -> Quarter:
    record, connection = stored(desk.store, period), desk.store.connection
    texts = read_texts(connection, record.id) if record else {}
    return Quarter(period, texts, read_actions(connection, period.key))


def _figures(desk: Desk, ledger: Ledger, made: Material, quarter: Quarter, owner: str | None) -> tuple[Figure, ...]:
    """The quarter's figures for the metrics of the whole, and for those that its own texts speak of."""
    named = (live.name for text in quarter.texts.values() for live in live_numbers(text))
    metrics = dict.fromkeys((*drafted_metrics(made), *_picked(quarter), *filter(None, named)))
    known = tuple(metric for metric in metrics if metric in METRICS or metric in made.labels)
    asked = replace(question(desk, quarter.period, owner=owner), metrics=known)
    return tuple(figure for figure in answered(ledger, asked) if figure.goal is None)


def _picked(quarter: Quarter) -> Iterator[str]:
    """The metrics that the quarter's rows name."""
    for key, text in quarter.texts.items():
        if key.part in ("metric", "explains") or (key.section, key.field) == ("results", "metric"):
            yield text.strip()
