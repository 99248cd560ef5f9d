"""The rows that imports rejected, kept with all their cells so that they can be mended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from salestui.domain.import_plan import Rejected


def insert_rejects(connection: sqlite3.Connection, run: int, rows: Iterable[Rejected]) -> None:
    connection.executemany(
        "insert into rejected_row (run_id, line, column_name, value, why, cells) values (?, ?, ?, ?, ?, ?)",
        ((run, row.line, row.column, row.value, row.why, json.dumps(row.cells, ensure_ascii=False)) for row in rows),
    )


def read_rejects(connection: sqlite3.Connection, run: int) -> tuple[Rejected, ...]:
    """The rejected rows of a run by line, with all their cells."""
    rows = connection.execute(
        "select line, column_name, value, why, cells from rejected_row where run_id = ? order by line, id", (run,)
    )
    return tuple(Rejected(line, column, value, why, tuple(json.loads(cells))) for line, column, value, why, cells in rows)
