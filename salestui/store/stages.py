"""The CRM's stages and the step that each stands for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from salestui.domain.instant import now_utc


class StageRecord(NamedTuple):
    """`step` is one of Step's values or `lost`; `position` the place in the CRM's order."""

    name: str
    step: str
    position: int
    confirmed: bool


def read_stages(connection: sqlite3.Connection) -> tuple[StageRecord, ...]:
    """All stages ever seen, first to last."""
    rows = connection.execute("select name, step, position, confirmed_at is not null from stage order by position, name")
    return tuple(StageRecord(name, step, position, bool(confirmed)) for name, step, position, confirmed in rows)


def save_stages(connection: sqlite3.Connection, stages: Iterable[tuple[str, str, int]]) -> None:
    """(name, step, position); a step that the rep confirmed stays, the position is the new one."""
    connection.executemany(
        "insert into stage (name, step, position) values (?, ?, ?) on conflict (name) do update set"
        " position = excluded.position, step = iif(confirmed_at is null, excluded.step, step)",
        stages,
    )


def confirm_stage(connection: sqlite3.Connection, name: str, step: str) -> None:
    connection.execute("update stage set step = ?, confirmed_at = ? where name = ?", (step, now_utc(), name))


def confirm_all(connection: sqlite3.Connection) -> None:
    """The rep is content with every step that was proposed."""
    connection.execute("update stage set confirmed_at = ? where confirmed_at is null", (now_utc(),))


def delete_unused(connection: sqlite3.Connection) -> None:
    """Proposed stages that no deal and no change mentions any more, after an import was undone."""
    connection.execute(
        "delete from stage where confirmed_at is null and not exists (select 1 from deal where deal.stage = stage.name)"
        " and not exists (select 1 from deal_change where field = 'stage' and stage.name in (before, after))"
    )
