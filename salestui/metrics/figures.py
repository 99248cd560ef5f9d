"""Figures: every metric of a question with its target, what it was before, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from salestui.domain.book import Book
from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.domain.terms import Terms
from salestui.metrics.answer import Answer, plain, shown
from salestui.metrics.asked import is_empty, look_at, slices, wanted
from salestui.metrics.comparison import Change, compare, wilson
from salestui.metrics.declare import FORECAST, answer, measurements
from salestui.metrics.figure import Absent, Benchmark, Figure, Note, Part, Unit, Value
from salestui.metrics.goals import GOAL_METRICS, goals, quota, target_of
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.question import Question
from salestui.metrics.registry import METRICS, Metric


def figures(book: Book, terms: Terms, question: Question) -> tuple[Figure, ...]:
    """The figures of the question in the order of METRICS.md; one for each goal where a metric has one a goal.

    Raises Refusal `metric-unknown`.
    """
    return answered(Ledger(book, terms, question.today), question)


def answered(ledger: Ledger, question: Question) -> tuple[Figure, ...]:
    """As `figures`, from a ledger that may have answered other questions of the same day, or this one."""
    known = ledger.once(_known)
    if question not in known:
        known[question] = _answered(ledger, question)
    return known[question]


def _known(_: Ledger) -> dict[Question, tuple[Figure, ...]]:
    return {}


def _answered(ledger: Ledger, question: Question) -> tuple[Figure, ...]:
    look = look_at(ledger, question)
    return tuple(
        _with_slices(figure, look, metric, goal, question)
        for metric in wanted(look, question)
        for goal in _goals_of(look, metric, question.goal)
        for figure in (figure_of(look, metric, goal),)
    )


def figure_of(look: Look, metric: Metric, goal: Goal | None = None, *, compared: bool = True) -> Figure:
    """One metric, or its figure for `goal`, beside its target and, if `compared`, what it was before."""
    begun = look.ledger.today >= look.period.start
    now = _given(look, metric, goal) if begun else Answer(absent=Absent.NOT_BEGUN)
    held = goal or _held_to(look, metric)
    figure = Figure(
        metric=metric.slug,
        period=look.period.key,
        unit=now.unit or metric.unit,
        value=shown(now.value),
        goal=goal.name if goal else None,
        numerator=shown(now.numerator),
        denominator=shown(now.denominator),
        sample=now.sample,
        interval=_interval(now),
        definition=tuple(dict.fromkeys(token for setting in metric.settings for token in look.ledger.tokens(setting))),
        target=_target(held, metric) if held else None,
        benchmarks=_benchmarks(look, metric.slug),
        source=now.source,
        absent=now.absent,
        sums=now.sums,
        notes=_notes(look, metric, now),
        parts=now.parts,
        rows=now.rows,
    )
    return _beside(figure, look, metric, goal, now) if begun and compared else figure


def _given(look: Look, metric: Metric, goal: Goal | None) -> Answer:
    if goal is not None and metric.of_goal is not None:
        return metric.of_goal(look, goal)
    return answer(look, metric.slug)


def _goals_of(look: Look, metric: Metric, named: str | None) -> Sequence[Goal | None]:
    """The goals of which the metric has a figure each; of any other metric there is one figure without a goal."""
    if metric.of_goal is None:
        return (None,)
    found = [goal for goal in goals(look) if named is None or goal.name.casefold() == named.casefold()]
    return found or (None,)


def _held_to(look: Look, metric: Metric) -> Goal | None:
    if metric.slug == "quota_attainment":
        found = quota(look)
        return None if isinstance(found, Absent) else found
    return target_of(look, metric.slug)


def _target(goal: Goal, metric: Metric) -> Value | None:
    """The adjusted target beside a figure; none where the figure is a share and the target is neither that nor money."""
    of_share = goal.metric in METRICS and METRICS[goal.metric].unit is Unit.RATIO
    if metric.slug in GOAL_METRICS and metric.slug != "target_gap" and not (of_share or isinstance(goal.target, Money)):
        return None
    return goal.adjusted_target


# beside what it was


def _beside(figure: Figure, look: Look, metric: Metric, goal: Goal | None, now: Answer) -> Figure:
    """The figure with its previous value and that of a year ago, both at the same point of their periods (METRICS.md 8.1)."""
    shares = metric.unit is Unit.DISTRIBUTION
    before = Answer() if shares and metric.better is None else _earlier(look.previous(), metric, goal)
    then = Answer() if shares else _earlier(look.year_ago(), metric, goal)
    obstacle = _obstacle(look, metric, now, before)
    change = Change(None, None, None)
    within_noise = False
    if now.value is not None and before.value is not None and type(now.value) is type(before.value) and obstacle is None:
        change = compare(now.value, before.value, figure.unit, metric.better)
        if figure.interval and now.value != before.value:
            low, high = figure.interval
            within_noise = low <= plain(before.value) <= high
    notes = [*figure.notes, *_same_point(look, before)]
    if obstacle:
        notes.append(obstacle)
    if within_noise:
        notes.append(Note("within_noise"))
    return replace(
        figure,
        previous=shown(before.value),
        year_ago=shown(then.value),
        change=change.change,
        change_relative=change.relative,
        better=change.better,
        within_noise=within_noise,
        comparable=obstacle is None,
        notes=tuple(notes),
        parts=_with_previous(figure.parts, before.parts),
    )


def _earlier(look: Look, metric: Metric, goal: Goal | None) -> Answer:
    """The metric in an earlier period; a goal's is that of the goal of the same name, owner and segment."""
    if goal is None or metric.of_goal is None:
        return answer(look, metric.slug)
    same = [
        one
        for one in goals(look)
        if (one.name.casefold(), one.owner, one.segment, one.metric)
        == (goal.name.casefold(), goal.owner, goal.segment, goal.metric)
    ]
    return metric.of_goal(look, same[0]) if same else Answer(absent=Absent.NO_GOAL)


