"""Terminals with the app in them, in which is typed, and which are closed, stopped or killed in mid-sentence."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import re
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.reliability.faults import Outcome, Place
from tests.reliability.warm import Warm, idle
from tests.tui.test_terminal import Terminal

KEYS_A_SECOND = 20
LEFT = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h")
"""What a terminal is sent at the end: its own screen again, no mouse, a cursor."""
SIGN = "q"  # stands nowhere else on the screen as often as it is typed


class Window(Terminal):
    """A window of 160 columns with the app on the desk in it, of a program that is loaded already."""

    def __init__(self, program: Warm, desk: Place) -> None:
        self.seen = b""
        self.desk = desk
        self._program = program
        self.handle, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
        environment = desk.environment(TERM="xterm-256color", COLORTERM="truecolor")
        self.pid = program.start(desk.command()[3:], desk.folder, environment, os.ttyname(slave))
        os.close(slave)

    def ended(self, seconds: float = 15.0) -> int:
        """The exit code, 128+n by a signal; what is drawn until then is read, or the app could not end."""
        process, end = os.pidfd_open(self.pid), time.monotonic() + seconds
        with contextlib.ExitStack() as stack:
            stack.callback(os.close, process)
            import select

            while not select.select([process], [], [], 0)[0]:
                assert time.monotonic() < end, "the app did not end"
                self.read(0.05)
        self.read(0.05)
        pid, self.pid = self.pid, 0
        return self._program.ended(pid)[0]

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._program.ended(self.pid)
        os.close(self.handle)


class Typed(NamedTuple):
    """How many signs stood on the screen at an instant."""

    at: float
    signs: int


@contextlib.contextmanager
def opened(desks: Sequence[Place]) -> Iterator[list[Window]]:
    """A window on each desk, with the cursor in the first driver of the context."""
    with idle("tests.reliability.app_loaded") as program, contextlib.ExitStack() as stack:
        windows = []
        for desk in desks:
            windows.append(Window(program, desk))
            stack.callback(windows[-1].close)
        for drawn, keys in (("Quota", "8"), ("Driver 1", "\r"), ("f1", "")):
            for window in windows:
                window.until(drawn)
                window.type(keys)
        yield windows


def _drawn(window: Window) -> int:
    """The most signs that were drawn one after the other."""
    return max((len(run) for run in re.findall(rb"%b+" % SIGN.encode(), window.seen[-20_000:])), default=0)


def typed_until(windows: Sequence[Window], moments: Sequence[float], number: signal.Signals) -> list[list[Typed]]:
    """Type without a pause into every window, and send each the signal at its own moment, in seconds from the first key."""
    stood: list[list[Typed]] = [[Typed(0.0, 0)] for _ in windows]
    began, keys, waiting = time.monotonic(), 0, set(range(len(windows)))
    while waiting:
        now = time.monotonic() - began
        for one in tuple(waiting):
            windows[one].read(0)
            stood[one].append(Typed(now, _drawn(windows[one])))
            if now >= moments[one]:
                os.kill(windows[one].pid, number)
                waiting.discard(one)
            elif keys <= now * KEYS_A_SECOND:
                windows[one].type(SIGN)
        keys += keys <= now * KEYS_A_SECOND
        time.sleep(0.01)
    return stood


def _in_the_store(desk: Place) -> int:
    """How many signs the first driver holds."""
    with desk.looked_at() as connection:
        assert connection is not None
        row = connection.execute("select text from section_text where field = 'driver' and row = 1 and part = ''").fetchone()
    return str(row[0]).count(SIGN) if row else 0


def stopped_typists(desk: Place, times: int, seed: int, folder: Path, number: signal.Signals, at_once: int = 5) -> Outcome:
    """So many apps in which is typed at 20 keys a second until they get a signal. By SIGKILL what stood on the screen for over a
    second is in the store; by any other all that stood there, and the terminal is as it was."""
    chance, broken, hit, most = random.Random(seed), list[str](), 0, 0
    empty = desk.copy(folder / "empty")
    empty.run("section", "set", "context.driver.1", "")
    while hit < times:
        many = min(at_once, times - hit)
        desks = [empty.copy(folder / f"window {n}") for n in range(many)]
        moments = [chance.uniform(0.2, 2.6) for _ in desks]
        with opened(desks) as windows:
            stood = typed_until(windows, moments, number)
            codes = [window.ended() for window in windows]
            seen = [window.seen for window in windows]
        for n, own in enumerate(desks):
            end = moments[n] - (1.0 if number == signal.SIGKILL else 0.0)
            wanted = max(at.signs for at in stood[n] if at.at <= max(end, 0.0))
            kept, wrong = _in_the_store(own), own.wrong()
            most = max(most, wanted)
            if kept < wanted or codes[n] != 128 + number or wrong:
                broken.append(f"seed {seed}, {number.name} {hit + n}: {kept} of {wanted} signs, ended with {codes[n]}, {wrong}")
            if number != signal.SIGKILL and not all(left in seen[n] for left in LEFT):
                broken.append(f"seed {seed}, {number.name} {hit + n}: the terminal is not as it was: {seen[n][-300:]!r}")
        hit += many
    if not most:
        broken.append("nothing was typed")
    return Outcome(hit, tuple(broken), f"up to {most} signs stood in the field")
