"""What a document may keep to itself: accounts by initial or alias, amounts rounded or as an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from salestui.domain.money import Money
from salestui.domain.refusal import Refusal
from salestui.domain.text import same_name
from salestui.domain.typed_value import parse_value
from salestui.guide import Words
from salestui.render.numbers import Numbers

NAME, INITIAL, ALIAS = "name", "initial", "alias"
ACCOUNTS = (NAME, INITIAL, ALIAS)
EXACT, ROUNDED, INDEXED = "exact", "rounded", "indexed"
AMOUNTS = (EXACT, ROUNDED, INDEXED)

_SUFFIX = re.compile(
    r"(?i)[\s,]+(?:as|asa|ab|a/s|aps|oy|oyj|kf|hf|ltd|limited|inc|corp|llc|llp|plc|gmbh|ag|sa|bv|nv|group)\.?$"
)
_AMOUNT = re.compile(
    r"(?<![\w{])(?:[$€£]\s?\d[\d.,\u00a0]*\s?[kKmM]?(?!\w)"
    r"|\d[\d.,\u00a0]*\s?(?:tkr|mnkr|kr|T?USD|T?EUR|T?SEK|T?NOK|T?DKK|T?GBP|M(?:USD|EUR|SEK|NOK|DKK|GBP))(?!\w))"
)
_SCALED = re.compile(r"([TM])([A-Z]{3})$")
SHORTEST = 4
"""A first word of fewer letters is too common to stand for an account."""


def disguised(names: Iterable[str], how: str, say: Words, own: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """Takes a text and gives it with each account's name, also shortened to its first word, by its initial or alias.

    `own` says for single accounts how each is shown: one of ACCOUNTS, or words of the rep's own ("a large retailer").
    """
    wishes = {same_name(_SUFFIX.sub("", name)): wish for name, wish in (own or {}).items()}
    listed = tuple(names)
    known = {same_name(_SUFFIX.sub("", name)) for name in listed}
    apart = (name for name in own or {} if same_name(_SUFFIX.sub("", name)) not in known)
    ordered = sorted(dict.fromkeys((*listed, *apart)), key=same_name)
    shown = {
        name: _shown(name, number, wish, say)
        for number, name in enumerate(ordered)
        if (wish := wishes.get(same_name(_SUFFIX.sub("", name)), how)) != NAME
    }
    whole: dict[str, str] = {}
    first: dict[str, str] = {}
    for name, text in shown.items():
        bare = _SUFFIX.sub("", name)
        whole[name.casefold()] = whole[bare.casefold()] = text
        word = bare.split()[0] if bare.split() else ""
        if len(word) >= SHORTEST and word[0].isupper():
            first.setdefault(word, text)
    if not whole:
        return lambda text: text
    names_in = _any_of(whole, re.IGNORECASE)
    words_in = _any_of(first, re.NOFLAG) if first else None

    def hide(text: str) -> str:
        text = names_in.sub(lambda match: whole.get(match[0].casefold(), match[0]), text)
        return words_in.sub(lambda match: first[match[0]], text) if words_in else text

    return hide


def without_amounts(numbers: Numbers) -> Callable[[str], str]:
    """Takes a text and gives it with every typed amount written as `numbers` writes amounts."""

    def rewrite(match: re.Match[str]) -> str:
        said = match[0]
        scaled = _SCALED.search(said)
        factor = {"T": 1_000, "M": 1_000_000}[scaled[1]] if scaled else 1
        try:
            value = parse_value(_SCALED.sub(r"\2", said))
        except Refusal:
            return said
        return numbers.money(Money(value.minor * factor, value.currency)) if isinstance(value, Money) else said

    return lambda text: _AMOUNT.sub(rewrite, text)


def _shown(name: str, number: int, how: str, say: Words) -> str:
    if how == INITIAL:
        return f"{name[:1].upper()}."
    if how != ALIAS:
        return how
    return say("document.privacy.alias", letter=_letters(number))


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _any_of(names: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """Any of the names as a whole, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", flags)
