"""A store of many years: a hundred thousand deals with a million changes, a hundred thousand entries, fifty periods."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from salestui.store.connection import open_store
from tests.reliability.faults import Outcome, Place
from tests.reliability.test_r54_r55_large_offline import steps_of_a_line, with_entries

MEMORY = 300_000_000
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


SECONDS = {"log": 0.3}
"""What a command may take, with Python's start; the app's first screen may take a second."""
COMMANDS = (
    ("log", "win", "in a large store"), ("log", "--list", "--since", "2025-12-30"), ("search", "buyer"), ("deal", "show", "006000042"),
    ("section", "set", "context.driver.1", "x"), ("undo", "--list"), ("period", "list"), ("status",), ("metrics",),
)  # fmt: skip


def large_store(folder: Path) -> Place:
    """A desk of many years, looked at once since: what is derived from it is kept beside it."""
    large = Place(folder / "large")
    large.folder.mkdir()
    with_entries(large.store, 100_000)
    with_deals(large.store, 100_000, 10)
    for year in range(2014, 2027):
        for quarter in range(1, 5):
            large.run("period", "new", f"{year}-Q{quarter}")
    return large


def lived_with(desk: Place, folder: Path) -> Outcome:
    """What a rep does all day on such a store, in little memory and in time."""
    large = large_store(folder)
    broken, told = [], []
    small, many = steps_of_a_line(desk.copy(folder / "small")), min(steps_of_a_line(large) for _ in range(5))
    if many > small + 60:
        broken.append(f"a line takes {many} steps, {small} in a small store")
    for command in COMMANDS:
        times, most = [], 0
        for _ in range(3):
            used, took, ended = _measured(large, command)
            times.append(took)
            most = max(most, used)
        told.append(f"{command[0]} {min(times):.2f} s (first {times[0]:.2f} s) {most >> 20} MB")
        if ended != 0 or most > MEMORY or min(times) > SECONDS.get(command[0], 60):
            broken.append(f"{' '.join(command)}: ended with {ended}, {min(times):.2f} s, {most >> 20} MB")
    took, most = _opened(large)
    told.append(f"app {took:.2f} s {most >> 20} MB")
    if took > 1 or most > MEMORY:
        broken.append(f"the app opens in {took:.2f} s, with {most >> 20} MB")
    return Outcome(len(COMMANDS) + 2, (*broken, *filter(None, [large.wrong()])), "; ".join(told))


def _measured(place: Place, command: tuple[str, ...]) -> tuple[int, float, int]:
    """Bytes of memory at most, seconds with Python's start, and the exit code."""
    began = time.monotonic()
    process = place.start(*command)
    for stream in (process.stdout, process.stderr):
        assert stream is not None
        stream.read()
        stream.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss * 1024, time.monotonic() - began, process.returncode


def _opened(place: Place) -> tuple[float, int]:
    """Seconds from the command until the app's first screen with its figures stands, the best of three; bytes of memory at most."""
    times, most = [], 0
    for _ in range(3):
        seen, began = b"", time.monotonic()
        pid, handle = pty.fork()
        if pid == 0:
            os.environ.update(place.environment(TERM="xterm-256color"))
            os.chdir(place.folder)
            os.execv(sys.executable, place.command())
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        while b"2026-Q" not in seen and time.monotonic() - began < 60:
            if select.select([handle], [], [], 0.01)[0]:
                seen += os.read(handle, 65536)
        times.append(time.monotonic() - began)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            if select.select([handle], [], [], 0.05)[0]:
                seen += os.read(handle, 65536)
        os.kill(pid, signal.SIGKILL)
        _, _, used = os.wait4(pid, 0)
        os.close(handle)
        most = max(most, used.ru_maxrss * 1024)
    return min(times), most
