"""Goals, next steps and forecasts as rows that are typed in place: read as text, kept as records when they are whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.action import KEEP, Action
from salestui.domain.goal import Forecast, Goal, Measurement
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.spoken_date import parse_day
from salestui.domain.text import one_line
from salestui.domain.typed_value import parse_value
from salestui.metrics.figure import Unit
from salestui.store.goals import delete_goal, insert_adjustment
from salestui.work import actions, forecasts, goals, measures
from salestui.work.desk import Desk


class TypedRow(NamedTuple):
    """`number` is the record's id, 0 while there is none. `values` are the texts by part. What is `aside` is typed and not in force."""

    number: int
    values: Mapping[str, str]
    aside: bool = False

    def text(self, part: str) -> str:
        return one_line(self.values.get(part, ""))

    @property
    def empty(self) -> bool:
        return not any(self.text(part) for part in self.values if part not in ("kind", "reporting"))


def value_as_typed(value: Money | Fraction, unit: Unit | None = None) -> str:
    """A value as a rep would type it: 505000 USD, 30 %, 2.4."""
    if isinstance(value, Money):
        amount = f"{value.amount:f}"
        return f"{amount.removesuffix('.00')} {value.currency}"
    if unit is Unit.RATIO:
        return f"{_decimal(value * 100)} %"
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.4f}".rstrip("0")


# goals: name, metric, target


def goal_rows(desk: Desk, period: Period) -> tuple[TypedRow, ...]:
    """The period's goals in the order in which they were set."""
    return tuple(_goal_row(goal) for goal in goals.listed(desk, period))


def _goal_row(goal: Goal) -> TypedRow:
    from salestui.metrics.registry import METRICS  # every metric, not needed by a log

    found = METRICS.get(goal.metric)
    target = value_as_typed(goal.target, found.unit if found else None)
    return TypedRow(goal.id, {"name": goal.name, "metric": goal.metric, "target": target})


def keep_goal(desk: Desk, period: Period, row: TypedRow) -> int | None:
    """The id of the goal as stored; None while a part is missing. A goal that was emptied is taken out (0), a renamed one
    keeps its adjustments. Raises Refusal as `goals.set_goal` does.
    """
    with desk.store.transaction() as connection:
        before = next((goal for goal in goals.listed(desk, period) if goal.id == row.number), None)
        if row.empty:
            if before is not None:
                goals.remove(desk, period, before.name, before.owner)
            return 0
        if not all(row.text(part) for part in ("name", "metric", "target")):
            return None
        owner, segment = (before.owner, before.segment) if before else (None, None)
        after = goals.set_goal(desk, period, row.text("name"), row.text("metric"), row.text("target"), owner, segment)
        if before is not None and before.id != after.id:
            for adjustment in before.adjustments:
                insert_adjustment(connection, after.id, adjustment)
            delete_goal(connection, before.id)
        return after.id


# next steps: kind, text, metric, target, by, reporting


def action_rows(desk: Desk, period: Period) -> tuple[TypedRow, ...]:
    """The period's next steps in the order in which they were added."""
    return tuple(
        TypedRow(
            action.id,
            {
                "kind": action.kind,
                "text": action.text,
                "metric": action.metric or "",
                "target": action.target or "",
                "by": action.by.isoformat() if action.by else "",
                "reporting": "yes" if action.reporting else "",
            },
        )
        for action in actions.listed(desk, period)
    )


