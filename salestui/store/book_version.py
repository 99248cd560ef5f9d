"""Whether the rows that figures are made from are still those that were read: told without reading them."""

from __future__ import annotations

import sqlite3


def book_version(connection: sqlite3.Connection) -> tuple[object, ...]:
    """A value that differs whenever `read_book` may give another book; a log entry or a text of a section changes nothing.

    Deals, their history, activities and movements come and go with imports and corrections; the tables that are typed are
    small and are looked at whole.
    """
    typed = (
        connection.execute(query).fetchall() if whole else connection.execute(query).fetchone() for query, whole in _TYPED
    )
    return (*deals_version(connection), *typed)


def deals_version(connection: sqlite3.Connection) -> tuple[object, ...]:
    """A value that differs whenever deals, their history, activities or movements do: that part of `book_version` which is large."""
    return tuple(connection.execute(query).fetchone() for query in _OF_DEALS)


_OF_DEALS = (
    "select count(*), max(id), count(undone_at), sum(added + changed) from import_run",
    "select count(*), max(id), count(ended_at), max(made_at), max(ended_at) from deal_correction",
)
_TYPED = (
    ("select name, step, position, confirmed_at is null from stage", True),
    ("select * from goal", True),
    ("select * from goal_adjustment", True),
    ("select * from forecast", True),
    ("select * from measurement", True),
    ("select key, role, owner, definitions from period", True),
    ("select count(*), max(rowid) from person", False),
)


def written_version(connection: sqlite3.Connection, period: str) -> tuple[object, ...]:
    """A value that differs whenever a text, an action or a kept finding of the period, or what it was begun with, does."""
    return tuple(connection.execute(query, (period,)).fetchall() for query in _WRITTEN)


_OF_PERIOD = "where period_id = (select id from period where key = ?)"
_WRITTEN = (
    "select * from period where key = ?",
    f"select section, field, row, part, text from section_text {_OF_PERIOD} order by section, field, row, part",
    f"select * from action {_OF_PERIOD} order by id",
    f"select * from accepted_finding {_OF_PERIOD} order by id",
)


def book_weight(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Sums over the rows of the deals that differ when one of them was changed past this program: one look at each row."""
    return tuple(connection.execute(_WEIGHT).fetchone())


_WEIGHT = (
    "select count(*), total(number * coalesce(amount_minor, -1)), total(number * coalesce(julianday(closed_on), -1)),"
    " total(number * coalesce(julianday(expected_close_on), -1)), total(number * coalesce(length(stage), -1)),"
    " total(number * coalesce(length(owner), -1)), total(number * unicode(status)), count(removed) from deal"
)
