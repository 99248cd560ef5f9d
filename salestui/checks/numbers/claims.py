"""What a text claims in numbers: "win rate was 32 %", "closed 14 deals", "41 till 49 tkr"; only where it is sure what is meant.

A number is read when every word between it and the name of its figure, and every word beside the two, is one that the guide
knows: an unknown word ("the win rate of partners") may make it another figure, and then nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from salestui.checks.numbers.clear import ABOUT, BOUNDS, Surroundings
from salestui.checks.numbers.heard import THIS, Heard, Phrase, heard
from salestui.checks.numbers.typed import Kind, Typed
from salestui.checks.numbers.vocabulary import NAME, SAID

VALUE, DELTA, EITHER, TARGET = "value", "delta", "either", "target"
"""What a number says of its figure: its value, its change, one of the two; or the target that it is held to."""
QUOTA = "quota"
_HELD_TO = "target:"
_LINK = ("between", "change", "to", "by", "from", *BOUNDS, THIS)
_MOST_BETWEEN = 9
_GOES_ON = (",", "(", "–", "—", "-")


class Claim(NamedTuple):
    """`number` is said of one of `metrics`; `first` is where it comes from ("from 41 to 47"). `periods` are the words for the
    period, which must be the one under review ("q1", "=quarter"). `since` says what a change is measured from, where that is
    told: previous or year_ago. `sentence` is the whole of it in lower case.
    """

    metrics: tuple[str, ...]
    number: Typed
    mode: str
    bound: str = ""
    first: Typed | None = None
    periods: tuple[str, ...] = ()
    since: str = ""
    sentence: str = ""


@lru_cache(4096)
def claims(text: str, language: str, subject: str = "") -> tuple[Claim, ...]:
    """Every claim of `text` that can be told, in its order. `subject` is the metric that the text is a line about."""
    found: list[Claim] = []
    for place, sentence in enumerate(heard(text, language)):
        if any(token.number for token in sentence.tokens):
            found += _Sentence(sentence, text, "" if place else subject).claims()
    return tuple(found)


@lru_cache(4096)
def named(text: str, language: str) -> tuple[tuple[str, int], ...]:
    """The metrics that `text` names in words, each with the place of its first mention."""
    found: dict[str, int] = {}
    for sentence in heard(text, language):
        for phrase in sentence.all(NAME, SAID):
            for metric in phrase.metrics:
                found.setdefault(metric, sentence.tokens[phrase.first].start)
    return tuple(found.items())


class _Link(NamedTuple):
    """From a name to its number: the number's token, and what the words between say."""

    at: int
    changed: bool = False
    settled: bool = False
    by: bool = False
    opened: bool = False
    bound: str = ""


