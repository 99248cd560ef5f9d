"""Where vague wording weighs, where it is only hinted at, and where nobody is told."""

from __future__ import annotations

import pytest

from salestui.checks import find, find_all, vague_in
from salestui.summary.assemble import assemble

from .builders import ACTIONS, objections, review, said

VAGUE = "The quarter went really well"


@pytest.mark.parametrize(
    ("place", "severity"),
    [
        ("headline.driver", "warn"),
        ("results.why.win_rate", "warn"),
        ("pipeline.outlook", "warn"),
        ("team.contribution.1", "warn"),
        ("context.trend", "hint"),
        ("activity.activity.1.how", "hint"),
        ("scope.territory", None),
    ],
)
def test_it_weighs_most_in_the_lines_that_a_manager_reads_first(place: str, severity: str | None) -> None:
    found = objections("vague-wording", review({place: VAGUE}))
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert [str(one.key) for one in found] == ([place] if severity else [])
    assert objections("vague-wording", review()) == []


def test_customers_weigh_too() -> None:
    (found,) = objections("vague-wording", review({"customers.not_applicable": "", "customers.action.1": VAGUE}))
    assert (found.section, found.severity) == ("customers", "warn")


def test_the_term_is_marked_on_its_line() -> None:
    text = "Closed 12 deals.\nHad a fantastic start."
    (found,) = objections("vague-wording", review({"headline.driver": text}))
    assert (found.line, text[found.start : found.end]) == (2, "fantastic")
    assert said(found)[0] == "“fantastic” cannot be checked. Which number shows it?"


def test_a_metric_that_is_spoken_of_comes_with_its_live_number() -> None:
    (found,) = objections("vague-wording", review({"headline.driver": "Win rate improved."}))
    assert said(found) == ("Win rate: from what to what?", "Try the live number {win_rate}.")


def test_a_next_step_may_speak_of_change_since_its_target_is_a_field() -> None:
    improve = (ACTIONS[0]._replace(text="Improve the win rate"), *ACTIONS[1:])
    assert objections("vague-wording", review(actions=improve)) == []
    well = (ACTIONS[0]._replace(text="Go on doing well"), *ACTIONS[1:])
    assert [found.severity for found in objections("vague-wording", review(actions=well))] == ["hint"]


def test_a_term_that_the_rep_has_silenced_passes() -> None:
    made = assemble(review({"headline.driver": "A fantastic start"}))
    assert [found.check for found in find(made, "en")] == ["vague-wording"]
    assert find(made, "en", allowed=["fantastic"]) == ()


def test_the_texts_language_decides_and_the_words_may_be_of_another() -> None:
    made = assemble(review({"headline.driver": "Jag presterade bra"}))
    (found,) = (one for one in find_all(made, "sv") if one.check == "vague-wording")
    assert said(found)[0] == "“presterade bra” says no result. What moved, from what to what?"
    assert said(found, "sv")[0].startswith("”presterade bra” säger inget")


def test_any_text_can_be_read_with_its_lines() -> None:
    found = vague_in("Closed 12 deals.\n\nIt went well.\nMany meetings were held.", "en")
    assert [one.line for one in found] == [3, 4]
