"""A sentence as it is heard around its numbers: which phrases of the guide stand where, and where its parts begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salestui.checks.numbers.typed import Token
from salestui.checks.numbers.vocabulary import NAME, SAID, Vocabulary

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
        said = [token.said for token in tokens]
        self._from: dict[int, dict[int, list[str]]] = {}
        self._until: dict[int, dict[int, list[str]]] = {}
        for hit in vocabulary.lists.hits(said, [True] * len(said)):
            self._from.setdefault(hit.first, {}).setdefault(hit.last, []).append(hit.list)
            self._until.setdefault(hit.last, {}).setdefault(hit.first, []).append(hit.list)

    def at(self, first: int, *names: str, exactly: int | None = None) -> Phrase | None:
        """The longest phrase that begins with the token; only one that ends before the token `exactly`, where it is given."""
        found = self._from.get(first, {})
        for last in sorted(found, reverse=True):
            if exactly in (None, last) and (lists := _among(found[last], names)):
                return Phrase(first, last, lists)
        return None

    def until(self, last: int, *names: str) -> Phrase | None:
        """The longest phrase that ends just before the token."""
        found = self._until.get(last, {})
        for first in sorted(found):
            if lists := _among(found[first], names):
                return Phrase(first, last, lists)
        return None

    def all(self, *names: str) -> Iterator[Phrase]:
        """The longest phrases from left to right, none of which overlap."""
        at = 0
        while at < len(self.tokens):
            phrase = self.at(at, *names)
            if phrase:
                yield phrase
            at = phrase.last if phrase else at + 1

    def parts(self, index: int) -> bool:
        """Whether the sentence is parted there: by a mark, or by its end."""
        return not 0 <= index < len(self.tokens) or self.tokens[index].mark

    def part_of(self, index: int) -> int:
        """The first token of the part of the sentence that ends before `index`."""
        while not self.parts(index - 1):
            index -= 1
        return index


def _among(lists: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    exact = [name for name in names if not name.endswith(":")]
    groups = tuple(name for name in names if name.endswith(":"))
    return tuple(found for found in lists if found in exact or found.startswith(groups or ("\0",)))
