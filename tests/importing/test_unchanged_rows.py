"""Rows that stand as they stood in the last export are passed over, and nothing comes out otherwise than without that."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from salestui.store.last_export import forget_last_export, read_last_export
from salestui.work import deals
from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, everything_of, open_at, write
from tests.importing.test_history_in_any_order import FIRST, HEADER, weekly_rows

HEAD = ("Opportunity ID", "Opportunity Name", "Opportunity Owner", "Stage", "Amount", "Close Date")
WEEK = [
    ("1", "Norrsken", "Ada", "Prospecting", "1000", "2026-03-31"),
    ("2", "Fjell", "Ada", "Prospecting", "2000", "2026-03-31"),
    ("3", "Sund", "Ada", "Prospecting", "3000", "2026-03-31"),
    ("4", "Vik", "Ben", "Closed Won", "4000", "2026-01-31"),
    ("5", "Hav", "Ben", "Closed Won", "5000", "2026-01-31"),
]


def export(folder: Path, day: str, rows: list[tuple[str, ...]]) -> Path:
    return write(folder, f"export-{day}.csv", as_csv([HEAD, *rows]))


def forgetful(desk: Desk) -> None:
    """The desk without any memory of the rows of the last export."""
    with desk.store.transaction() as connection:
        forget_last_export(connection)


def told(desk: Desk) -> dict[str, object]:
    """All that an import left: deals, changes, absences, who was covered, which export held what, and what each run counted."""
    connection = desk.store.connection
    runs = (
        "select id, rows_read, added, changed, unchanged, missing, rejected, has_owners, covers_open, covers_closed, columns,"
    )
    return {
        **everything_of(desk),
        "runs": connection.execute(f"{runs} report from import_run order by id").fetchall(),
        "coverage": connection.execute("select * from import_coverage order by 1, 2").fetchall(),
        "sightings": connection.execute("select * from sighting order by 1, 2").fetchall(),
        "rejects": connection.execute("select run_id, line, why, cells from rejected_row order by id").fetchall(),
        "stages": connection.execute("select name, step, position from stage order by position").fetchall(),
    }


def known_rows(desk: Desk) -> int:
    last = read_last_export(desk.store.connection)
    return len(last.rows) if last else 0


@pytest.mark.parametrize("written", ["iso", "american"])
@pytest.mark.parametrize("seed", range(4))
def test_a_desk_with_a_memory_of_rows_knows_what_one_without_it_knows(tmp_path: Path, seed: int, written: str) -> None:
    with open_at(tmp_path / "with.db") as quick, open_at(tmp_path / "without.db") as slow:
        for week, rows in enumerate(weekly_rows(seed, 13, deals=40)):
            day = FIRST + timedelta(weeks=week)
            cells = [[_american(cell) if written == "american" else cell for cell in row] for row in rows]
            path = write(tmp_path, f"export-{day}.csv", as_csv([HEADER, *cells]))
            forgetful(slow)
            assert bring(quick, path, yes=True) == bring(slow, path, yes=True)
        assert told(quick) == told(slow)
        assert known_rows(quick) > 20


def _american(cell: object) -> object:
    return f"{cell:%m/%d/%Y}" if isinstance(cell, date) else cell


def test_a_deal_that_is_no_longer_there_is_missing_though_the_rest_is_unchanged(tmp_path: Path) -> None:
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        plan = bring(desk, export(tmp_path, "2026-02-09", [*WEEK[:2], *WEEK[3:]]), yes=True)
        assert (plan.unchanged, plan.missing, plan.changed) == (4, 1, 0)


def test_a_deal_that_stands_in_the_file_twice_is_told_although_its_row_is_known(tmp_path: Path) -> None:
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        plan = bring(desk, export(tmp_path, "2026-02-09", [*WEEK, (*WEEK[2][:4], "9", "2026-03-31")]), yes=True)
        assert [row.why for row in plan.rejects] == ["repeated-id: 4"]
        assert deals.find(desk, "3").amount_minor == 300_000


def test_what_another_source_said_meanwhile_is_put_right_by_a_row_that_did_not_change(tmp_path: Path) -> None:
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        head = ("Deal id", "Deal name", "Owner", "Stage", "Amount", "Close date")
        other = write(tmp_path, "list-2026-02-05.csv", as_csv([head, ("3", "Sund", "Ada", "Prospecting", "777", "2026-03-31")]))
        bring(desk, other, yes=True, kind="deals", source="generic")
        assert deals.find(desk, "3").amount_minor == 77_700
        bring(desk, export(tmp_path, "2026-02-09", [*WEEK, ("6", "Ulv", "Ada", "Prospecting", "1", "2026-03-31")]), yes=True)
        assert deals.find(desk, "3").amount_minor == 300_000


def test_an_import_that_was_undone_is_no_measure_of_what_is_unchanged(tmp_path: Path) -> None:
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        raised = [*WEEK[:2], (*WEEK[2][:4], "9000", "2026-03-31"), *WEEK[3:]]
        run = bring(desk, export(tmp_path, "2026-02-09", raised), yes=True).run
        undo_run(desk, run or 0)
        plan = bring(
            desk, export(tmp_path, "2026-02-16", [*raised, ("6", "Ulv", "Ada", "Prospecting", "1", "2026-03-31")]), yes=True
        )
        assert (plan.changed, plan.added, plan.unchanged) == (1, 1, 4)
        assert deals.find(desk, "3").amount_minor == 900_000


def test_a_correction_stands_while_the_row_does_not_change_and_ends_when_it_does(tmp_path: Path) -> None:
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        deals.correct(desk, "3", "amount", "1500", "the offer was cut")
        bring(desk, export(tmp_path, "2026-02-09", [*WEEK, ("6", "Ulv", "Ada", "Prospecting", "1", "2026-03-31")]), yes=True)
        assert deals.find(desk, "3").amount_minor == 150_000
        raised = [*WEEK[:2], (*WEEK[2][:4], "9000", "2026-03-31"), *WEEK[3:]]
        bring(desk, export(tmp_path, "2026-02-16", raised), yes=True)
        assert deals.find(desk, "3").amount_minor == 900_000


def test_a_day_that_can_only_be_read_in_another_order_is_not_read_in_that_of_the_last_export(tmp_path: Path) -> None:
    """Last week 05/03/2026 was the third of May, by a 05/31; this week's 25/03 says that days come first."""
    with open_at(tmp_path / "rep.db") as desk:
        american = [(*row[:5], day) for row, day in zip(WEEK, ["05/03/2026"] * 4 + ["05/31/2026"], strict=True)]
        bring(desk, export(tmp_path, "2026-02-02", american))
        assert str(deals.find(desk, "3").expected_close_on) == "2026-05-03"
        european = [*american[:4], (*WEEK[4][:5], "25/03/2026")]
        bring(desk, export(tmp_path, "2026-02-09", european), yes=True)
        assert str(deals.find(desk, "3").expected_close_on) == "2026-03-05"


