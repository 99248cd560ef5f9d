"""The weakest result of the period, which belongs in the headline (PRODUCT.md 5, weak-result-buried)."""

from __future__ import annotations

from fractions import Fraction

from salestui.metrics.figure import Figure
from salestui.summary.cells import actual, attained_share
from salestui.summary.material import Material
from salestui.summary.offered import shown
from salestui.summary.summary import Worst


def worst_result(material: Material) -> Worst | None:
    """The goal with the lowest attainment below 1, else the metric that worsened most; None where nothing is weak.

    Metrics are those that the review shows. A goal's figure is that of its metric. In a team's review a single rep's goal is
    not the team's weakest result: reps stand beside each other with their territories, in the tables.
    """
    missed = [
        (share, number, goal, reached)
        for number, goal in enumerate(material.goals)
        if not goal.owner
        and (share := attained_share(material, goal)) is not None
        and share < 1
        and (reached := actual(material, goal)) is not None
    ]
    if missed:
        _, _, goal, reached = min(missed, key=lambda found: found[:2])
        return Worst(reached, goal.name)
    worsened = [
        (abs(_relative(figure)), figure)
        for figure in map(material.figure, shown(material))
        if figure and figure.better is False
    ]
    if not worsened:
        return None
    return Worst(max(worsened, key=lambda found: found[0])[1], None)


def _relative(figure: Figure) -> Fraction:
    """The relative change, so that metrics of different units can be put in order."""
    if figure.change_relative is not None:
        return figure.change_relative
    return figure.change or Fraction()
