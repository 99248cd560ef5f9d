"""The rep's file where it lies: one file at rest, private from its first moment, at the path that was named alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from salestui.store.connection import open_store
from salestui.store.synced import conflict_copies, synced_folder
from tests.reliability.cases import CASES
from tests.reliability.faults import Place, needs_strace


@pytest.mark.parametrize("name", ["log", "create", "goal set", "backup", "restore"])
def test_r19_after_every_command_there_is_one_file_and_a_plain_copy_is_the_whole_store(
    desk: Place, tmp_path: Path, name: str
) -> None:
    case = next(case for case in CASES if case.name == name)
    if case.from_nothing:
        desk.store.unlink()
    assert desk.run(*case.command).code == 0
    assert [file.name for file in desk.folder.glob("rep.db*") if file.is_file()] == ["rep.db"]
    whole = desk.content()
    shutil.copy(desk.store, tmp_path / "copy.db")
    shutil.rmtree(desk.folder / "rep.db.backups", ignore_errors=True)
    shutil.move(tmp_path / "copy.db", desk.store)
    assert desk.content() == whole
    assert desk.run("log", "--list").code == 0


def test_r19_the_last_one_out_folds_the_log_in(desk: Place) -> None:
    with open_store(desk.store, create=False):
        assert desk.run("log", "win", "beside an open app").code == 0
        assert desk.run("goal", "remove", "quota").code == 0
    assert [file.name for file in desk.folder.glob("rep.db*") if file.is_file()] == ["rep.db"]
    assert any("beside an open app" in row for row in desk.content()["entry"])


@pytest.mark.parametrize("name", ["Dropbox (Personal)", "OneDrive - Company AB", "Nextcloud"])
def test_r19_a_folder_that_is_copied_elsewhere_is_told_once(place: Place, name: str) -> None:
    synced = Place(place.folder / name)
    synced.folder.mkdir()
    state = {"XDG_STATE_HOME": str(place.folder / "state")}
    first = synced.run("log", "win", "x", **state)
    assert first.code == 0
    assert name in first.err
    assert len(first.err.splitlines()) == 2
    for command in (("log", "win", "y"), ("period", "new", "2026-Q1"), ("log", "--list")):
        assert synced.run(*command, **state).err == ""
    assert name in synced.run("doctor", **state).out


def test_r19_a_folder_is_known_by_the_mark_of_its_program_and_others_are_not(tmp_path: Path) -> None:
    assert synced_folder(tmp_path / "rep.db") is None
    (tmp_path / ".stfolder").mkdir()
    assert synced_folder(tmp_path / "rep.db") == tmp_path


def test_r19_conflict_copies_are_noticed_by_the_doctor(desk: Place) -> None:
    for name in ("rep (Anna's conflicted copy 2026-03-01).db", "rep-LAPTOP.db", "rep.sync-conflict-20260301-120000-ABCDEFG.db"):
        shutil.copy(desk.store, desk.folder / name)
    (desk.folder / "rep notes.db").write_text("no store")
    assert len(conflict_copies(desk.store)) == 3
    told = desk.run("doctor", "--json").out
    assert "conflicted copy" in told
    assert "rep notes.db" not in told


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_r47_whatever_is_made_can_be_read_by_the_rep_alone(place: Place, mask: int) -> None:
    previous = os.umask(mask)
    try:
        place.run("log", "win", "x")
        with open_store(place.store, create=False) as store, store.transaction() as connection:
            connection.execute("update entry set text = 'y'")
            beside = {file.name: stat.S_IMODE(file.stat().st_mode) for file in place.folder.glob("rep.db-*")}
        place.run("backup")
        place.run("backup", "-o", "copy.db")
        place.run("config", "set", "me", "Anna")
        place.run("export", "-o", "review.md", "--force", SALESTUI_STORE="", LANG="C")
        (place.folder / "settings.toml").write_text("me = 5\n")
        place.run("log", "--list", XDG_DATA_HOME=str(place.folder / "data"))
        place.run("doctor", XDG_STATE_HOME=str(place.folder / "new" / "state"))
    finally:
        os.umask(previous)
    assert beside == {"rep.db-wal": 0o600, "rep.db-shm": 0o600}
    for root, folders, files in os.walk(place.folder):
        for name in folders:
            assert stat.S_IMODE(os.stat(os.path.join(root, name)).st_mode) == 0o700, name
        for name in files:
            assert stat.S_IMODE(os.stat(os.path.join(root, name)).st_mode) == 0o600, name


@needs_strace
@pytest.mark.parametrize("name", ["create", "backup -o", "config"])
def test_r47_private_from_the_first_moment(desk: Place, name: str) -> None:
    """No file is ever made with more rights than it keeps: it is not a matter of changing them afterwards."""
    case = next(case for case in CASES if case.name == name)
    if case.from_nothing:
        desk.store.unlink()
    trace = desk.folder / "trace"
    previous = os.umask(0)
    try:
        wrapper = ("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=openat,mkdir,chmod,fchmod")
        assert desk.run(*case.command, wrapper=wrapper).code == 0
    finally:
        os.umask(previous)
    lines = [
        line for line in trace.read_text().splitlines() if str(desk.folder) in line or '"rep.db' in line or '"out/' in line
    ]
    made = [line for line in lines if "O_CREAT" in line and " = -1" not in line]
    assert made
    for line in made:
        assert ", 0600)" in line, line
    assert not [line for line in lines if "chmod(" in line]


def test_r47_a_store_that_others_can_read_is_told_and_not_changed(desk: Place) -> None:
    desk.store.chmod(0o644)
    assert "Others on this computer can read" in desk.run("doctor").out
    assert stat.S_IMODE(desk.store.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "name",
    [
        "with ?.db",
        "a#b%20c.db",
        "file:x.db",
        "file:x?mode=memory",
        "new\nline.db",
        ":memory:",
        " blank .db",
        "å.db",
        "-rf.db",
        "%00.db",
    ],
)
def test_r49_a_path_is_a_path(place: Place, name: str) -> None:
    for command in (("log", "win", "x"), ("backup",), ("doctor",)):
        ended = place.run(*command, "--store", name)
        assert ended.code == 0, ended
    assert (place.folder / name).stat().st_size > 0
    assert {file.name for file in place.folder.iterdir()} - {name, f"{name}.backups"} <= {"settings.toml", "state", "data"}


def test_r49_a_path_of_bytes_that_are_no_text_is_a_path(place: Place) -> None:
    name = os.fsdecode(b"r\xffp.db")
    for command in (("log", "win", "x"), ("log", "--list", "--json"), ("doctor", "--json"), ("backup",)):
        ended = place.run(*command, "--store", name)
        assert ended.code == 0, ended
    assert (place.folder / name).stat().st_size > 0
    assert place.run("restore", "nothing.db", "--store", name).refused


def test_r49_what_cannot_be_a_store_is_refused(place: Place) -> None:
    (place.folder / "folder.db").mkdir()
    os.mkfifo(place.folder / "pipe.db")
    (place.folder / "loop.db").symlink_to("loop.db")
    (place.folder / "nowhere.db").symlink_to(place.folder / "missing.db")
    (place.folder / "note.txt").write_text("no store at all, and longer than the header of one " * 9)
    names = (
        "folder.db",
        "pipe.db",
        "loop.db",
        "nowhere.db",
        "note.txt",
        "/dev/null",
        "/dev/full",
        "no/such/folder.db",
        "note.txt/x.db",
        "",
    )
    for name in names:
        for command in (("log", "win", "x"), ("backup",)):
            ended = place.run(*command, "--store", name, timeout=30)
            assert ended.refused, (name, command, ended)
    for name in names[:-1]:
        assert place.run("doctor", "--store", name, timeout=30).code in (0, 1, 4), name
    assert not (place.folder / "missing.db").exists()
    assert not (place.folder / "no").exists()
    assert not (place.folder / "data").exists()


def test_r49_a_link_to_a_store_is_the_store(desk: Place) -> None:
    (desk.folder / "link.db").symlink_to("rep.db")
    assert desk.run("log", "win", "through the link", "--store", "link.db").code == 0
    assert any("through the link" in row for row in desk.content()["entry"])
    assert (desk.folder / "link.db").is_symlink()


def test_r50_nothing_is_left_or_met_in_a_shared_folder(desk: Place) -> None:
    """Planted links of guessed names are neither followed nor written over."""
    shared = desk.folder / "shared"
    shared.mkdir()
    victim = desk.folder / "victim"
    victim.write_text("untouched")
    for file in ("settings.toml", "copy.db", "review.md"):
        for number in range(1, 400):
            (shared / f".{file}.{number}.partial").symlink_to(victim)
    for name in ("log", "backup -o", "config", "goal set", "restore", "import"):
        for case in CASES:
            if case.name == name:
                assert desk.run(*case.command, TMPDIR=str(shared)).code == 0
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        connection.execute("pragma user_version = 99")
    desk.run("log", "win", "x", TMPDIR=str(shared))
    assert victim.read_text() == "untouched"
    assert [file for file in shared.iterdir() if not file.is_symlink()] == []
