"""What an export tells of a deal's past beside its present state, and that no other import tells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection


def set_columns(connection: sqlite3.Connection, run: int, columns: Collection[str]) -> None:
    """Which fields an export of deals told."""
    connection.execute("update import_run set columns = ? where id = ?", (json.dumps(sorted(columns)), run))


def newly_told(connection: sqlite3.Connection, run: int) -> list[int]:
    """Numbers of the deals of which `run` tells an event that no other import in force tells."""
    rows = connection.execute(
        "select distinct deal_number from deal_event as event where run_id = ? and not exists ("
        " select 1 from deal_event as other join import_run on import_run.id = other.run_id"
        " where other.deal_number = event.deal_number and other.run_id <> event.run_id"
        " and other.happened_on = event.happened_on and other.field = event.field and other.after is event.after"
        " and undone_at is null) order by deal_number",
        (run,),
    )
    return [number for (number,) in rows]
