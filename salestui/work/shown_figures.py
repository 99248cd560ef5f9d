"""The figures that a review shows: every metric, each goal, the slices that sections compare, the periods before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from salestui.domain.action import Action
from salestui.domain.goal import Goal
from salestui.domain.period import Period
from salestui.domain.role import MANAGER
from salestui.metrics import goals as held
from salestui.metrics.asked import look_at
from salestui.metrics.fairness import compare_reps
from salestui.metrics.figure import Figure, Value
from salestui.metrics.figures import answered
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.question import Question
from salestui.metrics.registry import METRICS
from salestui.metrics.trends import trend
from salestui.summary.material import FigureKey, Material, Week, on_mix_key
from salestui.summary.offered import chosen, drafted_metrics, fitting
from salestui.work.weeks import weeks

TREND_PERIODS = 8
BY_SEGMENT = ("win_rate", "sales_cycle_length", "average_deal_size", "churn_risk_accounts")
BY_OWNER = (
    "revenue_won",
    "quota_attainment",
    "win_rate",
    "average_deal_size",
    "sales_cycle_length",
    "pipeline_value",
    "slipped_deals",
)
Keyed = Iterator[tuple[FigureKey, Figure]]


class Shown(NamedTuple):
    """What a review shows of the book: `then` are the figures of the period before that its actions were tied to."""

    figures: Mapping[FigureKey, Figure]
    trends: Mapping[str, tuple[tuple[Period, Figure], ...]]
    weeks: tuple[Week, ...]
    then: Mapping[str, Figure]


def shown(ledger: Ledger, question: Question, goals: tuple[Goal, ...], made: Material, past: Sequence[Action]) -> Shown:
    """The figures for `made`, whose texts say which metrics were chosen; worked out once for a state of the book."""
    known = ledger.once(_kept)
    asked = wanted(made, past)
    key = (question, goals, asked)
    if key not in known:
        known[key] = _shown(ledger, question, replace(made, goals=goals), asked.tied)
    return known[key]


class Wanted(NamedTuple):
    """The metrics that texts and actions ask for: which were chosen, which the past actions are tied to, which fit the role."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    fitting: tuple[str, ...]


def wanted(made: Material, past: Sequence[Action]) -> Wanted:
    """On what of the rep's words the figures of the review depend."""
    metrics = _known(drafted_metrics(made) if chosen(made) else ())
    return Wanted(metrics, _known(action.metric for action in past if action.metric), fitting(made))


def _kept(_: Ledger) -> dict[object, Shown]:
    return {}


def _shown(ledger: Ledger, question: Question, made: Material, tied: tuple[str, ...]) -> Shown:
    look = look_at(ledger, question)
    whole = replace(made, figures=figures_of(ledger, question, look))
    full = replace(whole, figures=dict(whole.figures) | dict(slices(ledger, question, whole)))
    before = replace(question, period=question.period.previous, metrics=tied)
    then = {figure.metric: figure for figure in answered(ledger, before)} if tied else {}
    return Shown(full.figures, trends(ledger, question, full), weeks(look), then)


def figures_of(ledger: Ledger, question: Question, look: Look) -> dict[FigureKey, Figure]:
    """Every metric of the period; one that has a figure for each goal under the goal's name, and segment where it has one."""
    found: dict[FigureKey, Figure] = {}
    goals = held.goals(look)
    turn: dict[str, int] = {}
    for figure in answered(ledger, question):
        if figure.goal is None:
            found[FigureKey(figure.metric)] = replace(figure, rows=cache(figure.rows))  # a preview asks at every keystroke
        else:
            goal = goals[turn.setdefault(figure.metric, 0)]
            turn[figure.metric] += 1
            found[_of_goal(figure.metric, goal)] = figure
    return found


def slices(ledger: Ledger, question: Question, made: Material) -> Keyed:
    """The slices that sections compare: by segment, by lead source, and for a manager by rep."""
    wanted = (*BY_SEGMENT, *(goal.metric for goal in made.goals if goal.segment))
    yield from _by(ledger, question, "segment", wanted)
    yield from _by(ledger, question, "lead_source", ("win_rate",))
    if question.role == MANAGER:
        yield from _by_rep(ledger, question, made)


def trends(ledger: Ledger, question: Question, made: Material) -> dict[str, tuple[tuple[Period, Figure], ...]]:
    """The last eight periods of the chosen metrics, the oldest first; those before the first value are left out."""
    found = {}
    for metric in _known(drafted_metrics(made) or fitting(made)):
        points = tuple(dropwhile(_without_value, trend(ledger, question, metric, TREND_PERIODS)))
        if points:
            found[metric] = points
    return found


def _without_value(point: tuple[Period, Figure]) -> bool:
    return point[1].value is None


def _of_goal(metric: str, goal: Goal) -> FigureKey:
    if goal.segment:
        return FigureKey(metric, goal.name, "segment", goal.segment)
    return FigureKey(metric, goal.name)


def _by(ledger: Ledger, question: Question, dimension: str, metrics: Iterable[str]) -> Keyed:
    for figure in answered(ledger, replace(question, metrics=_known(metrics), by=dimension)):
        for member, part in figure.slices.items():
            yield FigureKey(figure.metric, None, dimension, member), part


def _by_rep(ledger: Ledger, question: Question, made: Material) -> Keyed:
    """Each rep's figures, and of shares and means the team's on the rep's own mix of segments; the coverage as it was when
    the last month began, since it says nothing once the period is over.
    """
    month = replace(question, metrics=("pipeline_coverage",), on=_last_month(question.period, question.today))
    for asked in (replace(question, metrics=_known((*BY_OWNER, *drafted_metrics(made)))), month):
        for figure in answered(ledger, replace(asked, by="owner")):
            for member, part in figure.slices.items():
                yield FigureKey(figure.metric, owner=member), part
    yield from _on_mixes(ledger, question, _known((*BY_OWNER, *drafted_metrics(made))))
    for goal in made.goals:
        if goal.owner:
            of_rep = replace(question, owner=goal.owner, goal=goal.name, metrics=("goal_attainment", "pace"))
            for figure in answered(ledger, of_rep):
                yield FigureKey(figure.metric, goal.name, owner=goal.owner), figure


def _on_mixes(ledger: Ledger, question: Question, metrics: Iterable[str]) -> Keyed:
    """For each rep the team's figure on the mix of segments that the rep has, of shares and means."""
    for metric in metrics:
        if METRICS[metric].is_average:
            for rep in compare_reps(ledger, replace(question, owner="all"), metric):
                if rep.team_on_mix is not None:
                    yield on_mix_key(metric, rep.name), _on_mix(rep.figure, rep.team_on_mix)


def _on_mix(figure: Figure, team: Value) -> Figure:
    return Figure(figure.metric, figure.period, figure.unit, team, definition=figure.definition)


def _known(metrics: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(metric for metric in metrics if metric in METRICS))


def _last_month(period: Period, today: date) -> date:
    """The first day of the last month of the period that has begun."""
    return max(period.start, period.asof(today).replace(day=1))
