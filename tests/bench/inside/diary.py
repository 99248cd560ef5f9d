"""Makes a store whose log holds as many entries as asked for: `diary.py STORE COUNT`."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from salestui.store.connection import open_store
from salestui.store.entries import insert_entry
from salestui.work.log import read_line

_KINDS = ("win", "risk", "blocker", "team", "learning")
_LINES = (
    "Brought the CFO in at discovery -> average deal 41k to 47k #acme @'Acme AB' +average_deal_size",
    "Legal review at @'Nordheim AS': three weeks of waiting",
    "Two calls with finance before the proposal, the discount came off the table",
    "Coached Sam on price objections, three calls",
)


def main(path: str, count: int) -> None:
    store = open_store(path, create=True)
    with store.transaction() as connection:
        for number in range(count):
            day = date(2026, 3, 31) - timedelta(days=number % 1500)
            line = f"{_LINES[number % len(_LINES)]} ({number})"
            insert_entry(connection, read_line(line, _KINDS[number % len(_KINDS)], day))
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
