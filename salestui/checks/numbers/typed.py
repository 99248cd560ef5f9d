"""Numbers as a rep types them: 30 %, $560k, 1,05 mnkr, 96 days, twelve; with the words of the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from salestui.checks.numbers.vocabulary import Vocabulary


class Kind(StrEnum):
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    TIMES = "times"
    DAYS = "days"
    HOURS = "hours"
    PLAIN = "plain"
    OTHER = "other"


KRONA = "kr"


class Typed(NamedTuple):
    """A number where it stands in the text. `readings` are the values that it may mean (1,234 may be two numbers), `grain` is
    the step of its last digit; percent and points are fractions. `factor` is what its digits were multiplied by: 1/100 for
    percent, 1000 for k. `currency` is None where none is said, KRONA where it may be any crown. `signed` is set for +4 and −11.
    """

    start: int
    end: int
    kind: Kind
    readings: tuple[Fraction, ...]
    grain: Fraction
    factor: Fraction = Fraction(1)
    currency: str | None = None
    signed: bool = False

    def in_units_of(self, other: Typed) -> Typed:
        """This number in the unit of `other`: the 41 of "from 41 to 47k"."""
        if self.kind is not Kind.PLAIN or other.kind is Kind.PLAIN:
            return self
        return self._replace(currency=other.currency).times(other.factor, other.kind)

    def times(self, factor: Fraction, kind: Kind) -> Typed:
        values = tuple(value * factor for value in self.readings)
        return self._replace(kind=kind, readings=values, grain=self.grain * factor, factor=self.factor * factor)


class Token(NamedTuple):
    """`said` is how lists see it: the word in lower case, `#` for a number, `@` for a period, the sign itself for a mark."""

    said: str
    start: int
    end: int
    number: Typed | None = None
    capital: bool = False
    mark: bool = False


_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f\u2009,.'’]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RAW = re.compile(
    r"""(?P<aside>`[^`\n]{0,400}`|"[^"\n]{0,400}"|“[^”\n]{0,400}”|”[^”\n]{0,400}”|»[^«\n]{0,400}«|https?://\S+|www\.\S+)"""
    r"""|(?P<name>(?<!\w)@(?:'[^'\n]+'|[\w&.\-]*\w))|(?P<tag>(?<![\w&])\#\w[\w-]*|(?<!\w)\+[a-z_]\w*)"""
    r"""|(?P<live>(?<!\{)\{[a-z]\w*[^{}\n]*\}(?!\}))"""
    r"""|(?P<period>\d{4}-?[qkhwvQKHWV]\d\d?(?!\w)|(?<!\w)[qkhQKH][1-4](?!\w)|(?<![\w.,])(?:19|20)\d\d(?![\w%.,]*\d)(?!\s?[%k]))"""
    r"""|(?P<date>\d{4}-\d\d?(?:-\d\d?)?|\d{1,2}:\d\d|\d{1,2}/\d{1,2}(?!\d)|\d+(?:st|nd|rd|th|:[ea])(?!\w)|24/7|\d+:\d+)"""
    rf"""|(?P<number>{_DIGITS})"""
    r"""|(?P<word>[^\W\d_]\w*(?:['’][^\W\d_]+)*)"""
    r"""|(?P<arrow>->|→|=>|⇒)|(?P<line>\n+)|(?P<sign>[^\s\w])""",
)
_LONGEST = 20
"""Characters of a number that a person would type."""
_LONGEST_SENTENCE = 200
"""Words after which a sentence is cut: nobody says a longer one, and what is pasted must not take long."""
_ENDS = ".!?…"
_HYPHENS = "-‑"


def sentences(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Token, ...]]:
    """The sentences of `text` as tokens. What stands in quotation marks, code and links is a mark `"`."""
    sentence: list[Token] = []
    for match in _RAW.finditer(text):
        kind = match.lastgroup or "sign"
        stop = kind == "line" or (kind == "sign" and match[0] in _ENDS and _ends(text, match.end()))
        if stop or len(sentence) == _LONGEST_SENTENCE:
            if sentence:
                yield tuple(_numbered(sentence, vocabulary))
            sentence = []
        if not _is_silent(kind, match, text):
            sentence.append(_token(kind, match, vocabulary, first=not sentence))
    if sentence:
        yield tuple(_numbered(sentence, vocabulary))


def _is_silent(kind: str, match: re.Match[str], text: str) -> bool:
    """A stop, a line's end, and a hyphen within a word are no tokens of their own."""
    return kind == "line" or (kind == "sign" and (match[0] in _ENDS or (match[0] in _HYPHENS and _joins(text, match))))


def _ends(text: str, end: int) -> bool:
    """A stop ends a sentence before a capital, a quotation or nothing: "vs. 25 %" goes on."""
    rest = text[end : end + 3].lstrip(" ")
    return not rest or rest[0] in '\n"“”»)' or (text[end : end + 1] in " \u00a0" and rest[0].isupper())


