"""A damaged store: noticed, named, not written to, and what can be read of it saved into a new file."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from salestui.store.connection import open_store
from salestui.store.salvage import salvage
from tests.reliability.faults import Outcome, Place

COMMANDS = (("log", "win", "x"), ("log", "--list"), ("goal", "list"), ("goal", "remove", "quota"), ("doctor",), ("backup",))
PAGE = 4096


def flipped(content: bytes, chance: random.Random) -> bytes:
    """With 1 to 729 bytes changed."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 9, 27, 81, 243, 729))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zeroed(content: bytes, chance: random.Random) -> bytes:
    page = chance.randrange(len(content) // PAGE) * PAGE
    return content[:page] + b"\0" * PAGE + content[page + PAGE :]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.choice((0, 1, 99, 100, 511, PAGE - 1, PAGE, len(content) // 2, len(content) - 1))]


def not_utf8(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"Globex asks", b"Gl\xffbex \xfesks")


DAMAGES = {"flipped": flipped, "zeroed": zeroed, "cut": cut, "not utf-8": not_utf8}


def damaged(desk: Place, stores: int, seed: int, folder: Path) -> Outcome:
    """So many damaged stores, each met by every command: said in words, no hang, no crash, and a store that failed the check
    is left as it was."""
    chance = random.Random(seed)
    content = desk.store.read_bytes()
    broken = []
    for number in range(stores):
        name = list(DAMAGES)[number % len(DAMAGES)]
        spoiled = DAMAGES[name](content, chance)
        place = desk.copy(folder / "damaged")
        command = COMMANDS[number % len(COMMANDS)]
        for asked in (command, ("doctor",)):
            place.store.write_bytes(spoiled)
            ended = place.run(*asked, timeout=60)
            said = f"seed {seed}, store {number}, {name}, {' '.join(asked)}: {ended}"
            if ended.code not in (0, 1, 4) or "Traceback" in ended.err or (ended.code and not ended.refused):
                broken.append(said)
            if asked in (("doctor",), ("log", "--list"), ("goal", "list")) and place.store.read_bytes() != spoiled and spoiled:
                broken.append(f"written to by a look: {said}")
            if asked == ("goal", "remove", "quota") and not _checks(spoiled, place) and place.store.read_bytes() != spoiled:
                broken.append(f"written to in spite of the check: {said}")
    return Outcome(2 * stores, tuple(broken))


def _checks(content: bytes, place: Place) -> bool:
    copy = place.folder / "checked.db"
    copy.write_bytes(content)
    try:
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            return bool(connection.execute("pragma quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        copy.unlink()


def test_r18_a_damaged_store_is_told_in_words_whatever_is_asked_of_it(desk: Place, tmp_path: Path) -> None:
    assert damaged(desk, stores=12, seed=18, folder=tmp_path).broken == ()


@pytest.mark.parametrize("left", [0, 1])
def test_r18_a_store_that_was_cut_to_nothing_is_no_new_one_while_there_are_backups(desk: Place, left: int) -> None:
    assert desk.run("backup").code == 0
    content = desk.content()
    desk.store.write_bytes(desk.store.read_bytes()[:left])
    for command in (("log", "win", "x"), ("goal", "list")):
        refused = desk.run(*command)
        assert refused.refused
        assert "damaged" in refused.err
    assert desk.store.stat().st_size == left
    assert "damaged" in desk.run("doctor").out
    newest = max(desk.folder.glob("rep.db.backups/*.db"))
    assert desk.run("restore", str(newest)).code == 0
    assert desk.content() == content
    desk.store.unlink()
    assert desk.run("log", "win", "begun anew").code == 0


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_r18_a_stale_log_or_journal_beside_the_store_is_no_traceback(desk: Place, full_desk: Place, end: str) -> None:
    chance = random.Random(end)
    (desk.folder / f"rep.db{end}").write_bytes(chance.randbytes(30_000))
    for command in COMMANDS:
        ended = desk.run(*command)
        assert ended.code == 0 or ended.refused, ended
    assert desk.wrong() is None


def test_r18_the_newest_backup_that_is_sound_is_named(desk: Place) -> None:
    first = desk.run("backup").out.strip()
    newest = Path(desk.folder / desk.run("backup").out.strip())
    newest.write_bytes(newest.read_bytes()[:PAGE])
    desk.store.write_bytes(desk.store.read_bytes()[: 9 * PAGE])
    refused = desk.run("log", "win", "x")
    assert refused.code == 4
    assert "damaged" in refused.err
    assert Path(first).name in refused.err
    told = desk.run("doctor")
    assert Path(first).name in told.out
    assert f"restore {first}" in told.out
    assert desk.run("restore", first).code == 0
    assert desk.run("log", "win", "x").code == 0
    newest.unlink()
    assert desk.wrong() is None
    (aside,) = desk.folder.glob("rep.db.replaced-*")
    assert aside.stat().st_size == 9 * PAGE


def test_r18_a_restore_over_a_damaged_store_keeps_its_log_with_it(desk: Place) -> None:
    desk.store.write_bytes(desk.store.read_bytes()[: 9 * PAGE])
    (desk.folder / "rep.db-wal").write_bytes(b"a log that belongs to it")
    assert desk.run("restore", "then.db").code == 0
    assert [file.read_bytes() for file in desk.folder.glob("rep.db.replaced-*-wal")] == [b"a log that belongs to it"]
    assert desk.wrong() is None


def holes(path: Path, entries: int, pages: int, seed: int) -> tuple[int, int]:
    """How many of so many entries are saved, and how many at least should be, when so many pages of their table are lost."""
    with open_store(path, create=True) as store, store.transaction() as connection:
        connection.executemany(
            "insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', ?, 'x')",
            ((f"{n} " * 60,) for n in range(entries)),
        )
    content = bytearray(path.read_bytes())
    where = [at for at in range(0, len(content), PAGE) if content[at] == 13 and content.count(b"win", at, at + PAGE) > 3]
    lost = random.Random(seed).sample(where, pages)
    most = max(content.count(b"win", at, at + PAGE) for at in where)
    for at in lost:
        content[at : at + PAGE] = b"\xff" * PAGE
    path.write_bytes(content)
    saved = salvage(path, path.with_name("saved.db"))
    return saved.rows["entry"], entries - 3 * most * pages


def test_r18_a_hole_costs_what_stood_in_it_and_little_more(tmp_path: Path) -> None:
    saved, at_least = holes(tmp_path / "rep.db", entries=2000, pages=4, seed=4)
    assert at_least <= saved < 2000


def test_r18_what_another_program_changed_can_be_saved_too(desk: Place) -> None:
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        connection.execute("alter table entry add column theirs text")
        connection.execute("drop table goal")
        connection.execute(
            "create view goal as with recursive n(x) as (select 1 union all select x + 1 from n) select x as id from n"
        )
    before = desk.store.read_bytes()
    assert desk.run("log", "win", "x").code == 4
    told = desk.run("doctor")
    assert told.code == 0
    assert "changed the file" in told.out
    assert desk.store.read_bytes() == before
    (saved,) = desk.folder.glob("rep-saved-*.db")
    shutil.move(saved, desk.store)
    texts = desk.run("log", "--list").out
    assert "Brought the CFO in" in texts
    assert desk.wrong() is None
