"""Accounts and people in the store: segments, regions, territories, and the names that stand for a CRM's ids."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from salestui.store.deals import index_again, unindex


class AccountRecord(NamedTuple):
    """A row of the table `account`."""

    name: str
    id: str | None
    segment: str | None
    region: str | None
    domain: str | None
    alias: str | None


class PersonRecord(NamedTuple):
    """A row of the table `person`."""

    name: str
    id: str | None
    territory: str | None
    segment: str | None
    manager: str | None


def account_named(connection: sqlite3.Connection, name: str) -> AccountRecord | None:
    row = connection.execute("select name, id, segment, region, domain, alias from account where name = ?", (name,)).fetchone()
    return AccountRecord(*row) if row else None


def person_named(connection: sqlite3.Connection, name: str) -> PersonRecord | None:
    row = connection.execute("select name, id, territory, segment, manager from person where name = ?", (name,)).fetchone()
    return PersonRecord(*row) if row else None


def save_account(connection: sqlite3.Connection, row: AccountRecord) -> None:
    connection.execute(
        "insert into account (name, id, segment, region, domain, alias) values (?, ?, ?, ?, ?, ?) on conflict (name) do update"
        " set id = excluded.id, segment = excluded.segment, region = excluded.region, domain = excluded.domain,"
        " alias = excluded.alias",
        row,
    )


def save_person(connection: sqlite3.Connection, row: PersonRecord) -> None:
    connection.execute(
        "insert into person (name, id, territory, segment, manager) values (?, ?, ?, ?, ?) on conflict (name) do update"
        " set id = excluded.id, territory = excluded.territory, segment = excluded.segment, manager = excluded.manager",
        row,
    )


def completed_account(new: AccountRecord, old: AccountRecord) -> AccountRecord:
    """`new`, and from `old` what it does not say."""
    return old._replace(**{name: value for name, value in new._asdict().items() if value is not None})


def completed_person(new: PersonRecord, old: PersonRecord) -> PersonRecord:
    return old._replace(**{name: value for name, value in new._asdict().items() if value is not None})


def names_by_id(connection: sqlite3.Connection, table: Literal["person", "account"]) -> dict[str, str]:
    """id -> name of the people or accounts that have an id and no other's."""
    rows = connection.execute(f"select id, min(name) from {table} where id is not null group by id having count(*) = 1")
    return dict(rows.fetchall())


def put_names_for_ids(connection: sqlite3.Connection) -> None:
    """Where records speak of a person or an account by the CRM's id, write the name, now that it is known."""
    connection.execute("create temp table if not exists naming (id text primary key, name text) without rowid")
    with_account, with_owner = ("activity", "mrr_movement"), ("forecast", "measurement", "goal", "import_coverage")
    _know(connection, "account")
    renamed = [number for (number,) in connection.execute("select number from deal where account in (select id from naming)")]
    for number in renamed:
        unindex(connection, number)
    _write_names(connection, "account", ("deal", *with_account))
    for number in renamed:
        index_again(connection, number)
    _know(connection, "person")
    _write_names(connection, "owner", ("deal", *with_account, *with_owner))
    _write_names(connection, "manager", ("person",))


def _know(connection: sqlite3.Connection, table: Literal["person", "account"]) -> None:
    connection.execute("delete from naming")
    connection.executemany("insert into naming (id, name) values (?, ?)", names_by_id(connection, table).items())


def _write_names(connection: sqlite3.Connection, field: str, tables: tuple[str, ...]) -> None:
    for table in tables:
        connection.execute(
            f"update or ignore {table} set {field} = (select name from naming where naming.id = {table}.{field})"
            f" where {field} in (select id from naming)"
        )
    for value in ("before", "after"):
        connection.execute(
            f"update deal_change set {value} = (select name from naming where naming.id = {value}) where field = ?"
            f" and {value} in (select id from naming)",
            (field,),
        )