def _obstacle(look: Look, metric: Metric, now: Answer, before: Answer) -> Note | None:
    """Why the two cannot be compared: no such forecast was given before, or a typed sum of all its days stands against some."""
    if now.value is None:
        return None
    if before.value is None:
        no_forecast = metric.family == FORECAST and before.absent is Absent.NO_DATA
        return Note("not_comparable_forecast") if no_forecast else None
    if (
        metric.adds_up
        and not look.ended
        and "typed" in (now.source, before.source)
        and look.previous().asof < look.previous().period.end
    ):
        return Note("not_comparable_typed")
    return None


def _same_point(look: Look, before: Answer) -> Iterator[Note]:
    if look.ended or (before.value is None and not before.parts):
        return
    if look.chose("comparison", "full"):
        yield Note("full_period")
    else:
        yield Note("to_day", (("day", str(look.elapsed)),))


def _with_previous(parts: tuple[Part, ...], before: tuple[Part, ...]) -> tuple[Part, ...]:
    shares = {part.key: part.share for part in before}
    return tuple(replace(part, previous=shares.get(part.key)) for part in parts) if shares else parts


# what stands with it


def _benchmarks(look: Look, slug: str) -> tuple[Benchmark, ...]:
    """The newest of each label, in the order in which the labels were first typed."""
    return tuple(
        Benchmark(label, value)
        for label, value in {one.benchmark: one.value for one in measurements(look, slug) if one.benchmark}.items()
    )


def _interval(now: Answer) -> tuple[Fraction, Fraction] | None:
    if (
        not now.proportion
        or now.value is None
        or not isinstance(now.numerator, Fraction)
        or not isinstance(now.denominator, Fraction)
    ):
        return None
    return wilson(now.numerator, now.denominator)


def _notes(look: Look, metric: Metric, now: Answer) -> tuple[Note, ...]:
    notes = [*now.notes]
    if (now.proportion or metric.is_average) and 0 < now.sample < look.ledger.terms.min_sample and now.value is not None:
        notes.append(Note("small_sample", (("n", str(now.sample)),)))
    return (*notes, *look.selection.whose.notes)


def _with_slices(figure: Figure, look: Look, metric: Metric, goal: Goal | None, question: Question) -> Figure:
    if question.by is None or figure.absent is Absent.NOT_BEGUN:
        return figure
    found = {}
    for value, part in slices(look, metric, question.by):
        held = _same_goal(part, goal) if goal else None
        sliced = figure_of(part, metric, held)
        if goal and held is None:
            sliced = replace(sliced, value=None, absent=Absent.NO_GOAL, goal=goal.name)
        if is_empty(question.by) and not sliced.sample and not sliced.value and not sliced.previous:
            continue
        found[value] = _small_slice(sliced, look)
    return replace(figure, slices=found)


def _same_goal(look: Look, goal: Goal) -> Goal | None:
    named = [one for one in goals(look) if one.name.casefold() == goal.name.casefold()]
    return named[0] if named else None


def _small_slice(figure: Figure, look: Look) -> Figure:
    """A slice under `min_sample` says so, whatever it is a figure of."""
    if not 0 < figure.sample < look.ledger.terms.min_sample or any(note.slug == "small_sample" for note in figure.notes):
        return figure
    return replace(figure, notes=(*figure.notes, Note("small_sample", (("n", str(figure.sample)),))))
