"""The promises that the suite holds with their full counts already: its tests that bear the number, run as they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.reliability.faults import Outcome

TESTS = Path(__file__).parents[1]
FULL = ("R5", "R11", "R15", "R16", "R19", "R20", "R24", "R26", "R27", "R29", *(f"R{number}" for number in range(31, 40)),
        *(f"R{number}" for number in range(41, 54)))  # fmt: skip


def tests_of(promise: str) -> list[str]:
    """The tests that bear the promise's number."""
    number = f"_r{int(promise[1:]):02}"
    return [
        f"{file}::{name}"
        for file in sorted(TESTS.rglob("test_*.py"))
        for name in re.findall(r"^(?:async )?def (test(?:_r\d\d)+_\w+)", file.read_text(encoding="utf-8"), re.M)
        if number in re.match(r"test((?:_r\d\d)+)", name)[1]  # type: ignore[index]
    ]


def as_in_the_suite(promise: str) -> Outcome:
    """Each case of each of them counts as one."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-m", "pytest", "--tb=line", "-p", "no:randomly", *tests_of(promise)]
    told = subprocess.run(command, cwd=TESTS.parent, env=environment, capture_output=True, text=True, check=False).stdout
    counted = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", told)}
    broken = re.findall(r"^(?:FAILED|ERROR) .*", told, re.M)
    return Outcome(sum(counted.values()), tuple(broken) if counted else (told[-500:],))
