"""Bringing in exports week by week: what is asked, what is kept, what is taken back, and whose word counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.store.backup import backups
from salestui.work import bring_in, deals, figures, imports, stages
from salestui.work.desk import Desk
from salestui.work.progress import Progress
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, changes, deal, everything_of, open_at, refused, write

HEADER = ["Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", today=date(2026, 6, 30)) as desk:
        yield desk


def row(
    number: int, stage: str = "Negotiation", amount: object = 100, due: str = "2026-07-15", owner: str = "Ada"
) -> list[object]:
    return [f"006{number}", f"Deal {number}", f"Account {number}", owner, stage, amount, due]


def week(folder: Path, day: str, *rows: list[object]) -> Path:
    return write(folder, f"pipeline-{day}.csv", as_csv([HEADER, *rows]))


def test_a_week_later_won_lost_slipped_grown_and_reopened_are_told(desk: Desk, tmp_path: Path) -> None:
    first = [row(1), row(2), row(3), row(4), row(5, "Closed Lost"), row(6)]
    bring(desk, week(tmp_path, "2026-06-01", *first))
    second = [
        row(1, "Closed Won", 100, "2026-06-05"),
        row(2, "Closed Lost"),
        row(3, due="2026-10-01"),
        row(4, amount=150),
        row(5),
        row(6),
    ]
    path = week(tmp_path, "2026-06-08", *second)
    seen = bring_in.look(desk, path)
    plan = bring(desk, path)
    expected = {"won": 1, "lost": 1, "reopened": 1, "slipped": 1, "amount": 1, "stage": 3}
    assert seen.changes == plan.changes == expected
    assert (seen.changed, seen.unchanged) == (plan.changed, plan.unchanged) == (5, 1)
    assert (deal(desk, "0061")["closed_on"], deal(desk, "0061")["expected_close_on"]) == ("2026-06-05", "2026-07-15")
    assert (deal(desk, "0065")["closed_on"], deal(desk, "0065")["expected_close_on"]) == (None, "2026-07-15")


def test_the_same_file_again_under_any_name_changes_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "export.csv", as_csv([HEADER, row(1)]))
    first = bring(desk, path)
    before = everything_of(desk)
    again = bring(desk, path)
    renamed = bring(desk, path.rename(tmp_path / "renamed.csv"))
    assert (again.added, again.changed, again.run, again.already) == (0, 0, first.run, first.run)
    assert renamed.already == first.run
    assert [note.slug for note in renamed.notes] == ["already-imported"]
    assert (len(imports.listed(desk)), everything_of(desk)) == (1, before)


def test_a_file_whose_rows_were_turned_away_is_read_again_once_the_rep_says_how(desk: Desk, tmp_path: Path) -> None:
    path = week(tmp_path, "2026-06-01", row(1, amount="1.080,50"), row(2, amount="7"))
    assert bring(desk, path, decimal="point").rejected == 1
    assert bring(desk, path, decimal="comma").rejected == 0
    path = write(tmp_path, "pipeline-2026-06-08.csv", as_csv([HEADER, row(1), row(2)]))
    assert bring(desk, path).already is None
    assert bring(desk, path).already == 3
    assert bring(desk, path, mapping={"next_step": "Stage"}).already is None


def test_r33_the_same_rows_in_another_order_encoding_or_separator_change_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [row(n, amount=f"{n}.50") for n in range(1, 9)]
    bring(desk, week(tmp_path, "2026-06-01", *rows))
    other = as_csv([HEADER, *reversed(rows)], ";", "\r\n").encode("utf-16")
    plan = bring(desk, write(tmp_path, "pipeline-2026-06-08.csv", other))
    assert (plan.changed, plan.added, plan.unchanged, changes(desk)) == (0, 0, 8, [])


def test_an_amount_of_nothing_is_an_amount_and_no_amount_is_none(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1, amount=0), row(2, amount=0)))
    bring(desk, week(tmp_path, "2026-06-08", row(1, amount=0), row(2, amount=""), row(3, amount="")))
    assert [deal(desk, n)["amount_minor"] for n in ("0061", "0062", "0063")] == [0, None, None]


def test_an_identical_export_of_a_later_week_says_that_nothing_had_changed_by_then(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1)))
    plan = bring(desk, week(tmp_path, "2026-06-08", row(1)))
    assert (plan.already, plan.unchanged, [run.as_of for run in imports.listed(desk)]) == (
        None,
        1,
        [date(2026, 6, 1), date(2026, 6, 8)],
    )


def test_r16_missing_deals_are_marked_never_deleted_and_come_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", *[row(n) for n in range(1, 9)]))
    plan = bring(desk, week(tmp_path, "2026-06-08", *[row(n) for n in range(1, 8)]))
    assert (plan.missing, [example.deal for example in plan.examples if example.what == "missing"]) == (1, ["0068"])
    absent = "select deal.id, as_of from absence join deal on number = deal_number join import_run on import_run.id = run_id"
    assert desk.store.connection.execute(absent).fetchall() == [("0068", "2026-06-08")]
    period = parse_period("2026-Q2")
    (now,) = figures.figures(desk, period, metrics=("open_deals",), owner="all", on=date(2026, 6, 8))
    assert now.value == 7
    plan = bring(desk, week(tmp_path, "2026-06-15", *[row(n) for n in range(1, 9)]))
    assert (plan.missing, plan.added, plan.unchanged) == (0, 0, 8)


def test_r16_when_over_a_quarter_of_the_covered_open_deals_are_missing_the_import_waits_for_a_yes(
    desk: Desk, tmp_path: Path
) -> None:
    bring(desk, week(tmp_path, "2026-06-01", *[row(n) for n in range(1, 9)]))
    half = week(tmp_path, "2026-06-08", *[row(n) for n in range(1, 5)])
    refusal = refused(desk, half)
    assert (refusal.slug, refusal.values) == ("import-many-missing", {"missing": "4", "covered": "8"})
    assert len(imports.listed(desk)) == 1
    assert [question.option for question in bring_in.look(desk, half).questions] == ["--yes"]
    assert bring(desk, half, yes=True).missing == 4


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(90, owner="Ben"), row(91, owner="Ben")],
        [row(90, "Closed Won"), row(91, "Closed Lost")],
    ],
    ids=["an empty export", "another rep's", "closed deals only"],
)
def test_r16_an_export_says_nothing_of_deals_that_it_does_not_cover(
    desk: Desk, tmp_path: Path, rows: list[list[object]]
) -> None:
    bring(desk, week(tmp_path, "2026-06-01", *[row(n) for n in range(1, 9)]))
    assert bring(desk, week(tmp_path, "2026-06-08", *rows)).missing == 0


def test_a_rejected_row_is_listed_kept_and_no_missing_deal(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1), row(2)))
    plan = bring(desk, week(tmp_path, "2026-06-08", row(1), row(2, amount="lots")))
    assert (plan.missing, [(r.line, r.column, r.value, r.why) for r in plan.rejects]) == (
        0,
        [(3, "Amount", "lots", "not-a-number")],
    )
    header, kept = imports.rejects(desk, plan.run or 0)
    assert list(header) == HEADER
    assert kept[0].cells == ("0062", "Deal 2", "Account 2", "Ada", "Negotiation", "lots", "2026-07-15")
    mended = bring(
        desk,
        write(tmp_path, "mended.csv", as_csv([header, [*kept[0].cells[:5], "120", kept[0].cells[6]]])),
        as_of=date(2026, 6, 8),
        yes=True,
    )
    assert (mended.changed, deal(desk, "0062")["amount_minor"]) == (1, 12000)


def test_a_closing_day_that_the_export_leaves_empty_is_assumed(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1, due="2026-06-04"), row(2, due="2026-07-30"), row(3, "Closed Won", due="")))
    bring(
        desk,
        week(tmp_path, "2026-06-08", row(1, "Closed Won", due=""), row(2, "Closed Won", due=""), row(3, "Closed Won", due="")),
    )
    found = [(deal(desk, n)["closed_on"], deal(desk, n)["closed_on_assumed"]) for n in ("0061", "0062", "0063")]
    assert found == [("2026-06-04", 1), ("2026-06-08", 1), ("2026-06-01", 1)]


def test_the_day_of_an_export_is_told_or_in_its_name_or_that_of_its_last_change_and_never_after_today(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [HEADER, row(1)]
    assert bring_in.look(desk, write(tmp_path, "report1780272000000.csv", as_csv(rows)), Choices(currency="USD")).as_of == date(
        2026, 6, 1
    )
    assert bring_in.look(desk, write(tmp_path, "x_20260503_v2.csv", as_csv(rows)), Choices(currency="USD")).as_of == date(
        2026, 5, 3
    )
    assert bring_in.look(desk, write(tmp_path, "x-2027-01-01.csv", as_csv(rows)), Choices(currency="USD")).as_of <= desk.today
    old = write(tmp_path, "old.csv", as_csv(rows))
    os.utime(old, (1_750_000_000, 1_750_000_000))
    assert bring_in.look(desk, old, Choices(currency="USD")).as_of == date(2025, 6, 15)
    assert bring_in.look(desk, old, Choices(currency="USD", as_of=date(2024, 1, 1))).as_of == date(2024, 1, 1)


def test_what_was_decided_for_a_file_is_remembered_for_the_next_of_the_same_columns(desk: Desk, tmp_path: Path) -> None:
    first = [HEADER, row(1, amount="1.080", due="03/04/2026")]
    path = write(tmp_path, "a.csv", as_csv(first))
    assert refused(desk, path).slug == "import-decimal-unclear"
    assert {q.option for q in bring_in.look(desk, path).questions} == {"--decimal", "--date-order", "--currency"}
    bring(desk, path, decimal="comma", date_order="dmy", currency="SEK", as_of=date(2026, 3, 1))
    second = write(tmp_path, "b.csv", as_csv([HEADER, row(1, amount="1.090", due="04/05/2026")]))
    bring(desk, second, currency=None, as_of=date(2026, 3, 8))
    found = deal(desk, "0061")
    assert (found["amount_minor"], found["currency"], found["expected_close_on"]) == (109000, "SEK", "2026-05-04")


def test_progress_is_told_and_a_cancelled_import_changes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = week(tmp_path, "2026-06-01", *[row(n) for n in range(12_000)])
    monkeypatch.setattr("salestui.work.progress._SILENT_SECONDS", 0)

    class Enough(Exception):
        pass

    told: list[Progress] = []

    def watch(progress: Progress) -> None:
        told.append(progress)
        if progress.rows >= 10_000:
            raise Enough

    with pytest.raises(Enough):
        bring_in.import_file(desk, path, Choices(currency="USD"), watch)
    assert told[-1].rate > 0
    assert desk.store.connection.execute("select count(*) from deal").fetchone() == (0,)
    assert imports.listed(desk) == ()
    assert bring(desk, path).added == 12_000


def test_a_backup_is_made_before_an_import_that_changes_something_and_none_otherwise(desk: Desk, tmp_path: Path) -> None:
    path = week(tmp_path, "2026-06-01", row(1))
    bring(desk, path)
    made = len([backup for backup in backups(desk.store.path) if backup.reason == "import"])
    bring(desk, path)
    assert made == len([backup for backup in backups(desk.store.path) if backup.reason == "import"]) == 1


def test_an_undone_import_is_marked_and_its_file_can_come_again(desk: Desk, tmp_path: Path) -> None:
    path = week(tmp_path, "2026-06-01", row(1))
    first = bring(desk, path)
    undo_run(desk, first.run or 0)
    assert desk.store.connection.execute("select count(*) from deal").fetchone() == (0,)
    assert imports.listed(desk)[0].undone_at is not None
    assert stages.listed(desk) == ()
    with pytest.raises(Refusal, match="run-undone"):
        undo_run(desk, first.run or 0)
    with pytest.raises(Refusal, match="run-unknown"):
        undo_run(desk, 99)
    assert bring(desk, path).added == 1


def test_new_files_of_the_folder_are_taken_once(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    with open_at(tmp_path / "rep.db", import_folder=str(folder)) as desk:
        week(folder, "2026-06-08", row(1))
        write(folder, "notes.docx", b"x")
        (path,) = imports.new_files(desk)
        bring(desk, path)
        assert imports.new_files(desk) == ()


# corrections


def test_a_correction_stands_until_the_crms_value_changes_and_both_are_kept(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1)))
    deals.correct(desk, "0061", "amount", "45 000 USD", "the signed copy says so")
    assert deal(desk, "0061")["amount_minor"] == 4_500_000
    plan = bring(desk, week(tmp_path, "2026-06-08", row(1, due="2026-08-01")))
    assert (plan.changed, deal(desk, "0061")["amount_minor"]) == (1, 4_500_000)
    bring(desk, week(tmp_path, "2026-06-15", row(1, amount=120, due="2026-08-01")))
    assert deal(desk, "0061")["amount_minor"] == 12_000
    story = deals.history(desk, "0061")
    assert [(c.field, c.crm_value, c.value, c.ended_because) for c in story.corrections] == [
        ("amount_minor", "10000", "4500000", "import 3")
    ]
    assert ("amount_minor", "10000", "12000") in [(c.field, c.before, c.after) for c in story.changes]


def test_undoing_the_import_that_ended_a_correction_brings_it_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1)))
    deals.correct(desk, "0061", "name", "Renamed", "typo")
    run = bring(
        desk,
        write(
            tmp_path,
            "b-2026-06-08.csv",
            as_csv([HEADER, ["0061", "Other", "Account 1", "Ada", "Negotiation", 100, "2026-07-15"]]),
        ),
    ).run
    assert deal(desk, "0061")["name"] == "Other"
    undo_run(desk, run or 0)
    assert deal(desk, "0061")["name"] == "Renamed"
    assert [found.id for found in deals.listed(desk, words="renam")] == ["0061"]


def test_a_removed_deal_counts_no_more_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1), row(2)))
    deals.remove(desk, "0061", "a test record")
    assert [found.id for found in deals.listed(desk)] == ["0062"]
    bring(desk, week(tmp_path, "2026-06-08", row(1, amount=500), row(2)))
    assert [found.id for found in deals.listed(desk)] == ["0062"]
    deals.restore(desk, "0061")
    assert {found.id for found in deals.listed(desk)} == {"0061", "0062"}
    with pytest.raises(Refusal, match="deal-untouched"):
        deals.restore(desk, "0061")


def test_a_merged_deal_leaves_its_value_to_the_one_that_remains(desk: Desk, tmp_path: Path) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1), row(2)))
    deals.merge(desk, "0061", "0062")
    assert (deal(desk, "0061")["removed"], deal(desk, "0061")["merged_into"]) == ("merged", "0062")
    bring(desk, week(tmp_path, "2026-06-08", row(1, amount=900), row(2)))
    assert (deal(desk, "0061")["removed"], deal(desk, "0061")["merged_into"]) == ("merged", "0062")
    with pytest.raises(Refusal, match="deal-merge-self"):
        deals.merge(desk, "0062", "0062")
    deals.restore(desk, "0061")
    assert (deal(desk, "0061")["removed"], deal(desk, "0061")["merged_into"]) == (None, None)


@pytest.mark.parametrize(
    ("field", "typed", "column", "kept"),
    [
        ("close_on", "2026-09-01", "expected_close_on", "2026-09-01"),
        ("probability", "35 %", "probability", "0.35"),
        ("deal_type", "renewal", "deal_type", "renewal"),
        ("contract_months", "24", "contract_months", 24),
        ("next_step", "-", "next_step", None),
        ("status", "won", "closed_on", "2026-06-30"),
    ],
)
def test_fields_are_corrected_as_they_are_typed(
    desk: Desk, tmp_path: Path, field: str, typed: str, column: str, kept: object
) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1)))
    deals.correct(desk, "0061", field, typed, "because")
    assert deal(desk, "0061")[column] == kept


@pytest.mark.parametrize(
    ("field", "typed", "slug"),
    [
        ("id", "x", "deal-field"),
        ("colour", "x", "deal-field"),
        ("status", "maybe", "deal-value"),
        ("probability", "140 %", "deal-value"),
        ("close_on", "soon", "date-unknown"),
        ("amount", "lots", "value-unreadable"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(desk: Desk, tmp_path: Path, field: str, typed: str, slug: str) -> None:
    bring(desk, week(tmp_path, "2026-06-01", row(1)))
    with pytest.raises(Refusal, match=slug):
        deals.correct(desk, "0061", field, typed, "because")
    with pytest.raises(Refusal, match="correction-silent"):
        deals.correct(desk, "0061", "name", "x", " ")
    with pytest.raises(Refusal, match="deal-nowhere"):
        deals.correct(desk, "nope", "name", "x", "because")


def test_a_stage_gets_the_step_that_the_rep_gives_it_and_keeps_it(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        week(
            tmp_path,
            "2026-06-01",
            row(1, "Qualification"),
            row(2, "Proposal/Price Quote"),
            row(3, "Closed Won"),
            row(4, "Demo"),
        ),
    )
    assert [(stage.name, stage.step) for stage in stages.listed(desk)] == [
        ("Demo", "meeting"),
        ("Qualification", "opportunity"),
        ("Proposal/Price Quote", "late"),
        ("Closed Won", "won"),
    ]
    stages.set_step(desk, "qualification", "meeting")
    bring(
        desk,
        week(
            tmp_path, "2026-06-08", row(1, "Qualification"), row(2, "Negotiation/Review"), row(3, "Closed Won"), row(4, "Demo")
        ),
    )
    found = {stage.name: (stage.step, stage.confirmed) for stage in stages.listed(desk)}
    assert found["Qualification"] == ("meeting", True)
    assert found["Negotiation/Review"] == ("late", False)
    assert all(stage.confirmed for stage in stages.confirm(desk))
    with pytest.raises(Refusal, match="stage-unknown"):
        stages.set_step(desk, "Nowhere", "late")
    with pytest.raises(Refusal, match="step-unknown"):
        stages.set_step(desk, "Demo", "sofa")
