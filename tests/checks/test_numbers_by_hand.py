"""Numbers typed by hand are held against the data, and against nothing that the sentence may not mean."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from salestui.checks.numbers.against import Evidence
from salestui.checks.numbers.claims import claims
from salestui.domain.action import KEEP, Action
from salestui.domain.goal import Measurement
from salestui.domain.money import Money
from salestui.metrics.figure import Benchmark, Unit
from salestui.summary.material import FigureKey

from .builders import bare, figure, figures_of, keyed, objections, review, said

HERE = Path(__file__).parent
LANGUAGES = ("en", "sv")


@cache
def evidence(language: str) -> Evidence:
    return Evidence(bare(figures=figures_of(HERE / f"numbers_{language}.toml")))


def contradicted(sentence: str, language: str) -> list[str]:
    """The numbers of the sentence that the figures of numbers_<language>.toml contradict, as they are typed."""
    known = evidence(language)
    found = (one for claim in claims(sentence, language) for one in known.contradictions(claim))
    return [sentence[one.typed.start : one.typed.end] for one in found]


def labelled(name: str, kind: str) -> list[tuple[str, str]]:
    return [
        (language, sentence)
        for language in LANGUAGES
        for sentence in tomllib.loads((HERE / f"{name}_{language}.toml").read_text(encoding="utf-8"))["labelled"][kind]
    ]


@pytest.mark.parametrize(("language", "sentence"), labelled("numbers", "contradicts"))
def test_a_number_that_the_data_contradicts_is_found(language: str, sentence: str) -> None:
    assert len(contradicted(sentence, language)) == 1


@pytest.mark.parametrize(("language", "sentence"), labelled("numbers", "fine") + labelled("numbers_unseen", "fine"))
def test_a_right_number_and_one_about_something_else_are_left_alone(language: str, sentence: str) -> None:
    assert contradicted(sentence, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_the_wrong_numbers_in_other_words_are_found(language: str) -> None:
    sentences = [sentence for of, sentence in labelled("numbers_unseen", "contradicts") if of == language]
    assert sum(bool(contradicted(sentence, language)) for sentence in sentences) / len(sentences) >= 0.9


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("30 %", False),
        ("30.0 %", False),
        ("29.6 %", True),
        ("31 %", True),
        ("about 31 %", False),
        ("over 25 %", False),
        ("over 35 %", True),
        ("under 35 %", False),
        ("less than 25 %", True),
    ],
)
def test_a_ratio_fits_as_it_was_rounded(typed: str, wrong: bool) -> None:
    known = keyed(figure("win_rate", "30 %"))
    assert bool(objections("number-contradicts-data", review({"headline.driver": f"Win rate was {typed}"}, known))) is wrong


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("$46,667", False),
        ("46.7k", False),
        ("47k", False),
        ("USD 46,700", False),
        ("46k", True),
        ("$46,000", True),
        ("$45k", True),
        ("46.7 million dollars", True),
        ("€49k", False),
    ],
)
def test_money_fits_as_it_was_rounded_and_in_its_own_currency(typed: str, wrong: bool) -> None:
    """An amount in another currency may be right at a rate that nobody told."""
    text = {"headline.driver": f"Average deal size was {typed}"}
    assert bool(objections("number-contradicts-data", review(text))) is wrong


@pytest.mark.parametrize(
    ("typed", "wrong"), [("46,7 tkr", False), ("47 tkr", False), ("46 667 kr", False), ("49 tkr", True), ("46,7 mnkr", True)]
)
def test_swedish_money_is_read_as_it_is_written(typed: str, wrong: bool) -> None:
    known = keyed(figure("average_deal_size", "46666.67 SEK"))
    text = {"headline.driver": f"Snittaffären var {typed}"}
    assert bool(objections("number-contradicts-data", review(text, known), "sv")) is wrong


@pytest.mark.parametrize("typed", ["28 %", "25 %", "33 %", "31 %", "35 %"])
def test_every_value_that_the_data_or_a_plan_knows_of_the_metric_is_right(typed: str) -> None:
    known = replace(
        figure("win_rate", "30 %", previous="28 %", target="33 %", year_ago="31 %"),
        benchmarks=(Benchmark("team average", figure("win_rate", "25 %").value or 0),),  # type: ignore[arg-type]
    )
    plan = Action(9, "2026-Q1", KEEP, "Qualify earlier", "win_rate", "35 %")
    made = review({"headline.driver": f"Win rate was {typed}"}, keyed(known), actions=(plan,) * 3)
    assert objections("number-contradicts-data", made) == []


def test_a_slice_is_right_and_a_sentence_that_names_one_is_left_alone() -> None:
    smb = {FigureKey("win_rate", None, "segment", "Retail"): figure("win_rate", "35 %")}
    for text in ("Win rate was 35 %", "Retail: win rate was 41 %", "Win rate was 41 %, most of it retail"):
        assert objections("number-contradicts-data", review({"headline.driver": text}, smb)) == []
    assert len(objections("number-contradicts-data", review({"headline.driver": "Win rate was 41 %"}, smb))) == 1


def test_both_numbers_are_told_with_the_live_number_that_would_have_followed() -> None:
    (found,) = objections("number-contradicts-data", review({"headline.driver": "Win rate\nWin rate was 32 %"}))
    assert said(found) == (
        "“32 %” is written, and the data says 30 % for win rate.",
        "Write {win_rate} and the number follows the data.",
    )
    assert (found.line, str(found.key), found.severity) == (2, "headline.driver", "warn")


def test_where_a_span_begins_is_checked_too() -> None:
    (found,) = objections("number-contradicts-data", review({"headline.driver": "Average deal size from 44k to 46.7k"}))
    assert said(found) == (
        "“44k” is written, and the data says $41.0k for average deal size.",
        "Write {average_deal_size.prev} and the number follows the data.",
    )
    assert objections("number-contradicts-data", review({"headline.driver": "Average deal size from 41k to 47k"})) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [("2 points", False), ("5 points", True), ("+2 pts", False), ("7 %", False), ("12 %", True)],
)
def test_a_change_is_held_against_the_change(change: str, wrong: bool) -> None:
    text = {"headline.driver": f"Win rate rose {change} on the previous quarter"}
    assert bool(objections("number-contradicts-data", review(text))) is wrong


def test_a_line_of_why_speaks_of_its_metric() -> None:
    why = {"results.why.win_rate": "Up from 28 % to 34 % since no quote leaves without a problem statement"}
    assert len(objections("number-contradicts-data", review(why))) == 1
    assert objections("number-contradicts-data", review({"context.trend": why["results.why.win_rate"]})) == []


@pytest.mark.parametrize("place", ["scope.territory", "team.contribution.1", "pipeline.outlook"])
def test_what_speaks_of_others_or_of_what_comes_is_left_alone(place: str) -> None:
    assert objections("number-contradicts-data", review({place: "Win rate was 41 %"})) == []
    assert len(objections("number-contradicts-data", review({"context.trend": "Win rate was 41 %"}))) == 1


def test_the_outlook_is_held_to_the_pipeline_that_stands_today() -> None:
    assert len(objections("number-contradicts-data", review({"pipeline.outlook": "Coverage of next quarter is 2.9x"}))) == 1
    assert objections("number-contradicts-data", review({"pipeline.outlook": "Commit $480k, best case $620k"})) == []


def test_a_figure_without_a_value_contradicts_nothing() -> None:
    assert (
        objections("number-contradicts-data", review({"headline.driver": "Win rate was 41 %"}, keyed(figure("win_rate")))) == []
    )


@pytest.mark.parametrize("period", ["in Q4", "in 2025", "in March", "this month"])
def test_another_period_is_another_figure(period: str) -> None:
    assert objections("number-contradicts-data", review({"context.trend": f"Win rate was 41 % {period}"})) == []


@pytest.mark.parametrize("period", ["in Q1", "this quarter", "in 2026"])
def test_this_period_is_this_figure(period: str) -> None:
    assert len(objections("number-contradicts-data", review({"context.trend": f"Win rate was 41 % {period}"}))) == 1


def test_a_quota_that_no_goal_has_is_found() -> None:
    text = "Closed $560k against a quota of {}"
    assert len(objections("number-contradicts-data", review({"headline.result": text.format("$450k")}))) == 1
    assert objections("number-contradicts-data", review({"headline.result": text.format("$505k")})) == []


def test_a_typed_figure_beside_one_from_data_is_compared_as_it_is_shown() -> None:
    typed = Measurement(1, "average_deal_size", "2026-Q1", Money.of(49_000, "USD"))
    (found,) = objections("number-contradicts-data", review(measurements=(typed,)))
    assert said(found)[0] == "“$49.0k” is written, and the data says $46.7k for average deal size."
    alike = typed._replace(value=Money.of(46_700, "USD"))
    assert objections("number-contradicts-data", review(measurements=(alike,))) == []
    only = keyed(replace(figure("average_deal_size", "49000 USD"), source="typed"))
    assert objections("number-contradicts-data", review(figures=only, measurements=(typed,))) == []


def test_a_figure_of_the_reps_own_is_not_guessed_at() -> None:
    own = {FigureKey("custom_nps"): replace(figure("deals_won", "41", Unit.COUNT), metric="custom_nps")}
    assert objections("number-contradicts-data", review({"headline.driver": "NPS rose to 47"}, own)) == []
