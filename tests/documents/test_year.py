"""The year's summary is drafted from its four quarters: their figures, what they found, and what they left to do."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.period import parse_period
from salestui.domain.written import FieldKey, live_numbers
from salestui.render.markdown import markdown, words_in
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import assemble
from salestui.summary.document import full
from salestui.summary.drafts import draft, drafted
from salestui.summary.live import Resolved, resolve
from salestui.work import actions, goals, measures, periods, writing
from salestui.work.desk import open_desk
from salestui.work.export import document
from salestui.work.finalise import finalise
from salestui.work.material import material

YEAR = parse_period("2025")
QUARTERS = [parse_period(f"2025-Q{number}") for number in (1, 2, 3, 4)]
RATES = ("24%", "26%", "25%", "30%")
DRIVERS = (
    ("Finance joined the first meeting, and {win_rate} of deals were won", "win_rate"),
    ("Norway moved to another rep on 14 May", "revenue_won"),
    ("Legal review added three weeks in the summer", "win_rate"),
    ("Two renewals were signed a month early, after {win_rate.prev} of deals were won before", "win_rate"),
)


@pytest.fixture
def desk(store_file):
    """A rep who reviewed each quarter of a year, and now begins with the year."""
    with open_desk(str(store_file), date(2026, 1, 8), "en") as desk:
        for number, (quarter, rate, (driver, metric)) in enumerate(zip(QUARTERS, RATES, DRIVERS, strict=True), start=1):
            periods.new(desk, quarter, "ae", "Michael Ek")
            measures.measure(desk, quarter, "win_rate", rate)
            measures.measure(desk, quarter, "revenue_won", f"{100000 * number}USD")
            writing.set_field(desk, quarter, FieldKey("headline", "driver"), f"More of the same in part {number}")
            writing.set_field(desk, quarter, FieldKey("results", "metric", 1), "win_rate")
            writing.set_field(desk, quarter, FieldKey("context", "driver", 1), driver)
            writing.set_field(desk, quarter, FieldKey("context", "driver", 1, "metric"), metric)
            writing.set_field(desk, quarter, FieldKey("team", "contribution", 1), f"Taught round {number}")
            writing.set_field(desk, quarter, FieldKey("team", "contribution", 1, "effect"), "two reps passed")
        actions.add(desk, QUARTERS[3], "fix", "Date every late deal", metric="win_rate", target="32 %", by=date(2026, 3, 31))
        done = actions.add(desk, QUARTERS[3], "keep", "Call on Mondays", metric="revenue_won", target="1", by=date(2026, 3, 31))
        actions.done(desk, done.id)
        periods.new(desk, YEAR, "ae", "Michael Ek")
        goals.set_goal(desk, YEAR, "quota", "revenue_won", "900000USD")
        measures.measure(desk, YEAR, "revenue_won", "1000000USD")
        measures.measure(desk, YEAR, "win_rate", "26%")
        yield desk


def offered(desk, section, language="en"):
    return dict(draft(section, material(desk, YEAR), language))


def test_the_drivers_are_those_of_the_quarters_each_under_its_own_with_its_own_numbers(desk):
    found = offered(desk, "context")
    texts = [text for key, text in found.items() if key.field == "driver" and not key.part]
    assert texts == [
        "Q2: Norway moved to another rep on 14 May",
        "Q3: Legal review added three weeks in the summer",
        "Q4: Two renewals were signed a month early, after {win_rate[period=2025-Q4].prev} of deals were won before",
    ]
    assert [text for key, text in found.items() if key.part == "metric"] == ["revenue_won", "win_rate", "win_rate"]


def test_how_the_figures_went_through_the_quarters_is_told(desk):
    made = material(desk, YEAR)
    trend = offered(desk, "context", "sv")[FieldKey("context", "trend")]
    assert Wording(Numbers("sv"), made).filled(trend).endswith("Q1 100 TUSD, Q2 200 TUSD, Q3 300 TUSD, Q4 400 TUSD")


def test_what_the_quarters_did_for_others_is_taken_over_with_its_effect(desk):
    found = offered(desk, "team")
    assert found[FieldKey("team", "contribution", 1)] == "Q2: Taught round 2"
    assert found[FieldKey("team", "contribution", 1, "effect")] == "two reps passed"


def test_what_the_last_quarter_left_to_do_comes_first_and_what_is_done_does_not(desk):
    found = offered(desk, "next_steps")
    assert found[FieldKey("next_steps", "action", 1, "text")] == "Date every late deal"
    assert "Call on Mondays" not in found.values()


def test_a_line_that_the_years_figures_leave_open_is_what_a_quarter_said(desk):
    assert offered(desk, "headline")[FieldKey("headline", "driver")] == "Q4: More of the same in part 4"


def test_a_quarter_that_was_delivered_speaks_as_it_was_delivered(desk):
    finalise(desk, QUARTERS[0], force=True)
    desk.store.connection.execute(
        "update measurement set value_number = '0.99' where metric = 'win_rate' and period_key = '2025-Q1'"
    )
    made = material(desk, YEAR)
    assert Wording(Numbers("en"), made).filled("{win_rate[period=2025-Q1]}") == "24 %"


def test_a_year_without_reviewed_quarters_is_drafted_from_its_own_figures(store_file):
    with open_desk(str(store_file), date(2026, 1, 8), "en") as desk:
        periods.new(desk, YEAR, "ae", "Michael Ek")
        measures.measure(desk, YEAR, "win_rate", "26%")
        assert material(desk, YEAR).quarters == ()
        assert offered(desk, "context")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_number_of_the_years_draft_is_a_figure_and_it_can_be_skimmed(desk, language):
    made = drafted(material(desk, YEAR), language)
    for key, text in made.texts.items():
        for live in live_numbers(text):
            assert isinstance(resolve(live, made), Resolved), (key, text)
    assert words_in(markdown(full(assemble(made)), Wording(Numbers(language), made))) <= 900


def test_a_finalised_year_keeps_the_numbers_of_its_quarters(desk):
    for key, text in offered(desk, "context").items():
        writing.set_field(desk, YEAR, key, text)
    finalise(desk, YEAR, force=True)
    assert "signed a month early, after 25 % of deals" in document(desk, YEAR)
