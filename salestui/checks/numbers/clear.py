"""What stands around a number: whether every word of it is known, so that the number is of the whole and of now."""

from __future__ import annotations

from salestui.checks.numbers.heard import THIS, Heard
from salestui.checks.numbers.typed import Kind

ABOUT, AT_LEAST, AT_MOST = "about", "at_least", "at_most"
BOUNDS = (ABOUT, AT_LEAST, AT_MOST)
_LEFT = ("before", "determiner", "subject", "between", "change", "to", *BOUNDS, THIS)
_LISTING = (",", "–", "—", "-", "/")


class Surroundings:
    """Of one sentence. `taken` are the tokens of phrases that hold a number, `meant` these and the names of figures; `used`
    grows with what has been read as a claim.
    """

    def __init__(self, heard: Heard, taken: frozenset[int], meant: frozenset[int]) -> None:
        self._heard = heard
        self._tokens = heard.tokens
        self._taken = taken
        self._meant = meant
        self.used: set[int] = set()

    def is_elsewhere(self, end: int) -> bool:
        """Whether a word of the sentence may make it someone else's, a part, or a plan; what stands in its reason may not."""
        here = (i for i in range(end, len(self._tokens)) if self._heard.at(i, "cause", "reason"))
        last = next(here, len(self._tokens))
        compared = {i for phrase in self._heard.all("after") for i in range(phrase.first, phrase.last)}
        known = self._meant | compared  # "against the team's 25 %" leaves the number before it the rep's own
        return any(phrase.first < last and phrase.first not in known for phrase in self._heard.all("elsewhere"))

    def before_determiners(self, at: int) -> int:
        while found := self._heard.until(at, "determiner"):
            at = found.first
        return at

    def left(self, first: int, *, counted: bool = False) -> bool:
        """Whether the words before, up to the last mark, add nothing that makes it another figure.

        Things that are counted must open their part of the sentence: "joined Sam and won three deals" counts Sam's.
        """
        at = first
        while at > 0:
            if self._tokens[at - 1].mark:
                return self._clear_part(at - 1)
            if at - 1 in self.used:
                return True
            if joint := self._heard.until(at, "and"):
                return not counted or joint.first - 1 in self.used
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
        if first == last or not self.used.isdisjoint(range(first, last)):
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

    def right(self, end: int, *, kind: Kind, changed: bool = False) -> bool:
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
                return not self._is_listed(joint.last, kind) and self.goes_on(joint.last)
            if passed := self._heard.at(at, *passing):
                at = passed.last
            else:
                after = self._heard.at(at, "after")
                return after is not None and self.goes_on(after.last)
        mark = self._tokens[at].said if at < len(self._tokens) else ""
        return mark != '"' and not (mark in _LISTING and self._is_listed(at + 1, kind))

    def _is_listed(self, at: int, kind: Kind) -> bool:
        """Whether another number of the kind follows, of which nobody knows what it is: "34 % and 21 %"."""
        if at >= len(self._tokens) or at in self._taken:
            return False
        number = self._tokens[at].number
        return number is not None and number.kind is kind and not self._heard.at(at + 1, "more")

    def goes_on(self, at: int) -> bool:
        """Whether the rest of this part names nobody and no other time."""
        while not self._heard.parts(at) and not self._heard.at(at, "cause", "reason"):
            if at not in self._meant and (self._is_name(at) or self._heard.at(at, "time")):
                return False
            at += 1
        return True

    def _is_name(self, at: int) -> bool:
        return self._tokens[at].capital and not self._heard.at(at, "not_name")
