"""The rep's file: made private, backed up, restored, and recognised when it is not ours or not sound."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.store.connection import open_store
from salestui.store.rotation import Backup, superseded
from salestui.work import backups
from tests.conftest import Shell


def test_r47_store_and_backups_are_private_from_the_first_moment(shell: Shell, store_file: Path) -> None:
    previous = os.umask(0)
    try:
        shell("log", "win", "x")
        shell("backup")
    finally:
        os.umask(previous)
    assert stat.S_IMODE(store_file.stat().st_mode) == 0o600
    folder = store_file.with_name("rep.db.backups")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()] == [0o600]


def test_a_restored_backup_brings_back_what_stood_then_and_keeps_what_stood_now(shell: Shell, tmp_path: Path) -> None:
    shell("log", "win", "before")
    shell("backup", "-o", str(tmp_path / "then.db"))
    shell("log", "win", "after")
    answer = shell("restore", str(tmp_path / "then.db"), "--json")
    assert [e["text"] for e in shell("log", "--list", "--json").json] == ["before"]  # type: ignore[attr-defined]
    kept = answer.json["kept"]  # type: ignore[index]
    shell("restore", kept)
    assert [e["text"] for e in shell("log", "--list", "--json").json] == ["after", "before"]  # type: ignore[attr-defined]


def test_rotation_keeps_seven_days_four_weeks_and_twelve_months(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    daily = [Backup(tmp_path / f"{n}.db", now - timedelta(days=n), "daily", 1) for n in range(500)]
    kept = [backup for backup in daily if backup not in superseded(daily)]
    assert [(now - backup.made_at).days for backup in kept][:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len({backup.made_at.strftime("%Y-%m") for backup in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_a_day_without_change_makes_no_backup(tmp_path: Path) -> None:
    with open_store(tmp_path / "rep.db", create=True) as store:
        now = datetime.now(UTC)
        assert backups.daily(store, now) is not None
        assert backups.daily(store, now + timedelta(hours=1)) is None
        assert backups.daily(store, now + timedelta(days=3)) is None


@pytest.mark.parametrize(
    ("content", "slug"),
    [(b"hello, I am no database" * 99, "store-damaged"), (b"SQLite format 3\x00" + b"\x07" * 4000, "store-damaged")],
)
def test_r18_a_file_that_is_no_store_is_refused_untouched(tmp_path: Path, content: bytes, slug: str) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=slug):
        open_store(path, create=True)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as other:
        other.execute("create table theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Refusal, match="store-foreign"):
        open_store(path, create=True)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]


def test_r11_a_newer_store_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_store(path, create=True) as store:
        store.connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('salestui', 'm999_later', 'x')"
        )
    before = path.read_bytes()
    with pytest.raises(Refusal, match="store-newer"):
        open_store(path, create=False)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]


def test_r8_an_empty_file_and_a_header_without_tables_count_as_new(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    open_store(tmp_path / "empty.db", create=False).close()
    header = sqlite3.connect(tmp_path / "header.db")
    header.execute("pragma journal_mode = wal")
    header.close()
    open_store(tmp_path / "header.db", create=False).close()


def test_r49_a_path_is_a_path(tmp_path: Path) -> None:
    for name in ("with ?.db", "a#b%20c.db", "file:x.db", "new\nline.db", ":memory:"):
        open_store(tmp_path / name, create=True).close()
        assert (tmp_path / name).stat().st_size > 0
    for bad, slug in ((tmp_path, "store-not-a-file"), (tmp_path / "nowhere" / "x.db", "store-folder-missing")):
        with pytest.raises(Refusal, match=slug):
            open_store(bad, create=True)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="store-not-a-file"):
        open_store(tmp_path / "pipe", create=True)


def test_doctor_saves_what_a_damaged_store_still_holds_into_a_new_file(shell: Shell, store_file: Path) -> None:
    for n in range(300):
        with open_store(store_file, create=True) as store, store.transaction() as connection:
            connection.execute(
                "insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', ?, 'x')", (f"{n} " * 60,)
            )
    damaged = bytearray(store_file.read_bytes())
    middle = len(damaged) - 3 * 4096
    damaged[middle : middle + 4096] = b"\xff" * 4096
    store_file.write_bytes(damaged)
    answer = shell("doctor", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["ok"] is False  # type: ignore[index]
    assert store_file.read_bytes() == damaged
    (rescued,) = store_file.parent.glob("rep-saved-*.db")
    with open_store(rescued, create=False) as store:
        (many,) = store.connection.execute("select count(*) from entry").fetchone()
    assert 200 < many < 300
