"""The promises about the store with their full counts: faults injected and survived, one line for each.

    python -m tests.torture              everything; takes more than an hour
    python -m tests.torture R2 R18       those promises alone
    python -m tests.torture R3 import    that promise, for the faults whose line has this word
    python -m tests.torture --seed 7     other random moments

Ends with 1 when a promise is broken, and says with which seed, command and step.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from salestui.store.connection import open_store
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from tests.reliability.cases import CASES, prepared
from tests.reliability.faults import BROKEN, FULL, KILL, WRITES, Outcome, Place, strace_works
from tests.reliability.steps import at_every_step
from tests.reliability.test_r01_r08_killed import BY_NAME, interrupted, killed_creation, killed_loggers
from tests.reliability.test_r07_import_killed import killed_imports
from tests.reliability.test_r09_r11_versions import struck_migration
from tests.reliability.test_r17_backups import backed_up_while_written
from tests.reliability.test_r18_damage import damaged
from tests.reliability.test_r21_r23_r24_apps import beside_shells
from tests.reliability.test_r21_r27_together import created_at_once, read_while_written, side_by_side
from tests.reliability.test_r28_r30_fuzz import fuzzed
from tests.torture.large import lived_with
from tests.torture.monkey import soaked

FILES = 10_000
STORE = ("rep.db", "rep.db-wal", "rep.db-shm")


class Ordeal(NamedTuple):
    """A promise, the fault, and what injects it: given a desk, an empty folder and a seed."""

    promise: str
    fault: str
    run: Callable[[Place, Path, int], Outcome]
    traced: bool = False


def _empty(folder: Path) -> Place:
    (folder / "place").mkdir()
    return Place(folder / "place")


def _stopped(desk: Place, folder: Path, seed: int) -> Outcome:
    import signal

    hit, broken = 0, list[str]()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        own = desk.copy(folder / number.name / "desk")
        outcome = interrupted(own, BY_NAME["goal set"], number, times=50, seed=seed, longest=0.3)
        hit += outcome.injected
        broken += outcome.broken
    return Outcome(hit, tuple(broken))


def _fuzzed(_: Place, folder: Path, seed: int) -> Outcome:
    with open_store(folder / "rep.db", create=True) as store:
        desk = Desk(store, Settings(folder / "settings.toml", me="Ada Ek", own_domains=("us.se",)), date(2026, 6, 30), "en")
        try:
            fuzzed(desk, seed, FILES)
        except Exception as error:  # whatever it is, it is what is looked for
            return Outcome(FILES, (f"seed {seed}: {error!r} {getattr(error, '__notes__', '')}",))
    return Outcome(FILES)


def ordeals() -> Iterator[Ordeal]:
    yield Ordeal("R2", "SIGKILL at a random moment, 4 logging", lambda _, f, s: killed_loggers(_empty(f), 200, s))
    for case in CASES:
        for promise, fault in (("R3", KILL), ("R4", FULL), ("R4", BROKEN)):
            yield Ordeal(
                promise,
                f"{case.name}: {fault} at every step",
                lambda d, f, _, case=case, fault=fault: at_every_step(d, case, WRITES, fault, f),  # type: ignore[misc]
                traced=True,
            )
    for call, fault in (("pread64", BROKEN), ("openat", "error=EACCES"), ("openat", "error=EMFILE")):
        yield Ordeal(
            "R4",
            f"log: {fault} at every {call}",
            lambda d, f, _, call=call, fault=fault: at_every_step(d, BY_NAME["log"], [call], fault, f, *STORE),  # type: ignore[misc]
            traced=True,
        )
    yield Ordeal("R6", "SIGINT, SIGTERM, SIGHUP at a random moment", _stopped)
    yield Ordeal(
        "R7",
        "import of 50 000 rows: SIGKILL at a random moment",
        lambda d, f, s: killed_imports(d.copy(f / "desk"), 50_000, 200, s, f),
    )
    yield Ordeal("R8", "SIGKILL of the very first command", lambda _, f, s: killed_creation(_empty(f), 40, s))
    for fault in (KILL, FULL):
        yield Ordeal(
            "R9",
            f"migration: {fault} at every step",
            lambda d, f, _, fault=fault: struck_migration(d, WRITES, fault, f),  # type: ignore[misc]
            traced=True,
        )
    yield Ordeal("R17", "a backup while 4 write", lambda _, f, s: backed_up_while_written(f / "rep.db", 50))
    yield Ordeal("R18", "flipped, zeroed, cut, not UTF-8", lambda d, f, s: damaged(d.copy(f / "desk"), 100, s, f))
    yield Ordeal("R21", "8 shells x 100 lines, lock held 5 s", lambda d, f, s: side_by_side(d.copy(f / "desk"), 8, 100, 5))
    yield Ordeal("R22", "8 first commands at once", lambda _, f, s: created_at_once(_empty(f), 8))
    yield Ordeal("R28", "a file that nobody would write", _fuzzed)
    yield Ordeal("R13", "ten minutes of random keys, clicks and sizes", lambda d, f, s: soaked(d.copy(f / "desk"), s, 600))
    yield Ordeal(
        "R23",
        "an app in which is typed, 8 shells x 100 lines",
        lambda d, f, s: asyncio.run(beside_shells(d.copy(f / "desk"), 8, 100)),
    )
    yield Ordeal("R54", "a million changes, 100 000 entries, 52 periods", lambda d, f, s: lived_with(d, f))
    yield Ordeal("R25", "20 readers while one writes", lambda d, f, s: read_while_written(d.copy(f / "desk"), 20, 10))


def main(arguments: list[str]) -> int:
    seed = 1
    if "--seed" in arguments:
        at = arguments.index("--seed")
        seed = int(arguments[at + 1])
        del arguments[at : at + 2]
    promises = {word for word in arguments if word[0] == "R" and word[1:].isdigit()}
    words = [word for word in arguments if word not in promises]
    injected = failed = 0
    print(f"{'':5} {'fault':52} {'injected':>8} {'survived':>8} {'seconds':>8}")
    with tempfile.TemporaryDirectory(prefix="salestui-torture-") as name:
        desk = prepared(Path(name) / "desk")
        for number, ordeal in enumerate(ordeals()):
            if (promises and ordeal.promise not in promises) or not all(word in ordeal.fault for word in words):
                continue
            if ordeal.traced and not strace_works():
                print(f"{ordeal.promise:5} {ordeal.fault:52} {'no strace here':>17}")
                continue
            folder = Path(name) / str(number)
            folder.mkdir()
            began = time.monotonic()
            outcome = ordeal.run(desk, folder, seed)
            took = time.monotonic() - began
            injected += outcome.injected
            failed += len(outcome.broken)
            survived = max(outcome.injected - len(outcome.broken), 0)
            print(f"{ordeal.promise:5} {ordeal.fault:52} {outcome.injected:8} {survived:8} {took:8.1f}", flush=True)
            for fact in outcome.broken:
                print(f"      BROKEN {fact}", flush=True)
    print(f"{'':5} {'all':52} {injected:8} {max(injected - failed, 0):8}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
