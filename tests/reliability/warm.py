"""The program once loaded, and a process of its own for each command: a thousand commands in a tenth of the time.

    with idle("salestui") as program:
        program.run(["log", "win", "x"], folder, environment)

What forks is a process that imported the program and did nothing else, so that what runs is what a shell starts, but for
the second that Python takes to begin. What is about that second (a stream that is closed, a signal at the start, a locale)
is started anew instead.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import functools
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LATE = ("salestui.tui", "salestui.sample_data", "salestui.__main__")
"""What no command imports."""
_ANYBODY_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))  # prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY)


@functools.cache
def compiled() -> Path:
    """A folder for what Python compiles, away from the rep's folders that are looked at."""
    folder = tempfile.mkdtemp(prefix="salestui-compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


class Said(NamedTuple):
    """How a command ended (128+n by a signal), what it said, and how many bytes of memory it held at most."""

    code: int
    out: bytes
    err: bytes
    memory: int


class Warm:
    """One loaded program; a module's `prepare`, where it has one, is called before the rest is imported."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="salestui-warm-")
        command = [sys.executable, "-m", "tests.reliability.warm", program]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        atexit.register(self.close)

    def run(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        timeout: float = 120,
        watch: Callable[[int], None] | None = None,
    ) -> Said:
        """`words` as a command in `folder`; `watch` is given the process before it begins. Raises TimeoutExpired."""
        said, complained = (os.path.join(self._folder.name, name) for name in ("out", "err"))
        pid = self.start(words, folder, environment, said, complained, watch)
        try:
            code, memory = self.ended(pid, timeout)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            self._hear(timeout)
            raise
        out, err = Path(said).read_bytes(), Path(complained).read_bytes()
        return Said(code, out, err, memory)

    def start(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        out: str,
        err: str = "",
        watch: Callable[[int], None] | None = None,
    ) -> int:
        """The process of a command that is running; without `err` the file `out` is its terminal."""
        umask = os.umask(0)
        os.umask(umask)
        self._tell(["start", list(words), str(folder), dict(environment), umask, out, err])
        pid = int(self._hear(60))
        if watch is not None:
            watch(pid)
        self._tell(["go", pid])
        return pid

    def ended(self, pid: int, timeout: float = 120) -> tuple[int, int]:
        """How the process ended, and its memory at most in bytes, once it has."""
        self._tell(["wait", pid])
        status, kilobytes = map(int, self._hear(timeout).split())
        code = os.waitstatus_to_exitcode(status)
        return code if code >= 0 else 128 - code, 1024 * kilobytes

    def close(self) -> None:
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
            self._process.wait()
            self._folder.cleanup()

    def _tell(self, what: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        self._process.stdin.flush()

    def _hear(self, timeout: float) -> bytes:
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("salestui", timeout)
        return self._process.stdout.readline()


_IDLE: dict[str, list[Warm]] = {}


@contextlib.contextmanager
def idle(program: str) -> Iterator[Warm]:
    """A loaded `program` that nobody uses meanwhile."""
    waiting = _IDLE.setdefault(program, [])
    try:
        one = waiting.pop()
    except IndexError:
        one = Warm(program)
    yield one  # one that was left in the midst of a command is not used again
    waiting.append(one)


def _serve(program: str) -> None:
    """Fork for each start that is heard, let the process go when told so, and tell how it ended when asked."""
    getattr(importlib.import_module(program), "prepare", lambda: None)()
    for module in pkgutil.walk_packages(importlib.import_module("salestui").__path__, "salestui."):
        if not module.name.startswith(LATE):
            importlib.import_module(module.name)
    gc.freeze()
    trace = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
    heard, told = os.fdopen(os.dup(0), "rb"), os.dup(1)
    gates: dict[int, int] = {}
    for line in heard:
        verb, *what = json.loads(line)
        if verb == "start":
            gate, opener = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.setsid()
                if trace is not None:
                    trace(*_ANYBODY_MAY_TRACE)
                os.read(gate, 1)
                for handle in (gate, opener, told, heard.fileno(), *gates.values()):
                    os.close(handle)
                _become(*what)
            os.close(gate)
            gates[pid] = opener
            os.write(told, b"%d\n" % pid)
        elif verb == "go":
            with contextlib.suppress(BrokenPipeError):  # one that was killed before it began
                os.write(gates[what[0]], b"g")
            os.close(gates.pop(what[0]))
        else:
            _, status, used = os.wait4(what[0], 0)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(what[0], signal.SIGKILL)  # what it started and left behind
            os.write(told, b"%d %d\n" % (status, used.ru_maxrss))


def _become(words: list[str], folder: str, environment: dict[str, str], umask: int, out: str, err: str) -> None:
    """This process as a shell would have started it; ends it."""
    os.umask(0o077)
    spoken = ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY))
    for number, name, how in spoken if err else ((number, out, os.O_RDWR) for number in range(3)):
        handle = os.open(name, how | (os.O_CREAT | os.O_TRUNC if number and err else 0))
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8", closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # type: ignore[misc]
    os.umask(umask)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["salestui", *words]
    from salestui.cli import main

    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
    except OSError as error:
        code = 120  # as Python ends
        os.write(2, f"Exception ignored: {error}\n".encode())
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)  # its modules are not this process's to clear away


if __name__ == "__main__":
    _serve(sys.argv[1])
