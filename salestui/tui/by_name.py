"""Which actions a few typed letters name, and in which order: what can be done here first, then what is done at other places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.dom import DOMNode
from textual.fuzzy import FuzzySearch

from salestui.domain.text import same_name

_WORD = re.compile(r"\w+")


class Offer(NamedTuple):
    """One action of the palette: its name, its key where it has one, what it does, and on whose behalf.

    `also` are other words for it, set apart by commas. `where` is the place at which it is done, "" for what is done from here.
    """

    name: str
    key: str
    action: str
    node: DOMNode | None = None
    also: str = ""
    where: str = ""


def named_by(typed: str, offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The offers that `typed` names; those that hold its letters alone, in their order, come last, and of here alone."""
    wanted = same_name(typed)
    search = FuzzySearch()
    ranked = [((bool(offer.where), rank, 0.0), offer) for offer in offers for rank in _ranks(wanted, offer)]
    named = {offer for _, offer in ranked}
    for offer in offers:
        score = 0.0 if offer.where or offer in named else search.match(typed, offer.name)[0]
        if score > 0:
            ranked.append(((True, _LETTERS_ALONE, -score), offer))
    return tuple(offer for _, offer in sorted(ranked, key=lambda pair: pair[0]))


_LETTERS_ALONE = 9


def _ranks(wanted: str, offer: Offer) -> Iterator[int]:
    """How well the name fits, 0 the best; nothing where it does not."""
    name, also = same_name(offer.name), [same_name(word) for word in offer.also.split(",")]
    if wanted == name:
        yield 0
    elif wanted in also:
        yield 1
    elif _begun(wanted, name):
        yield 2
    elif _begun(wanted, " ".join((name, same_name(offer.where), *also))):
        yield 3
    elif wanted in name:
        yield 4


def _begun(wanted: str, text: str) -> bool:
    """Whether each word that is wanted begins a word of `text`."""
    there = _WORD.findall(text)
    return all(any(word.startswith(part) for word in there) for part in _WORD.findall(wanted) or [wanted])
