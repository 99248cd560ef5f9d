"""What was measured, as a table on the screen and as `RESULTS.md`."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.timing import Compared, Run

HELD, MISSED, UNMEASURED = "held", "missed", "not measured"
_DIGITS = {"x": 2, "ms": 1, "MB": 0, "%": 0}


class Result(NamedTuple):
    """One promise: `limit` and `measured` in `unit`, None where it could not be measured; `processor` is the same in processor
    time. `detail` says against what.
    """

    row: str
    what: str
    limit: float
    measured: float | None
    unit: str = "x"
    detail: str = ""
    processor: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return UNMEASURED
        kept = self.measured >= self.limit if self.at_least else self.measured <= self.limit
        return HELD if kept else MISSED

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.row,
            self.what,
            f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}" if self.limit else "–",
            self._said(self.measured) or "–",
            self._said(self.processor),
            self.verdict,
            self.detail,
        )

    def _said(self, value: float | None) -> str:
        return "" if value is None or value == inf else f"{value:.{_DIGITS.get(self.unit, 1)}f} {self.unit}"


HEADS = ("row", "what", "held to", "measured", "processor", "verdict", "detail")


def ratio(row: str, what: str, limit: float, compared: Compared, *, anchor: str = "the floor") -> Result:
    """A promise about a ratio to an anchor."""
    detail = (
        f"{_time(compared.seconds)} against {_time(compared.anchor_seconds)} of {anchor}, {len(compared.ours)} times in turns"
    )
    return Result(row, what, limit, compared.ratio, detail=detail, processor=compared.processor_ratio)


def within(row: str, what: str, limit: float, runs: Sequence[Run], detail: str) -> Result:
    """A promise in milliseconds within a process, by the median of `runs`."""
    clock, used = (median(side) * 1000 for side in zip(*runs, strict=True))
    return Result(row, what, limit, clock, "ms", f"{len(runs)} times, {detail}", processor=used)


def absent(row: str, what: str, limit: float, why: str, *, at_least: bool = False) -> Result:
    """A promise that cannot be measured here."""
    return Result(row, what, limit, None, detail=why, at_least=at_least)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.2f} ms"


def table(results: Sequence[Result]) -> str:
    """The results in columns, for a terminal."""
    lines = [HEADS, *(result.cells for result in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=True)).rstrip() for line in lines)


def write_results(path: Path, results: Sequence[Result], conditions: Sequence[str], peers: Sequence[str]) -> None:
    """`RESULTS.md`: the table, and on what it was measured."""
    held = sum(result.verdict == HELD for result in results)
    missed = sum(result.verdict == MISSED for result in results)
    lines = [
        "# How long a rep waits",
        "",
        "Written by `bash tests/bench/run.sh`. Each promise beside its peers and its floor, run in turns (ours, the anchor,",
        "ours, the anchor ...); the verdict is by the medians of the clock. *Processor* is the same in processor time, which",
        "other programs on the machine hardly change: where the clock says otherwise, compare the load below.",
        "",
        f"{held} held, {missed} missed, {len(results) - held - missed} not measured.",
        "",
        f"| {' | '.join(HEADS)} |",
        f"|{'|'.join('---' for _ in HEADS)}|",
        *(f"| {' | '.join(result.cells)} |" for result in results),
        "",
        "## On what",
        "",
        *(f"- {line}" for line in (*machine(), *conditions)),
        f"- peers: {', '.join(peers) or 'none'}",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def machine() -> list[str]:
    """The machine, how busy it was, and the versions."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    names = ("textual", "click", "babel", "msgspec", "plotext", "python-calamine", "sqlite-utils")
    release = platform.release().partition("-")[0]
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{platform.system()} {release} {platform.machine()}, {os.cpu_count()} processors ({_processor()})",
        f"load of the machine over 1, 5 and 15 minutes at the end: {load}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        + ", ".join(f"{n} {version(n)}" for n in names),
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "not known"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "not known")
