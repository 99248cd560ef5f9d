"""A column of probabilities (0.3, 30 or 30 %) or of whole numbers such as months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from salestui.importing.values.column import Fault, Looked, Meanings, Undecided, is_blank
from salestui.importing.values.numbers import Signs, written

HUNDRED, ONE = "hundred", "one"
_WHOLE = re.compile(r"\d+")


class ShareColumn:
    """Probabilities as decimal texts between "0" and "1".

    `scale` says whether 30 or 0.3 is meant where the CRM is known; left out, one value over 1 in the column decides for
    hundredths, and a % sign speaks for its own cell.
    """

    def __init__(self, decimal: str | None = None, scale: str | None = None) -> None:
        self.signs = Signs(decimal)
        self.scale = scale
        self._over_one = False
        self._meanings: Meanings[str | None] = Meanings(self._share)
        self._looked = Looked()

    @property
    def is_sure(self) -> bool:
        return self.signs.are_plain and (self._over_one or self.scale == HUNDRED)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        self.signs.look(cells)
        if self._over_one:
            return
        for cell in self._looked.fresh(cells):
            if not is_blank(cell):
                found = written(cell, self.signs.sign)
                self._over_one |= not isinstance(found, Fault) and not found.percent and abs(found.value) > 1

    def undecided(self) -> Undecided | None:
        return None  # shares have few digits: a sign before three of them is a decimal sign

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))

    def _share(self, cell: str) -> str | Fault | None:
        if is_blank(cell):
            return None
        found = written(cell, self.signs.sign)
        if isinstance(found, Fault):
            return found
        hundredths = found.percent or self._over_one or self.scale == HUNDRED
        value = found.value / 100 if hundredths else found.value
        return share_text(value) if 0 <= value <= 1 else Fault("not-a-probability")


def share_text(value: Fraction) -> str:
    """A share as the store keeps it: "0.3", at most six decimals."""
    text = f"{value.numerator / value.denominator:.6f}".rstrip("0").rstrip(".")
    return text or "0"


class CountColumn:
    """Whole numbers, such as the months of a contract."""

    is_sure = True

    def __init__(self, decimal: str | None = None) -> None:
        self.signs = Signs(decimal)
        self._meanings: Meanings[int | None] = Meanings(self._count)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        self.signs.look(cells)

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))

    def _count(self, cell: str) -> int | Fault | None:
        if is_blank(cell):
            return None
        bare = _WHOLE.match(cell.strip())  # "12 months"
        if bare and len(bare[0]) <= 6 and not re.search(r"[.,]\d", cell):
            return int(bare[0])
        found = written(cell, self.signs.sign)
        if isinstance(found, Fault) or found.value.denominator != 1 or abs(found.value) > 10**6:
            return Fault("not-a-number")
        return int(found.value)
