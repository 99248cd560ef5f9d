"""A store of an earlier or a later program: brought up to date whole, or left untouched."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.store.guarded import digest_of, guarded, schema_of
from salestui.store.rotation import is_sound
from salestui.store.upgrade import upgrade
from salestui.store.versions import MIGRATION_NAMES, SCHEMA_DIGEST
from tests.reliability.faults import FULL, KILL, Ended, Outcome, Place, needs_strace
from tests.reliability.later_release import STATEMENTS
from tests.reliability.steps import Content

LATER = "tests.reliability.later_release"
DUMPS = sorted(Path(__file__).parents[1].glob("store/versions/*.sql"))


def loaded(dump: Path, path: Path) -> Path:
    """A store as an earlier release left it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text())
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")
    return path


def test_the_checksum_of_the_schema_is_that_of_a_new_store(tmp_path: Path) -> None:
    """A new migration changes it: write what this says into `store/versions.py`."""
    from salestui.store.connection import open_store

    with open_store(tmp_path / "rep.db", create=True) as store:
        assert digest_of(schema_of(store.connection)) == SCHEMA_DIGEST


def test_a_store_of_each_release_is_kept() -> None:
    assert [dump.stem for dump in DUMPS] == [name.partition("_")[0] for name in MIGRATION_NAMES]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_r09_the_store_of_each_release_opens_with_everything_in_it(dump: Path, place: Place) -> None:
    loaded(dump, place.store)
    before = place.content()
    assert place.run("log", "win", "with the newest program").code == 0
    after = place.content()
    after["entry"] = [row for row in after["entry"] if "with the newest program" not in row]
    for table, rows in before.items():
        assert len(after[table]) == len(rows), table
    assert place.wrong() is None


LINE = ("log", "win", "with the later program")


def struck_migration(desk: Place, calls: Iterable[str], fault: str, folder: Path, first: int = 1, every: int = 1) -> Outcome:
    """A later program's first command on the desk, struck at its steps: the old store or the new one, never between."""
    return _struck(desk, replace(desk, program=LATER), calls, fault, folder, first, every)


def struck_upgrade(dump: Path, calls: Iterable[str], fault: str, folder: Path, first: int = 1, every: int = 1) -> Outcome:
    """This program's first command on the store of an earlier release, struck at its steps."""
    (folder / "old").mkdir(parents=True)
    desk = Place(folder / "old")
    loaded(dump, desk.store)
    return _struck(desk, desk, calls, fault, folder, first, every)


def _struck(desk: Place, later: Place, calls: Iterable[str], fault: str, folder: Path, first: int, every: int) -> Outcome:
    old, version = desk.content(), _version(desk)[0]
    calm = replace(desk.copy(folder / "calm"), program=later.program)
    calm.run("week")  # reads, and migrates
    new = calm.content()
    calm.run(*LINE)
    done = calm.content()
    injected, broken = 0, []
    for call in calls:
        number = first
        while True:
            place = replace(desk.copy(folder / "struck"), program=later.program)
            ended = place.struck(LINE, call, fault, number)
            if not ended.struck:
                break
            injected += 1
            earlier = None if later.program == desk.program else desk.program
            fact = _between(place, ended, (old, new, done), version, earlier, killed=fault == KILL)
            if fact:
                broken.append(f"{fault} at {call} {number}: {fact}: {ended}")
            number += every
    return Outcome(injected, tuple(broken))


def _version(place: Place) -> tuple[int, int]:
    """What the store says of its version, and how many migrations it has had."""
    with place.looked_at() as connection:
        assert connection is not None
        (version,) = connection.execute("pragma user_version").fetchone()
        (applied,) = connection.execute("select count(*) from _sqlite_migrations").fetchone()
    return version, applied


def _between(
    place: Place, ended: Ended, states: tuple[Content, Content, Content], before: int, earlier: str | None, *, killed: bool
) -> str | None:
    """What is not as promised: old, new, or done; version and content agree; a backup; the earlier program reads its own."""
    old, new, done = states
    found = place.content()
    if found not in states or (ended.code == 0 and found != done):
        return "neither old nor new"
    if not killed and ended.code != 0 and not ended.refused:
        return "not a refusal"
    version, applied = _version(place)
    if version != applied or (old != new and (version == before) != (found == old)):
        return f"version {version}, {applied} migrations, and the content of another"
    if version != before:
        backups = [file for file in place.folder.glob("rep.db.backups/*-migration.db") if file.stat().st_size]
        if not backups:
            return "migrated without a backup"
        if not all(is_sound(file) for file in backups):
            return "the backup is not complete"
    if earlier is not None:
        asked = replace(place, program=earlier).run("log", "--list")
        if asked.code != (0 if version == before else 4):
            return f"the earlier program ended with {asked.code}"
    following = place.run("log", "win", "after the fault")
    return f"the next command: {following.err}" if following.code else place.wrong()


@needs_strace
@pytest.mark.parametrize("dump", DUMPS[:-1], ids=lambda dump: dump.stem)
def test_r09_an_upgrade_from_each_release_struck_at_a_step_leaves_the_old_store_or_the_new(dump: Path, tmp_path: Path) -> None:
    for call, fault, first in (("pwrite64", KILL, 30), ("rename", KILL, 1), ("pwrite64", FULL, 60)):
        outcome = struck_upgrade(dump, [call], fault, tmp_path / f"{call} {fault}", first, every=60)
        assert outcome.injected
        assert outcome.broken == ()


