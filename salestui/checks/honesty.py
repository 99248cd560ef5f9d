"""Where a review stops being fair: the weak result hidden, a change without its reason, effort shown as success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salestui.checks.check import WARN, Objection, Reading, check
from salestui.checks.mentions import first_mention, mentioned
from salestui.domain.goal import Goal
from salestui.domain.role import MANAGER
from salestui.domain.written import FieldKey
from salestui.guide import words
from salestui.metrics.declare import ACTIVITY
from salestui.metrics.figure import Figure, Unit
from salestui.metrics.registry import METRICS
from salestui.summary.assemble import word_count
from salestui.summary.blocks import Beside, Cell, Result, Said
from salestui.summary.cells import QUOTA, attainment, goal_label, metric_label
from salestui.summary.material import Material
from salestui.summary.offered import chosen
from salestui.summary.reps import reps
from salestui.summary.summary import Section, Worst
from salestui.summary.worst import worst_result

MOST_WORDS_BEFORE = 60
WHERE_RESULTS_STAND = ("results", "pipeline", "activity", "customers")
OF_A_GOAL = ("goal_attainment", "target_gap", "pace")


class _Weakest(NamedTuple):
    """The weakest result, and everything by which a text may name it."""

    label: Cell
    value: Cell
    metrics: tuple[str, ...]
    labels: tuple[str, ...]
    figures: tuple[Figure, ...]

    def place_in(self, text: str, language: str) -> int | None:
        return first_mention(text, language, self.metrics, self.labels, self.figures)


@check("weak-result-buried", WARN, mended_in="headline")
def weak_result_buried(reading: Reading) -> Iterator[Objection]:
    """The weakest result is not in the headline, or late in its section: the reader finds it, and trusts the rest less."""
    worst = worst_result(reading.material)
    if worst is None:
        return
    weakest = _weakest(worst, reading)
    told = (("metric", weakest.label), ("value", weakest.value))
    if not any(weakest.place_in(line.said.text, reading.language) is not None for line in reading.summary.headline):
        yield Objection(told, FieldKey("headline", "weakest"), subject=worst.figure.metric)
    for section in map(reading.summary.section, WHERE_RESULTS_STAND):
        before = _words_before(section, weakest, worst.figure.metric, reading.language)
        if before is not None:
            if before > MOST_WORDS_BEFORE:
                values = (*told, ("words", Said(str(before))))
                yield Objection(values, subject=worst.figure.metric, case="late", section=section.key)
            return


@check("numbers-unexplained", WARN, mended_in="results")
def numbers_unexplained(reading: Reading) -> Iterator[Objection]:
    """A figure that moved and nobody says why: the reader finds a reason, and it is rarely the kind one."""
    made = reading.material
    explained = _explained(reading)
    for metric in chosen(made):
        figure = made.figure(metric)
        if figure and _moved(figure) and metric not in explained:
            values = (
                ("metric", metric_label(made, metric)),
                ("before", Beside(figure, "prev")),
                ("now", Result(figure)),
            )
            yield Objection(values, FieldKey("results", "why", 0, metric), subject=metric)


@check("activity-as-result", WARN, mended_in="activity")
def activity_as_result(reading: Reading) -> Iterator[Objection]:
    """Effort in the place of a result: more calls are no success while nothing that they feed got better."""
    made = reading.material
    told: set[str] = set()
    for key, metric, explains in _put_forward(reading):
        outcome = None if metric in told else _not_improved(made, metric, explains)
        if outcome:
            told.add(metric)
            activity = metric_label(made, metric)
            values = (("activity", activity), ("outcome", metric_label(made, outcome.metric, topic="in_text")))
            yield Objection(values, key, subject=metric, section=key.section)
    for row in made.rows("activity", "activity"):
        text = made.text("activity", "activity", row).strip()
        if text and not made.text("activity", "activity", row, "explains").strip():
            place = FieldKey("activity", "activity", row, "explains")
            yield Objection((("activity", Said(text)),), place, subject=text, case="untied")


@check("comparison-unfair", WARN, mended_in="results")
def comparison_unfair(reading: Reading) -> Iterator[Objection]:
    """Reps side by side without what they were given to work with: the one with the hard territory looks weak."""
    made = reading.material
    if made.role != MANAGER:
        return
    compared = {key.owner for key, figure in made.figures.items() if key.owner and figure.value is not None}
    shown = [rep for rep in reps(made) if rep.name in compared]
    if len(shown) > 1 and any(not (rep.territory or rep.segment) for rep in shown):
        yield Objection()


# the weakest result


def _weakest(worst: Worst, reading: Reading) -> _Weakest:
    made, figure = reading.material, worst.figure
    goal = next((goal for goal in made.goals if goal.name == worst.goal), None)
    if goal is None:
        own = made.labels.get(figure.metric, "")
        return _Weakest(metric_label(made, figure.metric), Result(figure), (figure.metric,), (own,), (figure,))
    reached = attainment(made, goal)
    shown = figure if figure.unit is Unit.RATIO or reached is None else reached
    figures = (figure,) if reached is None else (figure, reached)
    return _Weakest(goal_label(goal), Result(shown), _metrics_of(goal), _labels_of(goal, reading), figures)


def _metrics_of(goal: Goal) -> tuple[str, ...]:
    own = (goal.metric, *OF_A_GOAL)
    return (*own, "quota_attainment") if goal.name.casefold() == QUOTA else own


def _labels_of(goal: Goal, reading: Reading) -> tuple[str, ...]:
    if goal.name.casefold() == QUOTA:
        return goal.name, words(reading.language)("document.goals.quota")
    return goal.name, reading.material.labels.get(goal.metric, "")


def _words_before(section: Section, weakest: _Weakest, metric: str, language: str) -> int | None:
    """How many of the rep's words stand in the section before the weakest result; None where it is not met there.

    A line of why is headed by its metric.
    """
    before = 0
    for said in section.written:
        headed = said.key is not None and said.key.field == "why" and said.key.part == metric
        place = 0 if headed else weakest.place_in(said.text, language)
        if place is not None:
            return before + word_count(said.text[:place])
        before += word_count(said.text)
    return None


# a change and its reason


def _moved(figure: Figure) -> bool:
    """Whether a reader sees a change that is no chance."""
    if figure.value is None or figure.previous is None or not figure.comparable or figure.within_noise:
        return False
    known = METRICS.get(figure.metric)
    return figure.better is not None or (known is not None and known.better is None and bool(figure.change))


def _explained(reading: Reading) -> set[str]:
    """The metrics that some line of why, driver or process names, or is tied to."""
    made = reading.material
    found: set[str] = set()
    for key, text in made.texts.items():
        if not text.strip():
            continue
        if (key.section, key.field) == ("results", "why"):
            found.add(key.part)
        elif key.part in ("metric", "explains") and key.section in ("context", "activity"):
            found.add(text.strip())
        if key.section in ("context", "activity") or key.field in ("why", "driver"):
            found.update(metric for metric, _ in mentioned(text, reading.language))
    return found


# activity and what it feeds

_Shown = tuple[FieldKey, str, str]
"""Where an activity stands, its metric, and the metric that it is said to explain ("" where none is)."""


def _put_forward(reading: Reading) -> Iterator[_Shown]:
    made = reading.material
    for line in reading.summary.headline:
        if line.slot in ("result", "driver") and line.said.key:
            for metric in _activities_in(line.said.text, reading.language):
                yield line.said.key, metric, ""
    for row in made.rows("results", "metric"):
        metric = made.text("results", "metric", row).strip()
        if _is_activity(metric):
            yield FieldKey("results", "metric", row), metric, ""
    for row in made.rows("activity", "activity"):
        text = made.text("activity", "activity", row).strip()
        explains = made.text("activity", "activity", row, "explains").strip()
        metric = next(iter(_activities_in(text, reading.language)), "")
        if metric and explains:
            yield FieldKey("activity", "activity", row), metric, explains


def _activities_in(text: str, language: str) -> tuple[str, ...]:
    return tuple(metric for metric, _ in mentioned(text, language) if _is_activity(metric))


def _is_activity(metric: str) -> bool:
    return metric in METRICS and METRICS[metric].family == ACTIVITY


def _not_improved(made: Material, metric: str, explains: str) -> Figure | None:
    """The first of the results that the activity feeds, where none of them got better; None also where nothing is known,
    or where there was less of the activity, so that it explains a weak result."""
    own = made.figure(metric)
    if own and (own.better is False or (own.better is None and own.change is not None and own.change < 0)):
        return None
    fed = [made.figure(name) for name in dict.fromkeys((*((explains,) if explains else ()), *METRICS[metric].feeds))]
    known = [one for one in fed if one and one.value is not None and one.previous is not None and one.comparable]
    return None if any(one.better for one in known) else next(iter(known), None)
