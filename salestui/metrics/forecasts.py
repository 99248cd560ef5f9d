"""Which forecast counts: what was promised for a period, as it stood on the chosen day (METRICS.md 5, forecast_commit)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.deal import WON
from salestui.domain.goal import Forecast
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.text import same_name
from salestui.metrics.answer import CLOSED_ON, EXPECTED_ON, NUMERATOR, ExactMoney, Lines, deal_rows, lines, money, together
from salestui.metrics.definitions import number
from salestui.metrics.figure import Row, no_rows
from salestui.metrics.goals import QUOTA
from salestui.metrics.look import Look
from salestui.metrics.state import import_days

TYPED, FROM_CRM = "typed", "crm"
_EARLY = timedelta(days=14)
"""A forecast counts for a period from two weeks before it begins."""

Choose = Callable[[Sequence[date]], "int | None"]
"""Which of the days on which a forecast was made, ascending, is the one."""


class Given(NamedTuple):
    """A forecast in the reporting currency. `sums` are its amounts where a rate is missing."""

    commit: ExactMoney | None
    best_case: ExactMoney | None
    made_on: date
    source: str
    sums: tuple[Money, ...] = ()
    commit_rows: Callable[[], tuple[Row, ...]] = no_rows
    best_case_rows: Callable[[], tuple[Row, ...]] = no_rows


def forecast(look: Look) -> Given | None:
    """The forecast of the look's period under the definition in force; None where none was given."""
    return _forecast(look, look.period, lambda days: chosen(look.ledger.tokens("forecast"), look.period, days, look.asof))


def newest(look: Look, period: Period) -> Given | None:
    """The newest forecast for `period`, a later one than the look's, of those given up to the look's day."""
    return _forecast(look, period, lambda days: _last(days, look.asof))


def chosen(tokens: tuple[str, ...], period: Period, days: Sequence[date], limit: date) -> int | None:
    """Of the days on which something was given for `period`, the place of the one that `tokens` ask for, up to `limit`.

    first: the earliest from two weeks before it begins; mid, last, lead=N: the latest up to the middle, the end, N days
    before the end. Of several on one day the one entered last.
    """
    last = min(limit, period.end)
    if "mid" in tokens:
        return _last(days, min(last, period.start + timedelta(days=period.days // 2 - 1)))
    if "last" in tokens:
        return _last(days, last)
    if any(token.startswith("lead=") for token in tokens):
        return _last(days, min(last, period.end - timedelta(days=int(number(tokens, "lead")))))
    early = next((day for day in days if period.start - _EARLY <= day <= last), None)
    return None if early is None else _last(days, early)


def _last(days: Sequence[date], day: date) -> int | None:
    return next((place for place in range(len(days) - 1, -1, -1) if days[place] <= day), None)


def _forecast(look: Look, period: Period, choose: Choose) -> Given | None:
    given = sorted(
        (one for one in look.ledger.book.forecasts if one.period == period.key), key=lambda one: (one.made_on, one.id)
    )
    if look.selection.where:
        return None if given else _from_categories(look, period, choose)
    whose = look.selection.whose
    if whose.name is not None or whose.own:
        theirs = [one for one in given if whose.matches(one.owner)]
        return _typed(look, theirs, choose) if theirs else _from_categories(look, period, choose)
    spoken = [one for one in given if one.owner is None or (whose.manager and same_name(one.owner) == same_name(whose.manager))]
    if spoken:
        return _typed(look, spoken, choose)
    return _of_team(look, period, given, choose) or _from_categories(look, period, choose)


def _typed(look: Look, given: Sequence[Forecast], choose: Choose) -> Given | None:
    place = choose([one.made_on for one in given])
    return None if place is None else _together(look, (given[place],))


def _of_team(look: Look, period: Period, given: Sequence[Forecast], choose: Choose) -> Given | None:
    """The sum of the reps' forecasts, if every rep with a quota gave one."""
    reps: dict[str, list[Forecast]] = {}
    for one in given:
        reps.setdefault(same_name(one.owner or ""), []).append(one)
    picked = {rep: theirs[place] for rep, theirs in reps.items() if (place := choose([f.made_on for f in theirs])) is not None}
    with_quota = {
        same_name(goal.owner)
        for goal in look.ledger.book.goals
        if goal.owner and goal.period == period.key and (goal.name.casefold() == QUOTA or goal.metric == "revenue_won")
    }
    return _together(look, tuple(picked.values())) if picked and with_quota <= picked.keys() else None


def _together(look: Look, given: Sequence[Forecast]) -> Given:
    """The sum of typed forecasts, each at the rate of its own day; a figure that one of them does not give is not known."""
    commit, first = _sum(look, [(one.commit, one.made_on) for one in given])
    best_case, second = _sum(look, [(one.best_case, one.made_on) for one in given])
    return Given(
        commit,
        best_case,
        max(one.made_on for one in given),
        TYPED,
        first or second,
        lambda: tuple(_row(one, one.commit) for one in given if one.commit),
        lambda: tuple(_row(one, one.best_case) for one in given if one.best_case),
    )


def _sum(look: Look, amounts: Sequence[tuple[Money | None, date]]) -> tuple[ExactMoney | None, tuple[Money, ...]]:
    """The sum in the reporting currency, or the amounts that have no rate; neither where an amount is missing."""
    if any(amount is None for amount, _ in amounts):
        return None, ()
    given = [(amount, day) for amount, day in amounts if amount is not None]
    counted = [look.ledger.converted(amount.minor, amount.currency, day) for amount, day in given]
    if None in counted:
        return None, tuple(amount for amount, _ in given)
    return money(look, sum(minor for minor in counted if minor is not None)), ()


def _row(given: Forecast, amount: Money | None) -> Row:
    return Row("forecast", str(given.id), None, None, None, given.owner, None, amount, given.made_on, None, NUMERATOR)


def crm_days(look: Look) -> list[date]:
    """The days of deals imports that tell the CRM's forecast categories, ascending."""
    return sorted(
        {
            at.as_of
            for of_source in look.ledger.once(import_days).values()
            for at in of_source
            if any("forecast_category" in one.columns for one in at.imports)
        }
    )


def _from_categories(look: Look, period: Period, choose: Choose) -> Given | None:
    days = crm_days(look)
    place = choose(days)
    return None if place is None else on_crm_day(look, period, days[place])


def on_crm_day(look: Look, period: Period, day: date) -> Given:
    """From the CRM's categories on an import's day: what was won by then, and the open deals that were committed then."""
    won = [deal for deal in look.selection.closed.between(period.start, day) if deal.status == WON]
    due = [deal for deal in look.selection.open_deals(day) if period.holds(deal.expected_close_on)]
    closed = lines(look.ledger, won, CLOSED_ON)

    def promised(*categories: str) -> Lines:
        still_open = [deal for deal in due if deal.forecast_category in categories]
        return together(look.ledger, lambda _: day, closed, lines(look.ledger, still_open, EXPECTED_ON, basis=day))

    commit, best_case = promised("commit"), promised("commit", "best_case")
    return Given(
        None if commit.sums else money(look, Fraction(commit.minor)),
        None if best_case.sums else money(look, Fraction(best_case.minor)),
        day,
        FROM_CRM,
        commit.sums or best_case.sums,
        lambda: deal_rows(look, commit.items, NUMERATOR),
        lambda: deal_rows(look, best_case.items, NUMERATOR),
    )


def first_day(period: Period) -> date:
    """From which day on a forecast counts for the period."""
    return period.start - _EARLY
