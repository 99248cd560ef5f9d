"""A metric over the last periods, each as it stood at its own end."""

from __future__ import annotations

from dataclasses import replace

from salestui.domain.goal import Goal
from salestui.domain.period import Period
from salestui.metrics.asked import look_at, wanted
from salestui.metrics.figure import Figure, Note
from salestui.metrics.figures import figure_of
from salestui.metrics.goals import goals
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look, in_full
from salestui.metrics.question import Question

PERIODS = 8


def trend(ledger: Ledger, question: Question, metric: str, periods: int = PERIODS) -> tuple[tuple[Period, Figure], ...]:
    """The metric in the question's period and those before it, oldest first, each with its target and benchmarks.

    A running period stands as it is to date and says so. All are under the definition of the question's period. Raises
    Refusal `metric-unknown`.
    """
    look = look_at(ledger, question)
    (declared,) = wanted(look, replace(question, metrics=(metric,)))
    found = []
    period = question.period
    for _ in range(periods):
        then = look if period == question.period else in_full(look.selection, period)
        goal = _goal(then, question.goal) if declared.of_goal and question.goal else None
        found.append((period, _to_date(figure_of(then, declared, goal, compared=False), then)))
        period = period.previous
    return tuple(reversed(found))


def _goal(look: Look, name: str) -> Goal | None:
    return next((goal for goal in goals(look) if goal.name.casefold() == name.casefold()), None)


def _to_date(figure: Figure, look: Look) -> Figure:
    if look.ended or figure.value is None:
        return figure
    return replace(figure, notes=(*figure.notes, Note("to_day", (("day", str(look.elapsed)),))))
