"""The table of faults injected and survived: a line for each, kept from run to run; a run of some renews their lines alone."""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tests.reliability.faults import Outcome

TABLE = Path(__file__).with_name("RESULTS.md")
_HEAD = ("promise", "fault", "injected", "survived", "seconds", "day", "measured")


class Line(NamedTuple):
    """One fault of one promise: how often it was injected and survived, in how many seconds, and on which day."""

    promise: str
    fault: str
    injected: int
    survived: int
    seconds: int
    day: str
    measured: str = ""


def line_of(promise: str, fault: str, outcome: Outcome, seconds: float) -> Line:
    survived = max(outcome.injected - len(outcome.broken), 0)
    return Line(
        promise,
        fault,
        outcome.injected,
        survived,
        round(seconds),
        datetime.now().astimezone().date().isoformat(),
        outcome.measured,
    )


def keep(lines: Iterable[Line], order: list[tuple[str, str]]) -> None:
    """Write the table with `lines` in the place of those of the same name; what is not in `order` any more goes."""
    known = {(line.promise, line.fault): line for line in (*kept(), *lines)}
    shown = [known[name] for name in sorted(order, key=_number) if name in known]
    injected, survived = sum(line.injected for line in shown), sum(line.survived for line in shown)
    rows = [_HEAD, ("---",) * len(_HEAD), *([str(cell) for cell in line] for line in shown)]
    missing = [f"{promise} {fault}" for promise, fault in order if (promise, fault) not in known]
    TABLE.write_text(
        "# Faults injected and survived\n\n"
        "Written by `python -m tests.torture`, which says of each broken promise with which seed, command and step it broke.\n"
        "The numbers of the promises are those of the tests that bear them (`test_r07_...`). Seconds are of a computer that others\n"
        f"use too.\n\nOn {_machine()}.\n\n"
        f"**{injected} faults injected, {survived} survived.**\n\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in rows)
        + ("\n\nNot run yet: " + "; ".join(missing) + ".\n" if missing else "\n"),
        encoding="utf-8",
    )


def _number(name: tuple[str, str]) -> int:
    return int(name[0][1:])


def kept() -> list[Line]:
    """The lines of the table as it is."""
    if not TABLE.exists():
        return []
    found = re.findall(
        r"^\| (R\d+) \| (.*) \| (\d+) \| (\d+) \| (\d+) \| (\S+) \| (.*?) ?\|$", TABLE.read_text(encoding="utf-8"), re.M
    )
    return [Line(promise, fault, int(n), int(m), int(s), day, told) for promise, fault, n, m, s, day, told in found]


def _machine() -> str:
    told = (
        subprocess.run(["strace", "-V"], capture_output=True, text=True, check=False).stdout if shutil.which("strace") else ""
    )
    strace = re.search(r"version (\S+)", told)
    parts = (
        f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"strace {strace[1]}" if strace else "no strace",
    )
    return ", ".join(parts)
