"""What was promised for the period, and how it compares with what was won."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from salestui.metrics.answer import Answer, ExactMoney, blocked, money, part_of, plain, quotient
from salestui.metrics.declare import FORECAST, HIGHER, MADE_ON, NEARER_ZERO, answer, metric
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.forecasts import FROM_CRM, Given, forecast
from salestui.metrics.look import Look

_MADE_AND_CLOSED = f"{MADE_ON}, closed_on"


@metric(
    "forecast_commit",
    unit=Unit.MONEY,
    better=None,
    dated_by=MADE_ON,
    family=FORECAST,
    formula="commit of the chosen forecast; from the CRM: revenue won to its day + Σ amount of open deals in commit due in P",
    settings=("forecast",),
)
def forecast_commit(look: Look) -> Answer:
    """The first forecast by default: it is worth what it was worth when capacity was planned."""
    given = look.once(forecast)
    return promised(given, given.commit if given else None, best_case=False)


@metric(
    "forecast_best_case",
    unit=Unit.MONEY,
    better=None,
    dated_by=MADE_ON,
    family=FORECAST,
    formula="best case of the chosen forecast; from the CRM: its commit + Σ amount of open deals in best case due in P",
    settings=("forecast",),
)
def forecast_best_case(look: Look) -> Answer:
    given = look.once(forecast)
    return promised(given, given.best_case if given else None, best_case=True)


@metric(
    "forecast_accuracy",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=_MADE_AND_CLOSED,
    family=FORECAST,
    formula="max(0, 1 − |A − F| / A); by_forecast: / F; by_larger: / max(A, F). A = revenue_won, F = the forecast",
    settings=("forecast",),
)
def forecast_accuracy(look: Look) -> Answer:
    """The one-period form of 1 − MAPE [S16][S17][S18]; by_larger treats both directions alike [S19]."""
    if not look.ended:
        return Answer(absent=Absent.NOT_ENDED)
    won, given = answer(look, "revenue_won"), _forecast_figure(look)
    if stop := blocked(won, given):
        return stop
    actual, promise = _minor(won), _minor(given)
    under = actual
    if look.chose("forecast", "by_forecast"):
        under = promise
    elif look.chose("forecast", "by_larger"):
        under = max(actual, promise)
    share = 1 - abs(actual - promise) / under if under else Fraction()
    if not look.chose("forecast", "by_larger"):
        share = max(Fraction(), share)
    return quotient(money(look, share * under), money(look, under), won.sample, lambda: _rows(won, given)).noting(*given.notes)


@metric(
    "forecast_bias",
    unit=Unit.RATIO,
    better=NEARER_ZERO,
    dated_by=_MADE_AND_CLOSED,
    family=FORECAST,
    formula="( F − A ) / A",
    settings=("forecast",),
)
def forecast_bias(look: Look) -> Answer:
    """Positive is a forecast that was too high [S20]."""
    if not look.ended:
        return Answer(absent=Absent.NOT_ENDED)
    won, given = answer(look, "revenue_won"), _forecast_figure(look)
    if stop := blocked(won, given):
        return stop
    missed = money(look, _minor(given) - _minor(won))
    return quotient(missed, money(look, _minor(won)), won.sample, lambda: _rows(won, given)).noting(*given.notes)


@metric(
    "commit_attainment",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=_MADE_AND_CLOSED,
    family=FORECAST,
    formula="revenue_won / commit",
    settings=("forecast",),
)
def commit_attainment(look: Look) -> Answer:
    """To date, where the period is running."""
    return _attained(look, "forecast_commit")


@metric(
    "best_case_attainment",
    unit=Unit.RATIO,
    better=HIGHER,
    dated_by=_MADE_AND_CLOSED,
    family=FORECAST,
    formula="revenue_won / best case",
    settings=("forecast",),
)
def best_case_attainment(look: Look) -> Answer:
    return _attained(look, "forecast_best_case")


@metric(
    "forecast_spread",
    unit=Unit.MONEY,
    better=None,
    dated_by=MADE_ON,
    family=FORECAST,
    formula="best case − commit",
    settings=("forecast",),
)
def forecast_spread(look: Look) -> Answer:
    """Below 0 is an error of entry, and noted."""
    commit, best_case = answer(look, "forecast_commit"), answer(look, "forecast_best_case")
    if stop := blocked(commit, best_case):
        return stop
    spread = _minor(best_case) - _minor(commit)

    def rows() -> tuple[Row, ...]:
        return part_of(best_case.rows(), "forecast_best_case") + part_of(commit.rows(), "forecast_commit")

    found = Answer(money(look, spread), best_case.value, commit.value, 1, rows=rows)
    return found.noting(*commit.notes, Note("spread_negative") if spread < 0 else None)


def accuracy_together(looks: Sequence[Look]) -> Fraction | None:
    """The accuracy of several periods, 1 − Σ|A−F| / ΣA; None where one of them has none or nothing was won."""
    missed = won = Fraction()
    for look in looks:
        actual, given = answer(look, "revenue_won"), _forecast_figure(look)
        if blocked(actual, given):
            return None
        missed += abs(_minor(actual) - _minor(given))
        won += _minor(actual)
    return 1 - missed / won if won else None


def promised(given: Given | None, amount: ExactMoney | None, *, best_case: bool) -> Answer:
    """One figure of a forecast; one that it does not give is absent."""
    if given is None:
        return Answer(absent=Absent.NO_DATA)
    notes = [Note("forecast_made_on", (("day", given.made_on.isoformat()),))]
    if given.source == FROM_CRM:
        notes.append(Note("forecast_from_crm"))
    if amount is None:
        absent = Absent.MIXED_CURRENCIES if given.sums else Absent.NO_DATA
        return Answer(absent=absent, sums=given.sums, notes=tuple(notes))
    rows = given.best_case_rows if best_case else given.commit_rows
    return Answer(amount, numerator=amount, sample=1, notes=tuple(notes), rows=rows)


def _attained(look: Look, promise: str) -> Answer:
    won, given = answer(look, "revenue_won"), answer(look, promise)
    if stop := blocked(won, given):
        return stop

    def rows() -> tuple[Row, ...]:
        return part_of(won.rows(), "revenue_won") + part_of(given.rows(), promise)

    return quotient(money(look, _minor(won)), money(look, _minor(given)), won.sample, rows).noting(*given.notes)


def _forecast_figure(look: Look) -> Answer:
    """F: the commit, the best case, or the middle between them."""
    if look.chose("forecast", "best_case"):
        return answer(look, "forecast_best_case")
    commit = answer(look, "forecast_commit")
    if not look.chose("forecast", "midpoint"):
        return commit
    best_case = answer(look, "forecast_best_case")
    if stop := blocked(commit, best_case):
        return stop
    return commit._replace(
        value=money(look, (_minor(commit) + _minor(best_case)) / 2), rows=lambda: commit.rows() + best_case.rows()
    )


def _rows(won: Answer, given: Answer) -> tuple[Row, ...]:
    return part_of(won.rows(), "revenue_won") + part_of(given.rows(), "forecast")


def _minor(of: Answer) -> Fraction:
    if of.value is None:
        raise ValueError("an absent answer has no value")
    return plain(of.value)
