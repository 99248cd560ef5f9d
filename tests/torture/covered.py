"""How much of store and importing the tests take, from what coverage.py writes as JSON; the worst files, and what they leave out.

    python -m tests.torture.covered REPORT

Ends with 1 where a package's branches are taken in less than 95 of 100 cases.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

PACKAGES = ("salestui/store/", "salestui/importing/")
LEAST = 0.95
WORST = 10


class Taken(NamedTuple):
    """Lines and branches of a file or a package: how many there are, how many were taken, and where the others are."""

    name: str
    lines: int
    lines_taken: int
    branches: int
    branches_taken: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.branches_taken / self.branches if self.branches else 1.0

    def __str__(self) -> str:
        of_lines = self.lines_taken / self.lines if self.lines else 1.0
        left = self.branches - self.branches_taken
        return f"{self.name:46} lines {of_lines:7.2%}   branches {self.share:7.2%} ({left} of {self.branches} untaken)"


def taken_by_file(report: dict[str, Any]) -> list[Taken]:
    """Each file of the report of `coverage json`."""
    return [_taken(name, about["summary"], about["missing_branches"]) for name, about in report["files"].items()]


def _taken(name: str, count: dict[str, int], missing: list[list[int]]) -> Taken:
    # a branch that leads out of a function is written as one to a line below nought
    places = tuple(f"{begin}->{end if end > 0 else 'exit'}" for begin, end in missing)
    lines, branches = (count["num_statements"], count["covered_lines"]), (count["num_branches"], count["covered_branches"])
    return Taken(name, *lines, *branches, places)


def together(name: str, files: Sequence[Taken]) -> Taken:
    lines, branches = sum(one.lines for one in files), sum(one.branches for one in files)
    return Taken(name, lines, sum(one.lines_taken for one in files), branches, sum(one.branches_taken for one in files))


def main() -> int:
    files = taken_by_file(json.loads(Path(sys.argv[1]).read_bytes()))
    packages = [together(package, [one for one in files if one.name.startswith(package)]) for package in PACKAGES]
    for package in packages:
        print(package)
    print(f"\nthe {WORST} files with the most untaken branches")
    for one in sorted(files, key=lambda one: one.branches_taken - one.branches)[:WORST]:
        if one.missing:
            print(f"{one}\n    {', '.join(one.missing)}")
    return 0 if all(package.branches and package.share > LEAST for package in packages) else 1


if __name__ == "__main__":
    sys.exit(main())
