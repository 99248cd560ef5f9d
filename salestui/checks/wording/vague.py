"""Sentences that claim what nobody could check, one finding each: "performed well", "much better", "improved quality"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from salestui.checks.wording.lexicon import Hit, silenced
from salestui.checks.wording.measures import ACTIVITY, DURATION, Measure, in_segment, measured
from salestui.checks.wording.reading import Sentence, lines, segments, sentences
from salestui.guide import words

RULES = ("phrase", "claim", "degree", "comparative", "change", "quantity")
"""In the order in which they are tried; the first that hits is the sentence's finding."""

_NOT_IN_A_PLAN = ("change", "quantity")
_NEAR_METRIC, _NEAR_NOUN, _NEAR_ASKED, _NEAR_STATE, _NEAR_BEFORE = 6, 3, 5, 4, 4
_ASKED_OF = ("claim", "comparative", "change")
_RULE_OF = {"change_after": "change", "improve": "change", "state": "claim"}
"""Lists that are a case of a rule: `_applies` says when they hold."""
_NAMED_AFTER = re.compile(r":\s+(?=\w)")


class Vague(NamedTuple):
    """`text[start:end]` is the `term` that makes `sentence`, on `line` (from 1), vague under `rule`.

    `metric` is the word of the result that the sentence speaks of, as written, and `number` the live number that it
    calls for (a slug); None where there is none.
    """

    line: int
    sentence: str
    term: str
    rule: str
    start: int
    end: int
    metric: str | None = None
    number: str | None = None


def find_vague(text: str, language: str, *, plan: bool = False, allow: Collection[str] = ()) -> tuple[Vague, ...]:
    """At most one finding a sentence, in the order of the text.

    `plan` is for next steps, whose targets are fields: changes and quantities pass. `allow` are terms that the rep has
    silenced (`*` for any ending).
    """
    allowed = tuple(sorted(allow))
    return tuple(
        vague._replace(line=line.number, start=line.start + vague.start, end=line.start + vague.end)
        for line in lines(text)
        for vague in _in_line(line.text, language, plan, allowed)
    )


def say(vague: Vague, language: str) -> str:
    """The finding in words: "“performed well” says no result. What moved, from what to what?"."""
    metric = vague.metric or vague.term
    return words(language)(f"wording.finding.{vague.rule}", term=vague.term, metric=metric[:1].upper() + metric[1:])


@lru_cache(2048)  # a rep types in one line at a time
def _in_line(line: str, language: str, plan: bool, allowed: tuple[str, ...]) -> tuple[Vague, ...]:
    found = (_judged(line, sentence, plan, allowed) for sentence in sentences(line, language))
    return tuple(vague for vague in found if vague)


def _judged(line: str, sentence: Sentence, plan: bool, allowed: tuple[str, ...]) -> Vague | None:
    hits = _vague_hits(sentence, allowed)
    if not hits:
        return None
    parts = segments(sentence)
    found = measured(sentence)
    metrics = _metrics(sentence)
    for rule in RULES:
        if plan and rule in _NOT_IN_A_PLAN:
            continue
        for hit in hits.get(rule, ()):
            part = _part(parts, sentence.words[hit.first].start)
            near = [metric for metric in metrics if part[0] <= sentence.words[metric.first].start < part[1]]
            if not _excused(sentence, found, part) and (spoken := _applies(rule, hit, sentence, near, part)):
                return _finding(line, sentence, rule, hit, [spoken] if isinstance(spoken, Hit) else near)
    return None


def _vague_hits(sentence: Sentence, allowed: tuple[str, ...]) -> dict[str, list[Hit]]:
    """The hits per rule, first and longest first, without what is allowed, a name, or what another asked for."""
    fair = {i for hit in sentence.on("allow") for i in range(hit.first, hit.last)}
    if allowed:
        joined = [word.joined for word in sentence.words]
        own = silenced(allowed).hits([word.text for word in sentence.words], joined)
        fair |= {i for hit in own for i in range(hit.first, hit.last)}
    asked = [hit.last for hit in sentence.on("asked")]
    found: dict[str, list[Hit]] = {}
    for hit in sentence.hits:
        rule = _RULE_OF.get(hit.list, hit.list)
        if rule not in RULES or not fair.isdisjoint(range(hit.first, hit.last)):
            continue
        if any(sentence.words[i].name for i in range(hit.first, hit.last)):
            continue
        if rule in _ASKED_OF and any(0 <= hit.first - last < _NEAR_ASKED for last in asked):
            continue
        found.setdefault(rule, []).append(hit)
    for hits in found.values():
        hits.sort(key=lambda hit: (hit.first, -hit.last))
    return found


