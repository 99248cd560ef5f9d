"""Where the rep knows better than the CRM: the corrected value, beside what the CRM said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from salestui.domain.deal import STATE_FIELDS, stored_value
from salestui.domain.instant import now_utc
from salestui.store.deals import index_again, unindex, update_fields

WITHDRAWN = "withdrawn"


class Correction(NamedTuple):
    """`field` is a column of `deal`; values are texts as in a `DealChange`. In force while `ended_at` is None."""

    id: int
    number: int
    field: str
    crm_value: str | None
    value: str | None
    why: str
    made_at: str
    ended_at: str | None
    ended_because: str | None


_SELECT = "select id, deal_number, field, crm_value, value, why, made_at, ended_at, ended_because from deal_correction"


def corrections_of(connection: sqlite3.Connection, number: int) -> tuple[Correction, ...]:
    """All corrections of a deal, in force or not, in the order in which they were made."""
    return tuple(Correction(*row) for row in connection.execute(f"{_SELECT} where deal_number = ? order by id", (number,)))


def correct(connection: sqlite3.Connection, number: int, field: str, value: str | None, why: str) -> None:
    """Write `value` into the deal, and keep what the CRM said; an earlier correction of the field gives way."""
    row = connection.execute(
        "select crm_value from deal_correction where deal_number = ? and field = ? and ended_at is null", (number, field)
    ).fetchone()
    if row is None:
        row = connection.execute(f"select {field} from deal where number = ?", (number,)).fetchone()
    else:
        _end(connection, "deal_number = ? and field = ? and ended_at is null", (number, field), WITHDRAWN)
    crm_value = None if row[0] is None else str(row[0])
    connection.execute(
        "insert into deal_correction (deal_number, field, crm_value, value, why, made_at) values (?, ?, ?, ?, ?, ?)",
        (number, field, crm_value, value, why, now_utc()),
    )
    _write(connection, number, field, value)


def withdraw(connection: sqlite3.Connection, number: int, field: str) -> bool:
    """Give the CRM's word back; False where the field was not corrected."""
    row = connection.execute(
        "select crm_value from deal_correction where deal_number = ? and field = ? and ended_at is null", (number, field)
    ).fetchone()
    if row is None:
        return False
    _end(connection, "deal_number = ? and field = ? and ended_at is null", (number, field), WITHDRAWN)
    _write(connection, number, field, row[0])
    return True


STANDING = {"source", "deal", "field", "value", "why", "stands"}
"""What `standing` tells of a field."""


def standing(connection: sqlite3.Connection, number: int, fields: Iterable[str]) -> list[dict[str, int | float | str | None]]:
    """Per field of a deal what the rep says of it now, to be put back after a change; `stands` is 0 where that is nothing."""
    (source, deal) = connection.execute("select source, id from deal where number = ?", (number,)).fetchone()
    said = {one.field: one for one in corrections_of(connection, number) if one.ended_at is None}
    found: list[dict[str, int | float | str | None]] = []
    for field in fields:
        one = said.get(field)
        about = {"value": one.value, "why": one.why, "stands": 1} if one else {"value": None, "why": "", "stands": 0}
        found.append({"source": source, "deal": deal, "field": field, **about})
    return found


def put_back(connection: sqlite3.Connection, row: Mapping[str, int | float | str | None]) -> bool:
    """What `standing` kept, in force again; False where the deal is no longer there, or has no such field."""
    found = connection.execute("select number from deal where source = ? and id = ?", (row["source"], row["deal"])).fetchone()
    if found is None:
        return False
    field, value = str(row["field"]), row["value"]
    if field not in (*STATE_FIELDS, "merged_into"):
        return False
    if row["stands"]:
        correct(connection, found[0], field, None if value is None else str(value), str(row["why"]))
    else:
        withdraw(connection, found[0], field)
    return True


