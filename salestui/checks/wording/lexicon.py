"""The word lists of a language, looked up word by word: which list does "much better" stand on?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from salestui.guide import LANGUAGES, TEST_LANGUAGE, words


class Term(NamedTuple):
    """A term of a list, in lower case. A word that ends with `*` stands for any ending, one that begins with it for any
    beginning."""

    list: str
    words: tuple[str, ...]


class Hit(NamedTuple):
    """Words `first` to `last` (not included) stand on `list`; `stem` letters of the last one are the term's own."""

    list: str
    first: int
    last: int
    stem: int


class Lexicon:
    """Lists of terms, indexed by their first word, so that a text is read once for all lists."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[Term]] = {}
        self._stems: dict[str, list[Term]] = {}
        for name, terms in lists.items():
            for text in terms:
                term = Term(name, tuple(text.lower().replace("-", " ").split()))
                first = term.words[0]
                index, key = (self._stems, first[:-1]) if first.endswith("*") else (self._whole, first)
                index.setdefault(key, []).append(term)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self.terms = lru_cache(4096)(self._terms)

    def _terms(self, word: str) -> tuple[Term, ...]:
        """The terms whose first word fits `word`."""
        found = list(self._whole.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            found += self._stems.get(word[:length], ())
        return tuple(found)

    def holds(self, name: str, word: str) -> bool:
        """Whether `word` alone stands on the list `name`."""
        return any(term.list == name and len(term.words) == 1 for term in self.terms(word))

    def hits(self, said: Sequence[str], joined: Sequence[bool]) -> Iterator[Hit]:
        """Every term in the words of a sentence; words of one term are `joined` by nothing but a space or hyphen."""
        for first, word in enumerate(said):
            for term in self.terms(word):
                last = first + len(term.words)
                if last == first + 1 or (
                    last <= len(said)
                    and all(joined[first + 1 : last])
                    and all(map(_fits, term.words[1:], said[first + 1 : last]))
                ):
                    end = term.words[-1]
                    yield Hit(term.list, first, last, len(end) - 1 if end.endswith("*") else len(said[last - 1]))


@cache
def lexicon(language: str) -> Lexicon:
    """The lists of the guide's `wording`, and the names of months and days."""
    guide = words(language)
    lists = {
        name: guide.list(key)
        for key in guide.keys("wording")
        if not key.startswith(("wording.finding.", "wording.meter.")) and (name := key.removeprefix("wording."))
    }
    spoken = words(LANGUAGES[0] if language == TEST_LANGUAGE else language)  # the test language brackets what it shows
    lists["month"] = spoken.list("words.calendar.months") + spoken.list("words.calendar.months_short")
    lists["weekday"] = spoken.list("words.calendar.weekdays") + spoken.list("words.calendar.weekdays_short")
    return Lexicon(lists)


@lru_cache(32)
def silenced(terms: tuple[str, ...]) -> Lexicon:
    """The terms that a rep has silenced for good."""
    return Lexicon({"allow": tuple(term for term in terms if term.strip())})


def _fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word == pattern
