"""A document that is exported again, of a store in which nothing happened since, is the same and reads no deal."""

from __future__ import annotations

import os
import shutil
import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.store.connection import open_store
from salestui.work import export, writing
from salestui.work.demo import Story, tell
from salestui.work.desk import Desk
from salestui.work.sample import samples_folder
from salestui.work.settings import Settings

Q1 = parse_period("2026-Q1")
LONG_AGO = 1_700_000_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, date]:
    folder, path = samples_folder() / "ae", tmp_path_factory.mktemp("ae") / "sample.db"
    story = msgspec.convert(tomllib.loads((folder / "story.toml").read_text(encoding="utf-8")), Story)
    tell(story, folder, path)
    return path, story.today


def exported(path: Path, today: date, said: list[str] | None = None) -> str:
    """The document as a process that was just started gives it; what was asked of the store goes to `said`."""
    with open_store(path, create=False) as store:
        if said is not None:
            store.connection.set_trace_callback(said.append)
        return export.export(Desk(store, Settings(Path("none.toml")), today, "en"), Q1, force=True)


def test_it_is_the_same_and_no_deal_is_read(sample: tuple[Path, date], tmp_path: Path) -> None:
    path, today = tmp_path / "rep.db", sample[1]
    shutil.copyfile(sample[0], path)
    os.utime(path, (LONG_AGO, LONG_AGO))  # a store that was left alone
    first, said = exported(path, today), list[str]()
    assert exported(path, today, said) == first
    assert said
    assert not [one for one in said if one.endswith("from deal") or "from deal where" in one]


def test_a_text_that_was_written_since_stands_in_it(sample: tuple[Path, date], tmp_path: Path) -> None:
    path, today = tmp_path / "rep.db", sample[1]
    shutil.copyfile(sample[0], path)
    first = exported(path, today)
    with open_store(path, create=False) as store:
        desk = Desk(store, Settings(Path("none.toml")), today, "en")
        writing.set_field(desk, Q1, FieldKey("context", "driver", 1), "The budget of the state came nine weeks late")
    later = exported(path, today)
    assert "nine weeks late" in later
    assert "nine weeks late" not in first
