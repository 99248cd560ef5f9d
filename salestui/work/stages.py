"""The CRM's stages and their steps: proposed at the first import, confirmed by the rep, driving the funnel."""

from __future__ import annotations

import difflib

from salestui.domain.deal import LOST, Step
from salestui.domain.refusal import Refusal
from salestui.store.stages import StageRecord, confirm_all, confirm_stage, read_stages
from salestui.store.undo import keep, rows_of
from salestui.work.desk import Desk

STEPS = (*(step.value for step in Step), LOST)

__all__ = ["STEPS", "StageRecord", "confirm", "listed", "set_step"]


def listed(desk: Desk) -> tuple[StageRecord, ...]:
    """Every stage that an export has shown, first to last, with its step; proposed ones are not confirmed."""
    return read_stages(desk.store.connection)


def set_step(desk: Desk, stage: str, step: str) -> StageRecord:
    """The stage with its step, confirmed. Raises Refusal `step-unknown`, `stage-unknown`."""
    if step not in STEPS:
        raise Refusal("step-unknown", exit_code=2, step=step, steps=", ".join(STEPS))
    with desk.store.transaction() as connection:
        name = _named(listed(desk), stage)
        keep(connection, "stage_changed", name, rows_of(connection, "stage", "name = ? and step <> ?", (name, step)))
        confirm_stage(connection, name, step)
        return next(record for record in listed(desk) if record.name == name)


def confirm(desk: Desk) -> tuple[StageRecord, ...]:
    """All stages, every step confirmed as it stands."""
    with desk.store.transaction() as connection:
        confirm_all(connection)
    return listed(desk)


def _named(stages: tuple[StageRecord, ...], said: str) -> str:
    """The stage that is meant, in either case."""
    names = [record.name for record in stages]
    for name in names:
        if name == said or name.casefold() == said.strip().casefold():
            return name
    near = difflib.get_close_matches(said, names, n=3, cutoff=0.4)
    raise Refusal("stage-unknown", stage=said, nearest=", ".join(near or names[:5]))
