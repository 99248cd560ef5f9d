"""The list of deals, of any length, is the same wherever one looks into it first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from salestui.domain.import_plan import Choices
from salestui.store.connection import open_store
from salestui.work import bring_in, deals
from salestui.work.deal_list import END, DealList
from salestui.work.desk import Desk
from salestui.work.settings import Settings
from tests.bench.data import FIRST, export_file

COUNT = 2000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("many")
    settings = Settings(folder / "settings.toml")
    with Desk(open_store(folder / "rep.db", create=True), settings, date(2026, 4, 1), "en") as desk:
        bring_in.import_file(desk, export_file(folder, COUNT, FIRST), Choices(as_of=FIRST, yes=True))
        yield desk


@pytest.mark.parametrize(("status", "words"), [(None, None), ("open", None), ("won", None), (None, "sol"), ("lost", "be")])
def test_every_part_of_the_list_is_that_part_of_the_whole(desk: Desk, status: str | None, words: str | None) -> None:
    whole = deals.listed(desk, status=status, words=words)
    count = len(whole)
    assert count > 20
    parts = (0, 100), (END - 30, END + 30), (count // 2, count // 2 + 50), (count - 90, count - 10), (count - 30, count + 70)
    for start, stop in parts:
        found = DealList(desk, status=status, words=words)
        assert len(found) == count
        if 0 <= start < count:
            assert found.between(start, stop) == whole[start:stop]


def test_a_deal_that_was_removed_is_not_in_the_list(desk: Desk) -> None:
    last = deals.listed(desk)[-1]
    deals.remove(desk, last.id, "Twice in the CRM")
    found = DealList(desk)
    assert len(found) == COUNT - 1
    assert last.id not in {deal.id for deal in found.between(len(found) - 5, len(found))}
    deals.restore(desk, last.id)
