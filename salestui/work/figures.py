"""The figures of the store: asked for a period, with the rows behind them, over time, and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from salestui.domain.book import Reach
from salestui.domain.goal import Forecast
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.terms import Terms
from salestui.domain.text import same_name
from salestui.metrics.definitions import Definitions
from salestui.metrics.figure import Figure, Value
from salestui.metrics.figures import answered
from salestui.metrics.ledger import Ledger
from salestui.metrics.question import EVERYONE, Question, Where
from salestui.metrics.reach import reach
from salestui.store.book_version import book_version
from salestui.store.connection import Store
from salestui.store.imports import first_currency
from salestui.store.periods import PeriodRecord, read_period, read_periods
from salestui.work import periods
from salestui.work.desk import Desk

if TYPE_CHECKING:
    from salestui.metrics.fairness import Rep
    from salestui.metrics.lateness import StageReasons
    from salestui.metrics.outlook import ForecastRecord, Outlook
    from salestui.metrics.standings import Standing


class _Read(NamedTuple):
    """A ledger, and the state of the store that it was read from. `writes` tells quickly that nothing at all was written;
    `reach` is that of the question it was read for, None where everything was read.
    """

    writes: tuple[int, int]
    version: tuple[object, ...]
    terms: Terms
    today: date
    reach: Reach | None
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
    asked = replace(question(desk, period, owner=owner, where=where), metrics=tuple(metrics), by=by, on=on, goal=goal)
    return answered(ledger(desk, period, reach(asked, terms_of(desk, period))), asked)


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
    count: int = 8,
    owner: str | None = None,
    where: Where = (),
    goal: str | None = None,
) -> tuple[tuple[Period, Figure], ...]:
    """The metric in the period and the `count` - 1 before it, oldest first. Raises Refusal as `figures`."""
    from salestui.metrics.trends import trend  # each of these is a module that figures alone do without

    asked = replace(question(desk, period, owner=owner, where=where), goal=goal)
    return trend(ledger(desk, period), asked, metric, count)


def standings(desk: Desk, period: Period) -> tuple[Standing, ...]:
    """How each goal of the period stands, in the order in which they were set."""
    from salestui.metrics import standings as of_goals

    return of_goals.standings(ledger(desk, period), question(desk, period))


def given_forecasts(desk: Desk, period: Period) -> tuple[Forecast, ...]:
    """The forecasts for the period by day: typed ones, else what the CRM's categories gave on each import's day."""
    from salestui.metrics import outlook

    return outlook.given_forecasts(ledger(desk, period), question(desk, period))


def forecast_record(desk: Desk, period: Period) -> tuple[ForecastRecord, ...]:
    """Accuracy and bias of the period's forecast at each snapshot, and month by month."""
    from salestui.metrics import outlook

    return outlook.forecast_record(ledger(desk, period), question(desk, period))


def accuracy_of_months(desk: Desk, period: Period) -> Fraction | None:
    """The accuracy of the period's months together (METRICS.md 5); None where one of them has none."""
    from salestui.metrics import outlook

    return outlook.accuracy_of_months(ledger(desk, period), question(desk, period))


def next_period(desk: Desk, period: Period) -> Outlook:
    """Target, forecast, weighted pipeline and coverage of the period after."""
    from salestui.metrics import outlook

    return outlook.outlook(ledger(desk, period), question(desk, period))


def reps(desk: Desk, period: Period, metric: str, mix: str = "segment") -> tuple[Rep, ...]:
    """The reps side by side, with the team's figure on each one's own mix. Raises Refusal `metric-unknown` for a typed metric."""
    from salestui.metrics import fairness
    from salestui.metrics.registry import METRICS

    if metric not in METRICS:
        raise Refusal("metric-unknown", exit_code=2, metric=metric, nearest="win_rate, average_deal_size")
    return fairness.compare_reps(ledger(desk, period), question(desk, period, owner="all"), metric, mix)


