"""Activities in the store: calls, mails, meetings and tasks, each once however many exports hold it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from salestui.domain.activity import Activity


class ActivityRecord(NamedTuple):
    """A row of the table without its number and run."""

    external_id: str | None
    likeness: str
    occurred_on: str
    kind: str
    subject: str | None
    outcome: str | None
    done: int
    owner: str | None
    deal_id: str | None
    account: str | None


_COLUMNS = ", ".join(ActivityRecord._fields)


def read_activities(
    connection: sqlite3.Connection, since: date | None = None, until: date | None = None, deal: str | None = None
) -> tuple[Activity, ...]:
    """Activities by day; of a span of days, of one deal, or all."""
    rows = connection.execute(
        "select id, occurred_on, kind, subject, outcome, done, owner, deal_id, account from activity"
        " where (? is null or occurred_on >= ?) and (? is null or occurred_on <= ?) and (? is null or deal_id = ?)"
        " order by occurred_on, id",
        (*(value for day in (since, until) for value in (day and day.isoformat(),) * 2), deal, deal),
    )
    return tuple(
        Activity(number, date.fromisoformat(on), kind, subject, outcome, bool(done), owner, deal_id, account)
        for number, on, kind, subject, outcome, done, owner, deal_id, account in rows
    )


def activities_of_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[int, ActivityRecord]]:
    """By the CRM's id: the row's number and what it holds."""
    rows = connection.execute(
        f"select id, {_COLUMNS} from activity where external_id in (select value from json_each(?))", (json.dumps(ids),)
    )
    return {row[1]: (row[0], ActivityRecord(*row[1:])) for row in rows}


def activities_like(connection: sqlite3.Connection, likenesses: Sequence[str], but: int) -> dict[str, list[int]]:
    """By likeness: the numbers of stored activities that another import than `but` brought, or the rep typed."""
    found: dict[str, list[int]] = {}
    for likeness, number in connection.execute(
        "select likeness, id from activity where likeness in (select value from json_each(?)) and run_id is not ? order by id",
        (json.dumps(likenesses), but),
    ):
        found.setdefault(likeness, []).append(number)
    return found


def insert_activities(connection: sqlite3.Connection, run: int, rows: Iterable[ActivityRecord]) -> None:
    places = ", ".join("?" * (len(ActivityRecord._fields) + 1))
    connection.executemany(f"insert into activity ({_COLUMNS}, run_id) values ({places})", ((*row, run) for row in rows))


def update_activity(connection: sqlite3.Connection, number: int, row: ActivityRecord) -> None:
    places = ", ".join(f"{name} = ?" for name in ActivityRecord._fields)
    connection.execute(f"update activity set {places} where id = ?", (*row, number))


def account_of_contacts(connection: sqlite3.Connection, domains: Iterable[str]) -> dict[str, str]:
    """domain -> the one account that has it: in the accounts' table, or as the account of a deal."""
    wanted = json.dumps(list(domains))
    found: dict[str, set[str]] = {}
    for domain, name in connection.execute(
        "select domain, name from account where domain in (select value from json_each(?))"
        " union select account, account from deal where account in (select value from json_each(?))",
        (wanted, wanted),
    ):
        found.setdefault(domain, set()).add(name)
    return {domain: next(iter(names)) for domain, names in found.items() if len(names) == 1}
