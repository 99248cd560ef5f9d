"""Runs timed one beside the other, so that what else the machine does falls on both alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable


class Run(NamedTuple):
    """One run: seconds by the clock, and seconds of processor time (0 where it cannot be told apart)."""

    wall: float
    processor: float = 0.0


class Compared(NamedTuple):
    """What was measured and its anchor, run in turns."""

    ours: Sequence[Run]
    anchor: Sequence[Run]

    @property
    def ratio(self) -> float:
        """Median by median."""
        return self.seconds / self.anchor_seconds

    @property
    def seconds(self) -> float:
        return median(run.wall for run in self.ours)

    @property
    def anchor_seconds(self) -> float:
        return median(run.wall for run in self.anchor)

    @property
    def processor_ratio(self) -> float | None:
        """The ratio of the processor time, which other programs on the machine hardly change."""
        anchor = median(run.processor for run in self.anchor)
        return median(run.processor for run in self.ours) / anchor if anchor else None


def in_turns(ours: Callable[[], Run], anchor: Callable[[], Run], rounds: int, *, warm: int = 1) -> Compared:
    """Both, one after the other, `rounds` times; the first `warm` rounds are not counted."""
    pairs = [(ours(), anchor()) for _ in range(warm + rounds)][warm:]
    return Compared([one for one, _ in pairs], [other for _, other in pairs])


class Failed(Exception):
    """A command that was to be timed did not do its work."""


class Stopped(Failed):
    """It was stopped from outside, by a signal: that says nothing of the program."""


def process(command: Sequence[str | Path], environment: Mapping[str, str], *, given: str | None = None) -> Run:
    """A whole process, from its start to its end. Raises Failed where it ends with another code than 0."""
    begun = time.perf_counter()
    started = subprocess.Popen(
        [os.fspath(part) for part in command],
        env=environment,
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if given is not None and started.stdin is not None:
        started.stdin.write(given.encode())
        started.stdin.close()
    said = started.stderr.read() if started.stderr else b""
    _, status, used = os.wait4(started.pid, 0)
    wall = time.perf_counter() - begun
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.stderr:
        started.stderr.close()
    if started.returncode:
        raise _failure(command, started.returncode, said.decode(errors="replace"))
    return Run(wall, used.ru_utime + used.ru_stime)


def output(command: Sequence[str | Path], environment: Mapping[str, str]) -> str:
    """What a command says. Raises Failed as `process` does."""
    done = subprocess.run([os.fspath(part) for part in command], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise _failure(command, done.returncode, done.stderr)
    return done.stdout


def _failure(command: Sequence[str | Path], code: int, said: str) -> Failed:
    kind = Stopped if code < 0 or code > 128 else Failed
    return kind(f"{' '.join(map(str, command))} ended with {code}: {said.strip()[-500:]}")


def peak_memory(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    """The most memory that a process held, in MB. A bare Python starts it, since a child counts its parent's memory too."""
    line = output([PYTHON, "-I", "-S", HERE / "anchors" / "peak_memory.py", *command], environment).splitlines()[-1]
    return int(line) / 1024


def timed(do: Callable[[], object]) -> Run:
    """A call within this process."""
    begun, used = time.perf_counter(), time.process_time()
    do()
    return Run(time.perf_counter() - begun, time.process_time() - used)
