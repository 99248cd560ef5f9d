"""The figures of the store: asked for a period, with the rows behind them, over time, and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from salestui.domain.goal import Forecast
from salestui.domain.period import Period
from salestui.domain.terms import Terms
from salestui.metrics import fairness, lateness, outlook
from salestui.metrics import standings as goal_standings
from salestui.metrics import trends as past
from salestui.metrics.definitions import Definitions
from salestui.metrics.figure import Figure, Value
from salestui.metrics.figures import answered
from salestui.metrics.ledger import Ledger
from salestui.metrics.question import Question, Where
from salestui.store.book import book_version, read_book
from salestui.store.connection import Store
from salestui.store.entries import read_entries
from salestui.store.periods import PeriodRecord, read_period, read_periods
from salestui.work import periods
from salestui.work.desk import Desk


class _Read(NamedTuple):
    """A ledger, and the state of the store that it was read from. `writes` tells quickly that nothing at all was written."""

    writes: tuple[int, int]
    version: tuple[object, ...]
    terms: Terms
    today: date
    ledger: Ledger


_READ: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()


def figures(
    desk: Desk,
    period: Period,
    *,
    metrics: Sequence[str] = (),
    owner: str | None = None,
    where: Where = (),
    by: str | None = None,
    on: date | None = None,
    goal: str | None = None,
) -> tuple[Figure, ...]:
    """The figures of the period in the order of METRICS.md; all of them where no metric is named.

    Raises Refusal `metric-unknown`, `dimension-unknown`.
    """
    asked = question(desk, period, owner=owner, where=where)
    return answered(ledger(desk, period), replace(asked, metrics=tuple(metrics), by=by, on=on, goal=goal))


def why(
    desk: Desk,
    period: Period,
    metric: str,
    *,
    goal: str | None = None,
    owner: str | None = None,
    where: Where = (),
    on: date | None = None,
) -> Figure:
    """One figure; its `rows()` are the records behind it. Of a metric with a figure for each goal that of `goal`, or the quota.

    Raises Refusal `metric-unknown`, `dimension-unknown`.
    """
    return figures(desk, period, metrics=(metric,), goal=goal, owner=owner, where=where, on=on)[0]


def trends(
    desk: Desk,
    period: Period,
    metric: str,
    *,
    count: int = past.PERIODS,
    owner: str | None = None,
    where: Where = (),
    goal: str | None = None,
) -> tuple[tuple[Period, Figure], ...]:
    """The metric in the period and the `count` - 1 before it, oldest first. Raises Refusal as `figures`."""
    asked = replace(question(desk, period, owner=owner, where=where), goal=goal)
    return past.trend(ledger(desk, period), asked, metric, count)


def standings(desk: Desk, period: Period) -> tuple[goal_standings.Standing, ...]:
    """How each goal of the period stands, in the order in which they were set."""
    return goal_standings.standings(ledger(desk, period), question(desk, period))


def given_forecasts(desk: Desk, period: Period) -> tuple[Forecast, ...]:
    """The forecasts for the period by day: typed ones, else what the CRM's categories gave on each import's day."""
    return outlook.given_forecasts(ledger(desk, period), question(desk, period))


def forecast_record(desk: Desk, period: Period) -> tuple[outlook.ForecastRecord, ...]:
    """Accuracy and bias of the period's forecast at each snapshot, and month by month."""
    return outlook.forecast_record(ledger(desk, period), question(desk, period))


def next_period(desk: Desk, period: Period) -> outlook.Outlook:
    """Target, forecast, weighted pipeline and coverage of the period after."""
    return outlook.outlook(ledger(desk, period), question(desk, period))


def reps(desk: Desk, period: Period, metric: str, mix: str = "segment") -> tuple[fairness.Rep, ...]:
    """The reps side by side, with the team's figure on each one's own mix."""
    return fairness.compare_reps(ledger(desk, period), question(desk, period, owner="all"), metric, mix)


def late_reasons(desk: Desk, period: Period, owner: str | None = None) -> tuple[lateness.StageReasons, ...]:
    """Per stage the late deals, and the blockers and risks that were logged on deals there."""
    entries = read_entries(desk.store.connection, since=period.start, until=period.end)
    return lateness.late_reasons(ledger(desk, period), question(desk, period, owner=owner), entries)


def metric_now(desk: Desk, metric: str) -> Value | None:
    """What the metric shows in the chosen period; None where it is absent or not known."""
    period = periods.chosen(desk)
    found = [figure.value for figure in figures(desk, period, metrics=(metric,))]
    return found[0] if found else None


def reporting_currency(desk: Desk) -> str | None:
    """The currency of all figures: that of the settings, else the book's own."""
    return ledger(desk, periods.chosen(desk)).currency


# the book


def ledger(desk: Desk, period: Period) -> Ledger:
    """The store's book under the terms of the period, read again only where anything in it has changed."""
    connection, terms = desk.store.connection, terms_of(desk, period)
    writes = (desk.store.data_version(), connection.total_changes)
    read = _READ.get(desk.store)
    if read and read.terms == terms and read.today == desk.today:
        if read.writes == writes:
            return read.ledger
        version = book_version(connection)
        if read.version == version:
            _READ[desk.store] = read._replace(writes=writes)
            return read.ledger
    version = book_version(connection)
    same = read is not None and read.version == version and read.terms.currency == terms.currency
    book = read.ledger.book if read and same else read_book(connection, terms.currency)
    made = Ledger(book, terms, desk.today)
    _READ[desk.store] = _Read(writes, version, terms, desk.today, made)
    return made


def terms_of(desk: Desk, period: Period) -> Terms:
    """The terms under which the period is computed: a finalised one keeps the definitions that were pinned with it."""
    record = read_period(desk.store.connection, period.key)
    pinned: Definitions | None = record.definitions if record else None
    return desk.terms if pinned is None else replace(desk.terms, definitions=pinned)


def question(desk: Desk, period: Period, *, owner: str | None = None, where: Where = ()) -> Question:
    """A question about the period, from whose review it is: role and owner are those it would get when it is first written."""
    record = read_period(desk.store.connection, period.key) or _newest(desk)
    return Question(
        period,
        desk.today,
        role=record.role if record else None,
        owner=owner,
        reviewed=record.owner if record else None,
        me=desk.settings.me,
        where=where,
    )


def _newest(desk: Desk) -> PeriodRecord | None:
    return next(iter(read_periods(desk.store.connection)), None)