@needs_strace
@pytest.mark.parametrize(
    ("call", "fault", "first", "every"),
    [
        ("pwrite64", KILL, 20, 60),
        ("rename", KILL, 1, 1),
        ("fsync", KILL, 1, 2),
        ("pwrite64", FULL, 30, 90),
        ("fdatasync", FULL, 1, 8),
    ],
)
def test_r09_a_migration_struck_at_a_step_leaves_the_old_store_or_the_new(
    desk: Place, tmp_path: Path, call: str, fault: str, first: int, every: int
) -> None:
    outcome = struck_migration(desk, [call], fault, tmp_path, first, every)
    assert outcome.injected
    assert outcome.broken == ()


@pytest.mark.parametrize("failing", range(len(STATEMENTS)))
def test_r10_a_statement_that_fails_leaves_the_old_store_to_the_old_program(desk: Place, failing: int) -> None:
    before, bytes_before = desk.content(), desk.store.read_bytes()
    later = replace(desk, program=LATER)
    ended = later.run("log", "win", "x", SALESTUI_TEST_FAILING=str(failing))
    (backup,) = desk.folder.glob("rep.db.backups/*-migration.db")
    assert ended.refused, ended
    assert ended.code == 4
    assert backup.name in ended.err
    assert desk.content() == before
    assert desk.store.read_bytes() == bytes_before
    assert desk.run("log", "--list").code == 0
    assert later.run("log", "win", "x").code == 0
    assert backup.exists()


def denied(folder: Path, step: int, dump: Path | None = None) -> tuple[bool, str | None]:
    """Whether an upgrade has so many steps, and what is not as before when that one is denied. Without `dump`: of a new store."""
    path = folder / "rep.db"
    for file in folder.glob("rep.db*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    if dump is None:
        path.touch()
    else:
        loaded(dump, path)
    before = Place(folder).content()
    steps, hit = iter(range(100_000)), False

    def authorise(*_: object) -> int:
        nonlocal hit
        now = next(steps) == step
        hit = hit or now
        return sqlite3.SQLITE_DENY if now else sqlite3.SQLITE_OK

    with contextlib.closing(guarded(str(path), "rw")) as connection:
        schema = schema_of(connection)
        connection.set_authorizer(authorise)
        try:
            upgrade(connection, path)
        except (sqlite3.Error, Refusal):
            connection.set_authorizer(None)
            wrong = None if schema_of(connection) == schema else "the schema is another"
        else:
            connection.set_authorizer(None)
            return hit, None if digest_of(schema_of(connection)) == SCHEMA_DIGEST else "told as done, and not done"
    return hit, wrong or (None if Place(folder).content() == before else "the content is another")


def denied_everywhere(folder: Path, dump: Path | None) -> Outcome:
    """An upgrade denied at its first step, its second, and so on until it has no more."""
    broken, step = list[str](), 0
    while True:
        hit, wrong = denied(folder, step, dump)
        if not hit:
            return Outcome(step, tuple(broken))
        broken += [f"step {step}: {wrong}"] if wrong else []
        step += 1


@pytest.mark.parametrize("step", range(40, 700, 110))
def test_r10_a_step_that_fails_while_a_store_is_made_leaves_none(tmp_path: Path, step: int) -> None:
    assert denied(tmp_path, step) == (True, None)


@pytest.mark.parametrize("dump", DUMPS[:-1], ids=lambda dump: dump.stem)
def test_r10_a_step_that_fails_while_an_older_store_is_upgraded_leaves_that_one(tmp_path: Path, dump: Path) -> None:
    for step in (5, 30):
        assert denied(tmp_path, step, dump) == (True, None)


def test_r10_a_migration_without_room_says_how_much_it_needs(desk: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk of this machine is as it is: the room that a migration asks for is what is made too large for it."""
    from salestui.store import upgrade as module

    monkeypatch.setattr(module, "ROOM", shutil.disk_usage(desk.folder).free)
    with pytest.raises(Refusal, match="migration-space") as refused:
        module._kept(desk.store)
    assert str(refused.value.values["needed"]).endswith(" MB")
    assert not list(desk.folder.glob("rep.db.backups/*-migration.db"))


def _newer_version(connection: sqlite3.Connection) -> None:
    connection.execute(f"pragma user_version = {len(MIGRATION_NAMES) + 1}")


def _newer_migration(connection: sqlite3.Connection) -> None:
    connection.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('salestui', 'm998_new', 'x')")


@pytest.mark.parametrize("newer", [_newer_version, _newer_migration])
@pytest.mark.parametrize("with_log", [False, True], ids=["at rest", "with a log left beside it"])
def test_r11_a_newer_store_is_refused_to_the_byte(desk: Place, newer: object, with_log: bool) -> None:
    assert callable(newer)
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        newer(connection)
        connection.commit()
        if with_log:
            connection.execute(
                "insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', 'new', 'x')"
            )
            connection.commit()
            left = desk.folder / "left"
            left.mkdir()
            for name in ("rep.db", "rep.db-wal"):
                shutil.copy(desk.folder / name, left)
    if with_log:
        for name in ("rep.db", "rep.db-wal"):
            os.replace(desk.folder / "left" / name, desk.folder / name)
    before = _bytes(desk)
    for command in (("log", "win", "x"), ("log", "--list"), ("goal", "list"), ("backup",), ("undo",), ("week",), ()):
        ended = desk.run(*command)
        if command:
            assert ended.code == 4, ended
            assert ended.refused
            assert "newer" in ended.err
        assert _bytes(desk) == before, command
    assert desk.run("doctor").code == 0
    assert _bytes(desk) == before


def _bytes(place: Place) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.folder.glob("rep.db*") if file.is_file()}
