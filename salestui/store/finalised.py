"""Summaries as they were handed in, never changed again; a reopening is recorded beside them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class FinalisedRecord(NamedTuple):
    """`summary` is canonical JSON, `checksum` its SHA-256 in hexadecimal. `reopened_at` is None while it is in force."""

    id: int
    checksum: str
    summary: str
    finalised_at: str
    reopened_at: str | None
    reopened_why: str | None


_COLUMNS = "finalised_summary.id, checksum, summary, finalised_summary.finalised_at, reopened_at, reopened_why"


def insert_finalised(connection: sqlite3.Connection, period_id: int, checksum: str, summary: str, at: str) -> None:
    connection.execute(
        "insert into finalised_summary (period_id, checksum, summary, finalised_at) values (?, ?, ?, ?)",
        (period_id, checksum, summary, at),
    )


def read_finalised(connection: sqlite3.Connection, period_id: int) -> tuple[FinalisedRecord, ...]:
    """All of the period, newest first."""
    rows = connection.execute(f"select {_COLUMNS} from finalised_summary where period_id = ? order by id desc", (period_id,))
    return tuple(FinalisedRecord(*row) for row in rows)


def find_finalised(connection: sqlite3.Connection, checksum: str) -> FinalisedRecord | None:
    """The summary of that checksum (its first digits are enough), reopened or not."""
    row = connection.execute(
        f"select {_COLUMNS} from finalised_summary where substr(checksum, 1, ?) = ? order by id desc limit 1",
        (len(checksum), checksum),
    ).fetchone()
    return FinalisedRecord(*row) if row else None


def mark_reopened(connection: sqlite3.Connection, period_id: int, at: str, why: str) -> None:
    """The summary that is in force no longer is."""
    connection.execute(
        "update finalised_summary set reopened_at = ?, reopened_why = ? where period_id = ? and reopened_at is null",
        (at, why, period_id),
    )
