"""What another program changed in the rep's file: triggers, foreign virtual tables, tables of ours with other columns (R48).

Further tables, views and indexes that a rep made for a look of their own are left alone, and never read.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from salestui.domain.refusal import Refusal
from salestui.store.guarded import Found, schema_of
from salestui.store.schema import migrations
from salestui.store.versions import MIGRATION_NAMES

_MIGRATIONS = "_sqlite_migrations"


def refuse_strangers(connection: sqlite3.Connection, schema: tuple[Found, ...], path: object) -> None:
    """Nothing, when what is ours is as we made it. Raises Refusal `store-newer`, `store-altered`."""
    if _is_plain_table(connection, schema, _MIGRATIONS):
        rows = connection.execute(f"select name from {_MIGRATIONS} where migration_set = 'salestui' order by id")
        applied = tuple(name for (name,) in rows)
        if any(name not in MIGRATION_NAMES for name in applied):
            raise Refusal("store-newer", exit_code=4, path=path)
        stranger = first_stranger(connection, schema, applied)
    else:
        stranger = f"table {_MIGRATIONS}"
    if stranger is not None:
        raise Refusal("store-altered", exit_code=4, path=path, what=stranger)


def first_stranger(connection: sqlite3.Connection, schema: tuple[Found, ...], applied: tuple[str, ...]) -> str | None:
    """The first object that makes a store unfit in which the migrations `applied` have run; None when it is fit."""
    if applied != MIGRATION_NAMES[: len(applied)]:
        return f"table {_MIGRATIONS}"
    ours = {name: (kind, name, sql) for kind, name, sql in _made_by(applied)}
    virtual = tuple(f"{name}_" for name, one in ours.items() if _is_virtual(one))
    found = {one[1]: one for one in schema}
    for one in schema:
        kind, name, _ = one
        if kind == "trigger" or (_is_virtual(one) and ours.get(name) != one):
            return f"{kind} {name}"
    for name, expected in ours.items():
        if name.startswith((*virtual, _MIGRATIONS, f"idx_{_MIGRATIONS}")):
            # made by SQLite or sqlite-utils, in words that differ between their versions
            if expected[0] == "table" and not _is_plain_table(connection, schema, name):
                return f"table {name}"
        elif found.get(name) != expected:
            return f"{expected[0]} {name}"
    return None


def _made_by(applied: tuple[str, ...]) -> tuple[Found, ...]:
    """What these migrations make, in the words in which SQLite remembers it."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(Database(memory, execute_plugins=False), stop_before=MIGRATION_NAMES[len(applied) :])
        return tuple(one for one in schema_of(memory) if one[2] is not None)
    finally:
        memory.close()


def _is_virtual(one: Found) -> bool:
    kind, _, sql = one
    return kind == "table" and (sql or "").upper().startswith("CREATE VIRTUAL")


def _is_plain_table(connection: sqlite3.Connection, schema: tuple[Found, ...], name: str) -> bool:
    """Whether `name` is a table that holds what was written into it, and computes nothing."""
    if not any(one[:2] == ("table", name) and not _is_virtual(one) for one in schema):
        return False
    (computed,) = connection.execute("select count(*) from pragma_table_xinfo(?) where hidden > 1", (name,)).fetchone()
    return not computed