def keep_action(desk: Desk, period: Period, row: TypedRow) -> int | None:
    """The id of the next step as stored; None while it has no text. One that was emptied is taken out (0).

    Raises Refusal `metric-unknown`, `date-unknown`, and as `actions.add` does.
    """
    if not row.text("text"):
        if row.number and row.empty:
            actions.remove(desk, row.number)
        return 0 if row.empty else None
    metric = goals.known_metric(desk, row.text("metric")) if row.text("metric") else None
    target, by = row.text("target") or None, _day(desk, row.text("by"))
    kind, reporting = row.text("kind") or KEEP, bool(row.text("reporting"))
    if not row.number:
        return actions.add(desk, period, kind, row.text("text"), metric=metric, target=target, by=by, reporting=reporting).id
    before = next(action for action in actions.listed(desk, period) if action.id == row.number)
    after: Action = before._replace(kind=kind, text=row.text("text"), metric=metric, target=target, by=by, reporting=reporting)
    return row.number if after == before else actions.change(desk, after).id


# forecasts: made_on, commit, best_case


def forecast_rows(desk: Desk, period: Period) -> tuple[TypedRow, ...]:
    """The forecasts given for the period, by day."""
    return tuple(_forecast_row(forecast) for forecast in forecasts.listed(desk, period) if forecast.source == "typed")


def _forecast_row(forecast: Forecast) -> TypedRow:
    return TypedRow(
        forecast.id,
        {
            "made_on": forecast.made_on.isoformat(),
            "commit": value_as_typed(forecast.commit) if forecast.commit else "",
            "best_case": value_as_typed(forecast.best_case) if forecast.best_case else "",
        },
    )


def keep_forecast(desk: Desk, period: Period, row: TypedRow) -> int | None:
    """The id of the forecast as stored; None while it has no figure. A changed one takes the place of the earlier.

    Raises Refusal as `forecasts.add` does, and `date-unknown`, `value-unreadable`.
    """
    with desk.store.transaction():
        before = next((forecast for forecast in forecasts.listed(desk, period) if forecast.id == row.number), None)
        if before is not None and _forecast_row(before) == row:
            return row.number
        if not row.text("commit") and not row.text("best_case"):
            if row.empty and before is not None:
                forecasts.remove(desk, row.number)
            return 0 if row.empty else None
        made_on = _day(desk, row.text("made_on")) or desk.today
        commit, best_case = _money(desk, row.text("commit")), _money(desk, row.text("best_case"))
        if before is not None:
            return forecasts.change(desk, period, before, made_on, commit, best_case).id
        return forecasts.add(desk, period, made_on, commit, best_case).id


def _money(desk: Desk, text: str) -> Money | Fraction | None:
    from salestui.work.figures import reporting_currency  # the book's currency, where the settings name none

    if not text:
        return None
    return parse_value(text, currency=desk.terms.currency or reporting_currency(desk), money=True)


def _day(desk: Desk, text: str) -> date | None:
    return parse_day(text, desk.today) if text else None


# benchmarks: metric, benchmark (its words), value


def benchmark_rows(desk: Desk, period: Period) -> tuple[TypedRow, ...]:
    """The benchmarks typed for the period."""
    return tuple(_benchmark_row(one) for one in measures.listed(desk) if one.benchmark and one.period == period.key)


def _benchmark_row(one: Measurement) -> TypedRow:
    from salestui.metrics.registry import METRICS  # every metric, not needed by a log

    found = METRICS.get(one.metric)
    value = value_as_typed(one.value, found.unit if found else None)
    return TypedRow(one.id, {"metric": one.metric, "benchmark": one.benchmark or "", "value": value})


def keep_benchmark(desk: Desk, period: Period, row: TypedRow) -> int | None:
    """The id of the benchmark as stored; None while a part is missing. Raises Refusal as `measures.measure` does."""
    with desk.store.transaction():
        before = next((one for one in measures.listed(desk) if one.id == row.number), None)
        if before is not None and _benchmark_row(before) == row:
            return row.number
        if not all(row.text(part) for part in ("metric", "benchmark", "value")):
            if row.empty and before is not None:
                measures.remove(desk, row.number)
            return 0 if row.empty else None
        return measures.measure(
            desk,
            period,
            row.text("metric"),
            row.text("value"),
            benchmark=row.text("benchmark"),
            owner=before.owner if before else None,
            number=before.id if before else 0,
        ).id
