"""The benchmarks as a command: `python -m tests.bench [--quick] [ROW ...]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from math import inf
from pathlib import Path

from tests.bench.results import Result, table, write_results
from tests.bench.rows import ROWS
from tests.bench.scene import Scene
from tests.bench.timing import HERE, Failed, Stopped


def _measured(row: str, scene: Scene) -> Iterator[Result]:
    """The results of a row. One that does not do its work is missed, one that was stopped is not measured; the rest goes on."""
    try:
        yield from ROWS[row](scene)
    except (Failed, TimeoutError) as failure:
        print(failure, file=sys.stderr)
        stopped = isinstance(failure, Stopped)
        yield Result(
            row, "could not be done", 0, None if stopped else inf, detail="stopped" if stopped else "see what was said"
        )
    except ImportError as missing:
        yield Result(row, "not measured", 0, None, detail=f"{missing.name} is not installed")


def main() -> int:
    """0 where every promise that was measured is held, else 1."""
    wish = argparse.ArgumentParser(prog="bash tests/bench/run.sh", description=__doc__)
    wish.add_argument("rows", nargs="*", metavar="ROW", help=" ".join(ROWS))
    wish.add_argument("--quick", action="store_true", help="fewer rounds, and nothing of a million deals")
    wish.add_argument("-o", "--output", type=Path, help="where the results go; tests/bench/RESULTS.md for a run of all rows")
    asked = wish.parse_args()
    chosen = [row.upper() for row in asked.rows] or list(ROWS)
    if unknown := [row for row in chosen if row not in ROWS]:
        wish.error(f"no such row: {', '.join(unknown)} (there are {', '.join(ROWS)})")
    results: list[Result] = []
    scene = Scene(quick=asked.quick)
    begun = time.monotonic()
    output = asked.output or (None if asked.rows or asked.quick else HERE / "RESULTS.md")
    try:
        for number, row in enumerate(chosen, 1):
            for result in _measured(row, scene):
                results.append(result)
                print("  ".join(result.cells), flush=True)
            if output is not None:  # after each row: a run that is cut short has told what it measured
                run = "a quick run" if asked.quick else "a full run" if number == len(chosen) else f"a run as far as {row}"
                minutes = (time.monotonic() - begun) / 60
                write_results(output, results, [f"{run}, {minutes:.0f} minutes"], scene.peer_versions())
    finally:
        scene.close()
    print(f"\n{table(results)}")
    return any(result.verdict == "missed" for result in results)


if __name__ == "__main__":
    sys.exit(main())
