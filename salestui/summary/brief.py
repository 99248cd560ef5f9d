"""The brief form, in which reviews are read: what was achieved; however; why it matters; next steps."""

from __future__ import annotations

from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure, Unit
from salestui.summary.blocks import Beside, Cell, Change, Day, Joined, Line, Nothing, Quantity, Result, Said, Words
from salestui.summary.cells import actual, attained_share, attainment, change, goal_label, metric_label, said
from salestui.summary.material import Material
from salestui.summary.offered import chosen
from salestui.summary.sections.next_steps import aim
from salestui.summary.sections.pipeline import with_worth
from salestui.summary.sections.results import why as why_of
from salestui.summary.summary import Summary
from salestui.summary.worst import worst_result


def achieved(summary: Summary) -> tuple[Line, ...]:
    """The goals that were met, then the chosen metrics that got better, each with the rep's line."""
    material = summary.material
    lines = [_goal(material, number) for number in range(len(material.goals)) if _met(material, number)]
    return tuple(lines) + tuple(_metric(material, figure) for figure in _chosen(material) if figure.better is True)


def however(summary: Summary) -> tuple[Line, ...]:
    """The weakest result first, then the goals that were missed, the chosen metrics that got worse, and what slipped."""
    material = summary.material
    worst = worst_result(material)
    missed = [number for number in range(len(material.goals)) if _met(material, number) is False]
    missed.sort(key=lambda number: material.goals[number].name != (worst.goal if worst else None))
    held = {material.goals[number].metric for number in missed}
    worse = [figure for figure in _chosen(material) if figure.better is False and figure.metric not in held]
    worse.sort(key=lambda figure: figure.metric != (worst.figure.metric if worst else None))
    slipped = material.figure("slipped_deals")
    lines = [*(_goal(material, number) for number in missed), *(_metric(material, figure) for figure in worse)]
    if slipped and slipped.value:
        lines.append(Line((with_worth(material, slipped),), metric_label(material, "slipped_deals")))
    return tuple(lines)


def why(summary: Summary) -> tuple[Line, ...]:
    """The headline's why, then the drivers behind the numbers."""
    material = summary.material
    lines = [Line((line.said,)) for line in summary.headline if line.slot == "why"]
    for row in material.rows("context", "driver"):
        text = said(material, "context", "driver", row)
        metric = material.text("context", "driver", row, "metric").strip()
        if text:
            lines.append(Line((text,), metric_label(material, metric) if metric else None))
    return tuple(lines)


def next_steps(summary: Summary) -> tuple[Line, ...]:
    """The actions, each with metric, target and day."""
    material = summary.material
    lines = []
    for number, action in enumerate(material.actions, start=1):
        metric: Cell = metric_label(material, action.metric, topic="in_text") if action.metric else Nothing()
        figure = material.figure(action.metric) if action.metric else None
        shows = Joined((metric, aim(number, action, figure)), by=" ")
        by: Cell = Words("document.next_steps.by_day", (("date", Day(action.by, short=True)),)) if action.by else Nothing()
        text = Said(action.text, FieldKey("next_steps", "action", number, "text"))
        lines.append(Line((Joined((text, Joined((shows, by))), by=": "),), Words(f"words.action_kind.{action.kind}")))
    return tuple(lines)


def _met(material: Material, number: int) -> bool | None:
    share = attained_share(material, material.goals[number])
    return None if share is None else share >= 1


def _goal(material: Material, number: int) -> Line:
    """ "Quota: $560k, 111 % of $505k"; of a goal on a ratio "73 %, goal 90 %"."""
    goal = material.goals[number]
    attained, reached = attainment(material, goal), actual(material, goal)
    cells: list[Cell] = []
    if reached:
        target = Quantity(goal.adjusted_target, reached.unit)
        adds_up = reached.unit in (Unit.MONEY, Unit.MONEY_PER_MONTH, Unit.COUNT)
        values: tuple[tuple[str, Cell], ...] = (("value", target),)
        of = Words("words.figure.goal", values)
        if attained and adds_up:
            of = Words("document.brief.of_goal", (("attainment", Result(attained)), ("target", target)))
        cells.append(Joined((Result(reached), of)))
    of_the_whole = goal.owner is None and goal.segment is None  # and so is the rep's line on the metric
    if of_the_whole and goal.metric in chosen(material) and (text := why_of(material, goal.metric)):
        cells.append(text)
    return Line((Joined(tuple(cells), by=". "),), goal_label(goal))


def _metric(material: Material, figure: Figure) -> Line:
    """ "Average deal size: $46.7k, was $41.0k, ▲ 14 %. Larger deals…"; the rep's line alone where it holds the figure."""
    label, text = metric_label(material, figure.metric), why_of(material, figure.metric)
    if text and f"{{{figure.metric}}}" in text.text:
        return Line((text,), label)
    before: Cell = Words("words.figure.was", (("value", Beside(figure, "prev")),)) if figure.previous is not None else Nothing()
    changed = change(figure)
    told: Cell = Joined((Result(figure), before, changed if isinstance(changed, Change) else Nothing()))
    return Line((Joined((told, text), by=". ") if text else told,), label)


def _chosen(material: Material) -> tuple[Figure, ...]:
    """The chosen metrics that are held to no goal and have a value."""
    goals = {goal.metric for goal in material.goals}
    figures = (material.figure(metric) for metric in chosen(material) if metric not in goals)
    return tuple(figure for figure in figures if figure and figure.value is not None)
