"""Asking for figures as the tests do: a book, a period, a few tokens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from salestui.domain.book import Book
from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.domain.terms import Terms
from salestui.metrics.definitions import with_token
from salestui.metrics.figure import Figure
from salestui.metrics.figures import figures
from salestui.metrics.question import Question


def defined(**tokens: str) -> Terms:
    """Terms under which the named settings have the named tokens: win_rate="value created"."""
    definitions: dict[str, tuple[str, ...]] = {}
    for setting, chosen in tokens.items():
        for token in chosen.split():
            definitions = with_token(definitions, setting, token)
    return Terms(definitions=definitions)


def ask(
    book: Book,
    metric: str,
    *,
    period: str = "2026-Q1",
    today: date = date(2026, 4, 2),
    terms: Terms | None = None,
    by: str | None = None,
    on: date | None = None,
    where: tuple[tuple[str, str], ...] = (),
    **tokens: str,
) -> Figure:
    """The figure of one metric; definitions are given by keyword."""
    chosen = terms or Terms()
    if tokens:
        chosen = replace(chosen, definitions=defined(**tokens).definitions)
    asked = Question(parse_period(period), today, metrics=(metric,), by=by, on=on, where=where)
    (first, *_) = figures(book, chosen, asked)
    return first


def percent(figure: Figure, places: int = 1) -> str:
    """The value of a ratio as METRICS.md writes it: 66.7."""
    assert isinstance(figure.value, Fraction), figure
    return f"{float(figure.value * 100):.{places}f}"


def dollars(figure: Figure) -> str:
    """The value of a figure in dollars and cents: 155,000.50."""
    assert isinstance(figure.value, Money), figure
    assert figure.value.currency == "USD"
    return f"{figure.value.amount:,}"


def notes(figure: Figure) -> dict[str, dict[str, str | Money]]:
    return {note.slug: dict(note.values) for note in figure.notes}