def test_deals_whose_rows_did_not_change_are_not_even_asked_for(tmp_path: Path) -> None:
    """One of each owner and stage is, so that the file's owners and stages are known."""
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, export(tmp_path, "2026-02-02", WEEK))
        asked: list[str] = []
        desk.store.connection.set_trace_callback(asked.append)
        raised = [*WEEK[:4], (*WEEK[4][:4], "9000", "2026-01-31")]
        assert bring(desk, export(tmp_path, "2026-02-09", raised)).unchanged == 4
        assert any('["1", "4", "5"]' in statement for statement in asked)


def test_a_known_line_within_a_cell_of_several_lines_is_no_row(tmp_path: Path) -> None:
    """A rep has pasted a line of the last export into the name of a deal; the deal that it tells of is missing."""
    with open_at(tmp_path / "with.db") as quick, open_at(tmp_path / "without.db") as slow:
        pasted = ("6", f"Ulv\n{','.join(WEEK[2])}\nand more", "Ada", "Prospecting", "1", "2026-03-31")
        weeks = [WEEK, [*WEEK[:2], pasted, *WEEK[3:]], [*WEEK[:1], pasted, *WEEK[2:]]]
        for week, rows in enumerate(weeks):
            path = export(tmp_path, str(FIRST + timedelta(weeks=week)), rows)
            forgetful(slow)
            plan = bring(quick, path, yes=True)
            assert plan == bring(slow, path, yes=True)
            assert (plan.added, plan.missing) == [(5, 0), (1, 1), (0, 1)][week]
        assert told(quick) == told(slow)
