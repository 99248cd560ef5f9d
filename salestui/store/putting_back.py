"""A row as it stood before a change, written back: each table in its own way, and what stands there now is kept where that is text."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from salestui.domain.instant import now_utc
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey, Written
from salestui.store import corrections
from salestui.store.entries import put_back_entry
from salestui.store.measurements import SAME
from salestui.store.texts import RESTORE, keep_revision, read_text, save_text

Cell = None | int | float | str
Row = Mapping[str, Cell]
_FROZEN = ("goal", "accepted_finding", "section_text", "citation")
"""The tables of a period whose rows stay as they were handed in."""


def write_back(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """`row` in its table again. Raises Refusal `undo-gone` where what it belongs to is no longer there, `period-finalised`."""
    if table not in WAYS or not row.keys() <= _columns(connection, table):  # a store from a stranger may name anything
        raise Refusal("undo-gone")
    if table in _FROZEN:
        _refuse_finalised(connection, row.get("period_id"))
    try:
        WAYS[table](connection, table, row)
    except (sqlite3.IntegrityError, KeyError) as error:  # its period, goal or import was taken out; a stranger left half a row
        raise Refusal("undo-gone") from error


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    if table == "deal_correction":
        return corrections.STANDING
    return {name for (name,) in connection.execute("select name from pragma_table_info(?)", (table,))}


def _refuse_finalised(connection: sqlite3.Connection, period: Cell) -> None:
    found = connection.execute("select key from period where id = ? and finalised_at is not null", (period,)).fetchone()
    if found is not None:
        raise Refusal("period-finalised", period=found[0])


def _whole(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """In the place of whatever has its key."""
    connection.execute(
        f"insert or replace into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values())
    )


def _parts(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """The columns that were kept, of a row that is still there."""
    places = ", ".join(f"{name} = ?" for name in row)
    if not connection.execute(f"update {table} set {places} where id = ?", (*row.values(), row["id"])).rowcount:
        raise Refusal("undo-gone")


def _measurement(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Instead of the one that was typed in its place."""
    same = (row["metric"], row["period_key"], row["owner"], row["benchmark"])
    connection.execute(f"delete from measurement where {SAME}", same)
    _whole(connection, table, row)


def _text(connection: sqlite3.Connection, _: str, row: Row) -> None:
    period = int(row["period_id"] or 0)
    place = FieldKey(str(row["section"]), str(row["field"]), int(row["row"] or 0), str(row["part"]))
    now = read_text(connection, period, place)
    if now is not None and now.text:
        keep_revision(connection, period, now, RESTORE)
    save_text(connection, period, Written(place, str(row["text"]), now_utc()))


def _entry(connection: sqlite3.Connection, _: str, row: Row) -> None:
    if not put_back_entry(connection, row):
        raise Refusal("undo-gone")


def _correction(connection: sqlite3.Connection, _: str, row: Row) -> None:
    if not corrections.put_back(connection, row):
        raise Refusal("undo-gone")


WAYS: Mapping[str, Callable[[sqlite3.Connection, str, Row], None]] = {
    **dict.fromkeys(("goal", "goal_adjustment", "forecast", "action", "accepted_finding", "citation", "stage"), _whole),
    "period": _parts,
    "finalised_summary": _parts,
    "measurement": _measurement,
    "section_text": _text,
    "entry": _entry,
    "deal_correction": _correction,
}