def _metrics(sentence: Sentence) -> list[Hit]:
    """The nouns of results; not those that only name a thing ("the pipeline review") or are another's ("its revenue")."""
    return [
        hit
        for hit in sentence.on("metric")
        if not sentence.starts("frame", hit.last)
        and not sentence.ends("others", hit.first)
        and not _frames_itself(sentence, hit)
    ]


def _frames_itself(sentence: Sentence, hit: Hit) -> bool:
    """A compound whose tail is the thing: "pipelinegenomgången"."""
    tail = sentence.words[hit.last - 1].text[hit.stem :]
    return len(tail) > 2 and any(sentence.lists.holds("frame", part) for part in (tail, tail.removeprefix("s")))


def _part(parts: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    return next(part for part in parts if part[0] <= place < part[1])


def _excused(sentence: Sentence, found: list[Measure], part: tuple[int, int]) -> bool:
    """A measure in the same part excuses; but a count of activity does not excuse an outcome."""
    kinds = {measure.kind for measure in in_segment(found, part)}
    if ACTIVITY not in kinds or kinds - {ACTIVITY, DURATION}:
        return bool(kinds)
    inputs = {hit.first for hit in sentence.on("not_outcome")}
    return not any(
        hit.first not in inputs and part[0] <= sentence.words[hit.first].start < part[1] for hit in _metrics(sentence)
    )


def _applies(rule: str, hit: Hit, sentence: Sentence, metrics: list[Hit], part: tuple[int, int]) -> Hit | bool:
    """Whether the rule holds for a hit; for a change, the metric that it speaks of."""
    if hit.list == "state":
        return any(_distance(hit, metric) < _NEAR_STATE for metric in metrics)
    if hit.list == "improve":
        skills = [noun for noun in sentence.on("skill") if sentence.words[noun.first].start < part[1]]
        return next((noun for noun in skills if _distance(hit, noun) < _NEAR_STATE), False)
    if rule == "change":
        if _belongs_to_a_thing(hit, sentence, metrics):
            return False
        return next((metric for metric in metrics if _is_near(hit, metric, sentence)), False)
    if rule == "quantity":
        return _counts_nouns(hit, sentence, part) and not _names_them(hit, sentence)
    return True


def _belongs_to_a_thing(change: Hit, sentence: Sentence, metrics: list[Hit]) -> bool:
    """ "A shorter contract" near "discounts" says nothing of the discounts."""
    return (
        sentence.starts("adjective", change.first) is not None
        and change.last < len(sentence.words)
        and sentence.words[change.last].joined
        and any(sentence.starts(name, change.last) for name in ("unit", "counted", "activity"))
        and not any(metric.first - change.last in (0, 1) for metric in metrics)
    )


def _is_near(change: Hit, metric: Hit, sentence: Sentence) -> bool:
    if change.list == "change_after":
        is_noun = sentence.ends("determiner", change.first) or sentence.ends("numeral", change.first)
        return not is_noun and 0 <= change.first - metric.last < _NEAR_BEFORE
    return _distance(change, metric) < _NEAR_METRIC


def _distance(one: Hit, other: Hit) -> int:
    """How many words lie between two hits, in either order; very many where they overlap."""
    if other.first >= one.last:
        return other.first - one.last
    return one.first - other.last if other.last <= one.first else 1000


def _counts_nouns(hit: Hit, sentence: Sentence, part: tuple[int, int]) -> bool:
    return any(
        hit.last <= noun.first < hit.last + _NEAR_NOUN and sentence.words[noun.first].start < part[1]
        for name in ("unit", "activity", "metric", "counted")
        for noun in sentence.on(name)
    )


def _names_them(hit: Hit, sentence: Sentence) -> bool:
    """ "Several deals slipped: Vega, Beta and Acme" names what it counts."""
    colon = _NAMED_AFTER.search(sentence.plain, sentence.words[hit.last - 1].end, sentence.end)
    return colon is not None and any(word.start == colon.end() and word.capital for word in sentence.words)


def _finding(line: str, sentence: Sentence, rule: str, hit: Hit, metrics: Sequence[Hit]) -> Vague:
    def written(said: Hit) -> str:
        return line[sentence.words[said.first].start : sentence.words[said.last - 1].end]

    metric = metrics[0] if metrics else None
    return Vague(
        line=1,
        sentence=line[sentence.start : sentence.end].strip(),
        term=written(hit),
        rule=rule,
        start=sentence.words[hit.first].start,
        end=sentence.words[hit.last - 1].end,
        metric=written(metric) if metric else None,
        number=next(_live_numbers(sentence, metric), None) if metric else None,
    )


def _live_numbers(sentence: Sentence, metric: Hit) -> Iterator[str]:
    """The slugs that a word of a result calls for."""
    prefix = "live."
    for hit in sentence.hits:
        if hit.list.startswith(prefix) and hit.first == metric.first:
            yield hit.list.removeprefix(prefix)
