"""Reps side by side, fairly: with their territory and mix, and the team's figure on each rep's own mix beside theirs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.book import Person
from salestui.domain.text import same_name
from salestui.metrics.answer import Answer, Exact, ExactMoney, plain, shown
from salestui.metrics.asked import look_at, slices
from salestui.metrics.declare import METRICS, Metric, answer
from salestui.metrics.figure import Figure, Unit, Value
from salestui.metrics.figures import figure_of
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.question import EMPTY, Question

POOLED = "(pooled)"


class Rep(NamedTuple):
    """One rep's figure. `team` is the team's own; `team_on_mix` what it would be had the team the rep's mix of deals.

    `segments` and `lead_sources` are the shares of the rep's deals behind the figure.
    """

    name: str
    person: Person | None
    figure: Figure
    team: Value | None
    team_on_mix: Value | None
    segments: Mapping[str, Fraction]
    lead_sources: Mapping[str, Fraction]


def compare_reps(ledger: Ledger, question: Question, metric: str, mix: str = "segment") -> tuple[Rep, ...]:
    """The metric of each owner in the period, by name; on the rep's mix for a metric that is a share or a mean.

    The mix is that of `mix`, a dimension; its cells in which the team has fewer than `min_sample` records are pooled.
    """
    look, declared = look_at(ledger, question), METRICS[metric]
    people = {same_name(person.name): person for person in ledger.book.people}
    team = answer(look, metric)
    return tuple(
        Rep(
            name,
            people.get(same_name(name)),
            figure_of(part, declared),
            shown(team.value),
            shown(on_mix(look, part, metric, mix)) if _has_mix(declared) else None,
            shares(part, metric, "segment"),
            shares(part, metric, "lead_source"),
        )
        for name, part in slices(look, declared, "owner")
        if name != EMPTY
    )


def _has_mix(metric: Metric) -> bool:
    """Whether the figure of several kinds of deals is the mean of theirs: not a sum, nor what is made of other figures."""
    return metric.is_average and metric.unit is not Unit.MONEY_PER_DAY


def on_mix(team: Look, rep: Look, metric: str, mix: str) -> Exact | None:
    """The team's figure on the rep's mix: Σ n_cell × team's value of the cell / Σ n_cell, n_cell the rep's records in it.

    Direct standardisation, as in epidemiology. None where the rep has no records, or a cell of the rep's no team value.
    """
    weights = _samples(rep, metric, mix)
    if not sum(weights.values()):
        return None
    cells = _pooled(team, metric, mix)
    total, currency = Fraction(), None
    for cell, weight in weights.items():
        value = cells.get(cell, cells.get(POOLED))
        if value is None:
            return None
        total += weight * plain(value)
        currency = value.currency if isinstance(value, ExactMoney) else None
    found = total / sum(weights.values())
    return ExactMoney(found, currency) if currency else found


def shares(look: Look, metric: str, dimension: str) -> dict[str, Fraction]:
    """The share of each value of `dimension` among the records behind the metric, the largest first."""
    samples = _samples(look, metric, dimension)
    number = sum(samples.values())
    return {name: Fraction(samples[name], number) for name in sorted(samples, key=lambda name: (-samples[name], name))}


def _samples(look: Look, metric: str, dimension: str) -> dict[str, int]:
    answers = {name: answer(look.within(dimension, name), metric) for name in look.selection.by(dimension)}
    return {name: found.sample for name, found in answers.items() if found.sample}


def _pooled(team: Look, metric: str, dimension: str) -> dict[str, Exact]:
    """The team's value per cell; those under `min_sample` have one value together."""
    large: dict[str, Exact] = {}
    small: list[Answer] = []
    for name in team.selection.by(dimension):
        found = answer(team.within(dimension, name), metric)
        if found.value is not None and found.sample >= team.ledger.terms.min_sample:
            large[name] = found.value
        elif found.value is not None:
            small.append(found)
    number = sum(found.sample for found in small)
    if number:
        worth = sum((found.sample * plain(found.value) for found in small if found.value is not None), Fraction()) / number
        first = small[0].value
        large[POOLED] = ExactMoney(worth, first.currency) if isinstance(first, ExactMoney) else worth
    return large
