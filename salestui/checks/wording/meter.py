"""Does an entry say what was done, what it changed, and which number shows it? Never a warning: three lamps and a question."""

from __future__ import annotations

import re
from typing import NamedTuple

from salestui.checks.wording.measures import measured
from salestui.checks.wording.reading import Sentence, lines, sentences

_FIRST_WORDS, _WORDS_OF_AN_EFFECT = 4, 3
_ARROW = re.compile(r"->|→|=>|⇒")
_NUMBER_BEFORE = re.compile(r"(?:\d\s?\w{0,4}|[%\0])\s*$")
_NUMBER_AFTER = re.compile(r"\s*[$€£]?[\d\0]")


class Meter(NamedTuple):
    """What an entry says. `weak` is the opener that says nothing of what was done ("helped with"), or None."""

    action: bool
    effect: bool
    metric: bool
    weak: str | None = None


def meter(text: str, language: str) -> Meter:
    """Action, effect and metric of an entry or a line of a section."""
    said = [(line.text, sentence) for line in lines(text) for sentence in sentences(line.text, language)]
    if not said:
        return Meter(action=False, effect=False, metric=False)
    begun, first = said[0]
    opened = _opener_ends(first)
    action = any(first.starts("strong", i) for i in range(opened, opened + _FIRST_WORDS))
    weak = first.starts("weak", opened)
    return Meter(
        action=action,
        effect=any(_has_effect(sentence) for _, sentence in said),
        metric=any(measured(sentence) for _, sentence in said),
        weak=begun[first.words[weak.first].start : first.words[weak.last - 1].end] if weak and not action else None,
    )


def _opener_ends(sentence: Sentence) -> int:
    """The word after a date, "I", "we"."""
    here = 0
    while here < len(sentence.words):
        hit = next((found for name in ("opener", "month", "weekday") if (found := sentence.starts(name, here))), None)
        if hit is None and not sentence.words[here].text.isdigit():
            break
        here = hit.last if hit else here + 1
    return here


def _has_effect(sentence: Sentence) -> bool:
    """An arrow that is not between two numbers, or a joint with at least three words after it."""
    for arrow in _ARROW.finditer(sentence.plain, sentence.start, sentence.end):
        before, after = sentence.plain[sentence.start : arrow.start()], sentence.plain[arrow.end() : sentence.end]
        if not (_NUMBER_BEFORE.search(before) and _NUMBER_AFTER.match(after)):
            return True
    return any(
        len(sentence.words) - hit.last >= _WORDS_OF_AN_EFFECT for name in ("joint", "joint_by") for hit in sentence.on(name)
    )
