"""A store, a folder or a medium that may only be read: everything can be looked at, nothing is written, and that is said."""

from __future__ import annotations

import functools
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.faults import Ended, Place, needs_namespaces
from tests.reliability.test_r09_r11_versions import DUMPS, loaded
from tests.reliability.warm import compiled

NOBODY = 65534
LOOKS = (
    ("log", "--list"), ("goal", "list"), ("period", "show"), ("section", "context"),
    ("week",), ("search", "acme"), ("undo", "--list"), ("action", "list"), ("doctor",), ("metrics",), ("why", "revenue_won"),
    ("backup", "-o", "/tmp/elsewhere-{unique}.db"), ("export", "-o", "/tmp/elsewhere-{unique}.md", "--force"),
)  # fmt: skip
WRITES = (
    ("log", "win", "x"), ("log", "--delete", "1"), ("goal", "remove", "quota"), ("period", "new", "2026-Q2"), ("undo",),
    ("section", "set", "context.driver.1", "x"), ("restore", "then.db"),
)  # fmt: skip


@pytest.fixture
def strangers_desk(full_desk: Place) -> Iterator[Place]:
    """A desk of somebody for whom rights count, also when the tests are run by root."""
    folder = Path(tempfile.mkdtemp(prefix="salestui-test-"))
    try:
        place = full_desk.copy(folder / "desk")
        os.chmod(folder, 0o755)
        yield place
    finally:
        for root, folders, _ in os.walk(folder):
            for name in (root, *(os.path.join(root, one) for one in folders)):
                os.chmod(name, 0o700)
        shutil.rmtree(folder)


def run_as_somebody(place: Place, *arguments: str) -> Ended:
    """As an ordinary user: root may write everywhere."""
    wrapper: tuple[str, ...] = ()
    if os.geteuid() == 0:
        wrapper = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--")
        tried = subprocess.run([*wrapper, sys.executable, "-c", "import salestui.cli"], capture_output=True, check=False)
        if shutil.which("setpriv") is None or tried.returncode != 0:
            pytest.skip("nobody but root can run the program here")
    return place.run(*arguments, wrapper=wrapper, PYTHONPYCACHEPREFIX=str(_compiled()))


@functools.cache
def _compiled() -> Path:
    """What Python compiles for somebody."""
    folder = compiled() / "somebody"
    os.chmod(compiled(), 0o755)
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def _own(place: Place, *, file: int, folder: int) -> None:
    if os.geteuid() == 0:
        for root, folders, files in os.walk(place.folder):
            for name in (root, *(os.path.join(root, one) for one in (*folders, *files))):
                os.chown(name, NOBODY, NOBODY)
    os.chmod(place.store, file)
    os.chmod(place.folder, folder)


@pytest.mark.parametrize(
    ("file", "folder", "every"), [(0o400, 0o700, 4), (0o600, 0o500, 4), (0o400, 0o500, 1)], ids=["file", "folder", "both"]
)
def test_r26_a_store_that_may_only_be_read_is_read_and_not_written(
    strangers_desk: Place, file: int, folder: int, every: int
) -> None:
    place = strangers_desk
    _own(place, file=file, folder=folder)
    before, names = place.store.read_bytes(), sorted(os.listdir(place.folder))
    for command in LOOKS[::every]:
        ended = run_as_somebody(place, *(word.format(unique=place.folder.parent.name) for word in command))
        assert ended.code == 0, (command, ended)
    for command in WRITES[:: every // 2 or 1]:
        ended = run_as_somebody(place, *command)
        assert ended.refused, (command, ended)
        assert ended.code == 1, (command, ended)
        assert "read-only" in ended.err or "permission denied" in ended.err.lower(), (command, ended.err)
    assert place.store.read_bytes() == before
    assert sorted(os.listdir(place.folder)) == names
    for left in Path("/tmp").glob(f"elsewhere-{place.folder.parent.name}*"):
        assert stat.S_IMODE(left.stat().st_mode) == 0o600
        left.unlink()


@needs_namespaces
def test_r26_a_medium_that_may_only_be_read_is_read_and_not_written(desk: Place) -> None:
    """The folder mounted read-only for this process alone: what counts for root too."""
    mounted = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && cd . && exec "$@"'
    wrapper = ("unshare", "-rm", "sh", "-c", mounted, "sh", str(desk.folder))
    before = desk.store.read_bytes()
    for command in (("log", "--list"), ("goal", "list"), ("section", "context"), ("doctor",)):
        ended = desk.run(*command, wrapper=wrapper)
        assert ended.code == 0, (command, ended)
    for command in (("log", "win", "x"), ("undo",), ("backup",), ("restore", "then.db")):
        ended = desk.run(*command, wrapper=wrapper)
        assert ended.refused, (command, ended)
        assert "read-only" in ended.err.lower(), (command, ended.err)
    assert desk.store.read_bytes() == before


def test_r26_a_store_that_may_not_even_be_read_is_refused_as_that(strangers_desk: Place) -> None:
    _own(strangers_desk, file=0o000, folder=0o700)
    ended = run_as_somebody(strangers_desk, "log", "--list")
    assert ended.refused, ended
    assert "permission denied" in ended.err.lower()


def test_r26_an_older_store_that_may_only_be_read_is_not_brought_up_to_date(strangers_desk: Place) -> None:
    strangers_desk.store.unlink()
    loaded(DUMPS[0], strangers_desk.store)
    _own(strangers_desk, file=0o400, folder=0o500)
    before = strangers_desk.store.read_bytes()
    ended = run_as_somebody(strangers_desk, "log", "--list")
    assert ended.refused, ended
    assert "read-only" in ended.err
    assert strangers_desk.store.read_bytes() == before
