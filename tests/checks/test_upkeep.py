"""Data that is new enough, and a document that is short enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from salestui.domain.period import parse_period
from salestui.summary.sections import LIMITS

from .builders import QUARTER, figure, keyed, objections, review, said

END = QUARTER.end
NO_DRIVERS = {f"context.driver.{row}": "" for row in (1, 2)}


@pytest.mark.parametrize(("newest", "stale"), [(END - timedelta(days=1), True), (END, False), (date(2026, 4, 1), False)])
def test_after_the_period_the_newest_export_reaches_its_end(newest: date, stale: bool) -> None:
    assert bool(objections("stale-data", review(newest_import=newest))) is stale


@pytest.mark.parametrize(("days", "stale"), [(8, True), (7, False), (0, False)])
def test_in_a_running_period_an_export_lasts_a_week(days: int, stale: bool) -> None:
    today = date(2026, 3, 10)
    found = objections("stale-data", review(today=today, newest_import=today - timedelta(days=days)))
    assert bool(found) is stale
    assert [said(one)[0] for one in found] == ["The newest import is 8 days old."][: len(found)]


def test_nothing_imported_is_said_unless_the_figures_are_typed() -> None:
    (found,) = objections("stale-data", review(newest_import=None))
    assert said(found)[0] == "Nothing has been imported."
    typed = keyed(replace(figure("show_rate", "83 %"), source="typed"))
    assert objections("stale-data", review(figures=typed, newest_import=None)) == []


def test_a_period_that_has_not_begun_has_no_old_data() -> None:
    assert objections("stale-data", review(period=parse_period("2026-Q4"), newest_import=date(2026, 4, 1))) == []


@pytest.mark.parametrize(("over", "long"), [(0, False), (1, True)])
def test_a_section_has_a_length_that_a_skim_allows(over: int, long: bool) -> None:
    words = LIMITS["context"] + over
    found = objections("too-long", review(NO_DRIVERS | {"context.trend": "deal " * words}))
    assert bool(found) is long
    if long:
        assert said(found[0])[0] == f"Context behind the numbers has {words} words; {words - 1} are read."


def test_a_live_number_is_one_word() -> None:
    assert objections("too-long", review(NO_DRIVERS | {"context.trend": "{average_deal_size.prev} " * LIMITS["context"]})) == []


@pytest.mark.parametrize(("layout", "most"), [("full", 900), ("brief", 250)])
def test_both_documents_have_a_length_where_somebody_counted_it(layout: str, most: int) -> None:
    assert objections("too-long", review(), words={layout: most}) == []
    (found,) = objections("too-long", review(), words={layout: most + 1})
    assert said(found)[0].endswith(f"has {most + 1} words; {most} are read.")
    assert objections("too-long", review()) == []
