"""The promises of what happens when things go wrong, with their full counts: faults injected and survived, a line for each.

    python -m tests.torture              everything; takes more than an hour
    python -m tests.torture R2 R18       those promises alone
    python -m tests.torture R3 import    that promise, for the faults whose line has this word
    python -m tests.torture --seed 7     other random moments
    python -m tests.torture --missing    what has no line in the table yet; with `--minutes 9` no more than fits into so many

Ends with 1 when a promise is broken, and says with which seed, command and step. What it prints is kept in `RESULTS.md`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.reliability.cases import prepared
from tests.reliability.faults import strace_works
from tests.torture.ordeals import ordeals
from tests.torture.results import Line, keep, kept, line_of


def main(arguments: list[str]) -> int:
    seed, minutes, missing = _number(arguments, "--seed", 1), _number(arguments, "--minutes", 100_000), "--missing" in arguments
    arguments = [word for word in arguments if word != "--missing"]
    promises = {word for word in arguments if word[0] == "R" and word[1:].isdigit()}
    words = [word for word in arguments if word not in promises]
    every = list(ordeals())
    order = [(ordeal.promise, ordeal.fault) for ordeal in every]
    known = {(line.promise, line.fault) for line in kept()} if missing else set()
    lines: list[Line] = []
    end = time.monotonic() + 60 * minutes
    print(f"{'':5} {'fault':52} {'injected':>8} {'survived':>8} {'seconds':>8}")
    with tempfile.TemporaryDirectory(prefix="salestui-torture-") as name:
        desk = prepared(Path(name) / "desk")
        for number, ordeal in enumerate(every):
            if (promises and ordeal.promise not in promises) or not all(word in ordeal.fault for word in words):
                continue
            if (ordeal.promise, ordeal.fault) in known or time.monotonic() > end:
                continue
            if ordeal.traced and not strace_works():
                print(f"{ordeal.promise:5} {ordeal.fault:52} {'no strace here':>17}")
                continue
            folder = Path(name) / str(number)
            folder.mkdir()
            began = time.monotonic()
            outcome = ordeal.run(desk, folder, seed)
            line = line_of(ordeal.promise, ordeal.fault, outcome, time.monotonic() - began)
            lines.append(line)
            keep([line], order)
            said = f"{line.promise:5} {line.fault:52} {line.injected:8} {line.survived:8} {line.seconds:8}  {line.measured}"
            print(said, flush=True)
            for fact in outcome.broken:
                print(f"      BROKEN {fact}", flush=True)
    injected, survived = sum(line.injected for line in lines), sum(line.survived for line in lines)
    print(f"{'':5} {'all':52} {injected:8} {survived:8}")
    return 0 if injected == survived else 1


def _number(arguments: list[str], name: str, usual: int) -> int:
    """The number that follows `name`, which is taken out."""
    if name not in arguments:
        return usual
    at = arguments.index(name)
    number = int(arguments[at + 1])
    del arguments[at : at + 2]
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
