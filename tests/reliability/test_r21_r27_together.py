"""Several at once on one store: nothing lost, nothing twice, nobody told of a lock that passes."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from salestui.store.versions import MIGRATION_NAMES
from tests.reliability.cases import CASES
from tests.reliability.faults import Outcome, Place

BY_NAME = {case.name: case for case in CASES}


@contextlib.contextmanager
def lock_held(place: Place, seconds: float) -> Iterator[None]:
    """Another program that holds the write lock for a while, once the work has begun."""

    def hold() -> None:
        with contextlib.closing(sqlite3.connect(place.store, isolation_level=None, timeout=60)) as connection:
            connection.execute("begin immediate")
            time.sleep(seconds)
            connection.execute("rollback")

    thread = threading.Thread(target=hold)
    thread.start()
    yield
    thread.join()


def side_by_side(place: Place, processes: int, lines: int, held: float) -> Outcome:
    """`processes` shells that log `lines` entries each, beside an import, an open reader, and a lock held for a while."""
    with contextlib.closing(sqlite3.connect(place.store)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from entry").fetchone()
        with lock_held(place, held), ThreadPoolExecutor(processes + 1) as pool:
            brought = pool.submit(place.run, *BY_NAME["import"].command) if "import" in BY_NAME else None
            shells = [pool.submit(_shell, place, n, lines) for n in range(processes)]
            broken = [fact for shell in shells for fact in shell.result()]
    if brought is not None and brought.result().code != 0:
        broken.append(f"the import: {brought.result()}")
    with place.looked_at() as connection:
        assert connection is not None
        kept = Counter(text for (text,) in connection.execute("select text from entry where text like 'shell %'"))
    wanted = {f"shell {n} line {line}" for n in range(processes) for line in range(lines)}
    broken += [f"lost: {text}" for text in wanted - set(kept)] + [
        f"{many} times: {text}" for text, many in kept.items() if many > 1
    ]
    return Outcome(processes * lines, (*broken, *filter(None, [place.wrong()])))


def _shell(place: Place, number: int, lines: int) -> list[str]:
    ended = [place.run("log", "win", f"shell {number} line {line}") for line in range(lines)]
    return [f"shell {number}: {one}" for one in ended if one.code != 0 or one.err]


def test_r21_lines_logged_side_by_side_are_all_there_once(desk: Place) -> None:
    assert side_by_side(desk, processes=4, lines=10, held=2).broken == ()


def created_at_once(place: Place, processes: int) -> Outcome:
    """As many first commands at the same time on no store."""
    for file in place.folder.glob("rep.db*"):
        file.unlink()
    with ThreadPoolExecutor(processes) as pool:
        ended = list(pool.map(lambda n: place.run("log", "win", f"line {n}"), range(processes)))
    broken = [str(one) for one in ended if one.code != 0 or one.err]
    with place.looked_at() as connection:
        assert connection is not None
        kept = sorted(text for (text,) in connection.execute("select text from entry"))
        (migrations,) = connection.execute("select count(*) from _sqlite_migrations").fetchone()
    if kept != sorted(f"line {n}" for n in range(processes)) or migrations != len(MIGRATION_NAMES):
        broken.append(f"{migrations} migrations, {kept}")
    return Outcome(processes, (*broken, *filter(None, [place.wrong()])))


def test_r22_eight_first_commands_make_one_store(place: Place) -> None:
    assert created_at_once(place, 8).broken == ()
    assert [file.name for file in place.folder.glob("rep.db*")] == ["rep.db"]


def read_while_written(desk: Place, readers: int, looks: int) -> Outcome:
    """`readers` shells that ask again and again while another one writes, and then while nobody does."""
    questions = (("log", "--list"), ("goal", "list"), ("week",), ("section", "context"), ("action", "list"), ("search", "acme"))

    def ask(number: int) -> list[str]:
        ended = [desk.run(*questions[(number + look) % len(questions)]) for look in range(looks)]
        return [str(one) for one in ended if one.code != 0 or one.err]

    with ThreadPoolExecutor(readers + 1) as pool:
        asked = [pool.submit(ask, n) for n in range(readers)]
        written = 0
        broken: list[str] = []
        while not all(one.done() for one in asked):
            ended = desk.run("log", "win", f"line {written}")
            broken += [str(ended)] if ended.code else []
            written += 1
        broken += [fact for one in asked for fact in one.result()]
        rested = _long_unchanged(desk)
        broken += [fact for one in [pool.submit(ask, n) for n in range(readers)] for fact in one.result()]
        if (desk.store.read_bytes(), desk.store.stat().st_mtime_ns) != rested:
            broken.append("reading changed the file, or its time")
    return Outcome(2 * readers * looks, (*broken, *filter(None, [desk.wrong()])))


def _long_unchanged(desk: Place) -> tuple[bytes, int]:
    """The store with a time long ago: what it holds, and that time."""
    os.utime(desk.store, (1_000_000_000, 1_000_000_000))
    return desk.store.read_bytes(), desk.store.stat().st_mtime_ns


def test_r25_readers_never_fail_while_one_writes(desk: Place) -> None:
    assert read_while_written(desk, readers=5, looks=4).broken == ()


@pytest.mark.parametrize(
    "command",
    [
        ("log", "--list"),
        ("goal", "list"),
        ("week",),
        ("section", "context"),
        ("search", "acme"),
        ("doctor",),
        ("undo", "--list"),
    ],
)
def test_r25_a_command_that_reads_leaves_the_file_as_it_was(desk: Place, command: tuple[str, ...]) -> None:
    before = _long_unchanged(desk)
    assert desk.run(*command).code == 0
    assert (desk.store.read_bytes(), desk.store.stat().st_mtime_ns) == before


def test_r27_a_lock_that_stays_is_refused_after_ten_seconds_as_in_use(desk: Place) -> None:
    before = desk.content()
    commands = (("log", "win", "x"), ("goal", "remove", "quota"), ("restore", "then.db"), ("undo",))
    with contextlib.closing(sqlite3.connect(desk.store, isolation_level=None)) as other:
        other.execute("begin immediate")
        began = time.monotonic()
        with ThreadPoolExecutor(len(commands)) as pool:
            ended = list(pool.map(lambda command: desk.run(*command), commands))
        waited = time.monotonic() - began
        reading = desk.run("log", "--list")
        other.execute("rollback")
    for one in ended:
        assert one.code == 4, one
        assert one.refused
        assert "in use by another program" in one.err
    assert reading.code == 0
    assert waited < 60  # not for ever: no limit of speed
    assert desk.content() == before
    assert desk.run("log", "win", "x").code == 0


def test_a_store_that_another_connection_of_the_app_holds_keeps_its_locks(desk: Place) -> None:
    """Opening a store a second time in one process must not drop the locks of the first: closing any handle on it would."""
    from salestui.store.connection import open_store

    with open_store(desk.store, create=False) as first, first.transaction() as connection:
        connection.execute("update period set used_at = used_at")
        open_store(desk.store, create=False).close()
        desk.run("log", "--list")  # another process: would it be the last one out, it would fold the log in and remove it
        assert (desk.folder / "rep.db-wal").exists()
    assert desk.wrong() is None
