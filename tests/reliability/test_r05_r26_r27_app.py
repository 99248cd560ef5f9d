"""The app while the store cannot be written: what is typed stays on the screen and in a file, and is written when it can be."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.tui.app import SalesApp
from salestui.tui.keys import PLACES
from salestui.tui.line_box import LineBox
from salestui.tui.place import Place as Shown
from salestui.tui.place_bar import PlaceBar
from salestui.work import writing
from salestui.work.desk import Desk, open_desk
from tests.reliability.faults import TODAY, Place, needs_namespaces

DRIVER = FieldKey("context", "driver", 1)
PERIOD = parse_period("2026-Q1")


@pytest.fixture
def states(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the app's own files, which is not beside the store."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "salestui"


@contextlib.asynccontextmanager
async def at_the_driver(desk: Place) -> AsyncIterator[tuple[SalesApp, Pilot[None]]]:
    """The app with the cursor in the first driver of the context."""
    with open_desk(str(desk.store), today=date.fromisoformat(TODAY)) as opened:
        app = SalesApp(opened)
        async with app.run_test(size=(120, 40)) as pilot:
            app.go("context", DRIVER)
            await pilot.pause(0.2)
            yield app, pilot


def stored(desk: Place) -> str:
    with open_desk(str(desk.store), today=date.fromisoformat(TODAY)) as opened:
        return writing.texts(opened, PERIOD).get(DRIVER, "")


def said(app: SalesApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


def top(app: SalesApp) -> str:
    return str(app.screen.query_one(PlaceBar).render())


def left_in_files(states: Path) -> str:
    return "".join(file.read_text() for file in states.glob("unsaved-*.txt"))


async def saved(pilot: Pilot[None], app: SalesApp) -> None:
    """Wait until nothing is unsaved any more."""
    for _ in range(100):
        if not app.sitting.autosave.pending:
            return
        await pilot.pause(0.1)
    raise AssertionError("still not saved")


@contextlib.contextmanager
def locked(desk: Place) -> Iterator[None]:
    """Another program holds the store."""
    with contextlib.closing(sqlite3.connect(desk.store, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


@contextlib.contextmanager
def taken_away(desk: Place) -> Iterator[None]:
    """The folder is gone, as when a drive is unplugged, and comes back."""
    away = desk.folder.with_name("away")
    desk.folder.rename(away)
    yield
    away.rename(desk.folder)


@contextlib.contextmanager
def full(desk: Place, app: SalesApp) -> Iterator[None]:
    """No page more fits on the disk."""
    connection = app.sitting.desk.store.connection
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages}")
    yield
    connection.execute("pragma max_page_count = 1000000")


@pytest.mark.parametrize(
    ("fault", "told"), [("away", "no longer there"), ("locked", "in use by another program"), ("full", "full")]
)
async def test_r05_r27_what_is_typed_while_the_store_cannot_be_written_is_kept_and_written_afterwards(
    desk: Place, states: Path, fault: str, told: str
) -> None:
    async with at_the_driver(desk) as (app, pilot):
        await pilot.press("end")
        faulty = {"away": taken_away, "locked": locked}[fault](desk) if fault != "full" else full(desk, app)
        typed = " and then some" if fault != "full" else " and then some" * 600
        with faulty:
            app.screen.focused.insert(typed)  # type: ignore[union-attr]
            for _ in range(50):
                await pilot.pause(0.1)
                if left_in_files(states):
                    break
            assert app.is_running
            assert told in said(app)
            assert "not saved yet" in top(app)
            assert "not saved yet" in str(app.screen.focused.border_title)  # type: ignore[union-attr]
            (kept,) = states.glob("unsaved-*.txt")
            assert str(kept) in said(app)
            assert typed.strip() in kept.read_text()
            assert kept.stat().st_mode & 0o777 == 0o600
            await pilot.press("x", "y")
            assert app.screen.focused.text.endswith(typed + "xy")  # type: ignore[union-attr]
        await saved(pilot, app)
        assert list(states.glob("unsaved-*.txt")) == []
        assert "not saved yet" not in top(app)
        assert "is saved now" in said(app)
    assert stored(desk).endswith(typed + "xy")
    assert desk.wrong() is None


async def test_r27_a_line_that_is_logged_while_another_program_holds_the_store_is_there_when_it_lets_go(
    desk: Place, states: Path
) -> None:
    async with at_the_driver(desk) as (app, pilot):
        app.screen.set_focus(None)
        with locked(desk):
            await pilot.press("w", *"Won the rematch", "enter")
            assert app.screen.query_one("#said", LineBox).has_focus
            assert "as soon as it is free" in str(app.screen.query_one("#understood").render())
            assert app.screen.query_one("#said", LineBox).text == "Won the rematch"
        for _ in range(200):
            await pilot.pause(0.1)
            if len(app.screen_stack) == 1:
                break
        assert len(app.screen_stack) == 1
    assert desk.run("log", "--list").out.count("Won the rematch") == 1


async def test_r27_what_a_key_does_while_another_program_holds_the_store_is_done_when_it_lets_go(desk: Place, states: Path) -> None:
    desk.run("log", "win", "Won the rematch")
    async with at_the_driver(desk) as (app, pilot):
        app.go("log")
        await pilot.pause()
        with locked(desk):
            await pilot.press("x")
            assert "as soon as it is free" in said(app)
            assert "Won the rematch" in desk.run("log", "--list").out
        for _ in range(200):
            await pilot.pause(0.1)
            if "Won the rematch" not in desk.run("log", "--list").out:
                break
    assert "Won the rematch" not in desk.run("log", "--list").out


async def test_r27_a_place_that_is_opened_while_another_program_holds_the_store_opens(desk: Place, states: Path) -> None:
    async with at_the_driver(desk) as (app, pilot):
        with locked(desk):
            await pilot.press("end", "x", "y", "z", "ctrl+o")  # the section before, which was not open yet
            await pilot.pause(0.2)
            assert app.is_running
            assert app.screen.name == "team"
        await saved(pilot, app)
    assert stored(desk).endswith("xyz")


async def test_r19_a_file_that_a_sync_program_put_in_the_stores_place_is_not_written_to(desk: Place, states: Path) -> None:
    async with at_the_driver(desk) as (app, pilot):
        shutil.copy(desk.folder / "then.db", desk.folder / "arrived.db")
        os.replace(desk.folder / "arrived.db", desk.store)
        arrived = desk.store.read_bytes()
        await pilot.press("end", "z", "z", "z")
        for _ in range(50):
            await pilot.pause(0.1)
            if left_in_files(states):
                break
        assert "Another file has taken the place" in said(app)
        assert "zzz" in left_in_files(states)
        await pilot.press("ctrl+q")
        await pilot.pause(0.2)
        await pilot.press("enter")
    assert desk.store.read_bytes() == arrived
    async with at_the_driver(desk) as (app, _):
        (kept,) = states.glob("not-saved-*.txt")
        assert str(kept) in said(app)
        assert "zzz" in kept.read_text()


KILLED = """
import os, signal, sys
from datetime import date
from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.work import writing
from salestui.work.desk import open_desk
from salestui.work.last_time import sit_down
desk = open_desk(sys.argv[1], today=date(2026, 3, 10))
session, last = sit_down(desk.store)
writing.set_field(desk, parse_period("2026-Q1"), FieldKey("context", "driver", 1), "The last words before it")
session.keep(("Context\\nwhat the store did not take",))
os.kill(os.getpid(), signal.SIGKILL)
"""


async def test_the_next_start_after_a_kill_says_in_one_line_what_was_recovered(desk: Place, states: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(desk.store)], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended
    async with at_the_driver(desk) as (app, _):
        (line,) = [line for line in said(app).splitlines() if "mid-work" in line]
        assert "The last words before it" in line
        assert "what the store did not take" in "".join(file.read_text() for file in states.glob("not-saved-*.txt"))
        async with at_the_driver(desk) as (beside, _):
            assert "mid-work" not in said(beside)
    async with at_the_driver(desk) as (app, _):
        assert "mid-work" not in said(app)
    assert list(states.glob("open-*.txt")) == []


EVERYWHERE_READ = """
import asyncio, sys
from datetime import date
from salestui.tui.app import SalesApp
from salestui.work.desk import open_desk_anyway
from tests.reliability.test_r05_r26_r27_app import looked_at_everywhere
with open_desk_anyway(sys.argv[1], date(2026, 3, 10)) as desk:
    asyncio.run(looked_at_everywhere(desk))
