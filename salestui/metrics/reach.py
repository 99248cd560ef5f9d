"""Which days a question looks at, so that no more than these need to be read from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from salestui.domain.book import Reach
from salestui.domain.period import Period
from salestui.domain.terms import Terms
from salestui.metrics.definitions import in_force
from salestui.metrics.forecasts import first_day
from salestui.metrics.question import MONTHS, Question

_YEAR = timedelta(days=365)
Span = tuple[date, date]


def reach(question: Question, terms: Terms) -> Reach | None:
    """The reach of a question; None where it may look at any day, as one by month does, each month beside the one before."""
    if question.by == MONTHS:
        return None
    period, today = question.period, question.today
    compared = (period, period.previous, period.year_ago)
    spans = [_span(one, today, terms) for one in compared]
    if question.on:
        spans += [(_offset(one, question.on - period.start),) * 2 for one in compared]
    by_year = "year_ago" in in_force(terms.definitions, "revenue_growth")
    wins = [_days(one.year_ago if by_year else one.previous) for one in compared]
    historical = "historical" in in_force(terms.definitions, "weighted_pipeline")
    return Reach(_merged(spans), _merged((last - _YEAR, last) for _, last in spans) if historical else (), _merged(wins))


def _span(period: Period, today: date, terms: Terms) -> Span:
    """The days of a period that any figure of it can look at: from its first forecast to the export that shows its end."""
    grace = timedelta(days=terms.snapshot_grace_days)
    return min(first_day(period), period.start - grace), min(today, period.end) + grace


def _days(period: Period) -> Span:
    return period.start, period.end


def _offset(period: Period, since_start: timedelta) -> date:
    """The day of a period that lies as far from its start; a snapshot in a period that is compared is taken on it."""
    return min(period.start + since_start, period.end)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch as one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
