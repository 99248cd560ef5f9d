"""The import runs of the store: what was brought in, and what came of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class RunRecord(NamedTuple):
    """One import. `report` is its plan as JSON; `undone_at` an instant in UTC where it was taken back."""

    run: int
    file: str
    digest: str
    fingerprint: str | None
    source: str
    kind: str
    as_of: date
    rows: int
    added: int
    changed: int
    unchanged: int
    missing: int
    rejected: int
    report: Mapping[str, object]
    undone_at: str | None


_SELECT = (
    "select id, file_name, file_digest, fingerprint, source, kind, as_of, rows_read, added, changed, unchanged, missing,"
    " rejected, report, undone_at from import_run"
)


def read_run(connection: sqlite3.Connection, run: int) -> RunRecord | None:
    row = connection.execute(f"{_SELECT} where id = ?", (run,)).fetchone()
    return _record(row) if row else None


def read_runs(connection: sqlite3.Connection, *, kind: str | None = None, in_force: bool = False) -> tuple[RunRecord, ...]:
    """Imports in the order in which they were made."""
    where = " and ".join(filter(None, ("kind = ?" if kind else "", "undone_at is null" if in_force else ""))) or "1"
    return tuple(map(_record, connection.execute(f"{_SELECT} where {where} order by id", (kind,) if kind else ())))


def runs_of_digest(connection: sqlite3.Connection, digest: str) -> tuple[RunRecord, ...]:
    """The imports in force of a file with these bytes."""
    rows = connection.execute(f"{_SELECT} where file_digest = ? and undone_at is null order by id", (digest,))
    return tuple(map(_record, rows))


def runs_of_fingerprint(connection: sqlite3.Connection, fingerprint: str) -> tuple[RunRecord, ...]:
    """The imports in force of files with these columns, in the order in which they were made."""
    rows = connection.execute(f"{_SELECT} where fingerprint = ? and undone_at is null order by id", (fingerprint,))
    return tuple(map(_record, rows))


def _record(row: tuple[object, ...]) -> RunRecord:
    record = RunRecord(*row)  # type: ignore[arg-type]
    return record._replace(as_of=date.fromisoformat(str(record.as_of)), report=json.loads(str(record.report)))
