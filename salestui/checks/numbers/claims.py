"""What a text claims in numbers: "win rate was 32 %", "closed 14 deals", "41 till 49 tkr"; only where it is sure what is meant.

A number is read when every word between it and the name of its figure, and every word beside the two, is one that the guide
knows: an unknown word ("the win rate of partners") may make it another figure, and then nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from salestui.checks.numbers.heard import THIS, Heard, Phrase, heard
from salestui.checks.numbers.typed import Kind, Token, Typed
from salestui.checks.numbers.vocabulary import NAME, SAID

VALUE, DELTA, EITHER, TARGET = "value", "delta", "either", "target"
"""What a number says of its figure: its value, its change, one of the two; or the target that it is held to."""
ABOUT, AT_LEAST, AT_MOST = "about", "at_least", "at_most"
QUOTA = "quota"
_HELD_TO = "target:"
_BOUNDS = (ABOUT, AT_LEAST, AT_MOST)
_LINK = ("between", "change", "to", "by", "from", *_BOUNDS, THIS)
_LEFT = ("before", "determiner", "subject", "between", "change", "to", *_BOUNDS, THIS)
_MOST_BETWEEN = 9
_LISTING = (",", "–", "—", "-", "/")


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
        self._used: set[int] = set()

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
            held = held_to and self._heard.until(self._before_determiners(phrase.first), "against") is not None
            if at is None or not (held or self._clear_left(phrase.first, counted=True)) or self._is_elsewhere(end):
                continue
            if not self._clear_right(end, kind=self._typed(end - 1 if worth else at).kind):
                continue
            self._used.update(range(phrase.first, end))
            bound = self._heard.until(phrase.first, *_BOUNDS) if at == phrase.first else None
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
        bound = self._heard.at(joint.last, *_BOUNDS)
        at = bound.last if bound else joint.last
        number = self._tokens[at].number if at < len(self._tokens) else None
        return _Link(at, bound=_bound(bound)) if number and number.kind is Kind.MONEY else None

    def _number_in(self, phrase: Phrase) -> int | None:
        return next((i for i in range(phrase.first, phrase.last) if self._tokens[i].number), None)

    # "win rate was 32 %", "average deal from 41 to 49 tkr", "a 32 % win rate"

    def _from_names(self) -> Iterator[Claim]:
        for name in self._names:
            link = self._linked(name.last)
            free = link is not None and link.at not in self._taken and link.at not in self._used
            found = self._after_name(name, link) if link and free else self._before_name(name)
            if found:
                yield found

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

    def _after_name(self, name: Phrase, link: _Link) -> Claim | None:
        second = self._second(link)
        at = link.at if second is None else second
        number = self._typed(at)
        more = self._heard.at(at + 1, "more")
        end = more.last if more else at + 1
        changed = link.changed or second is not None or more is not None
        told = self._heard.at(end, "verb") is not None and self._goes_on_clear(end)
        right = told or self._clear_right(end, changed=changed, kind=number.kind)
        if self._is_elsewhere(end) or not (self._clear_left(name.first) and right):
            return None
        self._used.update(range(name.first, end))
        if second is not None:
            claim = self._claim(name.metrics, at, VALUE, link.bound)
            return claim._replace(first=self._typed(link.at).in_units_of(number))
        if link.by or more or number.signed or number.kind is Kind.POINTS:
            return self._claim(name.metrics, at, DELTA, link.bound)
        either = link.changed and not link.settled and not link.opened
        return self._claim(name.metrics, at, EITHER if either else VALUE, link.bound)

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

    def _before_name(self, name: Phrase) -> Claim | None:
        """ "a 32 % win rate", "$1.6M of open pipeline": the number just before the name."""
        of = self._heard.until(name.first, "of")
        at = (of.first if of else name.first) - 1
        if at < 0 or not self._tokens[at].number or at in self._taken or at in self._used:
            return None
        kind = self._typed(at).kind
        if (of and kind is not Kind.MONEY) or self._is_elsewhere(name.last):
            return None  # "three days of the sales cycle" are not the sales cycle
        if not (self._clear_left(at, counted=kind is Kind.PLAIN) and self._clear_right(name.last, kind=kind)):
            return None
        self._used.update(range(at, name.last))
        return self._claim(name.metrics, at, VALUE, _bound(self._heard.until(at, *_BOUNDS)))

    # what stands around

    def _is_elsewhere(self, end: int) -> bool:
        """Whether a word of the sentence may make it someone else's, a part, or a plan; what stands in its reason may not."""
        here = (i for i in range(end, len(self._tokens)) if self._heard.at(i, "cause", "reason"))
        last = next(here, len(self._tokens))
        return any(phrase.first < last and phrase.first not in self._meant for phrase in self._heard.all("elsewhere"))

    def _before_determiners(self, at: int) -> int:
        while found := self._heard.until(at, "determiner"):
            at = found.first
        return at

    def _clear_left(self, first: int, *, counted: bool = False) -> bool:
        """Whether the words before, up to the last mark, add nothing that makes it another figure.

        Things that are counted must open their part of the sentence: "joined Sam and won three deals" counts Sam's.
        """
        at = first
        while at > 0:
            if self._tokens[at - 1].mark:
                return self._clear_part(at - 1)
            if at - 1 in self._used:
                return True
            if joint := self._heard.until(at, "and"):
                return not counted or joint.first - 1 in self._used
            if not counted and self._heard.until(at, "cause", "reason"):
                return True
            if not counted and self._heard.until(at, "governs"):
                return self._opens_general(self._heard.part_of(at))
            phrase = self._heard.until(at, *_LEFT)
            if phrase is None:
                return False
            at = phrase.first
        return True

    def _clear_part(self, mark: int) -> bool:
        """Whether the parts of the sentence up to the mark leave the rest about the whole: not "In SMB," or "Anna:"."""
        while mark >= 0:
            sign, first = self._tokens[mark].said, self._heard.part_of(mark)
            if sign == ";":
                return True
            if sign == '"' or not self._is_general(sign, first, mark):
                return False
            mark = first - 1
        return True

    def _is_general(self, sign: str, first: int, last: int) -> bool:
        """Whether a part of the sentence, and the sign behind it, can say nothing of which part of the business is meant."""
        if first == last or not self._used.isdisjoint(range(first, last)):
            return True
        if self._heard.at(first, THIS, exactly=last):
            return True
        if sign == ":":
            return bool(self._heard.at(first, "label", exactly=last)) or all(i in self._meant for i in range(first, last))
        named = any(self._is_name(i) for i in range(first, last) if i not in self._meant)
        return not named and (sign != "," or self._opens_general(first))

    def _opens_general(self, first: int) -> bool:
        """Whether a part of the sentence does not begin with where, with whom or when: "in SMB", "since March"."""
        return self._heard.at(first, THIS) is not None or self._heard.at(first, "leading") is None

    def _clear_right(self, end: int, *, kind: Kind, changed: bool = False) -> bool:
        """Whether the words behind, up to where something else is told, add nothing that makes it another figure.

        A reason behind things that are counted may be that of a part of them: "lost nine deals because of the price".
        """
        at = end
        passing = (THIS, "previous", "year_ago") if changed else (THIS,)
        while not self._heard.parts(at):
            if self._heard.at(at, "cause"):
                return changed
            if self._heard.at(at, "reason"):
                return changed or kind is not Kind.PLAIN
            if joint := self._heard.at(at, "and"):
                return not self._is_listed(joint.last, kind) and self._goes_on_clear(joint.last)
            if passed := self._heard.at(at, *passing):
                at = passed.last
            else:
                after = self._heard.at(at, "after")
                return after is not None and self._goes_on_clear(after.last)
        mark = self._tokens[at].said if at < len(self._tokens) else ""
        return mark != '"' and not (mark in _LISTING and self._is_listed(at + 1, kind))

    def _is_listed(self, at: int, kind: Kind) -> bool:
        """Whether another number of the kind follows, of which nobody knows what it is: "34 % and 21 %"."""
        if at >= len(self._tokens) or at in self._taken:
            return False
        number = self._tokens[at].number
        return number is not None and number.kind is kind and not self._heard.at(at + 1, "more")

    def _goes_on_clear(self, at: int) -> bool:
        """Whether the rest of this part names nobody and no other time."""
        while not self._heard.parts(at) and not self._heard.at(at, "cause", "reason"):
            if at not in self._meant and (self._is_name(at) or self._heard.at(at, "time")):
                return False
            at += 1
        return True

    def _is_name(self, at: int) -> bool:
        return self._tokens[at].capital and not self._heard.at(at, "not_name")

    # the claim

    def _claim(self, metrics: tuple[str, ...], at: int, mode: str, bound: str) -> Claim:
        kinds = (name.removeprefix(THIS) for phrase in self._heard.all(THIS) for name in phrase.lists)
        periods = [self._written(token) for i, token in enumerate(self._tokens) if token.said == "@" and i not in self._meant]
        periods += [f"={kind}" for kind in kinds if kind != "any"]
        since = next((name for name in ("year_ago", "previous") if next(self._heard.all(name), None)), "")
        sentence = self._text[self._tokens[0].start : self._tokens[-1].end].casefold()
        return Claim(metrics, self._typed(at), mode, bound, None, tuple(dict.fromkeys(periods)), since, sentence)

    def _written(self, token: Token) -> str:
        return self._text[token.start : token.end].lower()

    def _typed(self, at: int) -> Typed:
        number = self._tokens[at].number
        if number is None:
            raise LookupError("no number stands there")
        return number


def _bound(phrase: Phrase | None) -> str:
    return next((name for name in _BOUNDS if phrase and name in phrase.lists), "")
