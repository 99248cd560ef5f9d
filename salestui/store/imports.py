"""What an import run said and covered, written and read by the imports that follow."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from salestui.domain.deal import Snapshot
from salestui.domain.instant import now_utc

_DAY = timedelta(days=1)


def next_run(connection: sqlite3.Connection) -> int:
    """The number that the next import gets."""
    (number,) = connection.execute("select coalesce(max(id), 0) + 1 from import_run").fetchone()
    return int(number)


def insert_run(
    connection: sqlite3.Connection,
    run: int,
    *,
    file: str,
    digest: str,
    fingerprint: str | None,
    source: str,
    kind: str,
    as_of: date,
) -> None:
    """The run, with nothing counted yet."""
    connection.execute(
        "insert into import_run (id, file_name, file_digest, fingerprint, source, kind, as_of, started_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (run, file, digest, fingerprint, source, kind, as_of.isoformat(), now_utc()),
    )


def finish_run(
    connection: sqlite3.Connection, run: int, counts: Mapping[str, int], columns: Collection[str], report: Mapping[str, object]
) -> None:
    """Write what the run did: rows, added, changed, unchanged, missing, rejected; of the first deals also their currency."""
    first = _first_deals(connection)
    if first and first[0] == run:
        report = {**report, "currency": _usual_currency(connection, run)}
    connection.execute(
        "update import_run set rows_read = ?, added = ?, changed = ?, unchanged = ?, missing = ?, rejected = ?, columns = ?,"
        " report = json_patch(report, ?) where id = ?",
        (
            *(counts[name] for name in ("rows", "added", "changed", "unchanged", "missing", "rejected")),
            json.dumps(sorted(columns)),
            json.dumps(report, ensure_ascii=False),
            run,
        ),
    )


def set_coverage(
    connection: sqlite3.Connection, run: int, owners: Collection[str] | None, *, covers_open: bool, covers_closed: bool
) -> None:
    """Whose deals a run holds (None: everybody's), and of which group it has a row."""
    connection.execute(
        "update import_run set has_owners = ?, covers_open = ?, covers_closed = ? where id = ?",
        (owners is not None, covers_open, covers_closed, run),
    )
    connection.executemany(
        "insert into import_coverage (run_id, owner) values (?, ?)", ((run, owner) for owner in sorted(owners or ()))
    )


def read_snapshots(connection: sqlite3.Connection) -> tuple[Snapshot, ...]:
    """The exports of deals in force by the day on which they were taken."""
    owners: dict[int, set[str]] = {}
    for run, owner in connection.execute("select run_id, owner from import_coverage"):
        owners.setdefault(run, set()).add(owner)
    rows = connection.execute(
        "select id, source, as_of, has_owners, covers_open, covers_closed, columns from import_run"
        " where kind = 'deals' and undone_at is null order by as_of, id"
    )
    return tuple(
        Snapshot(
            run,
            source,
            date.fromisoformat(as_of),
            frozenset(owners.get(run, ())) if has_owners else None,
            bool(covers_open),
            bool(covers_closed),
            frozenset(json.loads(columns)),
        )
        for run, source, as_of, has_owners, covers_open, covers_closed, columns in rows
    )


def histories(connection: sqlite3.Connection, *, undone: bool = False) -> dict[int, str]:
    """run -> as_of of the field histories in force, and of undone ones too where that is asked for."""
    where = "" if undone else " and undone_at is null"
    return dict(connection.execute(f"select id, as_of from import_run where kind = 'history'{where}").fetchall())


def read_told_days(connection: sqlite3.Connection) -> tuple[Snapshot, ...]:
    """Days on which field histories in force tell how deals stood, as snapshots that cover nobody: from the first change on
    each Monday, and the first and last day of each month. Their numbers are negative, since no import was made then.
    """
    found = []
    for source, first, last in connection.execute(
        "select source, min(happened_on), max(as_of) from import_run join deal_event on run_id = id"
        " where undone_at is null and kind = 'history' group by source"
    ):
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            if day.weekday() == 0 or day.day == 1 or (day + _DAY).day == 1:
                found.append(Snapshot(-day.toordinal(), source, day, None, False, False))
            day += _DAY
    return tuple(found)


def first_currency(connection: sqlite3.Connection) -> str | None:
    """The currency of the most rows of the first deals import (METRICS.md 1.7), as its report says it."""
    first = _first_deals(connection)
    if first is None:
        return None
    run, told = first
    return told or _usual_currency(connection, run)


def _first_deals(connection: sqlite3.Connection) -> tuple[int, str | None] | None:
    """The first deals import in force, and the currency that its report tells."""
    row: tuple[int, str | None] | None = connection.execute(
        "select id, report ->> '$.currency' from import_run where kind = 'deals' and undone_at is null order by id limit 1"
    ).fetchone()
    return row


def _usual_currency(connection: sqlite3.Connection, run: int) -> str | None:
    row = connection.execute(
        "select currency, count(*) as rows from sighting"
        " cross join deal on deal.number between sighting.deal_number and coalesce(sighting.up_to, sighting.deal_number)"
        " where run_id = ? and currency is not null group by currency order by rows desc, currency limit 1",
        (run,),
    ).fetchone()
    return row[0] if row else None


def mark_undone(connection: sqlite3.Connection, run: int) -> None:
    connection.execute("update import_run set undone_at = ? where id = ?", (now_utc(), run))
