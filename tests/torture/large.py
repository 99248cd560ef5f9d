"""A store of many years: a hundred thousand deals with a million changes, a hundred thousand entries, fifty periods."""

from __future__ import annotations

import time
from pathlib import Path

from salestui.store.connection import open_store
from tests.reliability.faults import Outcome, Place
from tests.reliability.test_r54_r55_large_offline import steps_of_a_line, with_entries

MEMORY = ("prlimit", "--as=600000000")
"""The address space of a process that may hold 300 MB: Python and SQLite reserve about as much again."""
_STAGES = ("Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost")


def with_deals(path: Path, deals: int, changes: int) -> None:
    """So many deals, each with so many changes of stage, amount or day."""
    with open_store(path, create=False) as store, store.transaction() as connection:
        connection.execute(
            "with recursive n(x) as (select 1 union all select x + 1 from n where x < ?)"
            " insert into deal (id, source, name, account, owner, amount_minor, currency, stage, status, created_on,"
            " expected_close_on, closed_on, first_seen_on)"
            " select printf('006%06d', x), 'salesforce', 'Deal ' || x, 'Account ' || (x % 5000), 'Anna Ek', 100000 + x, 'USD',"
            " 'Proposal', case x % 3 when 0 then 'won' when 1 then 'lost' else 'open' end,"
            " date('2021-01-01', '+' || (x % 1800) || ' days'), date('2021-03-01', '+' || (x % 1800) || ' days'),"
            " case when x % 3 < 2 then date('2021-03-01', '+' || (x % 1800) || ' days') end, '2021-01-01' from n",
            (deals,),
        )
        connection.execute(
            "with recursive n(x) as (select 1 union all select x + 1 from n where x < ?)"
            " insert into deal_change (deal_number, field, before, after, seen_on)"
            " select deal.number, case n.x % 3 when 0 then 'stage' when 1 then 'amount' else 'close_on' end,"
            " case n.x % 3 when 0 then 'Qualification' when 1 then '100000' else '2024-01-01' end,"
            " case n.x % 3 when 0 then 'Proposal' when 1 then '110000' else '2024-02-01' end,"
            " date('2021-01-01', '+' || ((deal.number + n.x * 7) % 1800) || ' days') from deal, n",
            (changes,),
        )


def lived_with(desk: Place, folder: Path) -> Outcome:
    """What a rep does all day on such a store, in little memory; the times are told, and nothing is held to them."""
    large = Place(folder / "large")
    large.folder.mkdir()
    with_entries(large.store, 100_000)
    with_deals(large.store, 100_000, 10)
    for year in range(2014, 2027):
        for quarter in range(1, 5):
            large.run("period", "new", f"{year}-Q{quarter}")
    broken = []
    small, many = steps_of_a_line(desk.copy(folder / "small")), min(steps_of_a_line(large) for _ in range(5))
    if many > small + 60:
        broken.append(f"a line takes {many} steps, {small} in a small store")
    commands = (
        ("log", "win", "in a large store"), ("log", "--list", "--since", "2025-12-30"), ("search", "buyer"),
        ("deal", "show", "006000042"),
        ("section", "set", "context.driver.1", "x"), ("undo", "--list"), ("period", "list"), ("status",),
    )  # fmt: skip
    for command in commands:
        began = time.monotonic()
        ended = large.run(*command, wrapper=MEMORY)
        print(f"      {' '.join(command):40} {time.monotonic() - began:6.2f} s, {large.store.stat().st_size >> 20} MB")
        if ended.code != 0:
            broken.append(f"{command}: {ended}")
    return Outcome(len(commands) + 1, (*broken, *filter(None, [large.wrong()])))
