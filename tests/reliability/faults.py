"""How things are made to go wrong: a command killed, or refused by the system, at its Nth step, and what is there afterwards.

The steps are system calls, counted and spoiled by strace; where that is missing the tests that need it are skipped.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.reliability.warm import compiled, idle

TODAY = "2026-03-10"
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "link", "mkdir")
KILL, FULL, BROKEN = "signal=SIGKILL", "error=ENOSPC", "error=EIO"
LOADED = ("salestui", "tests.reliability.later_release")
"""Programs that run alike when they were loaded before."""
AT_ANY_TIME = {"TMPDIR", "XDG_STATE_HOME", "XDG_DATA_HOME", "SALESTUI_STORE", "SALESTUI_TEST_FAILING"}
"""What of the environment counts whenever it is asked for, and not when Python begins."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?")


class Ended(NamedTuple):
    """What a command said, how it ended (128+n by a signal), whether the fault was reached, and the bytes of memory it held."""

    code: int
    out: str
    err: str
    struck: bool = True
    memory: int = 0

    @property
    def refused(self) -> bool:
        """As CLI.md has it: 1, 2 or 4, one message of two lines at most, nothing on stdout, no traceback."""
        lines = self.err.strip().splitlines()
        return self.code in (1, 2, 4) and self.out == "" and 1 <= len(lines) <= 2 and "Traceback" not in self.err


class Outcome(NamedTuple):
    """How many faults were injected, each promise that was broken, with what is needed to see it again, and what was measured."""

    injected: int
    broken: tuple[str, ...] = ()
    measured: str = ""


