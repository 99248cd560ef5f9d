"""What a question comes to: the look at its period, the metrics that it wants, and the slices it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from salestui.domain.period import MONTH, Period, holding
from salestui.domain.refusal import Refusal
from salestui.metrics.declare import CONTEXT, IMPORTS, MADE_ON, OF_PERIOD, SNAPSHOT, measurements, only_typed
from salestui.metrics.figure import Unit
from salestui.metrics.goals import goals
from salestui.metrics.ledger import Ledger, owners
from salestui.metrics.look import Look, at_day, looking
from salestui.metrics.question import EMPTY, MONTHS, Question, whose
from salestui.metrics.registry import METRICS, Metric
from salestui.metrics.selection import Selection

CUSTOM = "custom_"


def look_at(ledger: Ledger, question: Question) -> Look:
    """The period of the question as it is looked at today, at the deals that it is about."""
    kept = ledger.once(_selections)
    about = (question.role, question.owner, question.reviewed, question.me, question.where)
    if about not in kept:
        kept[about] = Selection(ledger, whose(question, ledger.once(owners)), question.where)
    return looking(kept[about], question.period, day=question.on)


def _selections(_: Ledger) -> dict[object, Selection]:
    return {}


def wanted(look: Look, question: Question) -> Sequence[Metric]:
    """The metrics of the question in the order of METRICS.md; all, and the rep's own, where it names none.

    Raises Refusal `metric-unknown`.
    """
    own = {slug: metric for slug in _own_slugs(look) if (metric := _own(look, slug))}
    if not question.metrics:
        return (*METRICS.values(), *own.values())
    found = [METRICS.get(slug) or own.get(slug) or _own(look, slug) for slug in question.metrics]
    for slug, metric in zip(question.metrics, found, strict=True):
        if metric is None:
            raise Refusal("metric-unknown", exit_code=2, metric=slug, nearest="revenue_won, win_rate")
    order = {slug: place for place, slug in enumerate(METRICS)}
    known = {metric.slug: metric for metric in found if metric}
    return sorted(known.values(), key=lambda metric: (order.get(metric.slug, len(order)), metric.slug))


def _own_slugs(look: Look) -> list[str]:
    """The rep's own metrics that have a figure in the period, in the order in which they were first typed."""
    slugs = dict.fromkeys(one.metric for one in look.ledger.book.measurements if one.metric.startswith(CUSTOM))
    return [slug for slug in slugs if measurements(look, slug)]


def _own(look: Look, slug: str) -> Metric | None:
    """A metric of the rep's own as its newest measurement describes it."""
    told = [one for one in look.ledger.book.measurements if one.metric == slug and slug.startswith(CUSTOM)]
    if not told:
        return None
    unit = next((one.unit for one in reversed(told) if one.unit), Unit.COUNT)
    better = next((one.better for one in reversed(told) if one.better), None)
    return Metric(slug, Unit(unit), better, OF_PERIOD, CONTEXT, "typed", (), (), False, only_typed)


def slices(look: Look, metric: Metric, dimension: str) -> Iterator[tuple[str, Look]]:
    """The look at each value of `dimension`; a month is cut out by the metric's date basis.

    Of the owners only those who have a goal or any deal in the period; what other slices are empty only their figure tells.
    """
    if dimension == MONTHS:
        for month, first, last in _months(look):
            yield month.key, _month(look, metric, month, first, last)
        return
    for value in look.selection.by(dimension):
        part = look.within(dimension, value)
        if dimension != "owner" or _has_anything(part):
            yield value, part


def is_empty(dimension: str) -> bool:
    """Whether a slice without any record is left away: months and owners stand, also with nothing in them."""
    return dimension not in (MONTHS, "owner")


def _has_anything(look: Look) -> bool:
    if goals(look) and look.selection.whose.name != EMPTY:
        return True
    return bool(look.won() or look.lost() or look.created() or look.activities() or look.selection.open_deals(look.day))


def _months(look: Look) -> Iterator[tuple[Period, date, date]]:
    """Each month of what has passed of the period, with its first and last day in it."""
    first = look.first
    while first <= look.last:
        month = holding(MONTH, first)
        yield month, first, min(month.end, look.last)
        first = month.end + timedelta(days=1)


def _month(look: Look, metric: Metric, month: Period, first: date, last: date) -> Look:
    if metric.dated_by == SNAPSHOT:
        return at_day(look, last)
    if metric.dated_by in (IMPORTS, OF_PERIOD) or MADE_ON in metric.dated_by:
        return looking(look.selection, month)
    return Look(
        look.selection, look.period, asof=look.asof, ended=look.ended, day=last, known=look.known, first=first, last=last
    )
