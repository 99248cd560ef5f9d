"""The words around a number, as the guide's `number_words` lists them for a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from salestui.guide import LANGUAGES, TEST_LANGUAGE, words

NAME, SAID = "name:", "said:"
"""What stands before a metric's slug in the name of a list: its names, and the phrases that hold its number."""
_TOPIC = "number_words."
_CHOICE = re.compile(r"\(([^()]*)\)")
_ASIDE = re.compile(r"\s*\([^()]*\)")


class _Node:
    """A place in the tree of phrases: the lists of the phrase that ends here, and the words that lead on.

    `stems` are those of which any ending fits.
    """

    __slots__ = ("lists", "stems", "words")

    def __init__(self) -> None:
        self.lists: tuple[str, ...] = ()
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}

    def after(self, word: str) -> list[_Node]:
        found = [self.words[word]] if word in self.words else []
        for stem, node in self.stems.items():
            if word.startswith(stem):
                found.append(node)
        return found


class Phrases:
    """Every phrase of every list, found in one reading of a sentence."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        for name, phrases in lists.items():
            for phrase in phrases:
                node = self._root
                for word in phrase.lower().replace("-", " ").split():
                    leading = node.stems if word.endswith("*") else node.words
                    node = leading.setdefault(word.rstrip("*"), _Node())
                if name not in node.lists:
                    node.lists += (name,)

    def found(self, said: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where a phrase begins and ends in the words, with its lists."""
        for first, word in enumerate(said):
            nodes, last = self._root.after(word), first + 1
            while nodes:
                lists = nodes[0].lists if len(nodes) == 1 else tuple(name for node in nodes for name in node.lists)
                if lists:
                    yield first, last, lists
                if last == len(said):
                    break
                nodes = [after for node in nodes for after in node.after(said[last])]
                last += 1


@dataclass(frozen=True)
class Vocabulary:
    """`phrases` are those of all lists of the guide. Units, scales, currencies and numerals by word."""

    phrases: Phrases
    units: Mapping[str, str]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    numerals: Mapping[str, int]
    months: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of `language`; those of the test language are English."""
    language = LANGUAGES[0] if language == TEST_LANGUAGE else language
    guide = words(language)
    lists: dict[str, list[str]] = {}
    for key in guide.keys("number_words"):
        group, _, name = key.removeprefix(_TOPIC).partition(".")
        if group in ("unit", "scale", "currency", "numeral"):
            continue
        title = {"name": NAME, "said": SAID}.get(group, f"{group}:") + name if name else group
        lists[title] = [phrase for written in guide.list(key) for phrase in _choices(written)]
    for slug, label in guide.table("metrics.label").items():
        lists.setdefault(NAME + slug, []).extend((_ASIDE.sub("", label), guide(f"metrics.in_text.{slug}")))
    months = guide.list("words.calendar.months") + guide.list("words.calendar.months_short")
    return Vocabulary(
        Phrases(lists),
        dict(_by_word(language, "unit")),
        {word: _SCALES[name] for word, name in _by_word(language, "scale")},
        dict(_by_word(language, "currency")),
        _numerals(guide.list(_TOPIC + "numeral")),
        frozenset(month.lower() for month in months),
    )


_SCALES = {"thousand": 3, "million": 6, "billion": 9}


def _by_word(language: str, group: str) -> Iterator[tuple[str, str]]:
    guide = words(language)
    prefix = f"{_TOPIC}{group}."
    for key in guide.keys("number_words"):
        if key.startswith(prefix):
            yield from ((word, key.removeprefix(prefix)) for word in guide.list(key))


def _choices(written: str) -> Iterator[str]:
    """ "(won|lost) # deals" as "won # deals" and "lost # deals"."""
    parts = _CHOICE.split(written)
    options = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    for chosen in product(*options):
        yield " ".join("".join(chosen).split())


def _numerals(listed: tuple[str, ...]) -> dict[str, int]:
    """ "two" is 2; tens and ones written in one word ("tjugofem") are put together here."""
    known = {word: int(number) for word, _, number in (entry.partition(" ") for entry in listed)}
    tens = {word: number for word, number in known.items() if number >= 20 and number % 10 == 0}
    ones = {word: number for word, number in known.items() if number < 10}
    return known | {ten + one: tens[ten] + ones[one] for ten, one in product(tens, ones)}
