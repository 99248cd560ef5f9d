"""What is handed in: written whole or not at all, frozen when it is finalised, and verified from its last line."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.work import actions, finalise, goals, measures, periods, review, writing
from salestui.work.desk import open_desk
from salestui.work.drift import drift, told
from salestui.work.export import Options, document, export_to, name_of
from salestui.work.verify import verify
from salestui.work.whole_file import write_whole

Q1 = parse_period("2026-Q1")


@pytest.fixture
def desk(store_file):
    """A rep without a CRM: every figure is typed."""
    with open_desk(str(store_file), date(2026, 4, 2), "en") as desk:
        periods.new(desk, Q1, "ae", "Michael Ek")
        goals.set_goal(desk, Q1, "quota", "revenue_won", "505000USD")
        measures.measure(desk, Q1, "revenue_won", "560000USD")
        measures.measure(desk, Q1, "win_rate", "30%")
        measures.measure(desk, Q1, "win_rate", "25%", benchmark="team average")
        writing.set_field(desk, Q1, FieldKey("headline", "result"), "{revenue_won} won, {quota_attainment} of quota")
        writing.set_field(desk, Q1, FieldKey("results", "metric", 1), "win_rate")
        actions.add(desk, Q1, "fix", "Date every late deal", metric="forecast_accuracy", target="85 %", by=date(2026, 6, 30))
        yield desk


def test_typed_figures_reach_the_document_in_both_languages(desk):
    english, swedish = document(desk, Q1), document(desk, Q1, Options(language="sv"))
    assert "**Result against goal:** $560k won, 111 % of quota" in english
    assert "| Quota | $505,000 |          | $560,000 |      111 % |" in english
    assert "560 TUSD won, 111 % of quota" in swedish
    assert "team average 25 %" in english


def test_a_brief_is_short_and_every_format_holds_the_same_figures(desk):
    brief = document(desk, Q1, Options("brief"))
    assert "## What was achieved" in brief
    page = document(desk, Q1, Options(form="html"))
    data = json.loads(document(desk, Q1, Options(form="json")))
    assert "111 %" in page
    assert {one["metric"]: one["display"] for one in data["figures"]}["quota_attainment"] == "111 %"


def test_what_is_finalised_never_changes_and_can_be_verified(desk, tmp_path):
    mark = finalise.finalise(desk, Q1, force=True)
    paths = {}
    for form, language, layout in product(("md", "html", "json"), ("en", "sv"), ("full", "brief")):
        options = Options(layout, language, form, charts=False)
        path = paths[form, language, layout] = export_to(desk, Q1, tmp_path / f"{language}-{layout}.{form}", options)
        assert mark in path.read_text(encoding="utf-8")
    finalise.reopen(desk, Q1, "a wrong target")
    writing.set_field(desk, Q1, FieldKey("headline", "result"), "another story")
    measures.measure(desk, Q1, "revenue_won", "1USD")
    for path in paths.values():
        assert verify(desk, path).same
    assert "another story" in document(desk, Q1)


def test_a_changed_word_is_found_and_shown(desk, tmp_path):
    finalise.finalise(desk, Q1, force=True)
    path = export_to(desk, Q1, tmp_path / "review.md")
    path.write_text(path.read_text(encoding="utf-8").replace("111 % of quota", "121 % of quota"), encoding="utf-8")
    found = verify(desk, path)
    assert not found.same
    assert any(line.startswith("- ") and "111 % of quota" in line for line in found.differences)
    assert any(line.startswith("+ ") and "121 % of quota" in line for line in found.differences)


def test_a_finalised_period_is_not_written_and_says_what_the_data_gives_otherwise(desk):
    finalise.finalise(desk, Q1, force=True)
    with pytest.raises(Refusal, match="period-finalised"):
        writing.set_field(desk, Q1, FieldKey("headline", "result"), "x")
    with pytest.raises(Refusal, match="period-finalised"):
        finalise.finalise(desk, Q1, force=True)


def test_what_the_data_says_otherwise_than_was_delivered_is_shown_and_what_was_delivered_stays(desk):
    with pytest.raises(Refusal, match="period-open"):
        drift(desk, Q1)
    finalise.finalise(desk, Q1, force=True)
    delivered = document(desk, Q1)
    assert drift(desk, Q1) == ()
    finalise.reopen(desk, Q1, "a late import")
    measures.measure(desk, Q1, "win_rate", "35%")
    found = told(desk, Q1, drift(desk, Q1))
    assert ("Win rate", "30 %", "35 %") in found
    assert all(row.figure != "Revenue won" for row in found)
    assert "30 %" in delivered


def test_a_document_of_elsewhere_is_refused(desk, tmp_path):
    draft = tmp_path / "draft.md"
    draft.write_text(document(desk, Q1), encoding="utf-8")
    with pytest.raises(Refusal, match="verify-unmarked"):
        verify(desk, draft)
    draft.write_text("2026-Q1 · checksum " + "0" * 64 + " · layout full · language en · options standard\n", encoding="utf-8")
    with pytest.raises(Refusal, match="verify-unknown"):
        verify(desk, draft)
    with pytest.raises(Refusal, match="verify-unreadable"):
        verify(desk, tmp_path)


def test_the_review_of_a_finalised_period_is_the_one_that_was_delivered(desk):
    finalise.finalise(desk, Q1, force=True)
    desk.store.connection.execute("update section_text set text = 'changed behind its back'")
    assert review.review(desk, Q1).summary.headline[0].said.text == "{revenue_won} won, {quota_attainment} of quota"


def test_reopening_needs_a_reason(desk):
    with pytest.raises(Refusal, match="period-open"):
        finalise.reopen(desk, Q1, "why not")
    finalise.finalise(desk, Q1, force=True)
    with pytest.raises(Refusal, match="reason-missing"):
        finalise.reopen(desk, Q1, "  ")


@pytest.mark.parametrize(("field", "value"), [("layout", "long"), ("language", "de"), ("form", "pdf")])
def test_an_unknown_wish_is_refused(desk, field, value):
    with pytest.raises(Refusal, match=f"{field}-unknown"):
        document(desk, Q1, Options(**{field: value}))


def test_r46_an_existing_file_is_left_alone_unless_it_is_to_be_replaced(tmp_path):
    path = tmp_path / "review.md"
    write_whole(path, b"one")
    with pytest.raises(Refusal, match="file-exists"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    write_whole(path, b"two", replace=True)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["review.md"]


def test_r46_a_link_is_replaced_and_not_followed(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link.md"
    target.write_text("untouched")
    link.symlink_to(target)
    write_whole(link, b"new", replace=True)
    assert target.read_text() == "untouched"
    assert not link.is_symlink()


def test_r46_a_folder_a_pipe_and_a_missing_folder_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, slug in (
        (tmp_path, "file-no-place"),
        (tmp_path / "pipe", "file-no-place"),
        (tmp_path / "no" / "a.md", "folder-missing"),
    ):
        with pytest.raises(Refusal, match=slug):
            write_whole(path, b"x", replace=True)


@pytest.mark.parametrize(
    "name",
    ["../../etc", "CON", "a/b", "a b", "a_b", "a\\b", "Åsa Öberg", "x" * 300, "-rf", "a\x00b", "..", "😀", "Anna-Karin Berg"],
)
def test_r45_a_file_name_is_one_plain_part(desk, name):
    periods.new(desk, Q1, "ae", name)
    made = name_of(desk, Q1)
    assert len(made.encode()) <= 120
    assert Path(made).name == made
    assert made.endswith("-2026-Q1-summary.md")
    assert not made.startswith(("-", "."))
    assert made.isprintable()


def test_r45_different_reps_have_different_names(desk):
    names = set()
    for name in ("a/b", "a b", "a_b", "a\\b", "a-b", "ab", "A b"):
        periods.new(desk, Q1, "ae", name)
        names.add(name_of(desk, Q1))
    assert len(names) == 7
