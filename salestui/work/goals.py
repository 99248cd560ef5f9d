"""Goals: a target for a metric, and the adjustments that were agreed."""

from __future__ import annotations

import difflib
from datetime import date
from fractions import Fraction

from salestui.domain.goal import ADJUSTMENT_REASONS, Adjustment, Goal
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.domain.typed_value import parse_value
from salestui.metrics.figure import Unit
from salestui.metrics.registry import METRICS
from salestui.store.connection import Connection
from salestui.store.goals import delete_adjustment, delete_goal, insert_adjustment, read_goals, save_goal
from salestui.store.measurements import read_measurements
from salestui.store.undo import Kept, keep, keep_before_changes, rows_of
from salestui.work.desk import Desk
from salestui.work.periods import kept

MONEY_UNITS = (Unit.MONEY, Unit.MONEY_PER_DAY, Unit.MONEY_PER_MONTH)


def known_metric(desk: Desk, slug: str) -> str:
    """`slug` as the program knows it. Raises Refusal `metric-unknown` with the nearest names."""
    wanted = slug.strip().lower().replace("-", "_")
    own = {m.metric for m in read_measurements(desk.store.connection) if m.metric.startswith("custom_")}
    if wanted in METRICS or wanted in own:
        return wanted
    near = difflib.get_close_matches(wanted, [*METRICS, *own], n=3, cutoff=0.5)
    raise Refusal("metric-unknown", exit_code=2, metric=slug, nearest=", ".join(near) or "revenue_won, win_rate")


def typed_target(desk: Desk, metric: str, text: str) -> Money | Fraction:
    """`text` as a value in the metric's unit. Raises Refusal `value-unreadable`, `value-currency`, `value-no-money`."""
    found = METRICS.get(metric)
    wants_money = found is not None and found.unit in MONEY_UNITS
    value = parse_value(text, currency=_currency(desk), money=wants_money)
    if found is not None and not wants_money and isinstance(value, Money):
        raise Refusal("value-no-money", exit_code=2, metric=metric, value=text)
    return value


def _currency(desk: Desk) -> str | None:
    from salestui.work.figures import reporting_currency  # the book's currency, where the settings name none

    return desk.terms.currency or reporting_currency(desk)


def set_goal(
    desk: Desk, period: Period, name: str, metric: str, target: str, owner: str | None = None, segment: str | None = None
) -> Goal:
    """The goal as stored; one of the same name, owner and segment gets the new target and keeps its adjustments."""
    title = one_line(name)
    if not title:
        raise Refusal("goal-empty", exit_code=2)
    slug = known_metric(desk, metric)
    value = typed_target(desk, slug, target)
    with desk.store.transaction() as connection:
        record = kept(desk.store, period)
        for goal in read_goals(connection, period.key):
            same = (goal.name, goal.owner or None, goal.segment or None) == (title, owner or None, segment or None)
            if same and (goal.metric, goal.target) != (slug, value):
                keep_before_changes(connection, "goal_changed", title, _rows(connection, goal))
        number = save_goal(connection, record.id, Goal(title, slug, value, period.key, owner, segment))
        return next(goal for goal in read_goals(connection, period.key) if goal.id == number)


def adjust(
    desk: Desk,
    period: Period,
    name: str,
    *,
    percent: str | None,
    amount: str | None,
    reason: str,
    note: str,
    agreed_by: str,
    agreed_on: date,
    owner: str | None = None,
) -> Goal:
    """The goal with one more agreed adjustment.

    Raises Refusal `goal-unknown`, `adjustment-form` (percent or amount, not both), `adjustment-reason`, `adjustment-silent`.
    """
    if (percent is None) == (amount is None):
        raise Refusal("adjustment-form", exit_code=2)
    if reason not in ADJUSTMENT_REASONS:
        raise Refusal("adjustment-reason", exit_code=2, reason=reason, reasons=", ".join(ADJUSTMENT_REASONS))
    if not (one_line(note) and one_line(agreed_by)):
        raise Refusal("adjustment-silent", exit_code=2)
    with desk.store.transaction() as connection:
        goal = named(desk, period, name, owner)
        kept(desk.store, period)
        share = _percent(percent) if percent is not None else None
        value = _amount(goal, amount) if amount is not None else None
        made = Adjustment(share, value, reason, one_line(note), one_line(agreed_by), agreed_on)
        made = made._replace(id=insert_adjustment(connection, goal.id, made))
        return goal._replace(adjustments=(*goal.adjustments, made))


def _percent(text: str) -> Fraction:
    """-10 and -10 % alike are Fraction(-10)."""
    value = parse_value(text.strip().rstrip("%").strip())
    if isinstance(value, Money):
        raise Refusal("value-unreadable", exit_code=2, value=text)
    return value


def _amount(goal: Goal, text: str) -> Money | Fraction:
    if not isinstance(goal.target, Money):
        value = parse_value(text)
        if isinstance(value, Money):
            raise Refusal("value-no-money", exit_code=2, metric=goal.metric, value=text)
        return value
    money = parse_value(text, currency=goal.target.currency, money=True)
    if not isinstance(money, Money) or money.currency != goal.target.currency:
        raise Refusal("adjustment-currency", exit_code=2, currency=goal.target.currency, value=text)
    return money


def listed(desk: Desk, period: Period) -> tuple[Goal, ...]:
    """The goals of a period in the order in which they were set."""
    return read_goals(desk.store.connection, period.key)


def named(desk: Desk, period: Period, name: str, owner: str | None = None) -> Goal:
    """The goal of that name. Raises Refusal `goal-unknown`."""
    wanted = one_line(name).casefold()
    for goal in read_goals(desk.store.connection, period.key):
        if goal.name.casefold() == wanted and (owner is None or goal.owner == owner):
            return goal
    raise Refusal("goal-unknown", goal=name, period=period.key)


def remove(desk: Desk, period: Period, name: str, owner: str | None = None) -> Goal:
    """Take the goal and its adjustments away. Raises Refusal `goal-unknown`, `period-finalised`."""
    with desk.store.transaction() as connection:
        goal = named(desk, period, name, owner)
        kept(desk.store, period)
        keep(connection, "goal_removed", goal.name, _rows(connection, goal))
        delete_goal(connection, goal.id)
        return goal


def _rows(connection: Connection, goal: Goal) -> list[Kept]:
    """The goal as it stands, with its adjustments."""
    rows = rows_of(connection, "goal", "id = ?", (goal.id,))
    return rows + rows_of(connection, "goal_adjustment", "goal_id = ?", (goal.id,))


def remove_adjustment(desk: Desk, period: Period, number: int) -> None:
    with desk.store.transaction() as connection:
        kept(desk.store, period)
        rows = rows_of(connection, "goal_adjustment", "id = ?", (number,))
        keep(connection, "adjustment_removed", str(number), rows)
        delete_adjustment(connection, number)
