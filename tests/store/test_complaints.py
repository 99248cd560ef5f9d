"""What the system and SQLite complain of is told as something that can be mended; what is not ours is left as it is."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.store.backup import _verify, back_up, copy_to, quick_check
from salestui.store.connection import open_store
from salestui.store.edges import make
from salestui.store.faults import refusal_for, refusal_to_open
from salestui.store.guarded import guarded
from salestui.store.integrity import examine
from salestui.store.rotation import backup_folder, backup_name, backups
from salestui.store.synced import conflict_copies
from salestui.store.whole_file import write_whole
from salestui.work import backups as work_backups


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was made once; not to be written to."""
    path = tmp_path_factory.mktemp("made") / "rep.db"
    with open_store(path, create=True) as store, store.transaction() as connection:
        connection.execute("insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', 'x', 'x')")
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path / "rep.db"))


def changed(path: Path, *statements: str) -> None:
    """What another program did to the store."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(Refusal) as caught:
        open_store(path, create=False).close()
    assert path.read_bytes() == before
    return caught.value.slug


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        (errno.EROFS, "store-read-only"), (errno.EACCES, "store-unreadable"), (errno.EMFILE, "too-many-files"),
        (errno.ENOSPC, "disk-full"), (errno.ELOOP, "store-not-a-file"), (errno.ENAMETOOLONG, "store-not-a-file"),
    ],
)  # fmt: skip
def test_r04_why_the_file_cannot_be_opened_is_said(number: int, slug: str) -> None:
    assert refusal_to_open(OSError(number, os.strerror(number)), "/somewhere/rep.db").slug == slug


def test_r04_no_memory_is_said_and_a_fault_of_the_program_is_none_of_the_systems() -> None:
    full = refusal_for(MemoryError(), "rep.db")
    assert full is not None
    assert full.slug == "memory-full"
    assert refusal_for(KeyError("x"), "rep.db") is None


def test_r04_a_store_that_cannot_be_opened_because_too_many_files_are(path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        with pytest.raises(Refusal) as caught:
            open_store(path, create=False)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert caught.value.slug == "too-many-files"


def test_a_mistake_of_the_program_is_no_fault_of_the_store(path: Path) -> None:
    with open_store(path, create=False) as store:
        with pytest.raises(sqlite3.OperationalError), store.transaction() as connection:
            connection.execute("select nothing from nowhere")
        with store.transaction() as connection:
            assert connection.execute("select count(*) from entry").fetchone() == (1,)


def test_r22_a_file_that_another_first_command_made_meanwhile_is_taken(tmp_path: Path) -> None:
    (tmp_path / "rep.db").touch()
    make(str(tmp_path / "rep.db"))
    assert (tmp_path / "rep.db").stat().st_size == 0


def test_r19_an_empty_log_that_was_left_beside_a_store_is_nothing(path: Path) -> None:
    path.with_name("rep.db-wal").touch()
    open_store(path, create=False).close()
    assert not path.with_name("rep.db-wal").exists()


def test_r11_a_store_of_a_later_release_is_refused_though_somebody_has_it_open(path: Path) -> None:
    later = "insert into _sqlite_migrations (migration_set, name, applied_at) values ('salestui', 'm999_later', '2030-01-01')"
    with open_store(path, create=False) as other:
        other.connection.execute(later)
        assert refused(path) == "store-newer"
        assert other.connection.execute("select count(*) from entry").fetchone() == (1,)
    changed(path, "create table later (x)")
    assert refused(path) == "store-newer"


@pytest.mark.parametrize(
    "statement",
    [
        "delete from _sqlite_migrations where id = (select min(id) from _sqlite_migrations)",
        "drop table entry_search_config; create table entry_search_config (k primary key, v as (1))",
    ],
)
def test_r48_a_store_whose_inner_tables_a_stranger_changed_is_refused(path: Path, statement: str) -> None:
    changed(path, "create table theirs (x)", *statement.split("; "))
    assert refused(path) == "store-altered"


def test_a_database_of_another_program_is_known_as_such(tmp_path: Path) -> None:
    changed(tmp_path / "other.db", "create table theirs (x)")
    assert [problem.slug for problem in examine(tmp_path / "other.db")] == ["readable-by-others", "foreign"]


def test_rows_that_belong_to_nothing_are_found(path: Path) -> None:
    columns = "goal_id, percent, reason, note, agreed_by, agreed_on, created_at"
    changed(path, f"insert into goal_adjustment ({columns}) values (9, '5', 'ramp', 'x', 'x', '2026-01-01', 'x')")
    assert [problem.slug for problem in examine(path)] == ["orphans"]


def test_r18_a_journal_that_was_left_is_looked_at_and_stays(path: Path) -> None:
    journal = path.with_name("rep.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 504)
    assert examine(path) == ()
    assert journal.stat().st_size == 512


def test_a_folder_that_is_called_like_a_conflict_copy_is_none(path: Path) -> None:
    path.with_name("rep (conflicted copy).db").mkdir()
    shutil.copy(path, path.with_name("rep-LAPTOP.db"))
    assert [copy.name for copy in conflict_copies(path)] == ["rep-LAPTOP.db"]


# Backups


def test_r17_a_backup_just_made_is_never_given_up_by_the_rotation(path: Path) -> None:
    folder = backup_folder(path)
    folder.mkdir()
    for month in range(1, 13):
        for day in (1, 2, 3, 4):
            (folder / backup_name(datetime(2026, month, day, tzinfo=UTC), "daily")).touch()
    with open_store(path, create=False) as store:
        made = back_up(store.connection, path, reason="daily", now=datetime(2020, 1, 1, tzinfo=UTC))
    assert made.stat().st_size > 0
    assert len(backups(path)) < 49


def test_r17_a_store_that_is_gone_is_restored_from_its_backup(path: Path) -> None:
    with open_store(path, create=False) as store:
        made = back_up(store.connection, path, reason="manual")
    path.unlink()
    work_backups.restore(path, made)
    with open_store(path, create=False) as store:
        assert store.connection.execute("select text from entry").fetchall() == [("x",)]


def test_r17_a_copy_that_the_disk_wrote_wrongly_is_no_backup_and_the_store_is_not_called_damaged(path: Path) -> None:
    with open_store(path, create=False) as store:
        copy = path.with_name("copy.db")
        copy_to(store.connection, copy, path)
        for page in range(3, 9):
            damaged(copy, 4096 * page)
        with pytest.raises(Refusal) as caught:
            _verify(store.connection, copy, path)
    assert caught.value.slug == "backup-failed"


def test_r18_a_file_that_is_cut_while_it_is_open_is_damaged(path: Path) -> None:
    with contextlib.closing(guarded(str(path), "rw")) as connection:
        os.truncate(path, 8_192)
        assert quick_check(connection) == "database disk image is malformed"


def damaged(path: Path, where: int) -> None:
    with path.open("rb+") as file:
        file.seek(where)
        file.write(b"\xff" * 60)


# Files


def test_r46_what_a_killed_process_left_is_cleared_away_and_what_another_one_is_writing_is_not(tmp_path: Path) -> None:
    old, new = tmp_path / ".review.md.abc.partial", tmp_path / ".review.md.def.partial"
    for file in (old, new):
        file.write_text("half")
    os.utime(old, (time.time() - 7_200,) * 2)
    write_whole(tmp_path / "review.md", b"whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == [new.name, "review.md"]
