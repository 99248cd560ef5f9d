"""Deals in the store: the newest record of each, by id, by list, by the words in its name."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, repeat
from typing import TypeAlias

from salestui.domain.deal import OPEN, STATE_FIELDS, Deal

Numbers: TypeAlias = "array[int]"

_DATES = ("created_on", "expected_close_on", "closed_on", "last_activity_on", "first_seen_on")
_DATE_PLACES = tuple(Deal._fields.index(field) for field in _DATES)
_ASSUMED = Deal._fields.index("closed_on_assumed")
_SELECT = f"select {', '.join(Deal._fields)} from deal"
_UNKNOWN = object()
_AT_ONCE = 40  # rows in one statement: a fifth of the time of writing them is that of beginning and ending a statement
_ORDER = "status <> 'open', case when status = 'open' then expected_close_on end, closed_on desc, name, number"
_ORDER_OF_OPEN = "expected_close_on, closed_on desc, name, number"
"""The same where all are open, in words that the index of the open ones serves."""
_FROM_THE_END = (
    "status <> 'open' desc, case when status = 'open' then expected_close_on end desc, closed_on, name desc, number desc"
)


def as_deal(row: Sequence[object]) -> Deal:
    """A row of the columns of `Deal`, with its days and flags as such."""
    values = list(row)
    for place in _DATE_PLACES:
        text = values[place]
        values[place] = date.fromisoformat(text) if isinstance(text, str) else None
    values[_ASSUMED] = bool(values[_ASSUMED])
    return Deal(*values)  # type: ignore[arg-type]


def read_deal(connection: sqlite3.Connection, deal: str) -> Deal | None:
    """The deal of that id."""
    row = connection.execute(f"{_SELECT} where id = ?", (deal,)).fetchone()
    return as_deal(row) if row else None


def read_deals(
    connection: sqlite3.Connection,
    *,
    status: str | None = None,
    owner: str | None = None,
    words: str | None = None,
    removed: bool = False,
    limit: int | None = None,
    offset: int = 0,
    from_the_end: bool = False,
) -> tuple[Deal, ...]:
    """Deals by expected day and name: open ones first, then closed ones, the newest first. `words` are searched for.

    `from_the_end` gives the last one first.
    """
    where, values = _conditions(status, owner, words, removed)
    order = _FROM_THE_END if from_the_end else _ORDER_OF_OPEN if status == OPEN else _ORDER
    rows = connection.execute(
        f"{_SELECT} where {where} order by {order} limit ? offset ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return tuple(map(as_deal, rows))


def numbers_in_order(connection: sqlite3.Connection, *, status: str | None = None, words: str | None = None) -> Numbers:
    """The numbers of the deals that `read_deals` would give, in its order: eight bytes for each."""
    where, values = _conditions(status, None, words, removed=False)
    rows = connection.execute(f"select number from deal where {where} order by {_ORDER}", values)
    return array("q", (number for (number,) in rows))


def read_numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Deal, ...]:
    """The deals of those numbers, in the order of `numbers`; one that is gone is left out."""
    places = ", ".join("?" * len(numbers))
    rows = connection.execute(f"select number, {', '.join(Deal._fields)} from deal where number in ({places})", tuple(numbers))
    found = {number: as_deal(row) for number, *row in rows}
    return tuple(found[number] for number in numbers if number in found)


def count_deals(
    connection: sqlite3.Connection,
    *,
    status: str | None = None,
    owner: str | None = None,
    words: str | None = None,
    removed: bool = False,
) -> int:
    """How many `read_deals` would give."""
    where, values = _conditions(status, owner, words, removed)
    (count,) = connection.execute(f"select count(*) from deal where {where}", values).fetchone()
    return int(count)


def read_of_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Deal]:
    """By id, those of the deals `ids` that the store has."""
    rows = connection.execute(f"{_SELECT} where id in (select value from json_each(?))", (json.dumps(ids),))
    return {deal.id: deal for deal in map(as_deal, rows)}


def ids_like(connection: sqlite3.Connection, deal: str, limit: int = 5) -> tuple[str, ...]:
    """Ids that begin with `deal`, in either case."""
    rows = connection.execute(
        "select id from deal where lower(substr(id, 1, ?)) = lower(?) order by id limit ?", (len(deal), deal, limit)
    )
    return tuple(found for (found,) in rows)


def owners(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Everyone who owns a deal."""
    rows = connection.execute("select distinct owner from deal where owner is not null order by owner")
    return tuple(owner for (owner,) in rows)


def insert_deals(
    connection: sqlite3.Connection, fields: Sequence[str], rows: Sequence[Sequence[object]], source: str, seen_on: str
) -> None:
    """New deals of one source, first seen on one day (ISO): `rows` are number, id, and the values of `fields`."""
    if unknown := {*fields} - {*STATE_FIELDS}:
        raise KeyError(unknown)
    (told,) = connection.execute("select quote(?) || ', ' || quote(?)", (source, seen_on)).fetchone()
    into = f"insert into deal (number, id, {', '.join(fields)}, source, first_seen_on) values "
    places = f"({', '.join('?' * (len(fields) + 2))}, {told})"
    several = len(rows) // _AT_ONCE * _AT_ONCE
    groups = (tuple(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, several, _AT_ONCE))
    connection.executemany(into + ", ".join([places] * _AT_ONCE), groups)
    connection.executemany(into + places, rows[several:])


