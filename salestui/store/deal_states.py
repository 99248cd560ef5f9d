"""What the CRM last said of a deal: its record without the rep's corrections."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from salestui.domain.deal import STATE_FIELDS, DealState, stored_value

_SELECT = f"select number, id, source, {', '.join(STATE_FIELDS)} from deal"
_AT = {field: index for index, field in enumerate(STATE_FIELDS)}


def states_of_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> list[DealState]:
    return _said(connection, f"{_SELECT} where id in (select value from json_each(?))", (json.dumps(ids),))


def told_of_ids(
    connection: sqlite3.Connection, ids: Sequence[str], fields: Sequence[str]
) -> list[tuple[int, str, str, tuple[object, ...]]]:
    """(number, id, source, the values of `fields`) of the deals of these ids."""
    if unknown := {*fields} - _AT.keys():
        raise KeyError(unknown)
    rows = connection.execute(
        f"select number, id, source, {', '.join(fields)} from deal where id in (select value from json_each(?))",
        (json.dumps(ids),),
    )
    found = [(row[0], row[1], row[2], row[3:]) for row in rows]
    corrected = _corrected(connection)
    if not corrected:
        return found
    places = {field: place for place, field in enumerate(fields)}
    return [(number, deal, source, _put_back(told, corrected.get(number, ()), places)) for number, deal, source, told in found]


def states_named(connection: sqlite3.Connection, names: Collection[str]) -> list[DealState]:
    """Deals whose name is one of `names`."""
    return _said(connection, f"{_SELECT} where name in (select value from json_each(?))", (json.dumps(list(names)),))


def states_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[DealState]:
    return _said(connection, f"{_SELECT} where number in (select value from json_each(?))", (json.dumps(numbers),))


def awaited(connection: sqlite3.Connection, source: str, as_of: str) -> set[int]:
    """Numbers of the open deals of a source that were seen by `as_of` and are not removed."""
    rows = connection.execute(
        "select number from deal where status = 'open' and removed is null and source = ? and first_seen_on <= ?",
        (source, as_of),
    )
    return {number for (number,) in rows}


def names_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, str, str, str | None]]:
    """(number, id, name, owner), by number."""
    return connection.execute(
        "select number, id, name, owner from deal where number in (select value from json_each(?)) order by number",
        (json.dumps(list(numbers)),),
    ).fetchall()


def next_number(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("select coalesce(max(number), 0) + 1 from deal").fetchone()
    return int(number)


def has_deals(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from deal limit 1").fetchone() is not None


def has_ids_like(connection: sqlite3.Connection, prefix: str) -> bool:
    row = connection.execute("select 1 from deal where id >= ? and id < ? limit 1", (prefix, prefix + "\uffff")).fetchone()
    return row is not None


def _said(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> list[DealState]:
    rows = [DealState(row[0], row[1], row[2], row[3:]) for row in connection.execute(query, values)]
    corrected = _corrected(connection)
    if not corrected:
        return rows
    return [row._replace(state=_put_back(row.state, corrected.get(row.number, ()), _AT)) for row in rows]


def _corrected(connection: sqlite3.Connection) -> dict[int, list[tuple[str, str | None]]]:
    """(field, what the CRM said) of the corrections in force, by number of the deal."""
    found: dict[int, list[tuple[str, str | None]]] = {}
    for number, field, value in connection.execute(
        "select deal_number, field, crm_value from deal_correction where ended_at is null"
    ):
        found.setdefault(number, []).append((field, value))
    return found


def _put_back(
    told: tuple[object, ...], corrections: Iterable[tuple[str, str | None]], places: Mapping[str, int]
) -> tuple[object, ...]:
    """`told` with the CRM's word in the place of the rep's."""
    values = list(told)
    for field, value in corrections:
        if field in places:
            values[places[field]] = stored_value(field, value)
    return tuple(values)
