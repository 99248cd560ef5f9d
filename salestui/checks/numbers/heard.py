"""A sentence as it is heard around its numbers: which phrases of the guide stand where, and where its parts begin."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from salestui.checks.numbers.typed import Token, sentences
from salestui.checks.numbers.vocabulary import NAME, SAID, Vocabulary, vocabulary

THIS = "this:"
"""Phrases for the period under review, by its kind: `this:quarter`."""


class Phrase(NamedTuple):
    """Tokens `first` to `last` (not included) that stand on each of `lists`."""

    first: int
    last: int
    lists: tuple[str, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics whose name, or phrase with a number, it is."""
        return tuple(dict.fromkeys(name.partition(":")[2] for name in self.lists if name.startswith((NAME, SAID))))


class Heard:
    """The tokens of a sentence with the phrases that begin and end at each of them.

    A list is asked for by its name; a name that ends in `:` stands for every list that begins so.
    """

    def __init__(self, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self._from: dict[int, list[Phrase]] = {}
        self._until: dict[int, list[Phrase]] = {}
        self._all: dict[tuple[str, ...], tuple[Phrase, ...]] = {}
        for first, last, lists in vocabulary.phrases.found([token.said for token in tokens]):
            phrase = Phrase(first, last, lists)
            self._from.setdefault(first, []).append(phrase)
            self._until.setdefault(last, []).append(phrase)

    def at(self, first: int, *names: str, exactly: int | None = None) -> Phrase | None:
        """The longest phrase that begins with the token; only one that ends before the token `exactly`, where it is given."""
        for phrase in reversed(self._from.get(first, ())):
            if exactly in (None, phrase.last) and (lists := _among(phrase.lists, names)):
                return phrase._replace(lists=lists)
        return None

    def until(self, last: int, *names: str) -> Phrase | None:
        """The longest phrase that ends just before the token."""
        for phrase in self._until.get(last, ()):
            if lists := _among(phrase.lists, names):
                return phrase._replace(lists=lists)
        return None

    def all(self, *names: str) -> tuple[Phrase, ...]:
        """The longest phrases from left to right, none of which overlap."""
        if names not in self._all:
            found, at = [], 0
            while at < len(self.tokens):
                phrase = self.at(at, *names)
                if phrase:
                    found.append(phrase)
                at = phrase.last if phrase else at + 1
            self._all[names] = tuple(found)
        return self._all[names]

    def parts(self, index: int) -> bool:
        """Whether the sentence is parted there: by a mark, or by its end."""
        return not 0 <= index < len(self.tokens) or self.tokens[index].mark

    def part_of(self, index: int) -> int:
        """The first token of the part of the sentence that ends before `index`."""
        while not self.parts(index - 1):
            index -= 1
        return index


@lru_cache(4096)
def heard(text: str, language: str) -> tuple[Heard, ...]:
    """The sentences of `text`."""
    known = vocabulary(language)
    return tuple(Heard(tokens, known) for tokens in sentences(text, known))


def _among(lists: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([found for found in lists if found in names or found.partition(":")[0] + ":" in names])