class _Sentence:
    """One sentence: first the phrases that hold a number, then the named figures; each number is read once."""

    def __init__(self, sentence: Heard, text: str, subject: str) -> None:
        self._heard = sentence
        self._tokens = sentence.tokens
        self._text = text
        self._said = tuple(p for p in sentence.all(SAID, _HELD_TO) if self._number_in(p) is not None)
        self._taken = frozenset(i for phrase in self._said for i in range(phrase.first, phrase.last))
        names = [p for p in sentence.all(NAME) if self._taken.isdisjoint(range(p.first, p.last))]
        if subject and not any(phrase.first == 0 for phrase in names):
            names.insert(0, Phrase(0, 0, (NAME + subject,)))
        self._names = tuple(names)
        self._meant = self._taken | {i for phrase in names for i in range(phrase.first, phrase.last)}
        self._around = Surroundings(sentence, self._taken, self._meant)

    def claims(self) -> list[Claim]:
        found = [*self._from_phrases(), *self._from_names()]
        return sorted(found, key=lambda claim: claim.number.start)

    # "closed 14 deals worth $560k", "115 % of quota"

    def _from_phrases(self) -> Iterator[Claim]:
        for phrase in self._said:
            at = self._number_in(phrase)
            worth = self._worth(phrase)
            end = worth.at + 1 if worth else phrase.last
            held_to = any(name.startswith(_HELD_TO) for name in phrase.lists)
            held = held_to and self._heard.until(self._around.before_determiners(phrase.first), "against") is not None
            if at is None or not (held or self._around.left(phrase.first, counted=True)) or self._around.is_elsewhere(end):
                continue
            if not self._around.right(end, kind=self._typed(end - 1 if worth else at).kind):
                continue
            self._around.used.update(range(phrase.first, end))
            bound = self._heard.until(phrase.first, *BOUNDS) if at == phrase.first else None
            yield self._claim(phrase.metrics or (QUOTA,), at, TARGET if held_to else VALUE, _bound(bound))
            if worth:
                yield self._claim(("revenue_won",), worth.at, VALUE, worth.bound)

    def _worth(self, phrase: Phrase) -> _Link | None:
        """The number that says what the won deals are worth."""
        if "deals_won" not in phrase.metrics:
            return None
        end = phrase.last
        while this := self._heard.at(end, THIS):
            end = this.last
        joint = self._heard.at(end, "worth")
        if joint is None:
            return None
        bound = self._heard.at(joint.last, *BOUNDS)
        at = bound.last if bound else joint.last
        number = self._tokens[at].number if at < len(self._tokens) else None
        return _Link(at, bound=_bound(bound)) if number and number.kind is Kind.MONEY else None

    def _number_in(self, phrase: Phrase) -> int | None:
        return next((i for i in range(phrase.first, phrase.last) if self._tokens[i].number), None)

    # "win rate was 32 %", "average deal from 41 to 49 tkr", "a 32 % win rate"

    def _from_names(self) -> Iterator[Claim]:
        for name in self._names:
            link = self._linked(name.last)
            free = link is not None and link.at not in self._taken and link.at not in self._around.used
            found = self._after_name(name, link) if link and free else self._before_name(name)
            if found:
                end, claim = found
                if claim.mode == VALUE and claim.first is None:
                    claim = self._with_former(end, claim)
                yield claim
                yield from self._with_change(end, claim)

    def _linked(self, at: int) -> _Link | None:
        """The number that follows, where only known words stand between."""
        link = _Link(at)
        while at < len(self._tokens) and at - link.at < _MOST_BETWEEN:
            if self._tokens[at].number:
                return link._replace(at=at)
            phrase = self._heard.at(at, *_LINK)
            if phrase is None:
                return None
            link = link._replace(
                changed=link.changed or "change" in phrase.lists,
                settled=link.settled or "to" in phrase.lists,
                by=link.by or "by" in phrase.lists,
                opened=link.opened or "from" in phrase.lists,
                bound=_bound(phrase) or link.bound,
            )
            at = phrase.last
        return None

    def _after_name(self, name: Phrase, link: _Link) -> tuple[int, Claim] | None:
        second = self._second(link)
        at = link.at if second is None else second
        number = self._typed(at)
        more = self._heard.at(at + 1, "more")
        end = more.last if more else at + 1
        changed = link.changed or second is not None or more is not None
        told = self._heard.at(end, "verb") is not None and self._around.goes_on(end)
        right = told or self._around.right(end, changed=changed, kind=number.kind)
        if self._around.is_elsewhere(end) or not (self._around.left(name.first) and right):
            return None
        self._around.used.update(range(name.first, end))
        if second is not None:
            claim = self._claim(name.metrics, at, VALUE, link.bound)
            return end, claim._replace(first=self._typed(link.at).in_units_of(number))
        mode = EITHER if link.changed and not link.settled and not link.opened else VALUE
        if link.by or more or number.signed or number.kind is Kind.POINTS:
            mode = DELTA
        return end, self._claim(name.metrics, at, mode, link.bound)

    def _second(self, link: _Link) -> int | None:
        """The second number of "from 41 to 47k", "28 % → 34 %"."""
        at = link.at + 1
        if link.opened and (then := self._heard.at(at, "previous", "year_ago")):
            at = then.last
        joint = self._heard.at(at, "span")
        if joint is None:
            return None
        bound = self._heard.at(joint.last, ABOUT)
        at = bound.last if bound else joint.last
        if at >= len(self._tokens) or not self._tokens[at].number:
            return None
        return at if self._typed(link.at).in_units_of(self._typed(at)).kind is self._typed(at).kind else None

    def _before_name(self, name: Phrase) -> tuple[int, Claim] | None:
        """ "a 32 % win rate", "$1.6M of open pipeline": the number just before the name."""
        of = self._heard.until(name.first, "of")
        at = (of.first if of else name.first) - 1
        if at < 0 or not self._tokens[at].number or at in self._taken or at in self._around.used:
            return None
        kind = self._typed(at).kind
        if (of and kind is not Kind.MONEY) or self._around.is_elsewhere(name.last):
            return None  # "three days of the sales cycle" are not the sales cycle
        if not (self._around.left(at, counted=kind is Kind.PLAIN) and self._around.right(name.last, kind=kind)):
            return None
        self._around.used.update(range(at, name.last))
        return name.last, self._claim(name.metrics, at, VALUE, _bound(self._heard.until(at, *BOUNDS)))

    # ", up from 28 %", "(was 28 %)", ", up 12 % on last quarter"

    def _with_former(self, end: int, claim: Claim) -> Claim:
        """The claim with the number that it is said to come from."""
        former = self._heard.at(self._past_mark(end), "formerly")
        at = former.last if former else len(self._tokens)
        number = self._tokens[at].number if at < len(self._tokens) else None
        if number is None or number.kind is not claim.number.kind or not self._is_told(at):
            return claim
        return claim._replace(first=number)

    def _with_change(self, end: int, claim: Claim) -> Iterator[Claim]:
        """By how much the figure is said to have changed, behind its value."""
        changed = self._heard.at(self._past_mark(end), "change")
        if changed is None or claim.mode != VALUE:
            return
        by = self._heard.at(changed.last, "by", *BOUNDS)
        at = by.last if by else changed.last
        if at < len(self._tokens) and self._tokens[at].number and self._is_told(at):
            yield self._claim(claim.metrics, at, DELTA, _bound(by))

    def _past_mark(self, at: int) -> int:
        return at + 1 if at < len(self._tokens) and self._tokens[at].said in _GOES_ON else at

    def _is_told(self, at: int) -> bool:
        """Whether a number behind a claim is clear, and of no period that would have to be known."""
        clear = at not in self._taken and self._around.right(at + 1, kind=self._typed(at).kind, changed=True)
        dated = any(self._tokens[i].said == "@" for i in range(at, self._part_end(at)))
        if not clear or dated or self._around.is_elsewhere(at + 1):
            return False
        self._around.used.add(at)
        return True

    # the claim

    def _claim(self, metrics: tuple[str, ...], at: int, mode: str, bound: str) -> Claim:
        end = self._part_end(at)
        here = [phrase for phrase in self._heard.all(THIS) if phrase.first < end]
        dated = (self._tokens[i] for i in range(end) if self._tokens[i].said == "@" and i not in self._meant)
        periods = [self._text[token.start : token.end].lower() for token in dated]
        periods += [f"={name.removeprefix(THIS)}" for phrase in here for name in phrase.lists if name != f"{THIS}any"]
        compared = [name for name in ("year_ago", "previous") for phrase in self._heard.all(name) if phrase.first < end]
        since = next(iter(compared), "")
        sentence = self._text[self._tokens[0].start : self._tokens[-1].end].casefold()
        return Claim(metrics, self._typed(at), mode, bound, None, tuple(dict.fromkeys(periods)), since, sentence)

    def _part_end(self, at: int) -> int:
        """Where the part of the sentence ends; a period in parentheses belongs to it: "34 % (Q4)"."""
        while not self._heard.parts(at):
            at += 1
        opened = self._tokens[at : at + 2]
        return at + 2 if [token.said for token in opened] == ["(", "@"] else at

    def _typed(self, at: int) -> Typed:
        number = self._tokens[at].number
        if number is None:
            raise LookupError("no number stands there")
        return number


def _bound(phrase: Phrase | None) -> str:
    return next((name for name in BOUNDS if phrase and name in phrase.lists), "")
