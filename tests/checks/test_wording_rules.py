"""How the wording check reads a text: what it passes over, where a figure excuses, what the finding says (WORDING 2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.checks.wording import find_vague, meter, say
from salestui.guide import words


def rule(text: str, language: str = "en", **how: bool) -> str | None:
    found = find_vague(text, language, **how)
    return found[0].rule if found else None


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "I performed well.", "phrase"),
        ("en", "The pipeline is healthy.", "claim"),
        ("en", "Discounts went down a bit.", "degree"),
        ("en", "Follow-up is quicker.", "comparative"),
        ("en", "Conversion improved after the new rule.", "change"),
        ("en", "Had many meetings.", "quantity"),
        ("sv", "Jag presterade bra.", "phrase"),
        ("sv", "Pipelinen är sund.", "claim"),
        ("sv", "Rabatterna minskade lite.", "degree"),
        ("sv", "Uppföljningen är snabbare.", "comparative"),
        ("sv", "Konverteringen ökade efter den nya regeln.", "change"),
        ("sv", "Hade många möten.", "quantity"),
    ],
)
def test_the_finding_names_the_first_rule_that_hits(language: str, sentence: str, expected: str) -> None:
    assert rule(sentence, language) == expected


def test_one_finding_a_sentence_and_it_is_the_worst_word() -> None:
    found = find_vague("Great talks with many accounts, and I performed well. It was fine. Very busy.", "en")
    assert [(vague.rule, vague.term) for vague in found] == [("phrase", "performed well"), ("claim", "busy")]


def test_a_finding_says_where_its_term_stands() -> None:
    text = "Won 12 deals.\n\n- A strong quarter.\n"
    (vague,) = find_vague(text, "en")
    assert (vague.line, vague.sentence, text[vague.start : vague.end]) == (3, "A strong quarter.", "strong")


def test_a_figure_excuses_its_own_part_of_the_sentence_only() -> None:
    assert rule("A strong quarter: 111 % of quota.") is None
    assert rule("Win rate is 30 %, but the pipeline is weak.") == "claim"
    assert rule("Win rate is 30 %; the pipeline is weak.") == "claim"
    assert rule("Win rate is 30 % – the pipeline is weak.") == "claim"
    assert rule("A strong quarter (111 % of quota; the best since 2024).") is None
    assert rule("Vinstprocenten är 30 %, medan pipelinen är svag.", "sv") == "claim"


def test_a_count_of_activity_excuses_no_outcome() -> None:
    assert rule("Made 212 calls, so the pipeline looks healthier.") == "claim"
    assert rule("Made 212 calls in 12 weeks, so the pipeline looks healthier.") == "claim"
    assert rule("Made 212 calls and won 9 deals, so the pipeline looks healthier.") is None
    assert rule("Ringde 212 samtal, så pipelinen ser friskare ut.", "sv") == "claim"


@pytest.mark.parametrize(
    "text",
    [
        'The customer wrote "great support throughout" after the call.',
        "The customer wrote “great support” after the call.",
        "The field `good` is empty.",
        "Acme asked for a better price.",
        "We sell the Professional plan.",
        "Strong Brew AS renewed in June.",
        "See https://example.com/great-quarter for the list.",
        "Called @'Great Lakes' about the renewal. #strong +good",
        "How many deals have a next step is checked every Monday.",
        "The deal is effective 1 March.",
        "```\nA great quarter.\n```",
    ],
)
def test_words_of_others_names_and_fixed_terms_are_passed_over(text: str) -> None:
    assert find_vague(text, "en") == ()


def test_a_capital_at_the_start_of_a_sentence_makes_no_name_by_itself() -> None:
    assert rule("Strong quarter for the Nordics.") == "claim"
    assert rule("Strong Q1 for the team.") == "claim"
    assert rule("Strong Nordic quarter.") == "claim"
    assert rule("Result: Strong quarter.") == "claim"


def test_an_abbreviation_or_a_decimal_ends_no_sentence() -> None:
    assert rule("A strong quarter, approx. 40 deals.") is None
    assert rule("Ett starkt kvartal, ca. 40 affärer.", "sv") is None
    assert rule("A good rating of 4.6 in the survey.") is None


def test_words_are_whole_words_and_a_hyphen_is_a_space() -> None:
    assert rule("The discovery goods arrived at Goodwood.") is None
    assert rule("High-quality demos.") == "claim"


def test_a_named_list_answers_how_many() -> None:
    assert rule("Several deals slipped because procurement waited.") == "quantity"
    assert rule("Several deals slipped: Vega, Beta and Acme.") is None


def test_a_thing_that_bears_a_metrics_name_is_not_the_metric() -> None:
    assert rule("Cut the pipeline review from the agenda.") is None
    assert rule("Kapade pipelinegenomgången från dagordningen.", "sv") is None
    assert rule("I offered a shorter contract instead of discounts.") is None


def test_next_steps_may_promise_a_change_whose_target_is_a_field() -> None:
    assert rule("Improve forecast accuracy.") == "change"
    assert rule("Improve forecast accuracy.", plan=True) is None
    assert rule("Visit many accounts.", plan=True) is None
    assert rule("Do a good job on renewals.", plan=True) == "phrase"
    assert rule("Fix: a better forecast.", plan=True) == "claim"


def test_a_rep_can_silence_a_term_for_good() -> None:
    text = "A strong quarter with stronger partners."
    assert [vague.term for vague in find_vague(text, "en", allow={"Strong"})] == ["stronger"]
    assert find_vague(text, "en", allow=["strong*"]) == ()
    assert find_vague(text, "en", allow=[" "]) != ()


def test_the_finding_speaks_of_the_metric_and_offers_its_live_number() -> None:
    (vague,) = find_vague("Improved the win rate.", "en")
    assert (vague.metric, vague.number) == ("win rate", "win_rate")
    assert say(vague, "en") == "Win rate: from what to what?"
    (vague,) = find_vague("Prognosen blev mycket bättre.", "sv")
    assert (vague.metric, vague.number) == ("Prognosen", "forecast_accuracy")
    assert say(vague, "sv") == "”bättre” går inte att kontrollera. Vilken siffra visar det?"
    (vague,) = find_vague("I was busy.", "en")
    assert (vague.metric, vague.number) == (None, None)


def test_an_entry_that_opens_weakly_is_asked_what_was_done() -> None:
    assert meter("Helped with onboarding of two reps", "en").weak == "Helped"
    assert meter("Var involverad i storföretagssatsningen", "sv").weak == "Var involverad i"
    assert meter("Wrote the handover list", "en").weak is None
    assert meter("12 feb: I wrote the handover list", "en").action


def test_an_arrow_between_two_numbers_is_a_measure_and_no_effect() -> None:
    assert meter("Rebuilt the questions: 13 % → 18 %", "en")[:3] == (True, False, True)
    assert meter("Rebuilt the questions → fewer idle meetings", "en")[:3] == (True, True, False)
    assert meter("", "en")[:3] == (False, False, False)


@pytest.mark.parametrize(("language", "begins"), [("en", "e.g. "), ("sv", "t.ex. ")])
def test_the_examples_that_the_guide_gives_pass_the_check_themselves(language: str, begins: str) -> None:
    guide = words(language)
    shown = [guide(key) for topic in ("sections", "words") for key in guide.keys(topic) if "placeholder" in key]
    assert len(shown) > 50
    assert [text for text in shown if find_vague(text.removeprefix(begins), language)] == []


_PIECES = st.sampled_from(
    [
        "good",
        " ",
        "deals",
        "12",
        "%",
        ".",
        "\n",
        '"',
        "“",
        "”",
        "```\n",
        "{win_rate}",
        "@",
        "İ",
        "(",
        ";",
        " - ",
        "e.g.",
        "→",
        "\u00a0",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join)), st.sampled_from(["en", "sv"]))
def test_whatever_is_typed_each_finding_points_at_its_own_word(text: str, language: str) -> None:
    for vague in find_vague(text, language):
        assert text[vague.start : vague.end] == vague.term
        assert text.count("\n", 0, vague.start) + 1 == vague.line
        assert vague.term in vague.sentence
    meter(text, language)
