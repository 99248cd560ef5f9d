"""Goals and their agreed adjustments in the store."""

from __future__ import annotations

import sqlite3
from datetime import date
from fractions import Fraction

from salestui.domain.goal import Adjustment, Goal
from salestui.domain.instant import now_utc
from salestui.domain.money import Money


def decimal_text(number: Fraction) -> str:
    """An exact number as text: a decimal where it ends, else a fraction such as 1/3."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text


def read_goals(connection: sqlite3.Connection, period: str | None = None) -> tuple[Goal, ...]:
    """Goals with their adjustments in the order in which they were made; of one period, or of all."""
    where = "" if period is None else " where period.key = ?"
    rows = connection.execute(
        "select goal.id, name, metric, target_minor, target_currency, target_number, period.key, goal.owner, segment"
        f" from goal join period on period.id = goal.period_id{where} order by goal.id",
        () if period is None else (period,),
    ).fetchall()
    adjustments: dict[int, list[Adjustment]] = {}
    for row in connection.execute(
        "select goal_adjustment.id, goal_id, percent, amount_minor, amount_number, reason, note, agreed_by, agreed_on,"
        " target_currency from goal_adjustment join goal on goal.id = goal_id order by goal_adjustment.id"
    ):
        number, goal, percent, minor, amount, reason, note, by, on, currency = row
        value = Money(minor, currency) if minor is not None else Fraction(amount) if amount is not None else None
        share = Fraction(percent) if percent is not None else None
        made = Adjustment(share, value, reason, note, by, date.fromisoformat(on), number)
        adjustments.setdefault(goal, []).append(made)
    return tuple(
        Goal(
            name=name,
            metric=metric,
            target=Money(minor, currency) if minor is not None else Fraction(text),
            period=key,
            owner=owner,
            segment=segment,
            adjustments=tuple(adjustments.get(number, ())),
            id=number,
        )
        for number, name, metric, minor, currency, text, key, owner, segment in rows
    )


def save_goal(connection: sqlite3.Connection, period_id: int, goal: Goal) -> int:
    """Insert `goal`, or put its metric and target in the place of the goal of the same name, owner and segment."""
    minor, currency, number = _columns(goal.target)
    cursor = connection.execute(
        "insert into goal (period_id, name, metric, target_minor, target_currency, target_number, owner, segment, created_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (period_id, name, coalesce(owner, ''), coalesce(segment, '')) do update set metric = excluded.metric,"
        " target_minor = excluded.target_minor, target_currency = excluded.target_currency,"
        " target_number = excluded.target_number returning id",
        (period_id, goal.name, goal.metric, minor, currency, number, goal.owner, goal.segment, now_utc()),
    )
    (saved,) = cursor.fetchone()
    return int(saved)


def delete_goal(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("delete from goal where id = ?", (number,))


def insert_adjustment(connection: sqlite3.Connection, goal: int, adjustment: Adjustment) -> int:
    minor, _, number = _columns(adjustment.amount) if adjustment.amount is not None else (None, None, None)
    percent = decimal_text(adjustment.percent) if adjustment.percent is not None else None
    cursor = connection.execute(
        "insert into goal_adjustment (goal_id, percent, amount_minor, amount_number, reason, note, agreed_by, agreed_on,"
        " created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            goal,
            percent,
            minor,
            number,
            adjustment.reason,
            adjustment.note,
            adjustment.agreed_by,
            adjustment.agreed_on.isoformat(),
            now_utc(),
        ),
    )
    return cursor.lastrowid or 0


def delete_adjustment(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("delete from goal_adjustment where id = ?", (number,))


def _columns(value: Money | Fraction) -> tuple[int | None, str | None, str | None]:
    return (value.minor, value.currency, None) if isinstance(value, Money) else (None, None, decimal_text(value))
