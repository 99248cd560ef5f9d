"""What in a sentence can be checked: percent, money, multiples, counted things, spans, live numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from salestui.checks.wording.reading import Sentence, lines, sentences

COUNT, ACTIVITY, DURATION, OTHER = "count", "activity", "duration", "other"

_NUMBER = re.compile(r"(?<!\w)(?<!\d[.,:/])(?:\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)")
_NO_MEASURE = re.compile(
    r"(?<!\w)(?:\d{4}-\d\d?(?:-\d\d?)?|\d{4}-?[qkhwv]\d\d?|\d{1,2}:\d\d|\d{1,2}(?:st|nd|rd|th|:[ea])|24/7|50/50)(?!\w)"
    r"|(?<!\w)\d{1,2}/\d{1,2}(?!\w)(?<!/5)(?<!/10)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = "$€£"
_DAY_OR_HOUR = re.compile(r"[0-3]?\d(?:\.[0-5]\d)?")
_SPAN_OF_DAYS = re.compile(r"\s?[-–—]\s?\d{1,2}\s(\w+)")
_ARROW = re.compile(r"\s*(?:->|→|=>|⇒)\s*")
_UNITS = ("percent", "currency", "magnitude", "times")
_NOUNS = ("activity", "unit", "counted")
_VAGUE = ("claim", "degree", "comparative", "quantity", "phrase")


class Measure(NamedTuple):
    """What stands from `start` to `end` measures something.

    `kind`: a `count`, a count of `activity`, a `duration` in which something was done ("in 12 weeks"), or `other`
    (percent, money, multiple, span, live number, a bare figure).
    """

    start: int
    end: int
    kind: str


class _Number(NamedTuple):
    start: int
    end: int
    first: int  # its word
    after: int  # the word after it
    glued: str  # letters at its end: k, x, st
    text: str | None  # digits; None for a number in words


def measures(text: str, language: str) -> tuple[Measure, ...]:
    """Every measure of `text`, in its order; places are places in `text`."""
    return tuple(
        found._replace(start=line.start + found.start, end=line.start + found.end)
        for line in lines(text)
        for sentence in sentences(line.text, language)
        for found in measured(sentence)
    )


def measured(sentence: Sentence) -> list[Measure]:
    """The measures of one sentence, in its order."""
    found = [Measure(start, end, OTHER) for start, end in sentence.live]
    fair = {i for hit in sentence.on("allow") for i in range(hit.first, hit.last)}  # "the second half of the quarter"
    for hit in sentence.on("multiple"):
        if hit.first in fair:
            continue
        found.append(Measure(sentence.words[hit.first].start, sentence.words[hit.last - 1].end, OTHER))
    numbers = _numbers(sentence)
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if kind := _kind(sentence, number, following):
            found.append(Measure(number.start, number.end, kind))
    return sorted(found)


def _numbers(sentence: Sentence) -> list[_Number]:
    plain, words = sentence.plain, sentence.words
    none = [match.span() for match in _NO_MEASURE.finditer(plain, sentence.start, sentence.end)]
    found = []
    for match in _NUMBER.finditer(plain, sentence.start, sentence.end):
        start, end = match.span()
        if any(first <= start < last for first, last in none):
            continue
        first = next(i for i, word in enumerate(words) if word.end > start)
        after = next((i for i in range(first, len(words)) if words[i].start >= end), len(words))
        glued = plain[end : words[after - 1].end] if after > first else ""
        found.append(_Number(start, end + len(glued), first, after, glued, match[0]))
    for name in ("numeral", "one"):
        found += [
            _Number(words[hit.first].start, words[hit.first].end, hit.first, hit.last, "", None) for hit in sentence.on(name)
        ]
    return sorted(found)


def _kind(sentence: Sentence, number: _Number, following: _Number | None) -> str | None:
    """The kind of measure that a number is, or None: a date, a year, a number in a name."""
    if _has_unit_of_its_own(sentence, number):
        return OTHER
    if _numbers_something(sentence, number) or _in_a_date(sentence, number):
        return None
    if following and _is_part_of(sentence, number, following):
        return OTHER
    if sentence.starts("one", number.first) or (number.glued and number.text):
        return None
    if number.text and _YEAR.fullmatch(number.text):
        return None
    if counted := _counted(sentence, number):
        return counted
    if number.text and (re.search(r"\D", number.text) or len(number.text) >= 5):
        return OTHER
    return OTHER if _is_introduced(sentence, number) else None


def _has_unit_of_its_own(sentence: Sentence, number: _Number) -> bool:
    """Percent, points, money, a multiple: "30 %", "$560k", "EUR 40,000", "2,4 ggr"."""
    if sentence.plain[: number.start].rstrip(" ")[-1:] in tuple(_SYMBOL):
        return True
    if re.match(rf"\s?[%×{_SYMBOL}]", sentence.plain[number.end : number.end + 2]):
        return True
    if number.glued:
        return any(sentence.lists.holds(name, number.glued) for name in _UNITS)
    if sentence.words[number.first].joined and sentence.ends("currency", number.first):
        return True
    joined = number.after < len(sentence.words) and sentence.words[number.after].joined
    return joined and any(sentence.starts(name, number.after) for name in _UNITS)


def _numbers_something(sentence: Sentence, number: _Number) -> bool:
    """A number that only tells one thing from another: "week 12", "ISO 27001", "top 10"; also at the end of a name."""
    word = sentence.words[number.first]
    if not word.joined:
        return False
    if sentence.ends("numbering", number.first):
        return True
    before = sentence.words[number.first - 1]
    return before.name and number.text is not None and not _counted(sentence, number)


def _in_a_date(sentence: Sentence, number: _Number) -> bool:
    """A day of a month or an hour: "15 February", "March 3", "3–5 mars", "kl. 14.30"."""
    if number.text is None or not _DAY_OR_HOUR.fullmatch(number.text):
        return False
    if any(sentence.starts(name, number.after) for name in ("month", "clock")):
        return True
    span = _SPAN_OF_DAYS.match(sentence.plain, number.end)
    if span and sentence.lists.holds("month", span[1]):
        return True
    before = any(sentence.ends(name, number.first) for name in ("month", "clock_before"))
    return before and not _counted(sentence, number)


def _is_part_of(sentence: Sentence, number: _Number, following: _Number) -> bool:
    """ "8 of 62", "one of 12", "8/10", "from 78 to 96", "78 → 96"."""
    between = sentence.plain[number.end : following.start]
    if between == "/":
        return True
    if _ARROW.fullmatch(between):
        return True
    here = number.after
    while here < following.first and (sentence.starts("of", here) or sentence.starts("filler", here)):
        here += 1
    if here == following.first > number.after and sentence.starts("of", number.after):
        return True
    opened = number.first and sentence.ends("span_from", number.first)
    return bool(opened) and any(sentence.starts("span_to", i) for i in range(number.after, following.first))


def _counted(sentence: Sentence, number: _Number) -> str | None:
    """The kind of what is counted in the next words: "12 deals", "three large deals", "5 customer meetings".

    Two words are looked at, a third one only where no vague word comes before it: "two really big deals" counts nothing.
    """
    ahead: list[int] = []
    for here in range(number.after, len(sentence.words)):
        if not sentence.words[here].joined or len(ahead) == 3:
            break
        if ahead or not sentence.starts("filler", here):
            ahead.append(here)
    if any(sentence.starts(name, here) for here in ahead[:2] for name in _VAGUE):
        ahead = ahead[:2]
    nouns = [next((name for name in _NOUNS if sentence.starts(name, here)), None) for here in ahead]
    first = next((i for i, noun in enumerate(nouns) if noun), None)
    if first is None:
        return None
    head = first
    while head + 1 < len(nouns) and nouns[head + 1]:
        head += 1
    if nouns[head] == "activity":
        return ACTIVITY
    during = number.first and sentence.ends("during", number.first) and sentence.starts("time", ahead[head])
    return DURATION if during else COUNT


def _is_introduced(sentence: Sentence, number: _Number) -> bool:
    """A bare number after a word that measures: "rose to 41", "score of 9", "NPS: 41"."""
    before = sentence.plain[sentence.start : number.start].rstrip(" ")
    if before.endswith((":", "=", "→", "->")) and number.text:
        return True
    if before.endswith(("-", "–", "/")) and number.text and number.first:
        return True
    return bool(number.first) and sentence.ends("introducer", number.first)


def in_segment(found: list[Measure], segment: tuple[int, int]) -> Iterator[Measure]:
    """The measures that lie in a segment."""
    return (measure for measure in found if segment[0] <= measure.start < segment[1])
