"""A target, forecast or measurement as a rep types it: 505000USD, 1 140 000 kr, 480k EUR, 30 %, 2.4x, 96."""

from __future__ import annotations

import re
from fractions import Fraction

from salestui.domain.money import Money
from salestui.domain.refusal import Refusal

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "kr": "SEK"}
_WORDS = {"k": 3, "tkr": 3, "m": 6, "mnkr": 6, "mkr": 6}
_FORM = re.compile(
    r"(?P<sign>[-−+]?)\s*(?:(?P<lead>[A-Za-z]{3}(?=[-−\s\d])|[$€£])\s*(?P<minus>[-−]?))?(?P<number>\d[\d.,'\s\u00a0\u202f]*)"
    r"\s*(?P<scale>tkr|mnkr|mkr|[kKmM](?![A-Za-z]))?\s*(?P<tail>[A-Za-z]{3}|kr|[$€£]|%|x|ggr|days|dagar)?\.?"
)


def parse_value(text: str, *, currency: str | None = None, money: bool = False, comma: bool | None = None) -> Money | Fraction:
    """Money where a currency is named (or `money` is asked for and `currency` given), else a number: 30 % is 3/10.

    `comma` says whether the comma is the decimal sign; left out it is read from the form: a single separator followed by
    exactly three digits groups, any other is the decimal sign. Raises Refusal `value-unreadable`, or `value-currency`
    where money was asked for and nothing names its currency.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise Refusal("value-unreadable", exit_code=2, value=text)
    number = _number(match["number"], comma, text)
    tail = (match["tail"] or "").lower()
    scale = (match["scale"] or "").lower()
    number *= Fraction(10) ** _WORDS.get(scale, 0)
    if match["sign"] in ("-", "−") or match["minus"]:
        number = -number
    if tail == "%":
        return number / 100
    if tail in ("x", "ggr", "days", "dagar"):
        return number
    named = _currency(match["lead"]) or _currency(match["tail"]) or ("SEK" if scale in ("tkr", "mnkr", "mkr") else None)
    if named or money:
        if not (named or currency):
            raise Refusal("value-currency", exit_code=2, value=text)
        return Money.of(number, named or currency or "")
    return number


def _currency(said: str | None) -> str | None:
    if not said:
        return None
    return _SIGNS.get(said.lower(), said.upper() if len(said) == 3 else None)


def _number(digits: str, comma: bool | None, text: str) -> Fraction:
    said = re.sub(r"[\s\u00a0\u202f]", " ", digits.strip())
    for decimal, group in ((".", ","), (",", ".")) if comma is not True else ((",", "."),):
        if comma is False and decimal == ",":
            break
        grouped = rf"(\d{{1,3}}(?:[ '{group}]\d{{3}})+|\d+)(?:[{decimal}](\d+))?"
        match = re.fullmatch(grouped, said)
        if match is None:
            continue
        whole = re.sub(r"\D", "", match[1])
        three = comma is None and match[2] is not None and len(match[2]) == 3 and match[1] == whole and len(whole) <= 3
        if three and whole != "0":  # 1.234 and 1,234 alike are one thousand two hundred and thirty-four
            whole, part = whole + match[2], ""
        else:
            part = match[2] or ""
        if len(whole) <= 15:
            return Fraction(f"{whole}.{part or 0}")
    raise Refusal("value-unreadable", exit_code=2, value=text)
