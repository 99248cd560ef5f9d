"""Next steps: added, changed, done, taken out."""

from __future__ import annotations

from datetime import date

from salestui.domain.action import FIX, KEEP, Action
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.store.actions import insert_action, read_action, read_actions, remove_action, update_action
from salestui.store.connection import Connection
from salestui.store.undo import keep, keep_before_changes, rows_of
from salestui.work.desk import Desk
from salestui.work.periods import kept


def add(
    desk: Desk,
    period: Period,
    kind: str,
    text: str,
    *,
    metric: str | None = None,
    target: str | None = None,
    by: date | None = None,
    reporting: bool = False,
) -> Action:
    """The action as stored. Raises Refusal `action-kind`, `action-empty`, `period-finalised`."""
    if kind not in (KEEP, FIX):
        raise Refusal("action-kind", exit_code=2, kind=kind)
    if not one_line(text):
        raise Refusal("action-empty", exit_code=2)
    action = Action(0, period.key, kind, one_line(text), metric, one_line(target) if target else None, by, reporting)
    with desk.store.transaction() as connection:
        return action._replace(id=insert_action(connection, kept(desk.store, period).id, action))


def listed(desk: Desk, period: Period) -> tuple[Action, ...]:
    return read_actions(desk.store.connection, period.key)


def change(desk: Desk, action: Action) -> Action:
    """Put `action` in the place of the stored one of its id. Raises Refusal `action-unknown`."""
    with desk.store.transaction() as connection:
        before = read_action(connection, action.id)
        if before is None:
            raise Refusal("action-unknown", id=action.id)
        _keep_before(connection, before)
        update_action(connection, action)
        return action


def done(desk: Desk, number: int) -> Action:
    """The action marked as done today. Raises Refusal `action-unknown`."""
    with desk.store.transaction() as connection:
        action = read_action(connection, number)
        if action is None:
            raise Refusal("action-unknown", id=number)
        _keep_before(connection, action)
        finished = action._replace(done_on=desk.today)
        update_action(connection, finished)
        return finished


def _keep_before(connection: Connection, action: Action) -> None:
    rows = rows_of(connection, "action", "id = ?", (action.id,))
    keep_before_changes(connection, "action_changed", action.text, rows)


def remove(desk: Desk, number: int) -> None:
    """Take it out of the review. Raises Refusal `action-unknown`."""
    with desk.store.transaction() as connection:
        action = read_action(connection, number)
        if action is None:
            raise Refusal("action-unknown", id=number)
        keep(connection, "action_removed", action.text, rows_of(connection, "action", "id = ?", (number,)))
        remove_action(connection, number)
