"""The log in the store: entries, their earlier versions, and their lines in the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from salestui.domain.entry import Entry
from salestui.domain.instant import now_utc
from salestui.domain.text import same_name

_COLUMNS = "id, occurred_on, kind, text, metric, before, after, account, deal_id, tags, link, created_at"


_Maybe = str | None
_Row = tuple[int, str, str, str, _Maybe, _Maybe, _Maybe, _Maybe, _Maybe, str, _Maybe, str]


def _entry(row: _Row) -> Entry:
    number, on, kind, text, metric, before, after, account, deal, tags, link, created_at = row
    words = tuple(tags.split())
    return Entry(number, date.fromisoformat(on), kind, text, metric, before, after, account, deal, words, link, created_at)


def insert_entry(connection: sqlite3.Connection, entry: Entry) -> Entry:
    """Store `entry` under a new id; its `id` and `created_at` are made here."""
    created_at = entry.created_at or now_utc()
    cursor = connection.execute(
        "insert into entry (occurred_on, kind, text, metric, before, after, account, deal_id, tags, link, created_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.on.isoformat(), entry.kind, entry.text, entry.metric, entry.before, entry.after, entry.account, entry.deal,
            " ".join(entry.tags), entry.link, created_at,
        ),
    )  # fmt: skip
    number = cursor.lastrowid or 0
    connection.execute("insert into entry_search (rowid, text, account) values (?, ?, ?)", (number, entry.text, entry.account))
    return entry._replace(id=number, created_at=created_at)


def read_entry(connection: sqlite3.Connection, number: int, *, deleted: bool = False) -> Entry | None:
    """The entry `number`; one that was deleted only when `deleted` asks for those."""
    state = "not null" if deleted else "null"
    row = connection.execute(f"select {_COLUMNS} from entry where id = ? and deleted_at is {state}", (number,)).fetchone()
    return _entry(row) if row else None


def read_entries(
    connection: sqlite3.Connection,
    *,
    since: date | None = None,
    until: date | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> tuple[Entry, ...]:
    """Entries newest day first, within a day the newest first."""
    wanted = ["deleted_at is null"]
    values: list[str | int] = []
    for clause, value in (
        ("occurred_on >= ?", since and since.isoformat()),
        ("occurred_on <= ?", until and until.isoformat()),
        ("kind = ?", kind),
    ):
        if value:
            wanted.append(clause)
            values.append(value)
    bound = f" limit {int(limit)}" if limit is not None else ""
    rows = connection.execute(
        f"select {_COLUMNS} from entry where {' and '.join(wanted)} order by occurred_on desc, id desc{bound}", values
    )
    return tuple(_entry(row) for row in rows)


def newest_entry_day(connection: sqlite3.Connection) -> date | None:
    """The day of the latest entry."""
    (day,) = connection.execute("select max(occurred_on) from entry where deleted_at is null").fetchone()
    return date.fromisoformat(day) if day else None


def update_entry(connection: sqlite3.Connection, before: Entry, after: Entry, *, undo: bool = False) -> None:
    """Put `after` in the place of `before`, which is kept as a revision; with `undo` it is an earlier version of it."""
    _keep(connection, before, "restored" if undo else "edited")
    _unindex(connection, before)
    connection.execute(
        "update entry set occurred_on = ?, kind = ?, text = ?, metric = ?, before = ?, after = ?, account = ?, deal_id = ?,"
        " tags = ?, link = ? where id = ?",
        (
            after.on.isoformat(), after.kind, after.text, after.metric, after.before, after.after, after.account, after.deal,
            " ".join(after.tags), after.link, before.id,
        ),
    )  # fmt: skip
    _index(connection, after._replace(id=before.id))


def delete_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Take `entry` out of every list; it stays in the table and comes back with `restore_entry`."""
    _keep(connection, entry, "deleted")
    _unindex(connection, entry)
    connection.execute("update entry set deleted_at = ? where id = ?", (now_utc(), entry.id))


