"""A command that is killed, at a random moment or at a step of its own: what was acknowledged is there, and nothing is half."""

from __future__ import annotations

import random
import re
import signal
import sqlite3
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from salestui.cli.refused import refused
from salestui.cli.wish import Wish
from tests.reliability.cases import CASES, Case
from tests.reliability.faults import KILL, WRITES, Outcome, Place, needs_strace
from tests.reliability.steps import at_every_step

BY_NAME = {case.name: case for case in CASES}


def acknowledged_before_synced(place: Place, command: tuple[str, ...]) -> list[str]:
    """The files of the store in which something was written and not synced when the command acknowledged, or ended."""
    trace = place.folder / "trace"
    traced = ("strace", "-f", "-y", "-o", str(trace), "-e", "trace=pwrite64,fdatasync,fsync,write")
    ended = place.run(*command, wrapper=traced)
    assert ended.code == 0, ended
    lines = trace.read_text().splitlines()
    said = next((number for number, line in enumerate(lines) if "write(1<" in line), len(lines))
    unsynced = []
    for name in ("rep.db-wal>", "rep.db>"):
        written = [n for n, line in enumerate(lines[:said]) if "pwrite64(" in line and name in line]
        synced = [n for n, line in enumerate(lines[:said]) if "sync(" in line and name in line]
        if written and (not synced or max(synced) < max(written)):
            unsynced.append(f"{' '.join(command)}: {name[:-1]}")
    return unsynced if any("pwrite64(" in line and "rep.db" in line for line in lines[:said]) else ["nothing was written"]


@needs_strace
def test_r01_a_line_is_synced_after_its_last_write_and_before_it_is_acknowledged(desk: Place) -> None:
    assert acknowledged_before_synced(desk, ("log", "win", "Acme signed")) == []


def test_r01_every_writing_connection_waits_for_the_disk(tmp_path: Path) -> None:
    from salestui.store.connection import open_store

    with open_store(tmp_path / "rep.db", create=True) as store:
        assert store.connection.execute("pragma synchronous").fetchone() == (2,)
        assert store.connection.execute("pragma fullfsync").fetchone() == (1,)


def killed_loggers(place: Place, kills: int, seed: int, loggers: int = 4) -> Outcome:
    """Processes that log numbered lines, each killed at a random moment, until as many kills hit one that was still running."""
    chance = random.Random(seed)
    place.run("log", "win", "line 0")
    counter = iter(range(1, 1_000_000))

    def once(moment: float) -> tuple[str, bool, bool]:
        text = f"line {next(counter)}"
        process = place.start("log", "win", text)
        time.sleep(moment)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return text, process.returncode == 0, running

    acknowledged, tried, hit = {"line 0"}, {"line 0"}, 0
    with ThreadPoolExecutor(loggers) as pool:
        while hit < kills:
            for text, done, running in pool.map(once, [chance.uniform(0.02, 0.25) for _ in range(loggers)]):
                tried.add(text)
                hit += running
                if done:
                    acknowledged.add(text)
    with place.looked_at() as connection:
        assert connection is not None
        kept = Counter(text for (text,) in connection.execute("select text from entry"))
    broken = [f"seed {seed}: lost {text}" for text in sorted(acknowledged - set(kept))]
    broken += [f"seed {seed}: {text} is there {many} times" for text, many in kept.items() if many > 1 or text not in tried]
    wrong = place.wrong()
    return Outcome(hit, (*broken, *([f"seed {seed}: {wrong}"] if wrong else [])))


def test_r02_what_was_acknowledged_survives_a_kill_at_any_moment(place: Place) -> None:
    assert killed_loggers(place, kills=20, seed=2).broken == ()


@needs_strace
def test_r03_a_line_killed_at_a_step_is_there_or_not(full_desk: Place, tmp_path: Path) -> None:
    outcome = at_every_step(full_desk, BY_NAME["log"], WRITES, KILL, tmp_path, every=4)
    assert outcome.injected > 8
    assert outcome.broken == ()


