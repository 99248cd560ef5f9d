"""Currencies as they are written: three letters, a sign, or a word of everyday speech."""

from __future__ import annotations

import re

_SIGNS = {
    "$": "USD", "us$": "USD", "usd$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₪": "ILS", "฿": "THB", "zł": "PLN", "kč": "CZK", "kr": "SEK", "kr.": "SEK", "sek": "SEK", "euro": "EUR", "tkr": "SEK",
    "mkr": "SEK", "mnkr": "SEK", "fr.": "CHF", "s/": "PEN", "rs": "INR", "rs.": "INR",
}  # fmt: skip
_SHARED = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
    "tkr": ("SEK", "NOK", "DKK"),
    "¥": ("JPY", "CNY"),
}
CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT "
    "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV "
    "WST XAF XCD XOF XPF YER ZAR ZMW ZWL".split()
)
_IN_NAME = re.compile(r"(?:^|[^A-Za-z])([A-Za-z]{3})(?:$|[^A-Za-z])")


def currency_code(said: str, home: str | None = None) -> str | None:
    """The ISO code that a cell, sign or word names; a sign of several currencies means `home` where that is one of them.

    None for anything else.
    """
    text = said.strip()
    if text.upper() in CODES:
        return text.upper()
    sign = text.casefold()
    if home and home in _SHARED.get(sign, ()):
        return home
    if code := _SIGNS.get(sign):
        return code
    bracketed = re.fullmatch(r".*\(([A-Za-z]{3})\)|([A-Za-z]{3}) - .*", text)  # "US Dollar (USD)", "SEK - krona"
    code = (bracketed[1] or bracketed[2]).upper() if bracketed else ""
    return code if code in CODES else None


def is_shared(sign: str, code: str) -> bool:
    """Whether `sign` may stand for `code`: $ for CAD, kr for NOK."""
    return code in _SHARED.get(sign.casefold(), ())


def currency_in_header(header: str) -> str | None:
    """The currency that a column's name holds: amount_sek, Value (EUR), Belopp i kr, Deal ($)."""
    for match in _IN_NAME.finditer(header.replace("_", " ")):
        word = match[1]
        if word.upper() in CODES and (word.isupper() or word.lower() in ("usd", "eur", "sek", "gbp", "nok", "dkk", "chf")):
            return word.upper()
    for sign in ("€", "£"):
        if sign in header:
            return _SIGNS[sign]
    if "$" in header:
        return "USD"
    return "SEK" if re.search(r"\bt?kr\b", header.casefold()) else None
