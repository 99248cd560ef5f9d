"""An answer is kept while nothing has changed that it was made from, and never a moment longer."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from salestui.store.connection import open_store
from salestui.work import kept_answers
from salestui.work.places import cache_folder, settings_path

QUESTION = ("metrics", "2026-Q1")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that was written a while ago."""
    path = tmp_path / "rep.db"
    open_store(path, create=True).close()
    rest(path)
    return path


def rest(path: Path) -> None:
    """As if the file had been written a minute earlier than it was."""
    told = os.stat(path)
    os.utime(path, ns=(told.st_atime_ns, time.time_ns() - 60_000_000_000))


def ask(store: Path, question: tuple[object, ...] = QUESTION) -> bytes | None:
    place = kept_answers.place(store, question)
    return kept_answers.find(place) if place else None


def answer(store: Path, text: bytes = b"42\n") -> None:
    place = kept_answers.place(store, QUESTION)
    assert place is not None
    kept_answers.keep(place, text)


def test_the_same_question_of_an_unchanged_store_has_the_same_answer(store: Path) -> None:
    assert ask(store) is None
    answer(store)
    assert ask(store) == b"42\n"
    assert ask(store, ("metrics", "2026-Q2")) is None


def test_a_store_that_was_written_has_no_answer_any_more(store: Path) -> None:
    answer(store)
    with open_store(store, create=False) as opened, opened.transaction() as connection:
        connection.execute("insert into person (name) values ('Freja')")
    assert ask(store) is None
    rest(store)
    assert ask(store) is None


def test_other_settings_make_another_answer(store: Path) -> None:
    answer(store)
    settings_path().write_text('me = "Freja"\n', encoding="utf-8")
    assert ask(store) is None


def test_a_store_that_is_being_written_keeps_no_answers(store: Path) -> None:
    answer(store)
    connection = sqlite3.connect(store, isolation_level=None)
    try:
        connection.execute("insert into person (name) values ('Freja')")
        assert os.stat(f"{store}-wal").st_size > 0
        assert kept_answers.place(store, QUESTION) is None
    finally:
        connection.close()


def test_a_file_written_a_moment_ago_cannot_be_told_from_the_next_one_and_keeps_none(store: Path) -> None:
    os.utime(store)
    assert kept_answers.place(store, QUESTION) is None


def test_answers_are_readable_by_the_rep_alone_and_the_oldest_go(store: Path) -> None:
    for number in range(kept_answers.MOST + 5):
        place = kept_answers.place(store, ("metrics", number))
        assert place is not None
        kept_answers.keep(place, b"42\n")
    kept = list(cache_folder().iterdir())
    assert len(kept) == kept_answers.MOST
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert cache_folder().stat().st_mode & 0o777 == 0o700


def test_a_cache_that_cannot_be_written_costs_only_time(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    answer(store)
    assert ask(store) is None
