"""The review as it stands: whose it is, how far each section has come, and that nothing is worked out twice."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.summary.material import FigureKey
from salestui.summary.summary import Finding, State
from salestui.work import actions, drafts, goals, log, measures, periods, review, writing
from salestui.work.desk import open_desk
from salestui.work.material import material

Q1 = parse_period("2026-Q1")


@pytest.fixture
def desk(store_file):
    with open_desk(str(store_file), date(2026, 4, 2), "en") as desk:
        yield desk


@pytest.fixture
def begun(desk):
    periods.new(desk, Q1, "ae", "Michael Ek")
    goals.set_goal(desk, Q1, "quota", "revenue_won", "505000USD")
    for metric, value in (("revenue_won", "560000USD"), ("win_rate", "30%"), ("average_deal_size", "46700USD")):
        measures.measure(desk, Q1, metric, value)
    return desk


def state(desk, section):
    return review.review(desk, Q1).state(section)


def test_an_empty_store_gives_an_empty_review(desk):
    made = review.review(desk, Q1)
    assert set(review.states(made).values()) == {State.EMPTY}
    assert made.state("headline") == State.EMPTY


def test_a_section_comes_from_empty_over_drafted_to_ready(begun):
    assert state(begun, "team") == State.EMPTY
    writing.write(begun, Q1, "context.driver.1", "Price took 7 of 28 losses")
    assert state(begun, "context") in (State.DRAFTED, State.TO_MEND)
    writing.write(begun, Q1, "team.contribution.1", "Wrote the handover list")
    writing.write(begun, Q1, "team.contribution.1.effect", "All 4 colleagues use it")
    assert state(begun, "team") == State.READY


def test_a_gap_keeps_a_section_from_being_ready(begun):
    writing.write(begun, Q1, "team.contribution.1", "Wrote the handover list")
    writing.write(begun, Q1, "team.contribution.1.effect", "what it led to: …")
    made = review.review(begun, Q1)
    assert made.state("team") == State.TO_MEND
    assert made.to_mend("team") == 1


def test_a_section_that_is_left_out_is_not_applicable(begun):
    writing.skip(begun, Q1, "customers")
    assert state(begun, "customers") == State.NOT_APPLICABLE


def test_a_finding_that_is_kept_with_a_reason_is_not_raised_again(begun):
    raised = [one for one in review.review(begun, Q1).findings if one.check == "pipeline-missing"]
    assert raised
    with pytest.raises(Refusal, match="reason-missing"):
        review.accept(begun, Q1, raised[0], " ")
    review.accept(begun, Q1, raised[0], "no CRM in this quarter")
    assert "pipeline-missing" not in {one.check for one in review.review(begun, Q1).findings}
    assert review.take_back(begun, Q1, "pipeline-missing") == 1
    assert "pipeline-missing" in {one.check for one in review.review(begun, Q1).findings}


def test_the_name_is_that_of_the_period_else_of_the_settings(begun):
    assert material(begun, Q1).name == "Michael Ek"


def test_a_text_or_an_entry_makes_no_figure_again(begun):
    before = material(begun, Q1).figures
    writing.write(begun, Q1, "context.trend", "Deals drop out in Proposal")
    log.add(begun.store, log.read_line("Wrote the list", "team", begun.today))
    assert material(begun, Q1).figures[FigureKey("revenue_won")] is before[FigureKey("revenue_won")]


def test_another_choice_of_metrics_has_its_trend(begun):
    writing.write(begun, Q1, "results.metric.1", "win_rate")
    assert list(material(begun, Q1).trends) == ["win_rate"]


def test_a_draft_is_accepted_into_the_store_with_its_next_steps(begun):
    for section in ("headline", "results", "pipeline", "context", "next_steps"):
        drafts.accept(begun, Q1, section, drafts.drafted(begun, Q1, section))
    made = review.review(begun, Q1)
    assert "{revenue_won}" in made.summary.material.texts[FieldKey("headline", "result")]
    assert 3 <= len(actions.listed(begun, Q1)) <= 5
    assert any(action.reporting for action in actions.listed(begun, Q1))


def test_the_last_periods_next_steps_open_the_new_one(begun):
    actions.add(begun, Q1.previous, "fix", "Date every late deal", metric="win_rate", target="30 %")
    measures.measure(begun, Q1.previous, "win_rate", "25%")
    (past,) = material(begun, Q1).past_actions
    assert (past.then and past.then.value, past.now and past.now.value) == (
        material(begun, Q1.previous).figure("win_rate").value,
        past.now.value,
    )
    assert past.now is material(begun, Q1).figure("win_rate")


def test_findings_are_values(begun):
    assert all(isinstance(one, Finding) for one in review.review(begun, Q1).findings)


def test_a_customers_name_keeps_its_capital_where_a_draft_takes_over_what_was_logged(begun):
    log.add(begun.store, log.read_line('Wells Inc signed after the pilot -> 3 weeks sooner @"Wells Inc"', "win", date(2026, 3, 2)))
    drafted = drafts.drafted(begun, Q1, "next_steps")
    assert any("Wells Inc signed after the pilot" in text for text in map(str, drafted))