@dataclass(frozen=True)
class Place:
    """A folder with a rep's store, settings and documents, in which commands are run as real processes."""

    folder: Path
    program: str = "salestui"
    today: str | None = TODAY

    @property
    def store(self) -> Path:
        return self.folder / "rep.db"

    def environment(self, **more: str) -> dict[str, str]:
        return {
            **os.environ,
            "SALESTUI_CONFIG": str(self.folder / "settings.toml"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "HOME": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "",  # a command that is run a thousand times is compiled once
            "PYTHONPYCACHEPREFIX": str(compiled()),
            **more,
        }

    def command(self, *arguments: str) -> list[str]:
        clock = [] if self.today is None else ["--today", self.today]
        return [sys.executable, "-m", self.program, "--store", "rep.db", *clock, *arguments]

    def start(self, *arguments: str, wrapper: tuple[str, ...] = (), **more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*wrapper, *self.command(*arguments)],
            cwd=self.folder,
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self, *arguments: str, wrapper: tuple[str, ...] = (), timeout: float = 120, **more: str) -> Ended:
        """A command to its end: of a program that is loaded already, unless it is wrapped or `more` is said to it."""
        if not wrapper and set(more) <= AT_ANY_TIME and self.program in LOADED:
            return self._run(arguments, timeout, None, more)
        return self.run_anew(*arguments, wrapper=wrapper, timeout=timeout, **more)

    def _run(
        self, arguments: tuple[str, ...], timeout: float, watch: Callable[[int], None] | None, more: dict[str, str]
    ) -> Ended:
        words = self.command(*arguments)[3:]
        with idle(self.program) as program:
            code, out, err, memory = program.run(words, self.folder, self.environment(**more), timeout, watch)
        return Ended(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), memory=memory)

    def run_anew(self, *arguments: str, wrapper: tuple[str, ...] = (), timeout: float = 120, **more: str) -> Ended:
        """A command as a shell starts it, from Python's beginning."""
        process = self.start(*arguments, wrapper=wrapper, **more)
        try:
            out, err = process.communicate(timeout=timeout)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        return Ended(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def struck(self, command: tuple[str, ...], calls: str, fault: str, number: int | str, *paths: str) -> Ended:
        """`command` with the `number`th of `calls` spoiled by `fault`; only those that concern `paths`, where any are named."""
        trace = self.folder.with_name("trace")
        only = [word for path in paths for word in ("-P", str(self.folder / path))]
        inject = ("-e", f"trace={calls}", "-e", f"inject={calls}:{fault}:when={number}")
        tracers: list[subprocess.Popen[bytes]] = []

        def watch(pid: int) -> None:
            tracer = subprocess.Popen(
                ["strace", "-f", "-o", str(trace), *only, *inject, "-p", str(pid)], stderr=subprocess.PIPE
            )
            tracers.append(tracer)
            assert tracer.stderr is not None
            said = tracer.stderr.readline()
            assert b"attached" in said, said

        ended = self._run(command, 120, watch, {})
        for tracer in tracers:
            tracer.communicate()
        told = trace.read_text(errors="replace")
        trace.unlink()
        return ended._replace(struck="INJECTED" in told or ended.code == 137)

    def killed(self, *arguments: str, when: Callable[[], bool]) -> Ended:
        """A command that is killed as soon as `when` says so; one that ended before has its own code."""
        watchers: list[threading.Thread] = []

        def watch(pid: int) -> None:
            process = os.pidfd_open(pid)

            def wait() -> None:
                while not select.select([process], [], [], 0.0005)[0]:
                    if when():
                        with contextlib.suppress(ProcessLookupError):
                            signal.pidfd_send_signal(process, signal.SIGKILL)
                        break
                os.close(process)

            watchers.append(threading.Thread(target=wait))
            watchers[0].start()

        ended = self._run(arguments, 120, watch, {})
        watchers[0].join()
        return ended

    def copy(self, folder: Path) -> Place:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, symlinks=True)
        return dataclasses.replace(self, folder=folder)

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Every ordinary table of the store, and the rep's other files; instants count as equal.

        It is a copy that is looked at, so that looking does not heal. A store without tables, or none, has no content.
        """
        found: dict[str, list[tuple[object, ...]]] = {}
        files = sorted(file for kind in ("out", "templates") for file in (self.folder / kind).glob("[!.]*"))
        for file in (self.folder / "settings.toml", *files):
            name = str(file.relative_to(self.folder))
            if file.suffix == ".db":
                found[name] = [("a sound copy",)] if _sound_copy(file) else [("unsound",)]
            elif file.exists():
                found[name] = [(_INSTANT.sub("T", file.read_text()),)]
        with self.looked_at() as connection:
            if connection is not None:
                found |= tables(connection)
        return found

    @contextlib.contextmanager
    def looked_at(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to a copy of the store, its log and its journal."""
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name)
            for file in self.folder.glob("rep.db*"):
                if file.is_file():
                    shutil.copy(file, copy)
            if not (copy / "rep.db").exists():
                yield None
                return
            with contextlib.closing(sqlite3.connect(copy / "rep.db")) as connection:
                yield connection

    def wrong(self) -> str | None:
        """What SQLite finds wrong in the store, its search index included."""
        with self.looked_at() as connection:
            if connection is None:
                return "there is no store"
            (verdict,) = connection.execute("pragma integrity_check").fetchone()
            if verdict != "ok":
                return str(verdict)
            names = [name for (name,) in connection.execute("select name from sqlite_schema where sql like '%using fts5%'")]
            for index in names:
                connection.execute(f"insert into {index} ({index}) values ('integrity-check')")
            indexed = "select id from entry_search_docsize except select id from entry where deleted_at is null"
            unlisted = "select id from entry where deleted_at is null except select id from entry_search_docsize"
            if names and (connection.execute(indexed).fetchall() or connection.execute(unlisted).fetchall()):
                return "the search index and the log differ"
        unsound = [file.name for file in self.folder.glob("rep.db.backups/*.db") if not _sound_copy(file)]
        return f"unsound: {unsound}" if unsound else None


def tables(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every ordinary table that has any, in the order of their keys, with instants made equal."""
    names = connection.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'"
    ).fetchall()
    rows = {
        name: [tuple(map(_timeless, row)) for row in connection.execute(f"select * from {name}")]
        for (name,) in names
        if name != "_sqlite_migrations"
    }
    return {name: found for name, found in rows.items() if found}


def _timeless(value: object) -> object:
    return _INSTANT.sub("T", value) if isinstance(value, str) and len(value) > 18 else value


def _sound_copy(file: Path) -> bool:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            (verdict,) = connection.execute("pragma integrity_check").fetchone()
            return bool(verdict == "ok" and connection.execute("select count(*) from entry").fetchone())
        except sqlite3.Error:
            return False


@functools.cache
def strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-f", "--seccomp-bpf", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


needs_strace = pytest.mark.skipif(not strace_works(), reason="strace is missing, or may not trace here")


@functools.cache
def namespaces_work() -> bool:
    """Whether an ordinary process may mount and unplug for itself, as `unshare` does it."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-rmn", "true"], capture_output=True, check=False)
    return tried.returncode == 0


needs_namespaces = pytest.mark.skipif(not namespaces_work(), reason="this system allows no namespaces of one's own")