def _joins(text: str, match: re.Match[str]) -> bool:
    """A hyphen within a word or between a number and its word: late-stage, 96-day."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before.isalnum() and after.isalpha()


def _token(kind: str, match: re.Match[str], vocabulary: Vocabulary, *, first: bool) -> Token:
    start, end = match.span()
    said = match[0].lower().replace("’", "'")
    if kind == "word":
        if said in vocabulary.months:
            return Token("@", start, end)
        return Token(said, start, end, capital=match[0][0].isupper() and not first)
    if kind in ("period", "date"):
        return Token("@", start, end)
    if kind == "number":
        return Token(match[0], start, end, number=_bare(match) if end - start <= _LONGEST else None)
    if kind == "name":
        return Token("@name", start, end, capital=True)
    if kind == "live":
        return Token("{}", start, end)
    if kind == "arrow":
        return Token("→", start, end, mark=True)
    if kind in ("aside", "tag"):
        return Token('"', start, end, mark=True)
    return Token(said, start, end, mark=True)


def _bare(match: re.Match[str]) -> Typed:
    """The digits with every value that they may mean."""
    digits = re.sub(r"[\s\u00a0\u202f\u2009'’]", "", match[0])
    readings = tuple(dict.fromkeys(_values(digits)))
    decimals = re.search(r"[.,](\d+)$", digits)
    grain = Fraction(1)
    if decimals and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        grain = Fraction(1, 10 ** len(decimals[1]))
    return Typed(match.start(), match.end(), Kind.PLAIN, readings, grain)


def _values(digits: str) -> Iterator[Fraction]:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        yield Fraction(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        yield Fraction(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        yield Fraction(digits.replace(",", "."))


def _numbered(sentence: list[Token], vocabulary: Vocabulary) -> Iterator[Token]:
    """The sentence with each number and its sign, currency, scale and unit as one token."""
    at = 0
    found: list[Token] = []
    while at < len(sentence):
        number, after = _number_at(sentence, at, vocabulary)
        if number is None:
            found.append(sentence[at])
            at += 1
            continue
        while found and (taken := _before(found[-1], number, vocabulary)):
            number = taken
            found.pop()
        number, after = _with_unit(sentence, after, number, vocabulary)
        found.append(Token("#", number.start, number.end, number))
        at = after
    yield from found


def _number_at(sentence: list[Token], at: int, vocabulary: Vocabulary) -> tuple[Typed | None, int]:
    """The number that begins with the token, in digits or in words, and the token after it."""
    token = sentence[at]
    if token.number:
        glued = _glued(sentence, at + 1, token.end)
        known = not glued or any(glued in table for table in (vocabulary.units, vocabulary.scales, vocabulary.currencies))
        return (token.number, at + 1) if known else (None, at + 1)
    value = vocabulary.numerals.get(token.said)
    if value is None:
        return None, at + 1
    one = vocabulary.numerals.get(sentence[at + 1].said, 0) if at + 1 < len(sentence) else 0
    if value >= 20 and value % 10 == 0 and 0 < one < 10:
        return Typed(token.start, sentence[at + 1].end, Kind.PLAIN, (Fraction(value + one),), Fraction(1)), at + 2
    return Typed(token.start, token.end, Kind.PLAIN, (Fraction(value),), Fraction(1)), at + 1


def _glued(sentence: list[Token], at: int, end: int) -> str:
    """The letters that follow a number without a space."""
    if at < len(sentence) and sentence[at].start == end and not sentence[at].mark:
        return sentence[at].said
    return ""


def _before(token: Token, number: Typed, vocabulary: Vocabulary) -> Typed | None:
    """The number with the sign or currency that stands before it."""
    near = number.start - token.end
    currency = vocabulary.currencies.get(token.said)
    if currency and near <= 1 and number.currency is None:
        money = number.times(Fraction(1), Kind.MONEY)
        return money._replace(start=token.start, currency=currency)
    if token.mark and token.said in "+-−" and near == 0:
        return number._replace(start=token.start, signed=True)
    return None


def _with_unit(sentence: list[Token], at: int, number: Typed, vocabulary: Vocabulary) -> tuple[Typed, int]:
    """The number with the scale, currency and unit that follow it, and the token after them."""
    if at < len(sentence) and (places := vocabulary.scales.get(sentence[at].said)):
        scaled = number.times(Fraction(10**places), Kind.MONEY)
        number = scaled._replace(end=sentence[at].end, currency=vocabulary.currencies.get(sentence[at].said, number.currency))
        at += 1
    if at < len(sentence) and sentence[at].said in vocabulary.currencies:
        money = number.times(Fraction(1), Kind.MONEY)
        number = money._replace(end=sentence[at].end, currency=vocabulary.currencies.get(sentence[at].said, number.currency))
        at += 1
    for length in (2, 1):
        said = " ".join(token.said for token in sentence[at : at + length])
        unit = vocabulary.units.get(said)
        if unit and number.kind is Kind.PLAIN and at + length <= len(sentence):
            factor = Fraction(1, 100) if unit in (Kind.PERCENT, Kind.POINTS) else Fraction(1)
            return number.times(factor, Kind(unit))._replace(end=sentence[at + length - 1].end), at + length
    return number, at
