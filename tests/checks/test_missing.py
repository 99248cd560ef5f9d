"""What a review cannot do without, each with the nearest review that has it."""

from __future__ import annotations

from dataclasses import replace

from salestui.domain.action import KEEP, Action
from salestui.metrics.figure import Absent, Note

from .builders import ACTIONS, GOALS, bare, figure, keyed, objections, review, said


def test_a_review_without_a_role_cannot_be_judged() -> None:
    assert [found.section for found in objections("scope-missing", review(role=None))] == ["scope"]
    assert objections("scope-missing", review(role="sdr")) == []


def test_deals_of_two_people_need_a_name() -> None:
    two = ("Freja Lund", "Michael Aalto")
    (found,) = objections("owner-unnamed", review(owners=two, name=None))
    assert said(found)[0] == "2 owners are in the data, and nobody said whose review this is."
    assert objections("owner-unnamed", review(owners=two, name="michael aalto")) == []
    assert objections("owner-unnamed", review(owners=two, name=None, role="manager")) == []
    assert objections("owner-unnamed", review(owners=two[:1], name=None)) == []


def test_a_name_that_no_deal_has_is_no_answer_while_everybodys_deals_are_counted() -> None:
    of_everyone = replace(figure("deals_won", "31"), notes=(Note("owners", (("count", "2"),)),))
    two = ("Freja Lund", "Michael Aalto")
    assert len(objections("owner-unnamed", review(figures=keyed(of_everyone), owners=two, name="Mike"))) == 1
    assert objections("owner-unnamed", review(owners=two, name="Mike")) == []


def test_a_result_without_a_goal_is_neither_good_nor_bad() -> None:
    assert [found.severity for found in objections("goals-missing", review(goals=()))] == ["error"]
    assert objections("goals-missing", review(goals=GOALS[:1])) == []


def test_closed_deals_are_not_shown_without_what_is_left_to_win() -> None:
    none_open = keyed(
        figure("pipeline_value", absent=Absent.NOT_WATCHED), figure("pipeline_coverage_next", absent=Absent.NO_GOAL)
    )
    silent = {"pipeline.outlook": ""}
    assert len(objections("pipeline-missing", review(silent, none_open))) == 1
    assert objections("pipeline-missing", review({"pipeline.outlook": "Vega and Beta are due in May"}, none_open)) == []
    assert objections("pipeline-missing", review(silent)) == []
    nothing_closed = none_open | keyed(*(figure(metric, "0") for metric in ("deals_won", "deals_lost", "revenue_won")))
    assert objections("pipeline-missing", review(silent, nothing_closed)) == []


def test_leaving_the_pipeline_out_does_not_excuse_it() -> None:
    left_out = review({"pipeline.outlook": "", "pipeline.not_applicable": "yes"})
    assert len(objections("pipeline-missing", left_out)) == 1


def test_a_review_needs_next_steps_and_each_of_them_a_metric() -> None:
    assert [found.case for found in objections("next-steps-missing", review(actions=()))] == [""]
    vague = Action(4, "2026-Q1", KEEP, "Go on as before")
    (found,) = objections("next-steps-missing", review(actions=(*ACTIONS, vague)))
    assert said(found)[0] == "Next step without a metric: Go on as before"
    assert str(found.key) == "next_steps.action.4.text"
    assert objections("next-steps-missing", review(actions=ACTIONS)) == []


def test_figures_without_their_circumstances_are_read_as_the_reps_doing() -> None:
    none = {f"context.driver.{row}{part}": "" for row in (1, 2) for part in ("", ".metric")}
    assert len(objections("context-missing", review(none))) == 1
    assert objections("context-missing", review(none | {"context.trend": "6 of 11 lost deals left in Proposal"})) == []
    assert objections("context-missing", review(none | {"context.not_applicable": "yes"})) == []


def test_an_empty_section_is_written_or_left_out_with_a_word() -> None:
    empty = {"team.contribution.1": "", "team.contribution.1.effect": ""}
    (found,) = objections("section-empty", review(empty))
    assert (found.section, said(found)[0]) == ("team", "Nothing is written in Qualitative impact.")
    assert objections("section-empty", review(empty | {"team.not_applicable": "New in the role"})) == []
    assert objections("section-empty", review({"customers.not_applicable": ""}))[0].section == "customers"


def test_an_empty_headline_is_told_how_to_begin() -> None:
    empty = {f"headline.{slot}": "" for slot in ("result", "driver", "weakest", "why", "next")}
    (found,) = objections("section-empty", review(empty))
    assert found.section == "headline"
    assert said(found)[1] == "Start with the result against goal; the weakest point belongs here too."


def test_what_records_hold_is_not_called_empty() -> None:
    assert {found.section for found in objections("section-empty", bare())}.isdisjoint({"scope", "goals", "next_steps"})
