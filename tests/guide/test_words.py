"""The words of a language: read by key, filled with values, and told apart from what bypassed the guide."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import salestui.guide
from salestui.guide import LANGUAGES, TEST_LANGUAGE, words
from salestui.guide.bracketed import bracketed
from salestui.guide.plain_lines import plain_lines
from salestui.guide.wordbook import topics


def test_a_key_gives_the_text_of_its_language() -> None:
    assert words("en")("sections.goals.question") == "What were you measured against?"
    assert words("sv")("sections.goals.question") == "Vad mättes du mot?"
    assert words("sv").language == "sv"
    assert words("sv") is words("sv")


def test_only_named_places_are_filled_and_live_numbers_stay() -> None:
    say = words("en")
    assert say("sections.goals.empty", key="n") == "Without a goal no result can be judged. `n` adds your quota."
    assert say("sections.headline.field.result.placeholder", key="n") == "e.g. {revenue_won} won, {quota_attainment} of quota"
    assert say("words.figure.was", value="{goal}") == "was {goal}"


def test_a_count_has_its_singular() -> None:
    assert [words("en").counted("words.count.deals", count) for count in (0, 1, 4)] == ["0 deals", "1 deal", "4 deals"]
    assert words("sv").counted("words.count.weeks", 1) == "1 vecka"
    assert words("sv").counted("words.count.deals", 1200, count="1 200") == "1 200 affärer"


def test_lists_and_tables_are_had_whole() -> None:
    say = words("sv")
    assert say.list("words.calendar.months_short")[9] == "okt"
    assert say.table("words.goal_state") == {
        "not_started": "inte påbörjat",
        "running": "pågår",
        "met": "nått",
        "missed": "missat",
    }
    assert set(say.table("sections.goals")) == {"title", "question", "help", "empty"}


@pytest.mark.parametrize(
    "key", ["sections.goals.nonsense", "nonsense.key", "sections", "", "../en/words.join.and", "words.calendar.months"]
)
def test_a_key_that_is_no_text_is_a_fault_of_the_program(key: str) -> None:
    with pytest.raises(KeyError):
        words("en")(key)


def test_what_is_no_list_no_table_or_no_language_is_a_fault_too() -> None:
    with pytest.raises(KeyError):
        words("en").list("words.join.and")
    with pytest.raises(KeyError):
        words("en").table("words.nonsense")
    with pytest.raises(KeyError):
        words("fi")
    assert words("en").has("words.calendar.months")
    assert not words("en").has("words.calendar")


def test_the_test_language_brackets_each_word_and_leaves_places_alone() -> None:
    say = words(TEST_LANGUAGE)
    assert (
        say("sections.goals.empty", key="n")
        == "[Without] [a] [goal] [no] [result] [can] [be] [judged.] `n` [adds] [your] [quota.]"
    )
    assert say.list("words.calendar.weekdays")[0] == "[Monday]"
    assert bracketed("{win_rate}, 30 % — {a} of {b}\n  Q1") == "{win_rate}, 30 % — {a} [of] {b}\n  [Q1]"


def test_the_test_language_still_reads_what_a_rep_types() -> None:
    assert words(TEST_LANGUAGE).list("log.date.yesterday") == words("en").list("log.date.yesterday")
    assert words(TEST_LANGUAGE).list("wording.claim") == words("en").list("wording.claim")


@pytest.mark.parametrize("topic", [topic for topic in topics("en") if topic not in ("wording", "number_words")])
def test_no_letter_of_the_test_language_stands_outside_brackets(topic: str) -> None:
    say = words(TEST_LANGUAGE)
    for key in say.keys(topic):
        if key.startswith("log.date."):
            continue
        entry = say.list(key) if key in _lists(topic) else (say(key),)
        for text in entry:
            for piece in text.split():
                bare = piece.partition("{")[0] if "{" in piece else piece
                assert piece.startswith("[") or not any(map(str.isalpha, bare)), (key, piece)


def _lists(topic: str) -> set[str]:
    say = words("en")
    found = set()
    for key in say.keys(topic):
        try:
            say.list(key)
        except KeyError:
            continue
        found.add(key)
    return found


def test_a_command_pays_only_for_the_topics_it_reads() -> None:
    look = (
        "import sys, salestui.guide as g; say = g.words('en');"
        "before = 'tomllib' in sys.modules; say('log.none');"
        "print(before, sorted(say._topics))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False ['log']"


def test_both_languages_have_the_same_topics() -> None:
    assert len({topics(language) for language in LANGUAGES}) == 1


def dumped(table: object) -> list[object]:
    """Tables with their order, which decides what is offered first."""
    return [(name, dumped(value)) for name, value in table.items()] if isinstance(table, dict) else [table]


def test_a_file_of_plain_lines_is_read_as_toml_reads_it() -> None:
    files = [path for language in LANGUAGES for path in Path(salestui.guide.__path__[0], language).glob("*.toml")]
    read = {path: plain_lines(path.read_text(encoding="utf-8")) for path in files}
    assert sum(found is not None for found in read.values()) > len(files) / 2
    for path, found in read.items():
        assert found is None or dumped(found) == dumped(tomllib.loads(path.read_text(encoding="utf-8"))), path.name


@pytest.mark.parametrize(
    "line",
    [
        "many = 3",
        "a = 'single'",
        'a = """long"""',
        'a = "b" # remark',
        '"a b" = "c"',
        'a = "b"\na.c = "d"',
        r'a = "line\nbreak"',
        'a = [\n  "b",\n]',
        'a = ["b",  "c"]',
        "[[a]]",
        '["a b"]',
        'a = "b"\na = "c"',
        "a",
    ],
)
def test_a_line_of_another_form_is_left_to_toml(line: str) -> None:
    assert plain_lines(line) is None
