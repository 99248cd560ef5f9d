"""Accepting a draft: texts into empty fields, drafted next steps as next steps."""

from __future__ import annotations

from salestui.domain.period import Period
from salestui.domain.written import FieldKey
from salestui.work import actions, writing
from salestui.work.desk import Desk
from salestui.work.typed_rows import TypedRow, keep_action

ACTION = ("next_steps", "action")


def accept(desk: Desk, period: Period, section: str, drafted: tuple[tuple[FieldKey, str], ...]) -> int:
    """How many texts and next steps were taken. What the rep wrote is never overwritten, and no next step is added twice.

    Raises Refusal `period-finalised`.
    """
    steps = [(key, text) for key, text in drafted if key[:2] == ACTION]
    texts = tuple((key, text) for key, text in drafted if key.section == section and key[:2] != ACTION)
    with desk.store.transaction():
        taken = writing.accept_draft(desk, period, texts)
        standing = {action.text for action in actions.listed(desk, period)}
        rows: dict[int, dict[str, str]] = {}
        for key, text in steps:
            rows.setdefault(key.row, {})[key.part] = text
        new = [values for values in rows.values() if values.get("text") and values["text"] not in standing]
        for values in new:
            keep_action(desk, period, TypedRow(0, values))
        return len(taken) + len(new)
