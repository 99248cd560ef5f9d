"""What the store is asked for and told: by column, by owner, by word, up to a number; never by a name that is no column."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from salestui.domain.book import Reach
from salestui.domain.written import FieldKey
from salestui.store import deal_states, deals
from salestui.store.connection import open_store
from salestui.store.goals import decimal_text
from salestui.store.reached import within
from salestui.store.repeats import put_back, row_before
from salestui.store.search import search
from salestui.work import deals as work_deals
from salestui.work import periods, writing
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from tests.importing.desk import TODAY, as_csv, bring, write

HEADER = ["Opportunity ID", "Opportunity Name", "Opportunity Owner", "Account Name", "Stage", "Amount", "Close Date"]
ROWS = [
    ["1", "Acme rollout", "Ada", "Acme", "Negotiation", "5", "2026-08-01"],
    ["2", "Beta pilot", "Bo", "Beta", "Negotiation", "7", "2026-08-02"],
]


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brought")
    with Desk(open_store(folder / "rep.db", create=True), Settings(folder / "settings.toml"), TODAY, "en") as desk:
        bring(desk, write(folder, "deals.csv", as_csv([HEADER, *ROWS])))
    return folder / "rep.db"


@pytest.fixture
def desk(brought: Path, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(brought, tmp_path / "rep.db"))
    with Desk(open_store(path, create=False), Settings(tmp_path / "settings.toml"), TODAY, "en") as desk:
        yield desk


def test_a_name_that_is_no_column_never_becomes_a_part_of_a_query(desk: Desk) -> None:
    connection, hostile = desk.store.connection, "name = 'x' --"
    with pytest.raises(KeyError):
        deals.update_fields(connection, 1, {hostile: "x"})
    with pytest.raises(KeyError):
        deals.insert_deals(connection, [hostile], [(9, "9", "x")], "generic", "2026-01-01")
    with pytest.raises(KeyError):
        list(deal_states.told_of_ids(connection, ["1"], [hostile]))
    assert [deal.name for deal in work_deals.listed(desk)] == ["Acme rollout", "Beta pilot"]


def test_deals_are_found_by_owner_and_by_words_whatever_signs_stand_between(desk: Desk) -> None:
    assert [deal.id for deal in work_deals.listed(desk, owner="Bo")] == ["2"]
    assert [deal.id for deal in work_deals.listed(desk, words="- acme *")] == ["1"]
    assert work_deals.count(desk, words='"') == 2


def test_a_search_in_the_sections_ends_at_its_number(desk: Desk) -> None:
    period = periods.chosen(desk)
    for row in range(1, 8):
        writing.set_field(desk, period, FieldKey("context", "driver", row, ""), f"Acme again, {row}")
    assert len([hit for hit in search(desk.store.connection, "acme again", 5) if hit.where == "section"]) == 5


def test_a_number_that_has_no_end_is_kept_as_the_fraction_that_it_is() -> None:
    assert [decimal_text(number) for number in (Fraction(1, 3), Fraction(-1, 4), Fraction(12))] == ["1/3", "-0.25", "12"]


def test_figures_of_closings_alone_look_at_the_deals_that_were_closed(desk: Desk) -> None:
    days = (date(2026, 1, 1), date(2026, 12, 31))
    condition = within(desk.store.connection, Reach(spans=(), closings=(days,)))
    found = desk.store.connection.execute(f"select count(*) from deal where {condition.sql}", condition.values).fetchone()
    assert found == (2,)  # both are open, and an open deal is always looked at


def test_a_row_that_was_deleted_since_an_import_changed_it_comes_back_when_that_is_undone(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "accounts.csv", as_csv([["name", "segment", "region"], ["Acme", "SMB", "North"]])))
    connection = desk.store.connection
    before = row_before(connection, "account", "Acme")
    connection.execute("delete from account where name = 'Acme'")
    put_back(connection, [before])
    assert connection.execute("select name, segment from account").fetchall() == [("Acme", "SMB")]
