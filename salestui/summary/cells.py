"""What sections say of figures again and again: a metric's name, a goal's name, a value with what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES, words
from salestui.metrics.figure import Figure, Unit, Value
from salestui.metrics.registry import METRICS
from salestui.summary.blocks import Beside, Cell, Change, Column, Joined, Nothing, Quantity, Result, Said, Table, Words
from salestui.summary.material import FigureKey, Material

QUOTA = "quota"
_OF_GOALS = ("quota_attainment", "goal_attainment", "pace", "target_gap")
_ALWAYS_TYPED = ("leads", "acquisition_cost", "gross_margin", "lead_response_hours")
"""Metrics whose name says already that they are typed."""
_MARKED = ("small_sample", "typed")
"""Notes that stand beside a value wherever it is shown; the others are for whoever asks why."""


def metric_label(material: Material, metric: str, *, topic: str = "label") -> Cell:
    """The metric's name: the guide's, or the rep's own for a `custom_` one. `topic` in_text gives it for a sentence.

    A slug that is still being typed names no metric yet; it is shown as it stands.
    """
    if metric in material.labels:
        return Said(material.labels[metric])
    return Words(f"metrics.{topic}.{metric}") if metric in METRICS else Said(metric)


def goal_label(goal: Goal) -> Cell:
    """The goal's name, in the reader's language where it is the quota or the metric itself; of a rep or segment with theirs."""
    name: Cell = Said(goal.name[:1].upper() + goal.name[1:])
    if goal.name.lower() == QUOTA:
        name = Words("document.goals.quota")
    elif goal.name.lower() in _names_of(goal.metric):
        name = Words(f"metrics.label.{goal.metric}")
    of = goal.owner or goal.segment
    return Joined((name, Said(of))) if of and of.lower() not in goal.name.lower() else name


@cache
def _names_of(metric: str) -> frozenset[str]:
    """What a metric is called in each language."""
    key = f"metrics.label.{metric}"
    return frozenset(words(language)(key).lower() for language in LANGUAGES if words(language).has(key))


def attainment(material: Material, goal: Goal) -> Figure | None:
    """The goal's attainment."""
    return _of_goal(material, "goal_attainment", goal, goal.name)


def attained_share(material: Material, goal: Goal) -> Fraction | None:
    """The attainment as a number, None where it has no value."""
    figure = attainment(material, goal)
    return figure.value if figure and isinstance(figure.value, Fraction) else None


def actual(material: Material, goal: Goal) -> Figure | None:
    """What has been reached of the goal's metric: of its rep or segment where it is one of theirs."""
    return _of_goal(material, goal.metric, goal, None)


def _of_goal(material: Material, metric: str, goal: Goal, name: str | None) -> Figure | None:
    if goal.owner:
        return material.figures.get(FigureKey(metric, name, owner=goal.owner))
    if goal.segment:
        found = material.figures.get(FigureKey(metric, name, "segment", goal.segment))
        return found or (material.figures.get(FigureKey(metric, name)) if name else None)
    return material.figures.get(FigureKey(metric, name))


def noted(figure: Figure) -> Cell:
    """The figure's value with the notes that belong beside it: small sample, typed."""
    notes = [
        Words(f"metrics.note.{slug}", tuple((n, Said(str(v))) for n, v in values))
        for slug, values in figure.notes
        if slug in _MARKED and not (slug == "typed" and figure.metric in _ALWAYS_TYPED)
    ]
    return Joined((Result(figure), *notes)) if notes else Result(figure)


def change(figure: Figure) -> Cell:
    """The change, or that it cannot be told; marked where the sample is too small to carry it."""
    if figure.previous is None:
        return Nothing()
    if not figure.comparable:
        return Words("words.change.not_comparable")
    marked = figure.within_noise and not any(note.slug == "small_sample" for note in figure.notes)
    return Joined((Change(figure), Words("words.change.small_sample"))) if marked else Change(figure)


def target(figure: Figure) -> Cell:
    """The goal on the figure; an attainment is measured against a goal of another unit, which is not shown beside it."""
    return Nothing() if figure.metric in _OF_GOALS else Beside(figure, "target")


def with_goals(columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """The table, without its last column, the goals, where none of the figures has one."""
    if any(isinstance(cell, Beside) and cell.figure.target is not None for *_, cell in rows):
        return Table(columns, rows)
    return Table(columns[:-1], tuple(row[:-1] for row in rows))


def is_nothing(figure: Figure) -> bool:
    """Whether the figure is 0 and was 0 before: a line that says nothing."""
    return figure.value is not None and not _amount(figure.value) and not (figure.previous and _amount(figure.previous))


def distance(figure: Figure, against: Figure | None = None) -> Cell:
    """How far a ratio is from its target: +5 pts; nothing for other units."""
    goal = against.value if against else figure.target
    if figure.unit is not Unit.RATIO or goal is None or figure.value is None:
        return Nothing()
    return Change(replace(figure, previous=goal, target=None, comparable=True))


def column(head: str, *, numeric: bool = False) -> Column:
    """A column whose head stands in the guide under `document`."""
    return Column(Words(f"document.{head}"), numeric)


def _amount(value: Value) -> Fraction:
    return value.exact if isinstance(value, Money) else value


def count(number: int) -> Quantity:
    return Quantity(Fraction(number), Unit.COUNT)


def said(material: Material, section: str, field: str, row: int = 0, part: str = "") -> Said | None:
    """The rep's text there, None where nothing stands."""
    text = material.text(section, field, row, part).strip()
    return Said(text, FieldKey(section, field, row, part)) if text else None


def having(figures: Iterable[Figure | None]) -> tuple[Figure, ...]:
    """Those that have a value."""
    return tuple(figure for figure in figures if figure is not None and figure.value is not None)
