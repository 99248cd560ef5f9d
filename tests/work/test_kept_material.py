"""The figures of a review are kept: opened again, the app has them without reading a deal, and never one that is no longer so."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import msgspec
import pytest

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.store.connection import open_store
from salestui.work import deals, log, review, writing
from salestui.work.demo import Story, tell
from salestui.work.desk import Desk
from salestui.work.kept_material import kept_material
from salestui.work.material import material
from salestui.work.places import cache_folder
from salestui.work.sample import samples_folder
from salestui.work.settings import Settings

Q1 = parse_period("2026-Q1")
ROLES = ("ae", "manager", "account_manager", "sdr")
Open = Callable[[], Desk]


@pytest.fixture(scope="module", params=ROLES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, date]:
    folder, path = samples_folder() / request.param, tmp_path_factory.mktemp(request.param) / "sample.db"
    story = msgspec.convert(tomllib.loads((folder / "story.toml").read_text(encoding="utf-8")), Story)
    tell(story, folder, path)
    return path, story.today


@pytest.fixture
def again(told: tuple[Path, date], tmp_path: Path) -> Iterator[Open]:
    """The sample's desk, as a program that was just started opens it."""
    path, today = told
    own, opened = tmp_path / "rep.db", []
    shutil.copyfile(path, own)

    def of() -> Desk:
        desk = Desk(open_store(own, create=False), Settings(Path("none.toml")), today, "en")
        opened.append(desk)
        return desk

    yield of
    for desk in opened:
        desk.store.close()


def plain(value: object) -> object:
    """The value, with the rows behind each figure in place of the way to them."""
    if isinstance(value, Figure):
        return [plain(getattr(value, one.name)) for one in fields(value) if one.name not in ("rows", "slices")]
    if is_dataclass(value):
        return [plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def test_what_was_kept_is_what_is_worked_out(again: Open) -> None:
    kept_material(again(), Q1)
    desk = again()
    kept, worked_out = kept_material(desk, Q1), material(desk, Q1)
    assert plain(kept) == plain(worked_out)
    assert list(kept.figures) == list(worked_out.figures)  # and in their order, in which they are listed
    assert {k: f.rows() for k, f in kept.figures.items()} == {k: f.rows() for k, f in worked_out.figures.items()}


def test_a_review_that_is_opened_again_reads_no_deal(again: Open) -> None:
    first = review.review(again(), Q1)
    desk = again()
    said: list[str] = []
    desk.store.connection.set_trace_callback(said.append)
    assert plain(review.review(desk, Q1).findings) == plain(first.findings)
    assert said
    assert not [one for one in said if "json_group_array" in one]


def test_a_text_and_an_entry_are_there_though_the_figures_were_kept(again: Open) -> None:
    kept_material(again(), Q1)
    desk, key = again(), FieldKey("context", "driver", 1)
    writing.set_field(desk, Q1, key, "The budget came late")
    log.add(desk.store, log.read_line("Call with finance", "win", date(2026, 3, 30)))
    made = kept_material(desk, Q1)
    assert made.texts[key] == "The budget came late"
    assert "Call with finance" in [entry.text for entry in made.entries]


def test_a_corrected_deal_changes_the_figures_at_once(again: Open) -> None:
    kept_material(again(), Q1)
    desk = again()
    before = kept_material(desk, Q1)
    won = next((row for f in before.figures.values() if f.metric in ("revenue_won", "new_mrr") for row in f.rows()), None)
    if won is None or won.deal is None or won.amount is None:
        pytest.skip("this role wins nothing by itself")
    deals.correct(desk, won.deal, "amount", "1", "The CRM has the list price")
    made = kept_material(desk, Q1)
    assert plain(made) == plain(material(desk, Q1))
    assert plain(made) != plain(before)


def test_a_deal_that_was_changed_past_the_program_is_noticed_while_it_is_open_and_at_the_next_start(
    again: Open, tmp_path: Path
) -> None:
    open_meanwhile = again()
    before = kept_material(open_meanwhile, Q1)
    log.add(again().store, log.read_line("Logged beside it", "win", date(2026, 3, 30)))
    assert plain(kept_material(open_meanwhile, Q1).figures) == plain(before.figures)
    with closing(sqlite3.connect(tmp_path / "rep.db")) as stranger, stranger:
        stranger.execute("update deal set amount_minor = amount_minor + 100 where status = 'won'")
    desk = again()
    now = material(desk, Q1)
    assert plain(now.figures) != plain(before.figures) or not any(f.metric == "revenue_won" for f in now.figures.values())
    assert plain(kept_material(desk, Q1)) == plain(now)
    assert plain(kept_material(open_meanwhile, Q1)) == plain(now)


def test_deals_are_weighed_once_for_each_state_in_which_the_file_rests(again: Open, tmp_path: Path) -> None:
    kept_material(again(), Q1)  # of a file that was written a moment ago
    for written, weighed in ((1, True), (1, False), (2, True), (2, False)):
        os.utime(tmp_path / "rep.db", ns=(written * 10**17, written * 10**17))
        desk, said = again(), list[str]()
        desk.store.connection.set_trace_callback(said.append)
        kept_material(desk, Q1)
        assert any("unicode(status)" in one for one in said) is weighed


def test_what_was_kept_and_cannot_be_read_is_worked_out_anew(again: Open) -> None:
    kept_material(again(), Q1)
    (file,) = cache_folder().glob("review-*")
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    desk = again()
    assert plain(kept_material(desk, Q1)) == plain(material(desk, Q1))
