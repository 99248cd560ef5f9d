"""Which numbers of a text no figure supports: what a proposal that somebody else wrote is read for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from salestui.checks.numbers.against import Contradiction, Evidence
from salestui.checks.numbers.claims import claims
from salestui.checks.numbers.fits import can_be_delta, can_be_value, fits_delta, fits_value
from salestui.checks.numbers.typed import Typed, sentences
from salestui.checks.numbers.vocabulary import vocabulary
from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.typed_value import parse_value
from salestui.domain.written import live_numbers
from salestui.metrics.figure import Figure, Unit, Value
from salestui.summary.live import Resolved, resolve
from salestui.summary.material import Material

SPAN = 2
"""How many words further the number stands in whose unit a bare one is meant: the 41 of "from 41 to 47k"."""
_OPENED = str.maketrans(dict.fromkeys("\"“”»«`#@'", " "))
"""Signs that let a number pass as a quotation, a tag or a name: here every number is looked at, also one that is quoted."""


class Doubt(NamedTuple):
    """A number at `start` to `end` of a text that no figure supports; `contradicted` where the data says it otherwise."""

    start: int
    end: int
    contradicted: Contradiction | None = None


def doubts(text: str, material: Material, language: str, subject: str = "") -> tuple[Doubt, ...]:
    """The numbers of `text` that are no figure of the review, in their order; also live numbers that stand for nothing.

    `subject` is the metric that the text is a line about.
    """
    found = {one.start: one for one in _unsupported(text, material, language)}
    evidence = Evidence(material)
    for claim in claims(text, language, subject):
        for wrong in evidence.contradictions(claim):
            found[wrong.typed.start] = Doubt(wrong.typed.start, wrong.typed.end, wrong)
    return tuple(found[start] for start in sorted(found))


def _unsupported(text: str, material: Material, language: str) -> Iterator[Doubt]:
    for live in live_numbers(text):
        if not isinstance(resolve(live, material), Resolved):
            yield Doubt(live.start, live.end)
    known = tuple(_values(material))
    figures = tuple(material.figures.values())
    for sentence in sentences(text.translate(_OPENED), vocabulary(language)):
        numbers = [(at, token.number) for at, token in enumerate(sentence) if token.number]
        after = {at: later for (at, _), (then, later) in pairwise(numbers) if then - at <= SPAN}
        for at, token in enumerate(sentence):
            if token.number:
                readings = (token.number, *((token.number.in_units_of(after[at]),) if at in after else ()))
                if not any(_is_supported(number, figures, known) for number in readings):
                    yield Doubt(token.start, token.end)
            elif token.said[:1].isdigit():  # digits that are no number that a figure could have
                yield Doubt(token.start, token.end)


def _is_supported(number: Typed, figures: tuple[Figure, ...], known: tuple[tuple[Value, Unit], ...]) -> bool:
    if any(can_be_value(number, unit, value) and fits_value(number, value) for value, unit in known):
        return True
    return any(
        figure.value is not None
        and base is not None
        and can_be_delta(number, figure.unit, figure.value)
        and fits_delta(number, figure.value, base, figure.unit)
        for figure in figures
        for base in (figure.previous, figure.year_ago, figure.target, *(one.value for one in figure.benchmarks))
    )


def _values(material: Material) -> Iterator[tuple[Value, Unit]]:
    """Every value that the review shows or is held to, with its unit."""
    for figure in material.figures.values():
        for value in (figure.value, figure.previous, figure.year_ago, figure.target, *(b.value for b in figure.benchmarks)):
            if value is not None:
                yield value, figure.unit
        for value in (figure.numerator, figure.denominator):
            if value is not None:
                yield value, Unit.MONEY if isinstance(value, Money) else Unit.COUNT
        yield Fraction(figure.sample), Unit.COUNT
        for part in figure.parts:
            yield Fraction(part.count), Unit.COUNT
            if part.share is not None:
                yield part.share, Unit.RATIO
            if part.amount is not None:
                yield part.amount, Unit.MONEY
    yield from _promised(material)


def _promised(material: Material) -> Iterator[tuple[Value, Unit]]:
    """Goals, forecasts as they were given, and the targets of next steps."""
    for goal in (*material.goals, *material.next_goals):
        figure = material.figure(goal.metric)
        for value in (goal.target, goal.adjusted_target):
            yield value, figure.unit if figure else _unit_of(value)
    for forecast in material.forecasts:
        for amount in (forecast.commit, forecast.best_case):
            if amount is not None:
                yield amount, Unit.MONEY
    for action in (*material.actions, *(past.action for past in material.past_actions)):
        figure = material.figure(action.metric) if action.metric else None
        if action.target and figure:
            try:
                yield parse_value(action.target), figure.unit
            except Refusal:
                continue  # a target in words


def _unit_of(value: Value) -> Unit:
    return Unit.MONEY if isinstance(value, Money) else Unit.COUNT
