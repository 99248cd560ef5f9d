"""The wording check is held to labelled sentences: those it was developed against, and others that measure it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from salestui.checks.wording import find_vague, meter

HERE = Path(__file__).parent
LANGUAGES = ("en", "sv")


def labelled(name: str, kind: str) -> list[tuple[str, str]]:
    return [
        (language, sentence)
        for language in LANGUAGES
        for sentence in tomllib.loads((HERE / f"{name}_{language}.toml").read_text(encoding="utf-8"))[kind]
    ]


@pytest.mark.parametrize(("language", "sentence"), labelled("wording", "vague"))
def test_a_sentence_that_nobody_can_check_is_found(language: str, sentence: str) -> None:
    assert len(find_vague(sentence, language)) == 1


@pytest.mark.parametrize(("language", "sentence"), labelled("wording", "fine"))
def test_a_sentence_that_can_be_checked_is_left_alone(language: str, sentence: str) -> None:
    assert find_vague(sentence, language) == ()


@pytest.mark.parametrize(("language", "row"), labelled("wording", "meter"))
def test_an_entry_is_metered_for_action_effect_and_metric(language: str, row: tuple[str, str]) -> None:
    expected, entry = row
    found = meter(entry, language)
    lamps = zip("AEM", (found.action, found.effect, found.metric), strict=True)
    assert "".join(letter if lit else "·" for letter, lit in lamps) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_nineteen_of_twenty_findings_are_right_and_few_are_missed(language: str) -> None:
    sentences = tomllib.loads((HERE / f"unseen_{language}.toml").read_text(encoding="utf-8"))
    assert min(len(sentences["vague"]), len(sentences["fine"])) >= 120
    right = sum(bool(find_vague(sentence, language)) for sentence in sentences["vague"])
    false = [sentence for sentence in sentences["fine"] if find_vague(sentence, language)]
    assert right / (right + len(false)) >= 0.95, false
    assert right / len(sentences["vague"]) >= 0.85
