"""Next steps in the store."""

from __future__ import annotations

import sqlite3
from datetime import date

from salestui.domain.action import Action
from salestui.domain.instant import now_utc

_SELECT = (
    "select action.id, period.key, kind, text, metric, target, by_on, reporting, done_on"
    " from action join period on period.id = action.period_id"
)
_Row = tuple[int, str, str, str, str | None, str | None, str | None, int, str | None]


def _action(row: _Row) -> Action:
    number, period, kind, text, metric, target, by, reporting, done = row
    return Action(number, period, kind, text, metric, target, _day(by), bool(reporting), _day(done))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_actions(connection: sqlite3.Connection, period: str) -> tuple[Action, ...]:
    """The actions of a period in the order in which they were added."""
    rows = connection.execute(f"{_SELECT} where period.key = ? and removed_at is null order by action.id", (period,))
    return tuple(_action(row) for row in rows)


def read_action(connection: sqlite3.Connection, number: int) -> Action | None:
    row = connection.execute(f"{_SELECT} where action.id = ? and removed_at is null", (number,)).fetchone()
    return _action(row) if row else None


def insert_action(connection: sqlite3.Connection, period_id: int, action: Action) -> int:
    cursor = connection.execute(
        "insert into action (period_id, kind, text, metric, target, by_on, reporting, done_on, created_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (period_id, *_values(action), now_utc()),
    )
    return cursor.lastrowid or 0


def update_action(connection: sqlite3.Connection, action: Action) -> None:
    connection.execute(
        "update action set kind = ?, text = ?, metric = ?, target = ?, by_on = ?, reporting = ?, done_on = ? where id = ?",
        (*_values(action), action.id),
    )


def remove_action(connection: sqlite3.Connection, number: int) -> None:
    """Take it out of the review; the row stays."""
    connection.execute("update action set removed_at = ? where id = ?", (now_utc(), number))


def _values(action: Action) -> tuple[str, str, str | None, str | None, str | None, int, str | None]:
    return (
        action.kind,
        action.text,
        action.metric,
        action.target,
        action.by.isoformat() if action.by else None,
        int(action.reporting),
        action.done_on.isoformat() if action.done_on else None,
    )
