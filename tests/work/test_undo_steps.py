"""What is taken back: one deed a step, nothing beside it, and never into what has been handed in or is no longer there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.store.connection import open_store
from salestui.store.undo import DAYS
from salestui.work import config, deals, finalise, forecasts, goals, log, measures, periods, review, undo, writing
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from salestui.work.settings_file import read_settings
from salestui.work.typed_rows import TypedRow, benchmark_rows, forecast_rows, keep_benchmark, keep_forecast
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, write

TODAY = date(2026, 3, 10)
PERIOD = parse_period("2026-Q1")
REPORT = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(open_store(tmp_path / "rep.db", create=True), Settings(tmp_path / "settings.toml"), TODAY, "en") as desk:
        yield desk


def waiting(desk: Desk) -> list[str]:
    return [step.what for step in undo.listed(desk)]


def refused(desk: Desk) -> str:
    with pytest.raises(Refusal) as caught:
        undo.undo(desk)
    return caught.value.slug


def test_an_entry_that_the_log_took_back_itself_is_no_step_any_more(desk: Desk) -> None:
    entry = log.add(desk.store, log.read_line("One", "win", TODAY))
    log.edit(desk.store, entry.id, "Two")
    log.edit(desk.store, entry.id, "Three")
    log.undo(desk.store, entry.id)
    assert waiting(desk) == ["entry_changed"]
    undo.undo(desk)
    assert [one.text for one in log.listed(desk.store)] == ["One"]
    log.delete(desk.store, entry.id)
    undo.undo(desk)
    assert [one.text for one in log.found(desk.store, "one")] == ["One"]
    assert refused(desk) == "undo-nothing"


def test_what_belonged_to_a_deal_that_is_gone_is_refused_and_stays_a_step(desk: Desk, tmp_path: Path) -> None:
    table = as_csv([REPORT, ["1", "Acme", "Negotiation", "5", "2026-08-01"]])
    plan = bring(desk, write(tmp_path, "deals.csv", table))
    deals.correct(desk, "1", "amount", "7", "as signed")
    undo_run(desk, plan.run or 0)
    assert (refused(desk), waiting(desk)) == ("undo-gone", ["deal_changed"])
    bring(desk, write(tmp_path, "again.csv", table))
    assert deals.find(desk, "1").amount == Money.of(7, "USD")  # a correction comes back with its deal
    undo.undo(desk)
    assert deals.find(desk, "1").amount == Money.of(5, "USD")


def test_nothing_is_put_back_into_a_period_that_was_handed_in(desk: Desk) -> None:
    goals.set_goal(desk, PERIOD, "quota", "revenue_won", "5 USD")
    goals.remove(desk, PERIOD, "quota", None)
    finalise.finalise(desk, PERIOD, force=True)
    assert refused(desk) == "period-finalised"
    finalise.reopen(desk, PERIOD, "a late invoice")
    undo.undo(desk)
    assert periods.stored(desk.store, PERIOD).finalised_at  # type: ignore[union-attr]


def test_a_setting_is_put_back_alone_and_the_words_of_the_rep_around_it_stay(desk: Desk) -> None:
    desk.settings.path.write_text('# mine\nme = "Ada"  # that is me\n')
    first = read_settings(desk.settings.path)
    config.change(config.change(first, "me", "Bo"), "language", "sv")
    step = next(step for step in undo.listed(desk) if step.subject == "me")
    undo.undo(desk, step.id)
    now = read_settings(desk.settings.path)
    assert (now.me, now.language, desk.settings.path.read_text().startswith("# mine")) == ("Ada", "sv", True)
    undo.undo(desk)
    assert "language" not in desk.settings.path.read_text()
    assert waiting(desk) == []


def test_a_setting_that_was_set_to_what_it_is_makes_no_step(desk: Desk) -> None:
    config.change(config.change(desk.settings, "me", "Ada"), "me", "Ada")
    assert waiting(desk) == ["setting_changed"]


def test_files_are_kept_for_thirty_days_and_what_lies_beside_them_is_let_be(desk: Desk) -> None:
    folder = desk.settings.path.with_name("settings.toml.undo")
    config.change(desk.settings, "me", "Ada")
    (kept,) = folder.glob("*.json")
    for days in (DAYS - 1, DAYS + 1):
        then = datetime.now(UTC) - timedelta(days=days)
        (folder / f"{then:%Y%m%d%H%M%S}00.json").write_bytes(kept.read_bytes())
    (folder / "12.json").write_text("not ours")
    (folder / "notes.json").write_text("{}")
    assert len(waiting(desk)) == 3
    config.change(desk.settings, "me", "Bo")
    assert len(waiting(desk)) == 3
    assert (folder / "notes.json").exists()


STRANGE = (
    ("deal", {"id": "x"}),
    ("goal", {"id) select 1 --": 1}),
    ("goal_adjustment", {"goal_id": 9}),
    ("measurement", {"id": 1}),
    ("entry", {"id": 99}),
    ("period", {"id": 99}),
    ("deal_correction", {"source": "generic", "deal": "1", "field": "name = 'x' --", "value": "x", "why": "", "stands": 1}),
    ("deal_correction", {"source": "generic"}),
)


def test_r48_a_step_from_a_stranger_puts_nothing_anywhere(desk: Desk, tmp_path: Path) -> None:
    rows = [["opp_id", "deal", "stage", "value"], ["1", "Acme", "Negotiation", "5"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(rows)))
    into = "insert into undo_step (what, subject, payload, made_at) values ('goal_removed', 'x', ?, 'x')"
    for row in STRANGE:
        with desk.store.transaction() as connection:
            connection.execute("delete from undo_step")
            connection.execute(into, (json.dumps([row]),))
        assert refused(desk) == "undo-gone"
    assert deals.find(desk, "1").name == "Acme"


def test_a_forecast_that_is_edited_in_its_row_is_one_forecast_before_and_after(desk: Desk) -> None:
    forecasts.add(desk, PERIOD, date(2026, 2, 1), Money.of(480, "USD"), None)
    (row,) = forecast_rows(desk, PERIOD)
    for commit in ("490 USD", "495 USD"):  # as it is typed: one step
        assert keep_forecast(desk, PERIOD, TypedRow(row.number, {**row.values, "commit": commit})) == row.number
    undo.undo(desk)
    assert [one.commit for one in forecasts.listed(desk, PERIOD)] == [Money.of(480, "USD")]
    assert keep_forecast(desk, PERIOD, TypedRow(row.number, dict.fromkeys(row.values, ""))) == 0
    undo.undo(desk)
    assert [one.commit for one in forecasts.listed(desk, PERIOD)] == [Money.of(480, "USD")]
    assert keep_forecast(desk, PERIOD, TypedRow(0, {"made_on": "2026-02-02", "commit": "", "best_case": ""})) is None


def test_a_benchmark_that_is_edited_in_its_row_is_one_benchmark_before_and_after(desk: Desk) -> None:
    measures.measure(desk, PERIOD, "win_rate", "25%", benchmark="team")
    (row,) = benchmark_rows(desk, PERIOD)
    assert keep_benchmark(desk, PERIOD, TypedRow(row.number, {**row.values, "metric": "leads", "value": "7"})) == row.number
    undo.undo(desk)
    assert [(one.metric, one.benchmark) for one in measures.listed(desk)] == [("win_rate", "team")]
    assert keep_benchmark(desk, PERIOD, TypedRow(row.number, dict.fromkeys(row.values, ""))) == 0
    undo.undo(desk)
    assert [one.metric for one in measures.listed(desk)] == ["win_rate"]


def test_a_row_of_a_section_that_was_taken_out_comes_back_in_its_place(desk: Desk) -> None:
    for row, text in enumerate(("One", "Two", "Three"), 1):
        writing.set_field(desk, PERIOD, FieldKey("context", "driver", row, ""), text)
    before = writing.texts(desk, PERIOD)
    writing.remove_row(desk, PERIOD, FieldKey("context", "driver", 2, ""))
    assert waiting(desk) == ["text_changed"]
    undo.undo(desk)
    assert writing.texts(desk, PERIOD) == before


def test_what_stood_where_a_text_was_put_back_is_kept_as_an_earlier_version(desk: Desk) -> None:
    key = FieldKey("context", "driver", 1, "")
    for text in ("One", "Two", ""):
        writing.set_field(desk, PERIOD, key, text)
    undo.undo(desk)
    undo.undo(desk)
    assert writing.texts(desk, PERIOD)[key] == "One"
    assert "Two" in [revision.text for revision in writing.history(desk, PERIOD, "context")]


def test_typing_in_the_app_has_a_way_back_of_its_own_and_makes_no_step(desk: Desk) -> None:
    key = FieldKey("context", "driver", 1, "")
    for before, after in (("", "One"), ("One", "Two")):
        writing.set_field(desk, PERIOD, key, after, seen=before)
    assert waiting(desk) == []


def test_evidence_and_kept_findings_that_were_taken_out_come_back(desk: Desk) -> None:
    entry = log.add(desk.store, log.read_line("One", "win", TODAY))
    writing.cite(desk, PERIOD, "context", entry.id)
    writing.uncite(desk, PERIOD, "context", entry.id)
    review.accept_check(desk, PERIOD, "evidence-unused", None, "", "house style")
    assert review.take_back(desk, PERIOD, "evidence-unused") == 1
    undo.undo(desk)
    undo.undo(desk)
    assert writing.cited(desk, PERIOD) == {"context": (entry.id,)}
    assert [one.why for one in review.accepted(desk, PERIOD)] == ["house style"]
