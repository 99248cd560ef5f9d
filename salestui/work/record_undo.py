"""Taking back an import of a typed table: its rows go, what it changed is as before."""

from __future__ import annotations

from salestui.store import repeats
from salestui.store.connection import Connection
from salestui.store.imports import mark_undone
from salestui.store.runs import RunRecord


def undo_records(connection: Connection, record: RunRecord) -> None:
    """Delete what only this import held, and put back the rows that it changed."""
    mark_undone(connection, record.run)
    repeats.put_back(connection, repeats.kept_before(record.report))
    repeats.take_back(connection, record.run)
