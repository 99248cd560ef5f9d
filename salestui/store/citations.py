"""Which log entries a section cites as evidence."""

from __future__ import annotations

import sqlite3

from salestui.domain.instant import now_utc


def read_citations(connection: sqlite3.Connection, period_id: int) -> dict[str, tuple[int, ...]]:
    """Per section the ids of the entries that it cites, in the order in which they were cited; deleted ones are left out."""
    rows = connection.execute(
        "select section, entry_id from citation join entry on entry.id = entry_id"
        " where period_id = ? and deleted_at is null order by cited_at, entry_id",
        (period_id,),
    )
    found: dict[str, tuple[int, ...]] = {}
    for section, entry in rows:
        found[section] = (*found.get(section, ()), entry)
    return found


def insert_citation(connection: sqlite3.Connection, period_id: int, section: str, entry: int) -> None:
    connection.execute(
        "insert into citation (period_id, section, entry_id, cited_at) values (?, ?, ?, ?) on conflict do nothing",
        (period_id, section, entry, now_utc()),
    )


def delete_citation(connection: sqlite3.Connection, period_id: int, section: str, entry: int) -> None:
    connection.execute("delete from citation where period_id = ? and section = ? and entry_id = ?", (period_id, section, entry))