def restore_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Bring a deleted entry back."""
    _keep(connection, entry, "restored")
    connection.execute("update entry set deleted_at = null where id = ?", (entry.id,))
    _index(connection, entry)


def put_back_entry(connection: sqlite3.Connection, row: Mapping[str, int | float | str | None]) -> bool:
    """The entry's row as it stood before a change, deleted or not; what it says now is kept. False where there is no such entry."""
    number = int(row["id"] or 0)
    now = read_entry(connection, number)
    if now is not None:
        _unindex(connection, now)
    else:
        now = read_entry(connection, number, deleted=True)
    if now is None:
        return False
    _keep(connection, now, "restored")
    places = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"update entry set {places} where id = ?", (*row.values(), number))
    after = read_entry(connection, number)
    if after is not None:
        _index(connection, after)
    return True


class Version(NamedTuple):
    """What an entry said at one time."""

    on: date
    kind: str
    text: str
    account: str | None
    deal: str | None
    link: str | None


def version_before(connection: sqlite3.Connection, number: int) -> Version | None:
    """What the entry said before its newest edit; after an undo the version before that one, and after the oldest the newest
    again, so that whatever it ever said is reached. None where it never said anything else."""
    rows = connection.execute(
        "select occurred_on, kind, text, account, deal_id, link, what from entry_revision where entry_id = ? order by id",
        (number,),
    )
    said: list[Version] = []  # before each edit, oldest first
    undone: list[Version] = []  # before each undo since the newest edit
    previous = ""
    for on, *rest, what in rows:
        version = Version(date.fromisoformat(on), *rest)
        if what == "edited":
            said += [*undone, version]
            undone = []
        elif what == "restored" and previous != "deleted":
            undone.append(version)
        previous = what
    if not said:
        return None
    steps = (len(undone) + 1) % (len(said) + 1)
    return said[-steps] if steps else undone[0]


def search_entries(connection: sqlite3.Connection, query: str, limit: int = 50) -> tuple[Entry, ...]:
    """Entries that hold every word of `query`, best first; accents and case do not matter."""
    rows = connection.execute(
        f"select {', '.join('entry.' + name.strip() for name in _COLUMNS.split(','))} from entry_search"
        " join entry on entry.id = entry_search.rowid where entry_search match ? and deleted_at is null"
        " order by bm25(entry_search), entry.id desc limit ?",
        (quoted(query), limit),
    )
    return tuple(_entry(row) for row in rows)


def quoted(query: str) -> str:
    """What a person typed as a full-text query: every word must occur, the last one may be unfinished."""
    words = ['"' + word.replace('"', '""') + '"' for word in query.split()]
    return " ".join(words) + "*" if words else '""'


def known_account(connection: sqlite3.Connection, account: str) -> str:
    """`account` as the deals write it, else as the log did lately, where it is there in another case or encoding (R53)."""
    wanted = same_name(account)
    words = wanted.replace('"', '""')
    for index, table, key in (("deal_search", "deal", "number"), ("entry_search", "entry", "id")):
        spellings = connection.execute(
            f"select account from {table} where {key} in (select rowid from {index} where {index} match ?"
            " order by rowid desc limit 20)",
            (f'account : "{words}"',),
        )
        found = [spelling for (spelling,) in spellings if same_name(spelling) == wanted]
        if found:
            return account if account in found else str(found[0])
    return account


def entry_accounts(connection: sqlite3.Connection) -> Iterable[str]:
    """Accounts that entries name, most used first."""
    rows = connection.execute(
        "select account from entry where account is not null and deleted_at is null group by account order by count(*) desc"
    )
    return [account for (account,) in rows]


def _keep(connection: sqlite3.Connection, entry: Entry, what: str) -> None:
    connection.execute(
        "insert into entry_revision (entry_id, occurred_on, kind, text, account, deal_id, link, what, saved_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.id, entry.on.isoformat(), entry.kind, entry.text, entry.account, entry.deal, entry.link, what, now_utc()),
    )


def _index(connection: sqlite3.Connection, entry: Entry) -> None:
    connection.execute(
        "insert into entry_search (rowid, text, account) values (?, ?, ?)", (entry.id, entry.text, entry.account)
    )


def _unindex(connection: sqlite3.Connection, entry: Entry) -> None:
    connection.execute(
        "insert into entry_search (entry_search, rowid, text, account) values ('delete', ?, ?, ?)",
        (entry.id, entry.text, entry.account),
    )
