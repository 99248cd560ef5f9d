"""A rep's text as the wording check reads it: sentences, words and names, without what is someone else's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from salestui.checks.wording.lexicon import Hit, Lexicon, lexicon
from salestui.guide import words

_GONE = "\0"
"""Stands for each character that is not read, so that places in the text stay what they are."""

_SKIPPED = re.compile(
    r"""`[^`\n]{0,600}`"""
    r"""|"[^"\n]{0,600}"|“[^”\n]{0,600}”|”[^”\n]{0,600}”|»[^«\n]{0,600}«|«[^»\n]{0,600}»|„[^“”\n]{0,600}[“”]"""
    r"""|https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+|(?<=\])\([^)\s]{0,600}\)"""
    r"""|(?<!\w)@(?:'[^'\n]{1,200}'|[\w&.\-]*\w)|(?<![\w&])\#\w[\w-]*|(?<!\w)\+[a-z]\w*"""
)
_LIVE = re.compile(r"(?<!\{)\{[a-z]\w*(?:\[[^\]\n]{0,200}\])?(?:\.[a-z_]+)?(?:\[[^\]\n]{0,200}\])?\}(?!\})")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKER = re.compile(r"\s*(?:(?:[-*+•–]|\d{1,3}[.)]|\#{1,6}|>)\s+)*")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++(?=[\s)\]\"”»*_|]|\0|$)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | {"\u2011": "-"})
_DASH = re.compile(r"(?<!\d)\s[-–—]\s|\s[-–—]\s(?!\d)|;")
_LONGEST = 600
"""Characters of a sentence; what is longer is no prose and is read in pieces, so that no text takes long."""
_PARENTHESIS = re.compile(r"\([^()]*\)")


class Word(NamedTuple):
    """`text` in lower case, its place, whether nothing but a space or hyphen joins it to the word before,
    whether it is written with a capital, and whether it is a name."""

    text: str
    start: int
    end: int
    joined: bool
    capital: bool
    name: bool


class Sentence(NamedTuple):
    """A sentence by its place in a line; `plain` is the line as read (lower case, skipped parts gone)."""

    lists: Lexicon
    plain: str
    start: int
    end: int
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    starting: Mapping[tuple[str, int], Hit]  # by list and first word, the longest
    ending: frozenset[tuple[str, int]]
    live: tuple[tuple[int, int], ...]

    def on(self, name: str) -> Iterator[Hit]:
        """The hits of one list."""
        return (hit for hit in self.hits if hit.list == name)

    def starts(self, name: str, index: int) -> Hit | None:
        """The longest hit of a list that begins with the word of that index."""
        return self.starting.get((name, index))

    def ends(self, name: str, index: int) -> bool:
        """Whether a hit of a list ends just before the word of that index, joined to it."""
        return (name, index) in self.ending and self.words[index].joined


class Line(NamedTuple):
    """A line of a text: its number (from 1), its place in the text, its own text."""

    number: int
    start: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold prose; fenced code is left out."""
    start, fenced = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.strip():
            yield Line(number, start, line)
        start += len(line) + 1


def sentences(line: str, language: str) -> Iterator[Sentence]:
    """The sentences of one line; places are places in the line."""
    plain, live = _plain(line)
    for start, end in _cut(plain, language):
        here = tuple(span for span in live if start <= span[0] < end)
        yield _sentence(line, plain, start, end, here, language)


def segments(sentence: Sentence) -> list[tuple[int, int]]:
    """The parts of a sentence in which a figure excuses: cut at `;`, a dash with spaces, and words of contrast."""
    cuts = {match.start() for match in _DASH.finditer(sentence.plain, sentence.start, sentence.end)}
    cuts |= {sentence.words[hit.first].start for hit in sentence.on("contrast")}
    closed = [match.span() for match in _PARENTHESIS.finditer(sentence.plain, sentence.start, sentence.end)]
    kept = sorted(cut for cut in cuts if not any(start < cut < end for start, end in closed))
    edges = [sentence.start, *kept, sentence.end]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def _plain(line: str) -> tuple[str, list[tuple[int, int]]]:
    lowered = line.lower()
    if len(lowered) != len(line):  # İ and its like grow by a letter in lower case
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in line)
    lowered = _SKIPPED.sub(_blank, lowered.translate(_SPACES))
    live = [match.span() for match in _LIVE.finditer(lowered)]
    return (_LIVE.sub(_blank, lowered) if live else lowered), live


def _blank(match: re.Match[str]) -> str:
    return _GONE * len(match[0])


def _cut(plain: str, language: str) -> Iterator[tuple[int, int]]:
    marker = _MARKER.match(plain)
    start = marker.end() if marker else 0
    for stop in _STOP.finditer(plain, start):
        before = plain[max(start, stop.start() - 20) : stop.start()].rsplit(None, 1)
        if stop[0] == "." and before and _is_abbreviation(before[-1].lstrip("("), language):
            continue
        yield from _pieces(plain, start, stop.end())
        start = stop.end()
    if plain[start:].strip():
        yield from _pieces(plain, start, len(plain))


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = plain.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(words(language).list("wording.abbreviation"))


def _is_abbreviation(word: str, language: str) -> bool:
    return word in _abbreviations(language) or (len(word) == 1 and word.isalpha())


def _sentence(line: str, plain: str, start: int, end: int, live: tuple[tuple[int, int], ...], language: str) -> Sentence:
    lists = lexicon(language)
    places = [match.span() for match in _WORD.finditer(plain, start, end)]
    said = [plain[first:last] for first, last in places]
    joined = [False] + [plain[places[i - 1][1] : places[i][0]] in (" ", "-", "  ", ". ") for i in range(1, len(places))]
    names = _names(line, said, places, joined, plain, lists)
    spoken = tuple(Word(said[i], *places[i], joined[i], line[places[i][0]].isupper(), names[i]) for i in range(len(places)))
    hits = tuple(lists.hits(said, joined))
    starting: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        known = starting.get((hit.list, hit.first))
        if known is None or known.last < hit.last:
            starting[hit.list, hit.first] = hit
    ending = frozenset((hit.list, hit.last) for hit in hits)
    return Sentence(lists, plain, start, end, spoken, hits, starting, ending, live)


def _names(
    line: str, said: list[str], places: list[tuple[int, int]], joined: list[bool], plain: str, lists: Lexicon
) -> list[bool]:
    """A capital inside a sentence makes a name; so do two in a row at its start ("Strong Brew AS", but not "Strong Q1")."""
    capital = [line[start].isupper() for start, _ in places]
    names = []
    for i, (start, _) in enumerate(places):
        begins = i == 0 or plain[places[i - 1][1] : start].strip(" *_(\0")[-1:] in (":", "|", "/")
        if not capital[i]:
            names.append(False)
        elif begins:
            follows = i + 1 < len(places) and joined[i + 1] and capital[i + 1]
            names.append(follows and _continues_name(line[slice(*places[i + 1])], said[i + 1], lists))
        else:
            names.append(True)
    return names


def _continues_name(written: str, word: str, lists: Lexicon) -> bool:
    if lists.holds("company", word):
        return True
    if any(map(str.isdigit, written)) or (written.isupper() and len(written) <= 5):
        return False
    return not any(lists.holds(name, word) for name in ("not_name", "month", "weekday"))
