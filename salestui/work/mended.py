"""A file of rows that an import had left out, mended since: it completes that import, and stands for no whole export."""

from __future__ import annotations

from salestui.importing.incoming import Incoming
from salestui.importing.values.texts import text_value
from salestui.store.connection import Connection
from salestui.store.rejects import read_rejects
from salestui.store.runs import RunRecord, runs_of_fingerprint


def mended_run(connection: Connection, incoming: Incoming) -> RunRecord | None:
    """The import that `incoming` completes: each of its rows has the id or the name of one that was left out of it.

    None for any other file. An import of which nothing was taken has no rest to stand for.
    """
    places = [match.position for match in incoming.matches if match.field in ("id", "name")]
    runs = [run for run in runs_of_fingerprint(connection, incoming.fingerprint) if 0 < run.rejected < run.rows]
    if not runs or not places:
        return None
    rows: list[list[str]] = []
    for chunk in incoming.table.chunks():
        rows += chunk.rows
        if len(rows) > max(run.rejected for run in runs):
            return None
    for run in reversed(runs) if rows else ():
        left_out = read_rejects(connection, run.run) if len(rows) <= run.rejected else ()
        known = {text_value(cell) for rejected in left_out for cell in rejected.cells} - {None}
        if known and all(any(text_value(row[place]) in known for place in places) for row in rows):
            return run
    return None