@needs_strace
@pytest.mark.parametrize(
    ("name", "call", "step"),
    [
        ("edit", "pwrite64", 12),
        ("finalise", "rename", 1),
        ("config", "rename", 1),
        ("backup -o", "fsync", 1),
        ("restore", "pwrite64", 150),
    ],
)
def test_r03_a_command_killed_at_a_step_leaves_before_or_after(
    full_desk: Place, tmp_path: Path, name: str, call: str, step: int
) -> None:
    outcome = at_every_step(full_desk, BY_NAME[name], [call], KILL, tmp_path, first=step, every=10_000)
    assert outcome.injected == 1
    assert outcome.broken == ()


def killed_creation(place: Place, kills: int, seed: int) -> Outcome:
    """The very first command, killed at random moments; the next one has to work, and to find what was acknowledged."""
    chance = random.Random(seed)
    hit, broken = 0, []
    while hit < kills:
        for file in place.folder.glob("rep.db*"):
            file.unlink()
        process = place.start("log", "win", "the first")
        time.sleep(chance.uniform(0.1, 0.35))
        hit += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        second = place.run("log", "win", "the second")
        with place.looked_at() as connection:
            kept = [text for (text,) in connection.execute("select text from entry order by id")] if connection else []
        wanted = (["the second"], ["the first", "the second"]) if process.returncode else (["the first", "the second"],)
        if second.code != 0 or kept not in wanted or place.wrong():
            broken.append(f"seed {seed}, kill {hit}: {second} {kept} {place.wrong()}")
    return Outcome(hit, tuple(broken))


def test_r08_a_first_command_that_is_killed_does_not_stand_in_the_way_of_the_next(place: Place) -> None:
    assert killed_creation(place, kills=4, seed=8).broken == ()


@needs_strace
def test_r08_a_first_command_killed_at_a_step_counts_as_never_begun(full_desk: Place, tmp_path: Path) -> None:
    outcome = at_every_step(full_desk, BY_NAME["create"], ["fdatasync", "ftruncate"], KILL, tmp_path, every=9)
    assert outcome.injected
    assert outcome.broken == ()


def test_r08_a_file_without_any_table_counts_as_new(place: Place) -> None:
    place.store.touch()
    assert place.run("log", "win", "into an empty file").code == 0
    place.store.unlink()
    header = sqlite3.connect(place.store)
    header.execute("pragma journal_mode = wal")
    header.close()
    assert place.store.stat().st_size > 0
    assert place.run("log", "win", "behind a header").code == 0


def interrupted(desk: Place, case: Case, number: signal.Signals, times: int, seed: int, longest: float) -> Outcome:
    """A command stopped by a signal that a person or the system sends, at random moments."""
    chance = random.Random(seed)
    before = desk.content()
    work = desk.copy(desk.folder.with_name("after"))
    work.run(*case.command)
    after = work.content()
    hit, broken = 0, []
    for _ in range(4 * times):
        if hit >= times:
            break
        work = desk.copy(desk.folder.with_name("stopped"))
        process = work.start(*case.command)
        time.sleep(chance.uniform(0.06, longest))
        running = process.poll() is None
        process.send_signal(number)
        out, err = process.communicate()
        if b"salestui" not in err and re.search(rb"frozen|init_import_site|site.py", err):
            continue  # Python itself was still starting, and none of the program was there yet
        hit += running
        code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        if code not in (0, 128 + number) or work.content() not in (before, after) or (code == 0 and work.content() != after):
            broken.append(f"seed {seed}, {number.name}: ended with {code}: {out!r} {err!r}")
        if re.search(rb"Traceback", err):
            broken.append(f"seed {seed}, {number.name}: {err!r}")
    return Outcome(hit, tuple(broken))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_r06_a_command_that_is_stopped_leaves_before_or_after(desk: Place, number: signal.Signals) -> None:
    assert interrupted(desk, BY_NAME["goal set"], number, times=3, seed=6, longest=0.25).broken == ()


def test_r06_ctrl_c_while_the_program_is_being_loaded_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    class Pressed:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises((KeyboardInterrupt, RuntimeError)) as raised:  # from Python 3.12 on it comes as what it is
        type("Loaded", (), {"field": Pressed()})
    assert isinstance(raised.value, KeyboardInterrupt) or refused(raised.value, Wish()) == 130
    assert capsys.readouterr().err == ""
