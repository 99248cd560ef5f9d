"""Findings that the rep keeps, each with the reason; nobody but the rep is shown them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from salestui.domain.instant import now_utc


class AcceptedRecord(NamedTuple):
    """`section` None accepts the finding in every section, `subject` "" for every subject."""

    id: int
    check: str
    section: str | None
    subject: str
    why: str


def read_accepted(connection: sqlite3.Connection, period_id: int) -> tuple[AcceptedRecord, ...]:
    rows = connection.execute(
        "select id, check_slug, section, subject, why from accepted_finding where period_id = ? order by id", (period_id,)
    )
    return tuple(AcceptedRecord(*row) for row in rows)


def insert_accepted(
    connection: sqlite3.Connection, period_id: int, check: str, section: str | None, subject: str, why: str
) -> AcceptedRecord:
    cursor = connection.execute(
        "insert into accepted_finding (period_id, check_slug, section, subject, why, accepted_at) values (?, ?, ?, ?, ?, ?)",
        (period_id, check, section, subject, why, now_utc()),
    )
    return AcceptedRecord(cursor.lastrowid or 0, check, section, subject, why)


def delete_accepted(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("delete from accepted_finding where id = ?", (number,))
