"""A rep's text as the wording check reads it: sentences, words and names, without what is someone else's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from salestui.checks.wording.lexicon import Hit, Lexicon, lexicon
from salestui.guide import words

_GONE = "\0"
"""Stands for each character that is not read, so that places in the text stay what they are."""

_SKIPPED = re.compile(
    r"""`[^`\n]*`"""
    r'''|"[^"\n]*"|“[^”\n]*”|”[^”\n]*”|»[^«\n]*«|«[^»\n]*»|„[^“”\n]*[“”]'''
    r"""|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<=\])\([^)\s]*\)"""
    r"""|(?<!\w)@(?:'[^'\n]+'|[\w&.\-]*\w)|(?<![\w&])\#\w[\w-]*|(?<!\w)\+[a-z]\w*"""
)
_LIVE = re.compile(r"(?<!\{)\{[a-z]\w*(?:\[[^\]\n]*\])?(?:\.[a-z_]+)?(?:\[[^\]\n]*\])?\}(?!\})")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKER = re.compile(r"\s*(?:(?:[-*+•–]|\d{1,3}[.)]|\#{1,6}|>)\s+)*")
_STOP = re.compile(r"[.!?…]+(?=[\s)\]\"”»*_|]|\0|$)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | {"\u2011": "-"})
_DASH = re.compile(r"(?<!\d)\s[-–—]\s|\s[-–—]\s(?!\d)|;")
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
    """A sentence by its place in the text; `plain` is the whole text as read (lower case, skipped parts gone)."""

    lists: Lexicon
    plain: str
    start: int
    end: int
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    live: tuple[tuple[int, int], ...]

    def on(self, name: str) -> Iterator[Hit]:
        """The hits of one list."""
        return (hit for hit in self.hits if hit.list == name)

    def starts(self, name: str, index: int) -> Hit | None:
        """The longest hit of a list that begins with the word of that index."""
        found = [hit for hit in self.hits if hit.first == index and hit.list == name]
        return max(found, key=lambda hit: hit.last, default=None)

    def ends(self, name: str, index: int) -> bool:
        """Whether a hit of a list ends just before the word of that index, joined to it."""
        return self.words[index].joined and any(hit.last == index and hit.list == name for hit in self.hits)


class Line(NamedTuple):
    """A line of a text by its number (from 1) and place, with what is read of the whole text."""

    number: int
    start: int
    end: int


def read(text: str, language: str) -> Iterator[tuple[Line, Sentence]]:
    """The sentences of `text`, each with its line; fenced code is left out."""
    plain, live = _plain(text)
    for line in _lines(text):
        for start, end in _sentences(plain, line, language):
            here = tuple(span for span in live if start <= span[0] < end)
            yield line, _sentence(text, plain, start, end, here, language)


def segments(sentence: Sentence) -> list[tuple[int, int]]:
    """The parts of a sentence in which a figure excuses: cut at `;`, a dash with spaces, and words of contrast."""
    cuts = {match.start() for match in _DASH.finditer(sentence.plain, sentence.start, sentence.end)}
    cuts |= {sentence.words[hit.first].start for hit in sentence.on("contrast")}
    closed = [match.span() for match in _PARENTHESIS.finditer(sentence.plain, sentence.start, sentence.end)]
    kept = sorted(cut for cut in cuts if not any(start < cut < end for start, end in closed))
    edges = [sentence.start, *kept, sentence.end]
    return [(start, end) for start, end in zip(edges, edges[1:], strict=False) if end > start]


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    lowered = text.lower()
    if len(lowered) != len(text):  # İ and its like grow by a letter in lower case
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    lowered = _SKIPPED.sub(_blank, lowered.translate(_SPACES))
    live = [match.span() for match in _LIVE.finditer(lowered)]
    return (_LIVE.sub(_blank, lowered) if live else lowered), live


def _blank(match: re.Match[str]) -> str:
    return _GONE * len(match[0])


def _lines(text: str) -> Iterator[Line]:
    start, fenced = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.strip():
            yield Line(number, start, start + len(line))
        start += len(line) + 1


def _sentences(plain: str, line: Line, language: str) -> Iterator[tuple[int, int]]:
    marker = _MARKER.match(plain, line.start, line.end)
    start = marker.end() if marker else line.start
    for stop in _STOP.finditer(plain, start, line.end):
        before = plain[start : stop.start()].rsplit(None, 1)
        if stop[0] == "." and before and _is_abbreviation(before[-1].lstrip("("), language):
            continue
        yield start, stop.end()
        start = stop.end()
    if plain[start : line.end].strip():
        yield start, line.end


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(words(language).list("wording.abbreviation"))


def _is_abbreviation(word: str, language: str) -> bool:
    return word in _abbreviations(language) or (len(word) == 1 and word.isalpha())


def _sentence(
    text: str, plain: str, start: int, end: int, live: tuple[tuple[int, int], ...], language: str
) -> Sentence:
    lists = lexicon(language)
    places = [match.span() for match in _WORD.finditer(plain, start, end)]
    said = [plain[first:last] for first, last in places]
    joined = [False] + [
        plain[places[i - 1][1] : places[i][0]] in (" ", "-", "  ") for i in range(1, len(places))
    ]
    names = _names(text, said, places, joined, plain, lists)
    spoken = tuple(Word(said[i], *places[i], joined[i], text[places[i][0]].isupper(), names[i]) for i in range(len(places)))
    return Sentence(lists, plain, start, end, spoken, tuple(lists.hits(said, joined)), live)


def _names(
    text: str, said: list[str], places: list[tuple[int, int]], joined: list[bool], plain: str, lists: Lexicon
) -> list[bool]:
    """A capital inside a sentence makes a name; so do two in a row at its start ("Strong Brew AS", but not "Strong Q1")."""
    capital = [text[start].isupper() for start, _ in places]
    names = []
    for i, (start, _) in enumerate(places):
        begins = i == 0 or plain[places[i - 1][1] : start].strip(" *_(\0")[-1:] in (":", "|", "/")
        if not capital[i]:
            names.append(False)
        elif begins:
            follows = i + 1 < len(places) and joined[i + 1] and capital[i + 1]
            names.append(follows and _continues_name(text[slice(*places[i + 1])], said[i + 1], lists))
        else:
            names.append(True)
    return names


def _continues_name(written: str, word: str, lists: Lexicon) -> bool:
    if lists.holds("company", word):
        return True
    if any(map(str.isdigit, written)) or (written.isupper() and len(written) <= 5):
        return False
    return not any(lists.holds(name, word) for name in ("not_name", "month", "weekday"))
