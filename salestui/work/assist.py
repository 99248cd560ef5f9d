"""A program of the rep's own that proposes text: run with a text on its standard input, for as long as the settings allow.

2026: no shell, the command is a list of words; it runs in a folder of nobody's and is ended with all that it started when it takes
too long or the rep stops it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic
from typing import IO

from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line, plain_text

MOST_BYTES = 50_000
"""Of an answer: ten times what a whole review holds."""
MOST_COMPLAINT = 2_000
LOOK_EVERY = 0.05


class Stopped(Exception):
    """The rep did not wait for the answer."""


def answer(
    command: Sequence[str], text: str, seconds: float, stop: Event, waited: Callable[[float], None] | None = None
) -> str:
    """What `command` answers to `text`, cleaned. `waited` is told the seconds that have passed, `stop` ends the waiting.

    Raises Stopped, and Refusal `assist-missing`, `assist-failed`, `assist-slow`, `assist-too-long`, `assist-empty`.
    """
    with tempfile.TemporaryDirectory() as folder:
        process = _started(command, folder)
        try:
            said, complaint = _heard(process, text, command[0], seconds, stop, waited)
        finally:
            _end(process)
    if process.returncode:
        raise Refusal("assist-failed", command=command[0], code=process.returncode, said=_complaint(complaint))
    if len(said) > MOST_BYTES:
        raise Refusal("assist-too-long", command=command[0], most=MOST_BYTES // 1000)
    clean = plain_text(said.decode("utf-8", "replace")).strip()
    if not clean:
        raise Refusal("assist-empty", command=command[0])
    return clean


def _started(command: Sequence[str], folder: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 the rep's own command, as the settings name it
            list(command), stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, start_new_session=os.name == "posix"
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal("assist-missing", command=command[0], reason=reason) from error


def _heard(
    process: subprocess.Popen[bytes],
    text: str,
    name: str,
    seconds: float,
    stop: Event,
    waited: Callable[[float], None] | None,
) -> tuple[bytes, bytes]:
    """What it wrote, and what it complained of; its end is waited for."""
    said, complained = bytearray(), bytearray()
    threads = [
        Thread(target=_write, args=(process.stdin, text.encode("utf-8")), daemon=True),
        Thread(target=_read, args=(process.stdout, said, MOST_BYTES + 1), daemon=True),
        Thread(target=_read, args=(process.stderr, complained, MOST_COMPLAINT), daemon=True),
    ]
    begun = monotonic()
    for thread in threads:
        thread.start()
    while process.poll() is None or any(thread.is_alive() for thread in threads):
        if len(said) > MOST_BYTES:
            raise Refusal("assist-too-long", command=name, most=MOST_BYTES // 1000)
        passed = monotonic() - begun
        if passed > seconds:
            raise Refusal("assist-slow", command=name, seconds=f"{seconds:g}")
        if stop.wait(LOOK_EVERY):
            raise Stopped
        if waited:
            waited(passed)
    return bytes(said), bytes(complained)


def _write(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        return
    try:
        with pipe:
            pipe.write(data)
    except (OSError, ValueError):  # it did not want to hear all of it
        return


def _read(pipe: IO[bytes] | None, into: bytearray, most: int) -> None:
    """The first `most` bytes; what comes after them is read and let go, so that the program can go on."""
    if pipe is None:
        return
    with pipe:
        while piece := os.read(pipe.fileno(), 4096):
            into.extend(piece[: max(0, most - len(into))])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that nothing of it goes on; after a good end there is nothing left to do."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _complaint(said: bytes) -> str:
    lines = [one_line(line) for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "–"
