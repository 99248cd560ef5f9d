"""What can be named on the command line and is in the store: accounts, people, deals, goals, tags."""

from __future__ import annotations

import sqlite3

from salestui.domain.text import same_name

MOST = 2000
_QUERIES = {
    "account": "select account from deal where removed is null union select account from entry where deleted_at is null",
    "owner": "select owner from deal where removed is null union select owner from period",
    "segment": "select segment from deal where removed is null",
    "goal": "select name from goal",
    "stage": "select name from stage",
}


def known_names(connection: sqlite3.Connection, kind: str) -> tuple[str, ...]:
    """The names of that kind (account, owner, segment, goal, stage) in alphabetical order, each once."""
    rows = connection.execute(f"select distinct * from ({_QUERIES[kind]}) where 1 order by 1 limit {MOST}")
    return tuple(name for (name,) in rows if name)


def accounts_beginning(connection: sqlite3.Connection, typed: str, limit: int) -> tuple[str, ...]:
    """At most `limit` accounts of deals whose name begins with `typed`, however it is capitalised; found by the index."""
    wanted, first = same_name(typed), typed.split(" ")[0]
    found: dict[str, None] = {}
    for written in dict.fromkeys((first, first.capitalize(), first.upper(), first.lower())):
        rows = connection.execute(
            f"select distinct account from deal where account >= ? and account < ? limit {MOST}", (written, f"{written}\U0010ffff")
        )
        found |= dict.fromkeys(name for (name,) in rows if same_name(name).startswith(wanted))
    return tuple(found)[:limit]


def known_deals(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """The ids of the deals with their names."""
    return tuple(connection.execute("select id, name from deal order by number desc limit ?", (MOST,)).fetchall())


def known_tags(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tags of the log, each once."""
    rows = connection.execute("select tags from entry where deleted_at is null and tags <> ''")
    return tuple(sorted({tag for (tags,) in rows for tag in tags.split()}))
