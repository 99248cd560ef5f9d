"""Backups: made by themselves and by hand while others write, each sound and of one moment, each a way back."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.store.connection import open_store
from salestui.store.rotation import backups
from salestui.work.backups import before, daily, look_after, restore
from tests.reliability.faults import Outcome, Place

PAIR = "insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', ?, 'x')"


@contextlib.contextmanager
def pairs_written(path: Path, writers: int) -> Iterator[None]:
    """Threads of connections of their own, each writing two entries that belong together, again and again."""
    over = threading.Event()

    def write(number: int) -> None:
        with open_store(path, create=False) as store:
            count = 0
            while not over.is_set():
                with store.transaction() as connection:
                    for half in ("left", "right"):
                        connection.execute(PAIR, (f"{half} {number} {count}",))
                count += 1

    with ThreadPoolExecutor(writers) as pool:
        running = [pool.submit(write, n) for n in range(writers)]
        try:
            yield
        finally:
            over.set()
        for one in running:
            one.result()


def backed_up_while_written(path: Path, copies: int) -> Outcome:
    """Backups taken while four others write: each sound, and each a state in which no pair was half."""
    broken = []
    with open_store(path, create=True) as store, pairs_written(path, 4):
        made = [before(store, f"test{n}") for n in range(copies)]
    for file in made:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as copy:
            (verdict,) = copy.execute("pragma integrity_check").fetchone()
            texts = {text for (text,) in copy.execute("select text from entry")}
        halves = [text for text in texts if text.startswith("left") and text.replace("left", "right") not in texts]
        halves += [text for text in texts if text.startswith("right") and text.replace("right", "left") not in texts]
        if verdict != "ok" or halves:
            broken.append(f"{file.name}: {verdict}, {halves[:3]}")
    return Outcome(copies, tuple(broken))


def test_r17_a_backup_is_of_one_moment_while_four_others_write(tmp_path: Path) -> None:
    assert backed_up_while_written(tmp_path / "rep.db", copies=5).broken == ()


def _aged(place: Place, days: int) -> None:
    """The store as one that was made so many days ago, and not backed up since."""
    then = str(datetime.now(UTC) - timedelta(days=days))
    with contextlib.closing(sqlite3.connect(place.store)) as connection:
        connection.execute("update _sqlite_migrations set applied_at = ?", (then,))
        connection.commit()
    for file in place.folder.glob("rep.db.backups/*"):
        file.unlink()
    with contextlib.suppress(FileNotFoundError):
        os.utime(place.folder / "rep.db.backups", (0, 0))


@pytest.mark.parametrize(
    "command", [("log", "win", "x"), ("goal", "remove", "quota"), ("section", "set", "context.driver.1", "x")]
)
def test_r17_a_command_that_writes_makes_the_days_backup_once(desk: Place, command: tuple[str, ...]) -> None:
    _aged(desk, 3)
    for _ in range(3):
        desk.run(*command)
    assert [file.name.partition("-")[2] for file in desk.folder.glob("rep.db.backups/*")] == ["daily.db"]


def test_r17_a_store_that_was_made_today_or_is_only_read_makes_none(desk: Place) -> None:
    _aged(desk, 0)
    desk.run("log", "win", "x")
    _aged(desk, 3)
    desk.run("log", "--list")
    desk.run("week")
    assert list(desk.folder.glob("rep.db.backups/*")) == []


def test_r17_a_clock_that_was_set_back_does_not_stop_the_backups(tmp_path: Path) -> None:
    with open_store(tmp_path / "rep.db", create=True) as store:
        now = datetime.now(UTC)
        assert daily(store, now + timedelta(days=365)) is not None
        with store.transaction() as connection:
            connection.execute(PAIR, ("after the clock was set back",))
        made = daily(store, now + timedelta(days=1))
        assert made is not None
        assert made.exists()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("period", "finalise", "2026-Q1", "--force"), "finalise"),
        (("restore", "then.db"), "restore"),
        (("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD"), "import"),
        (("backup",), "manual"),
    ],
)
def test_r17_what_changes_much_is_backed_up_before_and_each_kind_brings_it_back(
    desk: Place, command: tuple[str, ...], reason: str
) -> None:
    content = desk.content()
    assert desk.run(*command).code == 0
    desk.run("log", "win", "after it")
    made = max(desk.folder.glob(f"rep.db.backups/*-{reason}.db"))
    told = desk.run("restore", str(made))
    assert told.code == 0
    assert desk.content() == content
    assert desk.wrong() is None
    kept = Path(told.out.splitlines()[1])
    assert desk.run("restore", str(kept)).code == 0
    assert any("after it" in row for row in desk.content()["entry"])


def test_r17_a_restore_is_seen_by_those_who_have_the_store_open(desk: Place) -> None:
    with open_store(desk.store, create=False) as app:
        seen = app.data_version()
        restore(desk.store, desk.folder / "then.db")
        assert app.data_version() != seen
        assert app.connection.execute("select count(*) from entry where text like 'Thanks%'").fetchone() == (0,)
        with app.transaction() as connection:
            connection.execute("update period set used_at = used_at")
    assert desk.wrong() is None


def test_r17_a_backup_that_cannot_be_made_is_said_and_holds_up_nothing(desk: Place) -> None:
    _aged(desk, 3)
    (desk.folder / "rep.db.backups").rmdir()
    (desk.folder / "rep.db.backups").write_text("in the way")
    ended = desk.run("goal", "remove", "quota")
    assert ended.code == 0
    assert re.search(r"backup .* could not be made", ended.err)
    assert len(ended.err.splitlines()) == 2
    logged = desk.run("log", "win", "x")
    assert logged.code == 0


def test_r17_nothing_is_written_to_a_store_in_which_the_check_before_finds_a_fault(desk: Place) -> None:
    with open_store(desk.store, create=False) as store:
        (page,) = store.connection.execute("select rootpage from sqlite_schema where name = 'deal_created'").fetchone()
    content = bytearray(desk.store.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    desk.store.write_bytes(content)
    ended = desk.run("goal", "remove", "quota")
    assert ended.refused
    assert ended.code == 4
    assert "damaged" in ended.err
    assert desk.store.read_bytes() == content
    with open_store(desk.store, create=False) as store:
        with pytest.raises(Refusal, match="store-damaged"):
            look_after(store)
        with pytest.raises(Refusal, match="store-damaged"), store.transaction():
            pass


def test_r17_no_more_is_kept_than_the_rotation_says(tmp_path: Path) -> None:
    with open_store(tmp_path / "rep.db", create=True) as store:
        now = datetime(2026, 11, 24, 12, tzinfo=UTC)
        for n in range(60):
            with store.transaction() as connection:
                connection.execute(PAIR, (str(n),))
            for file in (store.name, f"{store.name}-wal"):
                os.utime(file, times=((now + timedelta(days=n)).timestamp(),) * 2)
            daily(store, now + timedelta(days=n))
        kept = [one.made_at for one in backups(store.path)]
    assert kept[:7] == [now + timedelta(days=n) for n in range(59, 52, -1)]
    assert 7 + 3 <= len(kept) <= 7 + 4 + 12
