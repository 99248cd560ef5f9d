"""Taking back what was removed or replaced, for thirty days: in the store, in the settings, among the templates."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from salestui.domain.refusal import Refusal
from salestui.store.undo import UndoStep, as_one, put_back, steps
from salestui.work import replaced_files, whole_file
from salestui.work.desk import Desk
from salestui.work.replaced_files import Replaced

__all__ = ["SETTING", "UndoStep", "listed", "one_step", "undo"]

SETTING = "setting_changed"
"""What a step is called that changes the settings, which whoever holds them reads again."""


def listed(desk: Desk) -> tuple[UndoStep, ...]:
    """What can be taken back, newest first."""
    files = [replaced.step for replaced in replaced_files.listed()]
    return tuple(sorted((*steps(desk.store.connection), *files), key=lambda step: step.made_at, reverse=True))


def undo(desk: Desk, number: int | None = None) -> UndoStep:
    """Take back the step `number`, or the newest. Raises Refusal `undo-nothing`, `undo-unknown`, `undo-gone`, `period-finalised`."""
    with desk.store.transaction() as connection:
        waiting = listed(desk)
        if not waiting:
            raise Refusal("undo-nothing")
        step = waiting[0] if number is None else next((s for s in waiting if s.id == number), None)
        if step is None:
            raise Refusal("undo-unknown", id=number)
        for replaced in replaced_files.listed():
            if replaced.step == step:
                _put_back_file(desk, replaced)
                return step
        put_back(connection, step.id)
        return step


@contextlib.contextmanager
def one_step(desk: Desk) -> Iterator[None]:
    """All or nothing, and taken back as one: for a command that replaces several things."""
    with desk.store.transaction() as connection, as_one(connection):
        yield


def _put_back_file(desk: Desk, replaced: Replaced) -> None:
    if replaced.step.what == SETTING:
        from salestui.work import config  # brings the form of the settings, which a step in the store does without

        value = None if replaced.content is None else json.loads(replaced.content)
        config.put_back(desk.settings, replaced.step.subject, value)
    elif replaced.content is not None:
        whole_file.write_whole(replaced.path, replaced.content, replace=True)
    replaced_files.done(replaced)
