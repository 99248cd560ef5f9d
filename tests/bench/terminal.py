"""A terminal for an app: starts it in a pseudo-terminal, reads what it draws, and knows when a text has appeared."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

WIDTH, HEIGHT = 120, 40
PATIENCE = 30.0
_CONTROL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78])")


class Terminal:
    """An app on a screen of 120 by 40. A context manager that ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        held, given = pty.openpty()
        fcntl.ioctl(given, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self._begun = time.perf_counter()
        self._app = subprocess.Popen(
            command,
            stdin=given,
            stdout=given,
            stderr=given,
            start_new_session=True,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(given)
        self._held = held
        self._drawn = ""

    def seconds_until(self, *wanted: str | re.Pattern[str]) -> float:
        """Seconds from the start until all of these have been drawn. Raises TimeoutError."""
        waiting = list(wanted)
        while True:
            now = time.perf_counter() - self._begun
            text = _CONTROL.sub("", self._drawn)
            waiting = [one for one in waiting if not (one in text if isinstance(one, str) else one.search(text))]
            if not waiting:
                return now
            if now > PATIENCE:
                raise TimeoutError(f"{waiting} was not drawn within {PATIENCE} s: {text[-600:]}")
            self._read(1.0)

    def _read(self, patience: float) -> None:
        """What is there now, or what comes within `patience` seconds."""
        while select.select([self._held], [], [], patience)[0]:
            try:
                part = os.read(self._held, 65536)
            except OSError:  # the app has ended
                return
            self._drawn += part.decode(errors="replace")
            patience = 0

    def rest(self, seconds: float) -> None:
        """Let the app finish what it is at."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def processor(self) -> float:
        """Seconds of processor time that the app has used up to now; 0 where the system does not tell."""
        told = Path(f"/proc/{self._app.pid}/schedstat")
        return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0

    def memory(self) -> float:
        """The memory that the app holds now, in MB."""
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(self._app.pid)], capture_output=True, text=True, check=True)
        return int(said.stdout) / 1024

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._app.send_signal(signal.SIGTERM)
        try:
            self._app.wait(5)
        except subprocess.TimeoutExpired:
            self._app.kill()
            self._app.wait()
        os.close(self._held)
