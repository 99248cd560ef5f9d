"""Holes in a text: names in braces that stand for nothing, and what a draft left open."""

from __future__ import annotations

import pytest

from salestui.checks import find
from salestui.guide import LANGUAGES, words
from salestui.metrics.figure import Absent
from salestui.summary.assemble import assemble
from salestui.summary.material import Accepted

from .builders import ACTIONS, figure, keyed, objections, review, said


def test_a_name_that_is_no_figure_is_found_where_it_stands_with_the_nearest_names() -> None:
    text = "Two lines.\nNow {win_ratee} of decided deals"
    (found,) = objections("live-number-unknown", review({"headline.result": text}))
    assert (str(found.key), found.line, found.severity) == ("headline.result", 2, "error")
    assert text[found.start : found.end] == "{win_ratee}"
    message, fix = said(found)
    assert message == "{win_ratee} is not the name of a figure."
    assert fix.startswith("Did you mean {win_rate}")
    assert objections("live-number-unknown", review({"headline.result": "Now {win_rate} of decided deals"})) == []


def test_a_figure_without_a_value_is_a_hole_too_and_says_why() -> None:
    absent = keyed(figure("win_rate", absent=Absent.NOT_WATCHED))
    (found,) = objections("live-number-unknown", review({"headline.result": "{win_rate}"}, absent))
    assert said(found)[0] == "{win_rate} has no value (no data: no import covers this period)."
    (found,) = objections("live-number-unknown", review({"headline.result": "{win_rate.target}"}))
    assert said(found)[0] == "{win_rate.target} has no value (no data)."
    assert said(found)[1] == "Take it out, or bring in the data that it needs."


@pytest.mark.parametrize("text", ["{{win_ratee}} is written in braces", "Nothing in braces", "{win_rate.prev} to {win_rate}"])
def test_braces_that_are_written_and_names_that_exist_pass(text: str) -> None:
    assert objections("live-number-unknown", review({"headline.result": text})) == []


def test_every_text_that_is_handed_in_is_looked_at() -> None:
    action = ACTIONS[0]._replace(text="Bring {nobody} in")
    left_out = {"team.contribution.1": "", "team.contribution.1.effect": "", "team.not_applicable": "As {before}"}
    found = objections("live-number-unknown", review(left_out | {"context.trend": "{x}"}, actions=(action, *ACTIONS[1:])))
    assert [str(one.key) for one in found] == ["team.not_applicable", "context.trend", "next_steps.action.1.text"]


def test_a_name_without_a_near_one_points_to_the_list() -> None:
    (found,) = objections("live-number-unknown", review({"headline.result": "{qqq}"}))
    assert said(found)[1] == "Type an opening brace to choose from the list."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_that_a_draft_can_leave_is_found(language: str) -> None:
    for gap in words(language).table("drafts.gap").values():
        for text in (gap, f"Vega slipped, {gap}", f"Larger deals. {gap}"):
            if text.endswith(": …") or text == gap:
                (found,) = objections("gap-left", review({"headline.driver": text}), language)
                assert found.severity == "error"


@pytest.mark.parametrize("text", ["Brought the CFO in → … → win rate", "Brought the CFO in -> ...", "why: ...", "…"])
def test_the_empty_places_of_an_offer_are_gaps(text: str) -> None:
    assert len(objections("gap-left", review({"headline.driver": text}))) == 1


@pytest.mark.parametrize(
    "text", ["The buyer wrote “clear … and short”.", "Waiting for legal, then the signer…", "Larger deals: why not more"]
)
def test_an_ellipsis_of_the_reps_own_is_no_gap(text: str) -> None:
    assert objections("gap-left", review({"headline.driver": text})) == []


def test_a_target_that_a_draft_left_open_is_a_gap() -> None:
    actions = (ACTIONS[0]._replace(target="…"), *ACTIONS[1:])
    assert [str(found.key) for found in objections("gap-left", review(actions=actions))] == ["next_steps.action.1.target"]


def test_a_hole_cannot_be_kept_with_a_reason() -> None:
    kept = (Accepted("gap-left", None, "", "later"), Accepted("live-number-unknown", None, "", "later"))
    holes = review({"headline.result": "{win_ratee}", "headline.driver": "why: …"}, accepted=kept)
    assert [found.check for found in find(assemble(holes), "en")][:2] == ["live-number-unknown", "gap-left"]
