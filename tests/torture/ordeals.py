"""Every fault of every promise with its full count."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from salestui.store.connection import open_store
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from tests.reliability.cases import CASES, Case
from tests.reliability.faults import BROKEN, FULL, KILL, WRITES, Outcome, Place
from tests.reliability.steps import at_every_step
from tests.reliability.test_r01_r08_killed import BY_NAME, interrupted, killed_creation, killed_loggers
from tests.reliability.test_r07_import_killed import killed_imports
from tests.reliability.test_r09_r11_versions import DUMPS, denied_everywhere, struck_migration, struck_upgrade
from tests.reliability.test_r14_brought_back import brought_back
from tests.reliability.test_r17_backups import backed_up_while_written
from tests.reliability.test_r18_damage import damaged
from tests.reliability.test_r21_r23_r24_apps import beside_shells
from tests.reliability.test_r21_r27_together import created_at_once, read_while_written, side_by_side
from tests.reliability.test_r28_r30_fuzz import fuzzed
from tests.reliability.windows import stopped_typists
from tests.torture.large import lived_with
from tests.torture.monkey import soaked
from tests.torture.screens import faulty, long_texts
from tests.torture.shells import (
    NETWORKS,
    counted_rows,
    hostile_files,
    killed_at_random,
    offline,
    seen_in_the_app,
    synced,
    without_sockets,
)
from tests.torture.suite import FULL as FULL_IN_THE_SUITE
from tests.torture.suite import as_in_the_suite

FILES = 10_000
STORE = ("rep.db", "rep.db-wal", "rep.db-shm")
OPENING = (("pread64", BROKEN), ("openat", "error=EACCES"), ("openat", "error=EMFILE"))


class Ordeal(NamedTuple):
    """A promise, the fault, and what injects it: given a desk, an empty folder and a seed."""

    promise: str
    fault: str
    run: Callable[[Place, Path, int], Outcome]
    traced: bool = False


def ordeals() -> Iterator[Ordeal]:
    """In the order of the promises."""
    yield from _killed()
    yield from _refused_by_the_disk()
    yield from _at_random()
    for promise in FULL_IN_THE_SUITE:
        yield Ordeal(promise, "its tests in the suite", partial(_in_the_suite, promise))


def _killed() -> Iterator[Ordeal]:
    yield Ordeal("R2", "SIGKILL at a random moment, 4 logging", lambda _, f, s: killed_loggers(_empty(f), 200, s))
    for case in CASES:
        yield Ordeal("R3", f"{case.name}: {KILL} at every step", _at_every_step(case, WRITES, KILL), traced=True)


def _refused_by_the_disk() -> Iterator[Ordeal]:
    for case in CASES:
        for fault in (FULL, BROKEN):
            yield Ordeal("R4", f"{case.name}: {fault} at every step", _at_every_step(case, WRITES, fault), traced=True)
        for call, fault in OPENING:
            run = _at_every_step(case, [call], fault, *STORE)
            yield Ordeal("R4", f"{case.name}: {fault} at every {call}", run, traced=True)


def _at_every_step(
    case: Case, calls: tuple[str, ...] | list[str], fault: str, *paths: str
) -> Callable[[Place, Path, int], Outcome]:
    return lambda desk, folder, _: at_every_step(desk, case, calls, fault, folder, *paths)


def _migrated(fault: str) -> Callable[[Place, Path, int], Outcome]:
    return lambda desk, folder, _: struck_migration(desk, WRITES, fault, folder)


def _at_random() -> Iterator[Ordeal]:
    yield Ordeal("R1", "every command traced: synced before it is acknowledged", lambda d, f, s: synced(d, f), traced=True)
    for name in ("import", "export", "backup", "migration"):
        run = _on_desk(partial(_killed_50_times, name))
        yield Ordeal("R3", f"{name}: SIGKILL at a random moment", run)
    yield Ordeal("R6", "a command: SIGINT, SIGTERM, SIGHUP at a random moment", _stopped)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        run = _on_desk(partial(_typists, number, 50))
        yield Ordeal("R6", f"the app, in which is typed: {number.name} at a random moment", run)
    for part in range(1, 5):
        run = _on_desk(partial(_imports, part))
        yield Ordeal("R7", f"import of 50 000 rows: SIGKILL at a random moment, part {part} of 4", run)
    yield Ordeal("R8", "SIGKILL of the very first command", lambda _, f, s: killed_creation(_empty(f), 40, s))
    for dump in DUMPS[:-1]:
        for fault in (KILL, FULL):
            yield Ordeal("R9", f"upgrade from {dump.stem}: {fault} at every step", _upgraded(dump, fault), traced=True)
    for fault in (KILL, FULL):
        yield Ordeal("R9", f"migration: {fault} at every step", _migrated(fault), traced=True)
    for old in (None, *DUMPS[:-1]):
        name = f"upgrade from {old.stem}" if old else "a new store"
        yield Ordeal("R10", f"{name}: each step made to fail", partial(_denied, old))
    run = _on_desk(partial(_typists, signal.SIGKILL, 100))
    yield Ordeal("R12", "the app, in which is typed at 20 keys a second: SIGKILL", run)
    yield Ordeal("R13", "an exception at each door of each screen, text unsaved", lambda d, f, s: faulty(d, f))
    yield Ordeal("R13", "ten minutes of random keys, clicks and sizes", lambda d, f, s: soaked(d.copy(f / "desk"), s, 600))
    yield Ordeal("R14", "edit, undo, delete, restore at random", lambda d, f, s: brought_back(f / "rep.db", 1000, s))
    yield Ordeal("R17", "a backup while 4 write", lambda _, f, s: backed_up_while_written(f / "rep.db", 50))
    yield Ordeal("R18", "flipped, zeroed, cut, not UTF-8", _on_desk(lambda d, f, s: damaged(d, 100, s, f)))
    yield Ordeal("R21", "8 shells x 100 lines, lock held 5 s", _on_desk(lambda d, f, s: side_by_side(d, 8, 100, 5)))
    yield Ordeal("R22", "8 first commands at once", lambda _, f, s: created_at_once(_empty(f), 8))
    run = _on_desk(lambda d, f, s: asyncio.run(beside_shells(d, 8, 100)))
    yield Ordeal("R23", "an app in which is typed, 8 shells x 100 lines", run)
    yield Ordeal("R23", "the app at its log, a shell logs", _on_desk(lambda d, f, s: asyncio.run(seen_in_the_app(d, 100))))
    yield Ordeal("R25", "20 readers while one writes, and alone", _on_desk(lambda d, f, s: read_while_written(d, 20, 10)))
    yield Ordeal("R28", "hostile files, folders, devices and names", _on_desk(lambda d, f, s: hostile_files(d, s, f)))
    yield Ordeal("R28", "a file that nobody would write", _fuzzed)
    yield Ordeal("R30", "an export with faults in it", lambda _, f, s: counted_rows(FILES, f))
    yield Ordeal("R40", "long and strange texts in each place, two sizes", lambda d, f, s: long_texts(d, f))
    yield Ordeal("R54", "a million changes, 100 000 entries, 52 periods", lambda d, f, s: lived_with(d, f))
    yield Ordeal("R55", "every command traced: no socket", lambda d, f, s: without_sockets(d, f), traced=True)
    for network in NETWORKS:
        yield Ordeal("R55", f"a network {network}", partial(_offline, network))


def _killed_50_times(name: str, desk: Place, folder: Path, seed: int) -> Outcome:
    return killed_at_random(desk, name, 50, seed, folder)


def _typists(number: signal.Signals, many: int, desk: Place, folder: Path, seed: int) -> Outcome:
    return stopped_typists(desk, many, seed, folder, number)


def _imports(part: int, desk: Place, folder: Path, seed: int) -> Outcome:
    return killed_imports(desk, 50_000, 50, 4 * seed + part, folder)


def _denied(dump: Path | None, _: Place, folder: Path, __: int) -> Outcome:
    return denied_everywhere(folder, dump)


def _offline(network: str, desk: Place, folder: Path, _: int) -> Outcome:
    return offline(desk, network, folder)


def _in_the_suite(promise: str, *_: object) -> Outcome:
    return as_in_the_suite(promise)


def _upgraded(dump: Path, fault: str) -> Callable[[Place, Path, int], Outcome]:
    return lambda _, folder, __: struck_upgrade(dump, WRITES, fault, folder)


def _on_desk(run: Callable[[Place, Path, int], Outcome]) -> Callable[[Place, Path, int], Outcome]:
    """On a copy of the desk."""
    return lambda desk, folder, seed: run(desk.copy(folder / "desk"), folder, seed)


def _empty(folder: Path) -> Place:
    (folder / "place").mkdir()
    return Place(folder / "place")


def _stopped(desk: Place, folder: Path, seed: int) -> Outcome:
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