@contextlib.contextmanager
def filled_at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """The first deals of a store come without the table's indexes, which are made when all of them are there: in half the time.

    Within a transaction, so that a fault leaves the indexes as they were.
    """
    if connection.execute("select 1 from deal limit 1").fetchone() is not None:
        yield
        return
    indexes = connection.execute(
        "select name, sql from sqlite_schema where type = 'index' and tbl_name = 'deal' and sql is not null order by rowid"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"drop index {name}")
    yield
    for _, made in indexes:
        connection.execute(made)


def update_states(
    connection: sqlite3.Connection, rows: Iterable[tuple[int, Sequence[object] | None, Sequence[object]]]
) -> None:
    """Write what the CRM says now: (number, what the deal's row holds, a value for each of STATE_FIELDS).

    Only what differs is written, since an index costs as much for a value that stays; all of it where the row is not known.
    """
    groups: dict[tuple[str, ...], list[list[object]]] = {}
    for number, before, after in rows:
        known = before if before is not None else repeat(_UNKNOWN)
        differing = [(field, new) for field, old, new in zip(STATE_FIELDS, known, after, strict=False) if old != new]
        fields = tuple(field for field, _ in differing)
        groups.setdefault(fields, []).append([*(value for _, value in differing), number])
    for fields, values in groups.items():
        if fields:
            places = ", ".join(f"{field} = ?" for field in fields)
            connection.executemany(f"update deal set {places} where number = ?", values)


def update_fields(connection: sqlite3.Connection, number: int, fields: dict[str, object]) -> None:
    """Set columns of one deal; the names are those of the table."""
    if unknown := fields.keys() - {*STATE_FIELDS, "merged_into", "first_seen_on", "id", "source"}:
        raise KeyError(unknown)
    places = ", ".join(f"{name} = ?" for name in fields)
    connection.execute(f"update deal set {places} where number = ?", (*fields.values(), number))


def delete_deals(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Deals that only an undone import had brought, with their changes and their line of the search index."""
    for number in numbers:
        unindex(connection, number)
        connection.execute("delete from deal where number = ?", (number,))


def number_of(connection: sqlite3.Connection, deal: str) -> int | None:
    row = connection.execute("select number from deal where id = ?", (deal,)).fetchone()
    return int(row[0]) if row else None


def rename_id(connection: sqlite3.Connection, number: int, deal: str) -> None:
    """Give a deal that came without an id the one that its CRM uses, wherever it is mentioned."""
    (before,) = connection.execute("select id from deal where number = ?", (number,)).fetchone()
    connection.execute("update deal set id = ? where number = ?", (deal, number))
    for table in ("activity", "entry", "entry_revision", "passed_change"):
        connection.execute(f"update {table} set deal_id = ? where deal_id = ?", (deal, before))
    connection.execute("update deal set merged_into = ? where merged_into = ?", (deal, before))


def index_from(connection: sqlite3.Connection, first: int) -> None:
    """Make the deals from number `first` on searchable."""
    connection.execute(
        "insert into deal_search (rowid, name, account) select number, name, account from deal where number >= ?", (first,)
    )


def unindex(connection: sqlite3.Connection, number: int) -> None:
    """Take a deal's line out of the search index; call it before its name or account changes."""
    connection.execute(
        "insert into deal_search (deal_search, rowid, name, account)"
        " select 'delete', number, name, account from deal where number = ?",
        (number,),
    )


def index_again(connection: sqlite3.Connection, number: int) -> None:
    """Put a deal's line back after `unindex`."""
    connection.execute(
        "insert into deal_search (rowid, name, account) select number, name, account from deal where number = ?", (number,)
    )


def _conditions(status: str | None, owner: str | None, words: str | None, removed: bool) -> tuple[str, tuple[object, ...]]:
    parts = ["1" if removed else "removed is null"]
    values: list[object] = []
    if status == OPEN:
        parts.append("status = 'open'")  # in so many words, so that the index of the open ones is used
    elif status:
        parts.append("status = ?")
        values.append(status)
    if owner:
        parts.append("owner = ?")
        values.append(owner)
    if words and (query := " ".join(_quoted(words))):
        parts.append("number in (select rowid from deal_search where deal_search match ?)")
        values.append(query)
    return " and ".join(parts), tuple(values)


def _quoted(words: str) -> Iterator[str]:
    """Each word as a prefix; nothing that a rep types is an operator of the search."""
    for word in words.split():
        bare = word.replace('"', "")
        if any(letter.isalnum() for letter in bare):
            yield f'"{bare}"*'
