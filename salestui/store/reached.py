"""Which deals a question can use: the conditions under which a row of `deal` is read at all."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from datetime import date
from typing import NamedTuple

from salestui.domain.book import Reach

_TOUCHED = (
    "select deal_number from deal_change where seen_on between ? and ? and field in ('status', 'stage', 'expected_close_on')"
    " union select number from deal where id in"
    " (select deal_id from activity where occurred_on between ? and ? and deal_id is not null)"
)
"""The deals to which something that figures look at happened in a span."""


class Condition(NamedTuple):
    """A condition on a row of `deal`, and its values; also read are those of `numbers`, ascending, that were not removed.

    The numbers are looked for once: the condition is asked once for each part of a large book.
    """

    sql: str
    values: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    def between(self, first: int, last: int) -> tuple[str, tuple[str | int, ...]]:
        """The condition on the deals from the number `first` to `last`, and its values."""
        named = self.numbers[bisect_left(self.numbers, first) : bisect_right(self.numbers, last)]
        listed = f"[{','.join(map(str, named))}]"
        sql = f"number between ? and ? and removed is null and ({self.sql} or number in (select value from json_each(?)))"
        return sql, (first, last, *self.values, listed)


EVERY_DEAL = Condition("1", ())


def within(connection: sqlite3.Connection, reach: Reach | None) -> Condition:
    """The deals that were alive in a span, and those beside them that a figure of it can still look at.

    What an export shows to have changed happened since the export before; so a span begins with that one. Deals of which an
    export of the span tells later than that (a closing dated back, an owner who exports rarely) are found by their history.
    """
    if reach is None:
        return EVERY_DEAL
    parts = ["status = 'open'"]
    values: list[str] = []
    numbers: set[int] = set()
    for first, last in ((_opening(connection, first), last) for first, last in reach.spans):
        days = (first.isoformat(), last.isoformat())
        parts += ["(closed_on >= ? and (created_on is null or created_on <= ?))", "created_on between ? and ?"]
        values += days * 2
        numbers.update(number for (number,) in connection.execute(_TOUCHED, days * 2))
    for condition, spans in (("", reach.closings), ("status = 'won' and ", reach.wins)):
        for first, last in spans:
            parts.append(f"({condition}closed_on between ? and ?)")
            values += [first.isoformat(), last.isoformat()]
    if reach.spans:
        earliest = min(first for first, _ in reach.spans).isoformat()
        due = "select 1 from deal_change where deal_number = deal.number and field = 'expected_close_on' and before >= ?"
        parts.append(f"(deal_type = 'renewal' and (expected_close_on >= ? or exists ({due})))")
        values += [earliest, earliest]
    return Condition(" or ".join(parts), tuple(values), tuple(sorted(numbers)))


def _opening(connection: sqlite3.Connection, day: date) -> date:
    """The day of the last export before `day`, of the source whose last one is the oldest; `day` where there is none."""
    rows = connection.execute(
        "select max(as_of) from import_run where kind = 'deals' and undone_at is null and as_of <= ? group by source",
        (day.isoformat(),),
    )
    return min((date.fromisoformat(as_of) for (as_of,) in rows), default=day)
