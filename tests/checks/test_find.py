"""All checks together: their order, what the rep keeps, and the words of each case."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from salestui.checks import CHECKS, find, find_all
from salestui.guide import LANGUAGES, words
from salestui.metrics.figure import Note
from salestui.summary.assemble import assemble
from salestui.summary.material import Accepted

from .builders import ACTIONS, bare, figure, keyed, objections, review, said

TABLE = """
scope-missing error; owner-unnamed error; goals-missing error; pipeline-missing error; next-steps-missing error;
definitions-mixed error; live-number-unknown error; gap-left error; numbers-unexplained warn; activity-as-result warn;
comparison-unfair warn; context-missing warn; weak-result-buried warn; count-kpis warn; count-drivers warn;
count-actions warn; keep-and-fix warn; reporting-improvement-missing warn; number-contradicts-data warn; stale-data warn;
section-empty warn; driver-untied hint; outcome-missing hint; effect-missing hint; evidence-unused hint; too-long hint
"""


def test_every_check_of_the_table_is_there_with_its_weight() -> None:
    declared = {check.slug: check.severity for check in CHECKS}
    table = dict(row.split() for row in TABLE.split(";"))
    assert {slug: declared[slug] for slug in table} == table
    beside = {"vague-wording", "required-metric-missing", "house-wording"}  # by where it stands; what a template asks for
    assert set(declared) - set(table) == beside
    assert all(check.look.__doc__ for check in CHECKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_objects_to_a_good_review(language: str) -> None:
    assert find(assemble(review()), language) == ()


def test_what_weighs_most_comes_first_and_equal_weights_in_the_managers_order() -> None:
    order = [check.slug for check in CHECKS]
    found = find(assemble(bare()), "en")
    severities = [one.severity for one in found]
    assert severities == sorted(severities, key=("error", "warn", "hint").index)
    for severity in ("error", "warn", "hint"):
        slugs = [order.index(one.check) for one in found if one.severity == severity]
        assert slugs == sorted(slugs)


def test_a_finding_that_is_kept_is_not_raised_again_and_the_others_are() -> None:
    two = {"headline.driver": "A fantastic start", "headline.next": "A superb end"}
    made = review(two)
    first, second = objections("vague-wording", made)
    kept = replace(made, accepted=(Accepted("vague-wording", "headline", first.subject, "The buyer's own word"),))
    assert find(assemble(kept), "en") == (second,)
    assert first in find_all(assemble(kept), "en")


def test_a_check_can_be_kept_in_one_section_or_in_all() -> None:
    two = {"headline.driver": "A fantastic start", "context.trend": "A superb end"}
    in_one = replace(review(two), accepted=(Accepted("vague-wording", "context", "", "Said to the board"),))
    assert [found.section for found in find(assemble(in_one), "en")] == ["headline"]
    in_all = replace(review(two), accepted=(Accepted("vague-wording", None, "", "Said to the board"),))
    assert find(assemble(in_all), "en") == ()


def test_what_is_kept_comes_back_when_the_sentence_changes() -> None:
    (found,) = objections("vague-wording", review({"headline.driver": "A fantastic start"}))
    kept = (Accepted("vague-wording", "headline", found.subject, "The buyer's own word"),)
    assert find(assemble(review({"headline.driver": "A fantastic end"}, accepted=kept)), "en")


def test_checking_twice_gives_the_same_and_typing_elsewhere_changes_nothing() -> None:
    before = find(assemble(review({"headline.driver": "A fantastic start"})), "en")
    again = find(assemble(review({"headline.driver": "A fantastic start", "headline.next": "Date every late deal"})), "en")
    assert before == again


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_words_without_a_hole(language: str) -> None:
    everyone = replace(figure("deals_won", "12"), notes=(Note("owners", (("count", "2"),)),))
    faulty = [
        bare(),
        bare(owners=("A", "B"), figures=keyed(everyone, figure("revenue_won", "9 USD")), actions=ACTIONS[:1]),
        review({"headline.result": "{no_such}", "headline.weakest": "why: …", "headline.driver": "Win rate was 32 %"}),
        review({"headline.result": "It went well", "context.driver.1.metric": "", "team.contribution.1.effect": ""}),
        review({"activity.activity.1.explains": "", "results.why.win_rate": "", "context.trend": "deal " * 200}, cited={}),
    ]
    guide = words(language)
    places = {place for key in guide.keys("checks") for place in re.findall(r"\{\w+\}", guide(key))}
    for made in faulty:
        for found in find_all(assemble(made), language, words={"full": 901, "brief": 251}):
            for text in said(found, language):
                assert text, found.check
                assert not [place for place in places if place in text], (found.check, text)
