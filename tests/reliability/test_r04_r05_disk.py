"""The disk says no: at any step, or because it is full. A refusal in two lines, and nothing changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.cases import CASES
from tests.reliability.faults import BROKEN, FULL, WRITES, Place, needs_namespaces, needs_strace
from tests.reliability.steps import at_every_step

BY_NAME = {case.name: case for case in CASES}
STORE = ("rep.db", "rep.db-wal", "rep.db-shm")


@needs_strace
@pytest.mark.parametrize("fault", [FULL, BROKEN])
def test_r04_a_line_refused_by_the_disk_at_a_step_is_refused_or_done(full_desk: Place, tmp_path: Path, fault: str) -> None:
    outcome = at_every_step(full_desk, BY_NAME["log"], WRITES, fault, tmp_path, first=1 if fault == FULL else 2, every=5)
    assert outcome.injected > 4
    assert outcome.broken == ()


@needs_strace
@pytest.mark.parametrize(
    ("call", "fault"), [("pread64", BROKEN), ("openat", "error=EACCES"), ("openat", "error=EMFILE"), ("openat", FULL)]
)
def test_r04_a_store_that_cannot_be_read_or_opened_is_refused(full_desk: Place, tmp_path: Path, call: str, fault: str) -> None:
    outcome = at_every_step(full_desk, BY_NAME["log"], [call], fault, tmp_path, *STORE, every=6)
    assert outcome.injected
    assert outcome.broken == ()


@needs_strace
@pytest.mark.parametrize(
    ("name", "call", "step", "fault"),
    [
        ("create", "pwrite64", 60, FULL),
        ("goal set", "pwrite64", 12, FULL),
        ("finalise", "fsync", 1, BROKEN),
        ("config", "rename", 1, BROKEN),
        ("backup", "mkdir", 1, FULL),
        ("backup -o", "rename", 1, BROKEN),
        ("restore", "pwrite64", 160, FULL),
    ],
)
def test_r04_a_command_refused_by_the_disk_changes_nothing(
    full_desk: Place, tmp_path: Path, name: str, call: str, step: int, fault: str
) -> None:
    outcome = at_every_step(full_desk, BY_NAME[name], [call], fault, tmp_path, first=step, every=10_000)
    assert outcome.injected == 1
    assert outcome.broken == ()


@needs_strace
def test_r04_too_many_open_files_is_said_as_such(desk: Place) -> None:
    ended = desk.struck(("log", "win", "x"), "openat", "error=EMFILE", "1+", "rep.db")
    assert ended.code == 4
    assert ended.refused


@needs_namespaces
def test_r05_a_full_disk_is_named_with_what_is_needed_and_the_commands_work_when_there_is_room(desk: Place) -> None:
    script = [
        "unshare",
        "-rm",
        sys.executable,
        "-m",
        "tests.reliability.small_disk",
        str(desk.folder),
        str(desk.folder.with_name("disk")),
    ]
    ended = subprocess.run(script, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    for command, (code, out, err, *_) in told["full"]:
        assert (code, out) == (4, ""), (command, code, out, err)
        assert "full" in err, command
        assert re.search(r"\d MB", err), command
        assert len(err.splitlines()) == 2, command
    assert told["same"]
    for command, (code, _, err, *_) in told["roomy"]:
        assert code == 0, (command, err)


def test_r05_a_store_that_may_not_grow_is_refused_as_full(desk: Place) -> None:
    """A limit on the size of files, as an administrator sets it: what SQLite calls an I/O error is a full disk to the rep."""
    before = desk.content()
    limit = ("prlimit", "--fsize=8192")
    limited = desk.run("log", "win", "x" * 1900, wrapper=limit, PYTHONDONTWRITEBYTECODE="1")  # it would be cut, and stay so
    assert limited.code == 4
    assert "is full" in limited.err
    assert desk.content() == before
    assert desk.run("log", "win", "x" * 1900).code == 0
