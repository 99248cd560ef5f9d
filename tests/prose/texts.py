"""All prose that somebody reads, as plain text by language: the guide's words and the project's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from salestui.guide import words
from salestui.guide.wordbook import topics

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
READ_NOT_WRITTEN = ("wording.", "number_words.", "screens.palette.also.")
"""How the keys of those begin whose lists are what a rep may type; the misspelt is among them on purpose."""
_NOT_PROSE = (
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"`[^`\n]+`"),
    re.compile(r"\]\([^)]+\)"),
    re.compile(r"https?://\S+"),
    re.compile(r"\{[^{}\n]*\}?"),
    re.compile(r"^    .*$", re.MULTILINE),
    re.compile(r"(?<!\w)(?:--?|@|#|\+)[\w'-]+"),
    re.compile(r"\b[\w.-]*[\w-]\.(?:toml|md|csv|db|py|sh|xlsx|json|svg)\b"),
    re.compile(r"\b\w*(?:\d|_)\w*\b"),
    re.compile(r"\bsalestui[-\w]*(?: [a-z]+)*\b"),
    re.compile(r"\b(?:ctrl|alt|shift)\+\S+"),
)


def pages() -> tuple[Path, ...]:
    """The Markdown pages of the project."""
    return (*(ROOT / name for name in PAGES), *sorted((ROOT / ".github").rglob("*.md")))


def prose(text: str) -> str:
    """`text` without code, addresses, places for values and commands."""
    for pattern in _NOT_PROSE:
        text = pattern.sub(" ", text)
    return text


def of_guide(language: str) -> Iterator[tuple[str, str]]:
    """(key, text) of every text and every item of a list that the program shows."""
    say = words(language)
    for topic in topics(language):
        for key in say.keys(topic):
            if key.startswith(READ_NOT_WRITTEN):
                continue
            try:
                yield key, say(key)
            except KeyError:
                yield from ((key, item) for item in say.list(key))


def of_pages() -> Iterator[tuple[str, str]]:
    """(path, text) of every page; all are written in English."""
    for page in pages():
        yield str(page.relative_to(ROOT)), page.read_text(encoding="utf-8")
