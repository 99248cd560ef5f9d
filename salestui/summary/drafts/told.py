"""What a log entry tells: the action, the effect, the metric that it names; its marks for the program taken out."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from salestui.domain.entry import Entry, as_read
from salestui.guide import LANGUAGES, words

_MARKS = re.compile(r"\s*(?<![\w&])(?:\+[a-z]\w*|#\w[\w\-]*)")
_ACCOUNT_AT_END = re.compile(r"(?P<before>[^\s@]*[^\W\d_])\s+(?P<mention>@(?:'[^']+'|\"[^\"]+\"|[\w&.\-]*\w))$")
_LEADING_TO_IT = frozenset("at with for by to from of and on in the lost hos med till av på för och i mot från vid".split())
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")
_NUMBER_AT_END = re.compile(r"\d\S*$|[%$€£]$")
_NUMBER_AT_START = re.compile(r"[−\-+]?[$€£]?\d")


class Told(NamedTuple):
    """`effect` is "" where the entry names none. `entry` is where it comes from.

    The action keeps its capital within a sentence too, since it may begin with a name: a customer's, a colleague's.
    """

    action: str
    effect: str
    entry: Entry

    @property
    def whole(self) -> str:
        """Action and effect in one line."""
        return f"{self.action} → {self.effect}" if self.effect else self.action

    @property
    def short(self) -> str:
        """Action and first effect: what followed from that is left to the log."""
        return f"{self.action} → {self.effect.split(' → ')[0]}" if self.effect else self.action


def told(entry: Entry) -> Told:
    """The entry cut at its arrows. What it says of its own metric is left out: the figures say that, and say it now."""
    pieces = _pieces(plain(entry.text))
    if entry.metric and entry.before and len(pieces) > 1 and entry.before in pieces[-1]:
        pieces = pieces[:-1]
    return Told(_capital(pieces[0]), " → ".join(pieces[1:]), entry)


def speaks_of(entry: Entry, sign: str) -> bool:
    """Whether the entry holds a word, or a tag, by which the guide tells what it is about, in any language."""
    text = " ".join((entry.text, *entry.tags)).lower()
    return any(word in text for word in _signs(sign))


@cache
def _signs(sign: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in words(language).list(f"drafts.signs.{sign}"))


def plain(text: str) -> str:
    """The text without `#tag` and `+metric`, and with `@'Acme AB'` as Acme AB; one at the end only marks it, and goes."""
    bare = " ".join(_MARKS.sub("", text).split())
    last = _ACCOUNT_AT_END.search(bare)
    if last and last["before"].lower() not in _LEADING_TO_IT:
        bare = bare[: last.start("mention")].rstrip()
    return as_read(bare)


def for_reader(text: str) -> str:
    """A line of the log as it can stand in a review: without what marks it for the program, with arrows as they are read."""
    return " → ".join(_pieces(plain(text)))


def _pieces(text: str) -> list[str]:
    """The parts between arrows; an arrow between two numbers (71 % → 83 %) belongs to its part."""
    pieces: list[str] = []
    for piece in filter(None, _ARROW.split(text)):
        if pieces and _NUMBER_AT_END.search(pieces[-1]) and _NUMBER_AT_START.match(piece):
            pieces[-1] = f"{pieces[-1]} → {piece}"
        else:
            pieces.append(piece)
    return pieces or [text]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
