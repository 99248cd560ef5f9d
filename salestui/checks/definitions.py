"""A metric compared across two of its definitions: two right numbers that make a wrong sentence."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.checks.check import ERROR, Objection, Reading, check
from salestui.checks.mentions import mentioned
from salestui.checks.texts import texts
from salestui.metrics.figure import Figure
from salestui.summary.blocks import Cell
from salestui.summary.cells import metric_label
from salestui.summary.definition import definition
from salestui.summary.material import Material
from salestui.summary.offered import chosen

MIXED = "not_comparable"
"""The note of a figure whose previous value stands under another definition."""


@check("definitions-mixed", ERROR, mended_in="results")
def definitions_mixed(reading: Reading) -> Iterator[Objection]:
    """A change that comes of counting differently: the one error after which no figure of the rep is believed."""
    made = reading.material
    for metric in _shown(reading):
        figure = made.figure(metric)
        if figure is None or figure.value is None:
            continue
        other = (one for one in _beside(made, metric) if one.value is not None and one.definition != figure.definition)
        before = next(other, None)
        name = ("metric", metric_label(made, metric))
        if before:
            values = (name, ("before", _said(before, figure)), ("now", _said(figure, before)))
            yield Objection(values, subject=metric)
        elif figure.previous is not None and any(note.slug == MIXED for note in figure.notes):
            yield Objection((name,), subject=metric, case="unknown")


def _shown(reading: Reading) -> tuple[str, ...]:
    """The metrics of which the document compares values: those chosen, held to a goal or an action, or named in a text."""
    made = reading.material
    found = [*chosen(made), *(goal.metric for goal in made.goals)]
    found += [past.action.metric for past in made.past_actions if past.action.metric]
    found += [metric for text in texts(reading.summary) for metric, _ in mentioned(text.text, reading.language)]
    return tuple(dict.fromkeys(found))


def _beside(made: Material, metric: str) -> Iterator[Figure]:
    """The earlier figures of a metric that stand beside it: in its chart, and with the last period's actions."""
    yield from (figure for _, figure in made.trends.get(metric, ()))
    yield from (past.then for past in made.past_actions if past.then and past.then.metric == metric)


def _said(figure: Figure, other: Figure) -> Cell:
    """The tokens of a definition that the other does not have, in words."""
    different = [token for token in figure.definition if token not in other.definition] or list(figure.definition)
    return definition(figure.metric, different)
