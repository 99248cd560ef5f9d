"""A refusal within the app says what to do there: no command and no option of the shell."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import salestui
from salestui.cli.commands import COMMANDS
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES, words
from salestui.tui.sitting import mended_here
from salestui.work import writing
from salestui.work.finalise import refuse_errors
from salestui.work.review import review
from tests.tui.conftest import Rep, fill

SHELL = re.compile(
    rf"salestui ({'|'.join(COMMANDS)})\b|(?<![\w-])--?[a-z]|\{{(option|command)\}}|EDITOR=|pip install"
    r"|standard (in|out)put|standard(in|ut)|\bthe shell\b|\bskalet\b"
)
OF_THE_SHELL = {
    "usage", "option-value", "own-unknown", "remind-how", "command-missing", "map-form",
    "option-unknown", "option-unheard", "argument-missing", "argument-value", "command-unknown",
}  # fmt: skip
"""What the shell alone refuses."""
ASKED = {
    f"import-{question}"
    for question in (
        "column-missing", "column-resembles", "currency-missing", "date-order-unclear", "date-order-mixed",
        "decimal-unclear", "decimal-mixed", "units-unclear", "status-unclear",
    )
}  # fmt: skip
"""What an import asks on its screen in words of its own; the shell refuses it."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_refusal_within_the_app_names_a_word_of_the_shell(language: str) -> None:
    said = words(language)
    slugs = {key.split(".")[1] for key in said.keys("refusals")} - OF_THE_SHELL - ASKED
    told = {slug: said(mended_here(slug, said)) for slug in slugs}
    assert {slug: sentence for slug, sentence in told.items() if SHELL.search(sentence)} == {}


def test_what_is_excepted_is_refused_by_the_shell_alone_or_asked_on_the_screen() -> None:
    sources = [path for path in Path(salestui.__file__).parent.rglob("*.py") if "cli" not in path.parts]
    elsewhere = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert [slug for slug in OF_THE_SHELL if f'Refusal("{slug}"' in elsewhere] == []
    assert [slug for slug in ASKED if not words("en").has(f"importing.question.{slug.removeprefix('import-')}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_in_the_app_is_about_a_refusal_that_there_is(language: str) -> None:
    said = words(language)
    for key in said.keys("instead"):
        assert said.has(f"refusals.{key.removeprefix('instead.mend.')}.what"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_the_way_of_handing_out_is_named_in_words(language: str, at_desk: Callable[..., Rep]) -> None:
    one = at_desk(language)
    fill(one)
    writing.set_field(one.desk, one.period, FieldKey("headline", "result"), "{no_such_number} won")
    with pytest.raises(Refusal) as met:
        refuse_errors(one.desk, review(one.desk, one.period).summary)
    told = one.app().sitting.sentence(met.value)
    assert words(language)("checks.live-number-unknown.title") in told
    assert "live-number-unknown" not in told
