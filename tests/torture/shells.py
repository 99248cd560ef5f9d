"""Shells at full counts: killed at any moment, with any file, on no network, and seen by an app that is open."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from salestui.tui.app import SalesApp
from salestui.work.desk import open_desk
from tests.reliability.cases import CASES
from tests.reliability.faults import TODAY, Outcome, Place, strace_works
from tests.reliability.steps import start
from tests.reliability.test_r01_r08_killed import acknowledged_before_synced
from tests.reliability.test_r09_r11_versions import LATER, LINE

BY_NAME = {case.name: case for case in CASES}
KILLED = 137
MEMORY = {".csv": 200 << 20}
OTHERS = 400 << 20


def synced(desk: Place, folder: Path) -> Outcome:
    """Of every command: what it wrote into the store was synced before it said that it is done."""
    broken, many = [], 0
    for case in CASES:
        place = start(desk, case, folder / "synced")
        for command in case.first:
            place.run(*command)
        unsynced = acknowledged_before_synced(place, case.command)
        many += 1
        broken += [fact for fact in unsynced if fact != "nothing was written"]
    return Outcome(many, tuple(broken))


def killed_at_random(desk: Place, name: str, kills: int, seed: int, folder: Path) -> Outcome:
    """A command (or the migration by a later program) killed at random moments: before or after, and the next one works."""
    chance, hit, broken = random.Random(seed), 0, list[str]()
    command: tuple[str, ...] = LINE if name == "migration" else BY_NAME[name].command
    desk = replace(desk, program=LATER) if name == "migration" else desk
    calm = desk.copy(folder / "calm")
    states = [calm.content()]
    if name == "migration":
        calm.run("week")
        states.append(calm.content())
    began = time.monotonic()
    calm.run(*command)
    took = time.monotonic() - began
    states.append(calm.content())
    for _ in range(5 * kills):
        if hit == kills:
            break
        place = desk.copy(folder / "killed")
        end = time.monotonic() + chance.uniform(0, took)
        ended = place.killed(*command, when=lambda end=end: time.monotonic() > end)  # type: ignore[misc]
        hit += ended.code == KILLED
        found = place.content()
        if found not in states or (ended.code == 0 and found != states[-1]):
            broken.append(f"seed {seed}, kill {hit}: neither before nor after: {ended}")
        following = place.run("log", "win", "after the kill")
        if following.code != 0 or place.wrong():
            broken.append(f"seed {seed}, kill {hit}: the next command: {following} {place.wrong()}")
    return Outcome(hit, tuple(broken))


def _hostile(folder: Path, seed: int) -> Iterator[Path]:
    """Three hundred files, folders and devices that nobody would hand in."""
    from tests.importing.test_reading import HOSTILE

    chance = random.Random(seed)
    ends = (".csv", ".xlsx", ".ics", ".mbox", ".json", ".zip", ".csv.gz")
    for number in range(280):
        name = list(HOSTILE)[number % len(HOSTILE)]
        content = bytearray(HOSTILE[name])
        if number >= len(HOSTILE) * len(ends) // 2:  # cut and flipped
            content = content[: chance.randrange(1, len(content) + 1)]
            for _ in range(chance.choice((1, 9, 81))):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path = folder / f"{number}{ends[number // len(HOSTILE) % len(ends)]}"
        path.write_bytes(content)
        yield path
        path.unlink()
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "endless.csv").symlink_to("/dev/zero")
    (folder / "folder.csv").mkdir()
    (folder / "empty.csv").touch()
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(folder / "sock.csv"))
    made = [
        "pipe.csv",
        "loop.csv",
        "endless.csv",
        "folder.csv",
        "empty.csv",
        "sock.csv",
        "missing.csv",
        "/dev/full",
        "/dev/tty",
        ".",
    ]
    for name in (
        "[red]x.csv",
        "\x1b]0;t\x07.csv",
        "\u202ecsv.csv",
        "a\nb.csv",
        "-rf.csv",
        "'.csv",
        "%s.csv",
        "{path}.csv",
        "å.csv",
        "=1.csv",
    ):
        (folder / name).write_bytes(HOSTILE["a poem"])
        made.append(name)
    yield from (folder / name for name in made)


def hostile_files(desk: Place, seed: int, folder: Path) -> Outcome:
    """Each brought in by a command: it ends with 0, 1 or 2, in time, in little memory, with two lines and no traceback."""
    files, broken, many = folder / "files", list[str](), 0
    files.mkdir()
    before = desk.content()
    longest, most = 0.0, 0
    for path in _hostile(files, seed):
        many += 1
        began = time.monotonic()
        ended = desk.run("import", "--yes", "--as-of", "2026-03-09", "--currency", "USD", "--", str(path), timeout=60)
        took = time.monotonic() - began
        longest, most = max(longest, took), max(most, ended.memory)
        if ended.code not in (0, 1, 2) or "Traceback" in ended.err or (ended.code and not ended.refused):
            broken.append(f"seed {seed}, {path.name!r}: {ended}")
        if took > 30 or ended.memory > MEMORY.get(path.suffix, OTHERS):
            broken.append(f"seed {seed}, {path.name!r}: {took:.1f} s, {ended.memory >> 20} MB")
        if ended.code and desk.content() != before:
            broken.append(f"seed {seed}, {path.name!r}: refused, and something changed")
        before = desk.content() if ended.code == 0 else before
    return Outcome(many, tuple(broken), f"longest {longest:.1f} s, most memory {most >> 20} MB")


def counted_rows(seeds: int, folder: Path) -> Outcome:
    """So many exports with faults in them, each row of which is stored, unchanged or rejected with its line and the reason."""
    from salestui.work import imports
    from tests.importing.desk import bring, open_at, write
    from tests.importing.test_reading import grammar

    broken = []
    template = folder / "template.db"
    open_at(template).store.close()
    for seed in range(seeds):
        text, data = grammar(seed)
        store = folder / "one.db"
        store.write_bytes(template.read_bytes())
        with open_at(store) as desk:
            plan = bring(desk, write(folder, "one.csv", text))
            kept = imports.rejects(desk, plan.run or 0)[1]
        counted = plan.added + plan.changed + plan.unchanged + plan.rejected == plan.rows == data
        if not counted or len(kept) != plan.rejected or not all(row.line and row.why and row.cells for row in kept):
            broken.append(f"seed {seed}: {plan.rows} rows of {data}, {len(kept)} of {plan.rejected} rejected are kept")
    return Outcome(seeds, tuple(broken))


NETWORKS = {
    "without a route": ("unshare", "-rn"),
    "that hangs, with names that nobody answers": (
        "unshare", "-rnm", "sh", "-c",
        "ip link set lo up && ip addr add 10.9.9.2/24 dev lo && ip route add default dev lo"
        " && echo nameserver 10.9.9.1 > resolv && mount --bind resolv /etc/resolv.conf && exec \"$@\"", "sh",
    ),
}  # fmt: skip
READING = (
    ("metrics",),
    ("section",),
    ("log", "--list"),
    ("goal", "list"),
    ("week",),
    ("status",),
    ("check",),
    ("preview",),
    ("--help",),
)


def offline(desk: Place, network: str, folder: Path) -> Outcome:
    """Every command that writes, and those that read, in a network namespace of its own: nothing differs."""
    wrapper, broken, many = NETWORKS[network], list[str](), 0
    for case in CASES:
        online, cut = start(desk, case, folder / "online"), start(desk, case, folder / "cut")
        for place in (online, cut):
            for command in case.first:
                place.run(*command)
        told, told_cut = online.run(*case.command), cut.run(*case.command, wrapper=wrapper)
        many += 1
        if told.code != told_cut.code or online.content() != cut.content():
            broken.append(f"{case.name}: {told_cut}")
    own = desk.copy(folder / "read")
    for command in READING:
        many += 1
        if own.run(*command, wrapper=wrapper)[:3] != own.run(*command)[:3]:
            broken.append(f"{' '.join(command)} differs")
    return Outcome(many, tuple(broken))


def without_sockets(desk: Place, folder: Path) -> Outcome:
    """Every command traced: none makes a socket."""
    broken = []
    for case in CASES if strace_works() else ():
        place, trace = start(desk, case, folder / "traced"), folder / "trace"
        for command in case.first:
            place.run(*command)
        place.run(*case.command, wrapper=("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=%network"))
        broken += [f"{case.name} makes a socket"] if "socket(" in trace.read_text() else []
    return Outcome(len(CASES) if strace_works() else 0, tuple(broken))


async def seen_in_the_app(desk: Place, lines: int) -> Outcome:
    """The app open at its log, a shell that logs: how long after the command each line stands on the screen."""
    from tests.reliability.test_r21_r23_r24_apps import shown

    waited, broken = list[float](), list[str]()
    with open_desk(str(desk.store), today=date.fromisoformat(TODAY)) as opened:
        app = SalesApp(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            app.go("log")
            await pilot.pause(0.3)
            for number in range(lines):
                import asyncio

                ended = await asyncio.to_thread(desk.run, "log", "win", f"line {number} of the shell")
                began = time.monotonic()
                while f"line {number} of" not in shown(app) and time.monotonic() - began < 10:
                    await pilot.pause(0.02)
                waited.append(time.monotonic() - began)
                if ended.code or waited[-1] > 1:
                    broken.append(f"line {number}: {ended.code}, seen after {waited[-1]:.2f} s")
    return Outcome(lines, tuple(broken), f"seen after {statistics.median(waited):.2f} s, {max(waited):.2f} s at most")
