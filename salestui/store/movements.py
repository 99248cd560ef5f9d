"""Movements of monthly recurring revenue in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class MovementRecord(NamedTuple):
    """A row of the table without its number and run; two are the same when all but the owner agree."""

    month: str
    account: str
    kind: str
    amount_minor: int
    currency: str
    owner: str | None


_COLUMNS = ", ".join(MovementRecord._fields)


def movements_like(
    connection: sqlite3.Connection, months: Sequence[str], but: int
) -> dict[tuple[str, str, str, int, str], list[int]]:
    """By (month, account, kind, amount, currency): the numbers of movements that another import than `but` brought."""
    found: dict[tuple[str, str, str, int, str], list[int]] = {}
    for number, month, account, kind, minor, currency in connection.execute(
        "select id, month, account, kind, amount_minor, currency from mrr_movement"
        " where month in (select value from json_each(?)) and run_id is not ? order by id",
        (json.dumps(months), but),
    ):
        found.setdefault((month, account, kind, minor, currency), []).append(number)
    return found


def insert_movements(connection: sqlite3.Connection, run: int, rows: Iterable[MovementRecord]) -> None:
    connection.executemany(
        f"insert into mrr_movement ({_COLUMNS}, run_id) values (?, ?, ?, ?, ?, ?, ?)", ((*row, run) for row in rows)
    )
