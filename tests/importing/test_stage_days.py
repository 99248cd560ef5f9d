"""HubSpot's days of entering a stage: a past that no other column tells, on its own days, in any order of arrival."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, changes, deal, everything_of, open_at, write

COLUMNS = [
    *"Record ID|Deal Name|Deal Stage|Pipeline|Amount|Currency|Close Date|Create Date".split("|"),
    'Date entered "Appointment Scheduled (Sales Pipeline)"',
    'Date entered "Contract Sent (Sales Pipeline)"',
    'Date entered "Closed Won (Sales Pipeline)"',
    'Date exited "Contract Sent (Sales Pipeline)"',
    "Date entered current stage",
]
SENT = "1|Acme|Contract Sent|Sales Pipeline|117.0|SEK|2026-03-31 00:00|2026-01-05 09:00|2026-01-05 09:00|2026-02-20 23:30|||2026-02-20 23:30"
WON = "1|Acme|Closed Won|Sales Pipeline|117.0|SEK|2026-03-05 00:00|2026-01-05 09:00|2026-01-05 09:00|2026-02-20 23:30|2026-03-05 10:00|2026-03-05 10:00|2026-03-05 10:00"
WEEKS = {
    date(2026, 3, 2): "1|Acme|Appointment Scheduled|Sales Pipeline|100|SEK|2026-03-31|2026-01-05|2026-01-05||||",
    date(2026, 3, 9): "1|Acme|Contract Sent|Sales Pipeline|120|SEK|2026-04-30|2026-01-05|2026-01-05|2026-03-04|||",
    date(2026, 3, 16): "1|Acme|Closed Won|Sales Pipeline|120|SEK|2026-03-12|2026-01-05|2026-01-05|2026-03-04|2026-03-12||",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


def export(folder: Path, name: str, row: str) -> Path:
    return write(folder, name, as_csv([COLUMNS, row.split("|")], quoting=csv.QUOTE_ALL))


def test_hubspots_days_of_entering_a_stage_become_the_deals_history(desk: Desk, tmp_path: Path) -> None:
    plan = bring(desk, export(tmp_path, "a.csv", SENT), as_of=date(2026, 3, 2))
    assert (plan.source, plan.added) == ("hubspot", 1)
    assert [dict(note.values) for note in plan.notes if note.slug == "stage-days"] == [{"count": 2}]
    stages = [change for change in changes(desk, "1") if change[1] == "stage"]
    assert stages == [("1", "stage", "Appointment Scheduled", "Contract Sent", "2026-02-20")]
    bring(desk, export(tmp_path, "b.csv", WON), as_of=date(2026, 3, 9))
    told = [change[1:] for change in changes(desk, "1") if change[1] in ("stage", "status")]
    assert told == [
        ("stage", "Appointment Scheduled", "Contract Sent", "2026-02-20"),
        ("stage", "Contract Sent", "Closed Won", "2026-03-05"),
        ("status", "open", "won", "2026-03-05"),
    ]
    found = deal(desk, "1")
    assert (found["status"], found["closed_on"], found["amount_minor"]) == ("won", "2026-03-05", 11_700)
    assert desk.store.connection.execute("select first_seen_on from deal").fetchall() == [("2026-03-02",)]


def test_a_day_after_that_of_the_export_tells_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, export(tmp_path, "a.csv", SENT), as_of=date(2026, 2, 1))
    assert [change for change in changes(desk, "1") if change[1] == "stage"] == [
        ("1", "stage", "Appointment Scheduled", "Contract Sent", "2026-02-01")
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_they_give_the_same_history_in_any_order_and_are_taken_back_with_their_import(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    weeks = [(day, export(tmp_path, f"{day}.csv", row)) for day, row in WEEKS.items()]
    with open_at(tmp_path / "straight.db") as straight, open_at(tmp_path / "other.db") as other:
        for day, path in weeks:
            bring(straight, path, as_of=day)
        runs = {at: bring(other, weeks[at][1], as_of=weeks[at][0]).run for at in order}
        assert everything_of(other) == everything_of(straight)
        for at in (1, 2):
            undo_run(other, runs[at] or 0)
        assert [change for change in changes(other, "1") if change[1] in ("stage", "amount_minor", "status")] == []
        assert (deal(other, "1")["stage"], deal(other, "1")["amount_minor"]) == ("Appointment Scheduled", 10_000)
