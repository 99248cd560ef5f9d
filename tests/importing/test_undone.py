"""An import that is taken back leaves nothing of its own, and loses nothing of the rep's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work import deals
from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, deal, is_searchable, open_at, write

HEADER = ["Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date"]
ROWS = [
    ["0061", "Acme", "Acme AB", "Ada", "Negotiation", "1000", "2026-07-20"],
    ["0062", "Beta", "Beta AB", "Ada", "Proposal", "500", "2026-07-31"],
    ["0063", "Beta again", "Beta AB", "Ada", "Proposal", "500", "2026-07-31"],
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


def corrections(desk: Desk) -> list[tuple[object, ...]]:
    """(deal, field, crm's word, the rep's word, why, in force) of all corrections."""
    return desk.store.connection.execute(
        "select deal.id, field, crm_value, value, why, ended_at is null from deal_correction join deal on number = deal_number"
        " order by deal.id, deal_correction.id"
    ).fetchall()


def corrected(desk: Desk) -> None:
    """One deal renamed, one removed, one merged into the first."""
    deals.correct(desk, "0061", "name", "Acme, the whole group", "the customer's own name for it")
    deals.remove(desk, "0062", "a test of the administrator")
    deals.merge(desk, "0063", "0061")


def test_corrections_stand_again_when_their_deals_come_back(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "report.csv", as_csv([HEADER, *ROWS]))
    run = bring(desk, path, as_of=date(2026, 6, 1)).run or 0
    corrected(desk)
    said = corrections(desk)
    assert len(said) == 4
    for _ in range(2):
        undo_run(desk, run)
        assert desk.store.connection.execute("select count(*) from deal").fetchone() == (0,)
        run = bring(desk, path, as_of=date(2026, 6, 1)).run or 0
        assert corrections(desk) == said
    assert (deal(desk, "0061")["name"], deal(desk, "0062")["removed"] is not None) == ("Acme, the whole group", True)
    assert deal(desk, "0063")["merged_into"] == "0061"
    assert is_searchable(desk)


def test_a_correction_that_waits_ends_where_the_crm_says_something_else_by_now(desk: Desk, tmp_path: Path) -> None:
    run = bring(desk, write(tmp_path, "a.csv", as_csv([HEADER, *ROWS])), as_of=date(2026, 6, 1)).run or 0
    deals.correct(desk, "0061", "name", "Acme, the whole group", "the customer's own name for it")
    undo_run(desk, run)
    later = [[*row] for row in ROWS]
    later[0][1] = "Acme Holding"
    bring(desk, write(tmp_path, "b.csv", as_csv([HEADER, *later])), as_of=date(2026, 6, 8))
    assert deal(desk, "0061")["name"] == "Acme Holding"
    assert corrections(desk) == [
        ("0061", "name", "Acme", "Acme, the whole group", "the customer's own name for it", 0),
    ]


def test_only_the_deals_that_come_back_have_their_corrections_again(desk: Desk, tmp_path: Path) -> None:
    run = bring(desk, write(tmp_path, "a.csv", as_csv([HEADER, *ROWS])), as_of=date(2026, 6, 1)).run or 0
    deals.correct(desk, "0061", "name", "Acme, the whole group", "the customer's own name for it")
    deals.correct(desk, "0062", "name", "Beta One", "as they call it")
    undo_run(desk, run)
    bring(desk, write(tmp_path, "b.csv", as_csv([HEADER, ROWS[1]])), as_of=date(2026, 6, 8))
    assert [row[0] for row in corrections(desk)] == ["0062"]
    bring(desk, write(tmp_path, "c.csv", as_csv([HEADER, *ROWS])), as_of=date(2026, 6, 15))
    assert [row[0] for row in corrections(desk)] == ["0061", "0062"]
