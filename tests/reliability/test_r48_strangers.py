"""A store from a stranger: what could act in it is refused, what a rep added for a look of their own is let be."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from salestui.domain.refusal import Refusal
from salestui.store import guarded as guard
from salestui.store.connection import open_store
from salestui.store.faults import refusal_for
from tests.reliability.faults import Place

STRANGE = {
    "a trigger": "create trigger t after insert on entry begin delete from goal; end",
    "a trigger before": "create temp table x (y); create trigger entry_before before update on entry begin select 1; end",
    "a virtual table": "create virtual table theirs using fts5 (x)",
    "a virtual table in the place of ours": "drop table deal_search; create virtual table deal_search using fts5 (x)",
    "another column": "alter table entry add column theirs text",
    "a generated column": "alter table goal add column theirs text generated always as (upper(name)) virtual",
    "a table made anew": "drop table citation; create table citation (period_id, section, entry_id, cited_at)",
    "a view in a table's place": "drop table measurement; create view measurement as select 1 as id",
    "a table taken away": "drop table undo_step",
    "an index made anew": "drop index entry_occurred; create index entry_occurred on entry (length(text))",
    "migrations that compute": (
        "alter table _sqlite_migrations add column more text generated always as (hex(zeroblob(100000))) virtual"
    ),
    "migrations as a view": (
        "alter table _sqlite_migrations rename to kept;"
        " create view _sqlite_migrations as with recursive n(x) as (select 1 union all select x + 1 from n)"
        " select x as id, 'salestui' as migration_set, 'm001_foundation' as name, 'x' as applied_at from n"
    ),
    "no migrations": "drop table _sqlite_migrations",
}


@pytest.mark.parametrize("strange", STRANGE)
def test_r48_what_a_stranger_put_into_the_store_is_refused_untouched(desk: Place, strange: str) -> None:
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        connection.executescript(STRANGE[strange])
    before = desk.store.read_bytes()
    for command in (("log", "win", "x"), ("goal", "list")):
        ended = desk.run(*command)
        assert ended.code == 4, ended
        assert ended.refused
        assert "changed by another program" in ended.err
    assert desk.store.read_bytes() == before
    assert sorted(file.name for file in desk.folder.glob("rep.db*")) == ["rep.db", "rep.db.backups"]


def test_r48_tables_views_and_indexes_of_the_reps_own_are_let_be_and_never_read(desk: Place) -> None:
    content = desk.content()
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        connection.executescript(
            "create table my_notes (id integer primary key, note text, loud text generated always as (upper(note)));"
            "insert into my_notes (note) values ('mine');"
            "create view v_mine as with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n;"
            "drop view v_entry; create view v_entry as select * from v_mine;"
            "create index my_index on entry (kind);"
            "analyze;"
        )
    for command in (
        ("log", "win", "beside my notes"),
        ("log", "--list"),
        ("goal", "list"),
        ("doctor",),
        ("backup",),
        ("metrics",),
    ):
        ended = desk.run(*command)
        assert ended.code == 0, (command, ended)
    kept = desk.content()
    assert kept.pop("my_notes") == [(1, "mine", "MINE")]
    kept["entry"] = [row for row in kept["entry"] if "beside my notes" not in row]
    assert kept == content


def test_r48_texts_of_a_stranger_are_shown_without_what_acts(desk: Place) -> None:
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        connection.execute(
            "update entry set text = ?, account = ?", ("a\x1b]0;owned\x07b\u202e [red]x[/]", "\x1b[31mAcme\x9b2J")
        )
        connection.execute("update goal set name = ?", ("quota\x1b[2J",))
        connection.commit()
    for command in (
        ("log", "--list"),
        ("log", "--list", "--json"),
        ("log", "--list", "--csv"),
        ("goal", "list"),
        ("search", "b"),
    ):
        ended = desk.run(*command)
        assert ended.code == 0, ended
        acting = [sign for sign in ended.out + ended.err if (ord(sign) < 32 and sign != "\n") or sign in "\x7f\x9b\u202e"]
        assert acting == [], (command, acting)


def test_r48_a_query_that_never_ends_is_ended(desk: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after the five seconds that it has, but sooner: what is waited for is the end alone."""
    assert guard.ENDLESS_SECONDS == 5.0
    monkeypatch.setattr(guard, "ENDLESS_SECONDS", 0.2)
    monkeypatch.setattr(guard, "ENDLESS_STEPS", guard.ENDLESS_STEPS // 25)
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    with open_store(desk.store, create=False) as store:
        with pytest.raises(sqlite3.OperationalError, match="interrupted") as ended:
            store.connection.execute(endless).fetchone()
        refusal = refusal_for(ended.value, desk.store)
        assert isinstance(refusal, Refusal)
        assert refusal.slug == "store-endless"
        assert store.connection.execute("select count(*) from goal").fetchone() == (1,)


def test_r48_the_connection_trusts_nothing(desk: Place) -> None:
    with open_store(desk.store, create=False) as store:
        told = {
            name: store.connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("trusted_schema", "cell_size_check", "foreign_keys")
        }
        assert told == {"trusted_schema": 0, "cell_size_check": 1, "foreign_keys": 1}
        with pytest.raises(sqlite3.OperationalError):
            store.connection.execute("attach ':memory:' as other")
        with pytest.raises(sqlite3.OperationalError):
            store.connection.execute("select load_extension('x')")
