"""R53: an account is one account, however each CRM and each export writes its name; what was written stays in the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salestui.domain.period import parse_period
from salestui.store.book import read_book
from salestui.work import figures
from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, deal, open_at, write

SPELLINGS = ("Café Office AB", "CAFÉ OFFICE AB", "Cafe\u0301 Office\u00a0AB", "Café O\ufb00ice AB")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        header = ["Opportunity ID", "Opportunity Name", "Account Name", "Stage", "Amount", "Close Date"]
        rows = [[str(n), f"Deal {n}", name, "Closed Won", "5", "2026-05-01"] for n, name in enumerate(SPELLINGS, 1)]
        bring(desk, write(tmp_path, "deals.csv", as_csv([header, *rows, ["9", "Other", "Acme", "Closed Won", "5", "2026-05-01"]])))
        yield desk


def test_r53_deals_movements_and_activities_of_one_account_are_of_one_account(desk: Desk, tmp_path: Path) -> None:
    movements = [["month", "account", "movement", "mrr", "currency"], ["2026-05", "café office ab", "New", "7", "USD"]]
    bring(desk, write(tmp_path, "mrr.csv", as_csv(movements)))
    calls = [["Date", "Type", "Owner", "Account", "Subject"], ["2026-05-01", "call", "Ada", "CAFÉ office AB", "x"]]
    bring(desk, write(tmp_path, "calls.csv", as_csv(calls)))
    book = read_book(desk.store.connection)
    named = {one.account for one in (*book.deals, *book.movements, *book.activities)}
    assert named == {"Café Office AB", "Acme"}
    assert deal(desk, "2")["account"] == "CAFÉ OFFICE AB"


def test_r53_what_two_tables_say_of_an_account_is_said_of_one(desk: Desk, tmp_path: Path) -> None:
    for name, row in (("a", ["café office AB", "SMB", ""]), ("b", ["Café Office AB", "", "North"])):
        bring(desk, write(tmp_path, f"{name}.csv", as_csv([["name", "segment", "region"], row])))
    (account,) = read_book(desk.store.connection).accounts
    assert (account.name, account.segment, account.region) == ("café office AB", "SMB", "North")
    small = figures.why(desk, parse_period("2026-Q2"), "revenue_won", where=(("segment", "SMB"),))
    assert sorted(row.deal for row in small.rows()) == ["1", "2", "3", "4"]