def late_reasons(desk: Desk, period: Period, owner: str | None = None) -> tuple[StageReasons, ...]:
    """Per stage the late deals, and the blockers and risks that were logged on deals there."""
    from salestui.metrics import lateness
    from salestui.store.entries import read_entries

    entries = read_entries(desk.store.connection, since=period.start, until=period.end)
    return lateness.late_reasons(ledger(desk, period), question(desk, period, owner=owner), entries)


def metric_now(desk: Desk, metric: str) -> Value | None:
    """What the metric shows in the chosen period; None where it is absent or not known."""
    period = periods.chosen(desk)
    found = [figure.value for figure in figures(desk, period, metrics=(metric,))]
    return found[0] if found else None


def reporting_currency(desk: Desk) -> str | None:
    """The currency of all figures: that of the settings, else the book's own, for which no deal is read where an import tells it."""
    return desk.terms.currency or first_currency(desk.store.connection) or ledger(desk, periods.chosen(desk)).currency


# the book


def ledger(desk: Desk, period: Period, wanted: Reach | None = None) -> Ledger:
    """The store's book under the terms of the period, read again only where anything in it has changed.

    With `wanted` the first reading takes no more than that reach; a second question of another reach has everything read,
    since more will follow.
    """
    connection, terms = desk.store.connection, terms_of(desk, period)
    writes = (desk.store.data_version(), connection.total_changes)
    read = _READ.get(desk.store)
    if read and read.writes == writes and _serves(read, desk, terms, wanted):
        return read.ledger
    version = book_version(connection)
    fresh = read is not None and read.version == version
    if read and fresh and _serves(read, desk, terms, wanted):
        _READ[desk.store] = read._replace(writes=writes)
        return read.ledger
    limit = wanted if read is None else None
    if read and fresh and read.reach is None and read.terms.currency == terms.currency:
        book = read.ledger.book
    else:
        from salestui.store.book import read_book  # brings msgspec, which figures that are kept do without

        book = read_book(connection, terms.currency, limit)
    made = Ledger(book, terms, desk.today)
    _READ[desk.store] = _Read(writes, version, terms, desk.today, limit, made)
    return made


def forget(store: Store) -> None:
    """Read the book anew when it is next asked for: it was changed past this program."""
    _READ.pop(store, None)


def _serves(read: _Read, desk: Desk, terms: Terms, wanted: Reach | None) -> bool:
    """Whether what was read answers a question of that reach under these terms today."""
    return read.terms == terms and read.today == desk.today and read.reach in (None, wanted)


def terms_of(desk: Desk, period: Period) -> Terms:
    """The terms under which the period is computed: a finalised one keeps the definitions that were pinned with it, one that
    was begun with a template counts as that says, and in the rest as the settings do.
    """
    record = read_period(desk.store.connection, period.key)
    chosen: Definitions = record.definitions if record and record.definitions is not None else _told(desk, record)
    return desk.terms if chosen is desk.terms.definitions else replace(desk.terms, definitions=chosen)


def _told(desk: Desk, record: PeriodRecord | None) -> Definitions:
    if record is None or record.template is None:
        return desk.terms.definitions
    from salestui.work.templates import in_force  # brings the checks; most periods have no template

    return {**desk.terms.definitions, **in_force(record).definitions}


def question(desk: Desk, period: Period, *, owner: str | None = None, where: Where = ()) -> Question:
    """A question about the period, from whose review it is: role and owner are those it would get when it is first written."""
    record = read_period(desk.store.connection, period.key) or _newest(desk)
    of = record.owner if record else None
    of_everyone = of is not None and same_name(of) == EVERYONE
    return Question(
        period,
        desk.today,
        role=record.role if record else None,
        owner=owner or (EVERYONE if of_everyone else None),
        reviewed=None if of_everyone else of,
        me=desk.settings.me,
        where=where,
    )


def _newest(desk: Desk) -> PeriodRecord | None:
    return next(iter(read_periods(desk.store.connection)), None)
