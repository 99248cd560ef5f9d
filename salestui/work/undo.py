"""Taking back what was removed or replaced, for thirty days."""

from __future__ import annotations

from salestui.domain.refusal import Refusal
from salestui.store.undo import UndoStep, put_back, steps
from salestui.work.desk import Desk

__all__ = ["UndoStep", "listed", "undo"]


def listed(desk: Desk) -> tuple[UndoStep, ...]:
    """What can be taken back, newest first."""
    return steps(desk.store.connection)


def undo(desk: Desk, number: int | None = None) -> UndoStep:
    """Take back the step `number`, or the newest. Raises Refusal `undo-nothing`, `undo-unknown`."""
    with desk.store.transaction() as connection:
        waiting = steps(connection)
        if not waiting:
            raise Refusal("undo-nothing")
        step = waiting[0] if number is None else next((s for s in waiting if s.id == number), None)
        if step is None or not put_back(connection, step.id):
            raise Refusal("undo-unknown", id=number)
        return step