"""


async def looked_at_everywhere(desk: Desk) -> None:
    """Go to every place of the app on a store that may only be read; type into a field, and say what is told."""
    app = SalesApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        for place in PLACES:
            app.go(place)
            await pilot.pause()
            assert isinstance(app.screen, Shown)
            print(place, "|", top(app))
        app.go("context", DRIVER)
        await pilot.pause(0.2)
        await pilot.press("end", "q", "q", "q")
        await pilot.pause(1.0)
        assert app.screen.focused is not None
        print("typed", "|", app.screen.focused.text.endswith("qqq"))  # type: ignore[attr-defined]
        print("told", "|", said(app).replace("\n", " "))


@needs_namespaces
def test_r26_the_app_on_a_store_that_may_only_be_read_says_so_at_the_top_and_shows_all(desk: Place, tmp_path: Path) -> None:
    mounted = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", mounted, "sh", str(desk.folder), sys.executable, "-c", EVERYWHERE_READ]
    before = desk.store.read_bytes()
    ended = subprocess.run(
        [*command, str(desk.store)],
        env=desk.environment(XDG_STATE_HOME=str(tmp_path / "state")), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    lines = dict(line.split(" | ", 1) for line in ended.stdout.splitlines())
    assert [place for place in PLACES if "read-only" not in lines[place]] == []
    assert lines["typed"] == "True"
    (kept,) = (tmp_path / "state" / "salestui").glob("*saved-*.txt")
    assert kept.name.partition("saved-")[2] in lines["told"]
    assert "qqq" in kept.read_text()
    assert desk.store.read_bytes() == before
