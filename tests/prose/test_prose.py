"""All prose is spelt as its language is, and every link of it leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from salestui.guide import LANGUAGES
from tests.prose.texts import ROOT, of_guide, of_pages, pages, prose

DICTIONARIES = {"en": "en_GB", "sv": "sv_SE"}
OWN = {language: Path(__file__).with_name(f"{language}.txt") for language in LANGUAGES}
"""Names, terms of the field and words of the command line, one a line."""
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _has(dictionary: str) -> bool:
    if shutil.which("hunspell") is None:
        return False
    told = subprocess.run(["hunspell", "-D"], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    return f"/{dictionary}" in told.stderr + told.stdout


def misspelt(text: str, dictionary: str) -> set[str]:
    """The words of `text` that the dictionary does not know, in lower case."""
    ended = subprocess.run(
        ["hunspell", "-i", "utf-8", "-l", "-d", dictionary], input=prose(text), capture_output=True, text=True, check=True
    )
    words = (word.replace("’", "'").removesuffix("'s").strip(".-'").casefold() for word in ended.stdout.split())
    return {word for word in words if word}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_one_of_its_language(language: str) -> None:
    dictionary = DICTIONARIES[language]
    if not _has(dictionary):
        pytest.skip(f"no dictionary {dictionary} here")
    own = {word.casefold() for word in OWN[language].read_text(encoding="utf-8").split()}
    texts = [*of_guide(language), *(of_pages() if language == "en" else ())]
    unknown = misspelt("\n".join(text for _, text in texts), dictionary) - own
    places = {word: next(where for where, text in texts if word in prose(text).casefold()) for word in sorted(unknown)}
    assert not places
    assert (
        misspelt("A setnence", "en_GB") == {"setnence"} if language == "en" else misspelt("En menign", dictionary) == {"menign"}
    )


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(text):
        if link.startswith("https://"):
            assert re.fullmatch(r"https://[\w.-]+\.[a-z]+(/[\w./-]*)?", link), f"{link} is no address"
            continue
        name, _, place = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name} points to {link}"
        if place:
            assert place in {_anchor(heading) for heading in _HEADING.findall(target.read_text(encoding="utf-8"))}, link


def test_every_file_that_a_page_names_is_there() -> None:
    """`salestui/checks/house.py` in running text, outside of the walks, which make files of their own."""
    for page in pages():
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL).split("## Five walks")[0]
        for name in re.findall(r"`((?:salestui|tests|\.ci|\.github)/[\w./-]+)`", text):
            assert (ROOT / name).exists() or name == "tests/bench/RESULTS.md", f"{page.name} names {name}"


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