def lay_over(connection: sqlite3.Connection, numbers: Iterable[int], run: int) -> None:
    """After an import wrote the CRM's word: put corrections back where that word is still the one that was corrected.

    Where it is another now, the correction ends, and both are kept.
    """
    rows = connection.execute(
        f"{_SELECT} where ended_at is null and deal_number in (select value from json_each(?)) order by id",
        (json.dumps(list(numbers)),),
    ).fetchall()
    for correction in map(Correction._make, rows):
        if correction.field == "merged_into":
            continue
        (now,) = connection.execute(f"select {correction.field} from deal where number = ?", (correction.number,)).fetchone()
        if (None if now is None else str(now)) == correction.crm_value:
            _write(connection, correction.number, correction.field, correction.value)
        else:
            _end(connection, "id = ?", (correction.id,), f"import {run}")


def revive(connection: sqlite3.Connection, run: int) -> None:
    """Corrections that ended because of an import come back when it is undone."""
    connection.execute(
        "update deal_correction set ended_at = null, ended_because = null where ended_because = ?"
        " and not exists (select 1 from deal_correction as later where later.deal_number = deal_correction.deal_number"
        " and later.field = deal_correction.field and later.id > deal_correction.id)",
        (f"import {run}",),
    )


_KEPT = "source, deal.id, field, crm_value, value, why, made_at, ended_at, ended_because"


def keep_with(connection: sqlite3.Connection, run: int, numbers: Iterable[int]) -> None:
    """Deals are about to go with `run`, which alone had brought them: what the rep said of them stays with it."""
    rows = connection.execute(
        f"select {_KEPT} from deal_correction join deal on number = deal_number"
        " where deal_number in (select value from json_each(?)) order by deal_correction.id",
        (json.dumps(list(numbers)),),
    ).fetchall()
    if rows:
        (kept,) = connection.execute(
            "select coalesce(report ->> '$.corrections', '[]') from import_run where id = ?", (run,)
        ).fetchone()
        _keep(connection, run, [*json.loads(kept), *rows])


def bring_back(connection: sqlite3.Connection, run: int) -> None:
    """Deals have come with `run`: what the rep said of them before an import was undone stands again."""
    kept = connection.execute(
        "select id, report ->> '$.corrections' from import_run where undone_at is not null and report ->> '$.corrections' is not null"
    ).fetchall()
    numbers: list[int] = []
    for undone, text in kept:
        waiting = []
        for source, deal, *said in json.loads(text):
            row = connection.execute("select number from deal where id = ? and source = ?", (deal, source)).fetchone()
            if row is None:
                waiting.append([source, deal, *said])
                continue
            numbers.append(row[0])
            connection.execute(
                "insert into deal_correction (deal_number, field, crm_value, value, why, made_at, ended_at, ended_because)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (row[0], *said),
            )
            field, _, value, _, _, ended_at, _ = said
            if field == "merged_into" and ended_at is None:
                _write(connection, row[0], field, value)
        _keep(connection, undone, waiting)
    lay_over(connection, numbers, run)


def _keep(connection: sqlite3.Connection, run: int, rows: Sequence[object]) -> None:
    connection.execute(
        "update import_run set report = json_set(report, '$.corrections', json(?)) where id = ?",
        (json.dumps(rows, ensure_ascii=False) if rows else "null", run),
    )


def _end(connection: sqlite3.Connection, where: str, values: tuple[object, ...], because: str) -> None:
    connection.execute(
        f"update deal_correction set ended_at = ?, ended_because = ? where {where}", (now_utc(), because, *values)
    )


def _write(connection: sqlite3.Connection, number: int, field: str, value: str | None) -> None:
    searched = field in ("name", "account")
    if searched:
        unindex(connection, number)
    update_fields(connection, number, {field: stored_value(field, value)})
    if searched:
        index_again(connection, number)


def corrected_numbers(connection: sqlite3.Connection) -> frozenset[int]:
    """Numbers of the deals with a correction in force."""
    rows = connection.execute("select distinct deal_number from deal_correction where ended_at is null")
    return frozenset(number for (number,) in rows)
