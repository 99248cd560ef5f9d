"""Written numbers: $1,234.50, 1 234 567,50 kr, (1,200), EUR 12k, 30 %. The decimal sign is that of the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from salestui.importing.limits import DIGITS
from salestui.importing.values.column import Fault, Looked, Undecided, is_blank

POINT, COMMA = "point", "comma"
_SPACES = re.compile("[\\s\u00a0\u2000-\u200a\u202f\u205f]+")
_FORM = re.compile(
    r"(?P<open>\()?(?P<minus>[-−–+])?\s?(?P<lead>[A-Za-z]{1,3}\$|[A-Za-z]{3}|[$€£¥₹₩₽₺₪฿]|kr\.?|S/|Rs\.?)?\s?(?P<inner>[-−–])?"
    r"(?P<digits>[0-9][0-9.,'’ ]*|[.,][0-9]+)"
    r"\s?(?P<scale>tkr|mnkr|mkr|MSEK|KSEK|[kKmM](?![A-Za-z])|mn|bn|mdr|[Bb](?![A-Za-z]))?\.?\s?"
    r"(?P<percent>%)?(?P<tail>[A-Za-z]{3}|[$€£¥₹₩₽₺₪฿]|kr\.?|zł|Kč|:-)?(?P<after>[-−])?(?P<close>\))?"
)
_SCALES = {"k": 3, "tkr": 3, "ksek": 3, "m": 6, "mn": 6, "mnkr": 6, "mkr": 6, "msek": 6, "b": 9, "bn": 9, "mdr": 9}
_PLAIN = re.compile(r"(?:-?\d{1,15}(?:\.\d{1,2})?\n)*")
_GROUPED = {
    POINT: re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d+"),
    COMMA: re.compile(r"\d{1,3}(?:\.\d{3})+|\d+"),
}


class Written(NamedTuple):
    """A number as written: its exact value, its decimals, whether a % stood behind it, and the currency beside it."""

    value: Fraction
    decimals: int
    percent: bool
    currency: str | None


class _Parts(NamedTuple):
    digits: str
    negative: bool
    scale: int
    percent: bool
    currency: str | None


def parts_of(cell: str) -> _Parts | None:
    text = _SPACES.sub(" ", cell).strip().removeprefix("'")  # an apostrophe shields what a spreadsheet would calculate
    match = _FORM.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    minus = match["minus"] if match["minus"] != "+" else None
    if sum(map(bool, (match["open"], minus, match["inner"], match["after"]))) > 1:
        return None
    scale = (match["scale"] or "").casefold()
    tail = match["tail"] if match["tail"] != ":-" else "kr"
    currency = match["lead"] or tail or ("kr" if scale in ("tkr", "mkr", "mnkr", "msek", "ksek") else None)
    negative = bool(match["open"] or minus or match["inner"] or match["after"])
    return _Parts(match["digits"].strip(), negative, _SCALES.get(scale, 0), bool(match["percent"]), currency)


def decimal_sign(digits: str) -> str | None:
    """POINT or COMMA where the digits themselves say which; "" where both readings are possible; None for no separator."""
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return None
    if points and commas:
        return POINT if digits.rindex(".") > digits.rindex(",") else COMMA
    sign, other = (POINT, COMMA) if points else (COMMA, POINT)
    if points + commas > 1:
        return other
    before, _, after = digits.replace(",", ".").partition(".")
    before = re.sub(r"[ '’]", "", before)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    if not grouped or re.search(r"[ '’]", digits):
        return sign
    return ""


def number_of(digits: str, sign: str) -> tuple[Fraction, int] | None:
    """The value of `digits` under a decimal sign, and how many decimals it has; None where they do not fit it."""
    decimal, group = (".", ",") if sign == POINT else (",", ".")
    whole, found, after = digits.partition(decimal)
    if found and not re.fullmatch(r"\d*", after):
        return None
    bare = re.sub(r"[ '’]", "", whole)
    if group in bare:
        if not _GROUPED[sign].fullmatch(bare):
            return None
        bare = bare.replace(group, "")
    if len(bare) > DIGITS or len(after) > 30 or not re.fullmatch(r"\d*", bare) or not (bare or after):
        return None
    return Fraction(int((bare + after) or "0"), 10 ** len(after)), len(after)


def written(cell: str, sign: str) -> Written | Fault:
    """The number in `cell` under the column's decimal sign."""
    parts = parts_of(cell)
    if parts is None:
        return Fault("not-a-number")
    found = number_of(parts.digits, sign)
    if found is None:
        return Fault("too-many-digits" if len(re.sub(r"\D", "", parts.digits)) > DIGITS else "not-a-number")
    value, decimals = found
    value *= 10**parts.scale
    return Written(-value if parts.negative else value, decimals, parts.percent, parts.currency)


class Signs:
    """What the cells of a column say of its decimal sign."""

    def __init__(self, given: str | None = None) -> None:
        self.given = given
        self.said: dict[str, str] = {}
        self.unclear: str | None = None
        self.are_plain = True
        self._looked = Looked()

    def look(self, cells: Sequence[str]) -> bool:
        """Take note of `cells`; True where all of them are plain numbers with a point or none, as all may be so far."""
        joined = "\n".join(filter(None, cells)) + "\n"
        if _PLAIN.fullmatch(joined):
            if "." in joined:
                self.said.setdefault(POINT, next(cell for cell in cells if "." in cell))
            return True
        self.are_plain = False
        for cell in self._looked.fresh(cells):
            if is_blank(cell) or (parts := parts_of(cell)) is None:
                continue
            sign = decimal_sign(parts.digits)
            if sign:
                self.said.setdefault(sign, cell)
            elif sign == "" and (self.unclear is None or cell < self.unclear):
                self.unclear = cell
        return False

    @property
    def is_known(self) -> bool:
        """Whether the rep or a cell has said which sign it is."""
        return self.given is not None or bool(self.said)

    @property
    def sign(self) -> str:
        return self.given or next(iter(self.said), POINT)

    def undecided(self) -> Undecided | None:
        """Nothing where the rep said it, or one reading alone is possible."""
        if self.given is not None:
            return None
        if len(self.said) == 2:
            return Undecided("decimal-mixed", "--decimal", self.said[POINT], (self.said[POINT], self.said[COMMA]))
        if self.unclear is None or self.said:
            return None
        return Undecided("decimal-unclear", "--decimal", self.unclear, _readings(self.unclear))


def _readings(cell: str) -> tuple[str, ...]:
    parts = parts_of(cell)
    found = [number_of(parts.digits, sign) for sign in (POINT, COMMA)] if parts else []
    return tuple(f"{float(value[0]):g}" for value in found if value is not None)
