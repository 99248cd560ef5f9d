"""What is expected of the next period, and how good forecasts were at each point in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from salestui.domain.goal import Forecast
from salestui.domain.money import Money
from salestui.domain.period import MONTH, Period, holding
from salestui.metrics.answer import shown
from salestui.metrics.asked import look_at
from salestui.metrics.declare import METRICS
from salestui.metrics.definitions import with_token
from salestui.metrics.families.forecast import accuracy_together, promised
from salestui.metrics.families.pipeline import pipeline, weighted
from salestui.metrics.figure import Absent, Figure
from salestui.metrics.figures import figure_of
from salestui.metrics.forecasts import FROM_CRM, crm_days, first_day, newest, on_crm_day
from salestui.metrics.goals import quota
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look, looking
from salestui.metrics.question import Question

SNAPSHOTS = ("first", "mid", "last", "lead=30")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next period as it looks today: its target, its newest forecast, the weighted pipeline due in it, its coverage."""

    period: Period
    target: Money | Fraction | None
    commit: Figure
    best_case: Figure
    weighted: Figure
    coverage: Figure


def outlook(ledger: Ledger, question: Question) -> Outlook:
    """What is expected of the period after the question's."""
    look = look_at(ledger, question)
    following = look.period.next
    given = newest(look, following)
    goal = quota(look, following)
    due = [deal for deal in look.once(pipeline) if following.holds(deal.expected_close_on)]
    expected = {
        "forecast_commit": promised(given, given.commit if given else None, best_case=False),
        "forecast_best_case": promised(given, given.best_case if given else None, best_case=True),
        "weighted_pipeline": weighted(look, due),
    }
    commit, best_case, weight = (
        replace(
            figure_of(look, METRICS[slug], compared=False),
            period=following.key,
            value=shown(found.value),
            numerator=shown(found.numerator),
            sample=found.sample,
            absent=found.absent,
            sums=found.sums,
            notes=found.notes,
            rows=found.rows,
            target=None,
            benchmarks=(),
        )
        for slug, found in expected.items()
    )
    coverage = figure_of(look, METRICS["pipeline_coverage_next"])
    return Outlook(following, None if isinstance(goal, Absent) else goal.adjusted_target, commit, best_case, weight, coverage)


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """How a forecast of `period`, as it stood at `snapshot`, compares with what was won."""

    period: Period
    snapshot: str
    commit: Figure
    accuracy: Figure
    bias: Figure


def forecast_record(ledger: Ledger, question: Question) -> tuple[ForecastRecord, ...]:
    """Accuracy and bias of the period at each snapshot, then of its months that have ended under the definition in force."""
    found = []
    for token in SNAPSHOTS:
        terms = replace(ledger.terms, definitions=with_token(ledger.terms.definitions, "forecast", token))
        look = look_at(Ledger(ledger.book, terms, ledger.today), question)
        found.append(_record(look, token))
    look = look_at(ledger, question)
    if question.period.kind != MONTH:
        found += [_record(month, ledger.tokens("forecast")[0]) for month in _months(look)]
    return tuple(found)


def accuracy_of_months(ledger: Ledger, question: Question) -> Fraction | None:
    """The accuracy of the months of the period together, 1 − Σ|A−F| / ΣA; None where one of them has none."""
    return accuracy_together(_months(look_at(ledger, question)))


def given_forecasts(ledger: Ledger, question: Question) -> tuple[Forecast, ...]:
    """The forecasts for the period by day: those that were typed, else what the CRM's categories gave on each import's day."""
    look, period = look_at(ledger, question), question.period
    typed = [one for one in ledger.book.forecasts if one.period == period.key]
    if typed:
        return tuple(sorted(typed, key=lambda one: (one.made_on, one.id)))
    days = [day for day in crm_days(look) if first_day(period) <= day <= min(ledger.today, period.end)]
    told = [on_crm_day(look, period, day) for day in days]
    return tuple(
        Forecast(
            0,
            period.key,
            given.made_on,
            given.commit.rounded() if given.commit else None,
            given.best_case.rounded() if given.best_case else None,
            look.selection.whose.name,
            FROM_CRM,
        )
        for given in told
    )


def _record(look: Look, snapshot: str) -> ForecastRecord:
    commit, accuracy, bias = (
        figure_of(look, METRICS[slug], compared=False) for slug in ("forecast_commit", "forecast_accuracy", "forecast_bias")
    )
    return ForecastRecord(look.period, snapshot, commit, accuracy, bias)


def _months(look: Look) -> list[Look]:
    """The months of the period that have ended."""
    months, day = [], look.period.start
    while day <= look.asof:
        month = holding(MONTH, day)
        if month.end <= look.asof:
            months.append(looking(look.selection, month))
        day = month.next.start
    return months
