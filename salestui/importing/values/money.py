"""A column of amounts: into minor units of each row's currency, rounded once, half up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from salestui.domain.money import exponent, round_half_up
from salestui.importing.values.column import Fault, Meanings, Undecided, is_blank
from salestui.importing.values.currency import currency_code, is_shared
from salestui.importing.values.numbers import POINT, Signs, written

_CENTS = re.compile(r"(?:(?:\d{1,15}\.\d\d)?\n)*")
_NAMED = re.compile(r"[^\d\s.,'’()\-−–+]")


class MoneyColumn:
    """`home` is the currency that a shared sign ($, kr) means where it can; `divided_by` 12 turns yearly into monthly.

    `in_minor_units` says that the cells are cents already. `rounded` and `negative` count cells for the notes, each
    distinct cell of a stretch once.
    """

    def __init__(
        self,
        decimal: str | None = None,
        home: str | None = None,
        *,
        divided_by: int = 1,
        in_minor_units: bool = False,
    ) -> None:
        self.signs = Signs(decimal)
        self.home = home
        self.divided_by = divided_by
        self.in_minor_units = in_minor_units
        self.names_currency = False
        self.rounded = 0
        self.negative = 0
        self._meanings: dict[int, Meanings[int | None]] = {}
        self._currencies: Meanings[str | None] = Meanings(self._currency)

    @property
    def is_sure(self) -> bool:
        return self.signs.are_plain and not self.names_currency

    @property
    def faulty(self) -> bool:
        return self._currencies.faulty or any(meanings.faulty for meanings in self._meanings.values())

    def look(self, cells: Sequence[str]) -> None:
        if not self.signs.look(cells) and not self.names_currency:
            self.names_currency = any(_NAMED.search(cell) for cell in set(cells)) and any(self.currencies(cells))

    def undecided(self) -> Undecided | None:
        return self.signs.undecided()

    def currencies(self, cells: Sequence[str]) -> list[str | None]:
        """The currency that each cell names itself."""
        return [code if isinstance(code, str) else None for code in map(self._currencies.__getitem__, cells)]

    def fits(self, cell: str, code: str) -> bool:
        """Whether the sign in `cell` may mean the currency `code` that its row names."""
        found = written(cell, self.signs.sign)
        said = None if isinstance(found, Fault) else found.currency
        return said is None or currency_code(said, code) == code or is_shared(said, code)

    def read(self, cells: Sequence[str]) -> list[object]:
        """Minor units of a currency with two decimals."""
        return self.minor_units(cells, 2)

    def minor_units(self, cells: Sequence[str], places: int | Sequence[int]) -> list[object]:
        """The amounts of `cells` in minor units with so many decimals, one number for all or one for each."""
        if isinstance(places, int):
            if places == 2 and self.divided_by == 1 and not self.in_minor_units and self.signs.sign == POINT:
                joined = "\n".join(cells) + "\n"
                if _CENTS.fullmatch(joined):
                    cents = joined.replace(".", "").split("\n")
                    cents.pop()
                    return [int(cell) if cell else None for cell in cents]
            return list(map(self._of(places).__getitem__, cells))
        return [self._of(count)[cell] for cell, count in zip(cells, places, strict=True)]

    def _of(self, places: int) -> Meanings[int | None]:
        if places not in self._meanings:
            self._meanings[places] = Meanings(lambda cell: self._minor(cell, places))
        return self._meanings[places]

    def _minor(self, cell: str, places: int) -> int | Fault | None:
        if places == 2 and self.divided_by == 1 and not self.in_minor_units and self.signs.sign == POINT:
            whole, point, after = cell.partition(".")
            if whole.isdigit() and whole.isascii() and len(whole) <= 15:  # the usual cell, without a search
                if not point:
                    return int(whole) * 100
                if after.isdigit() and after.isascii() and len(after) <= 2:
                    return int(whole) * 100 + int(after.ljust(2, "0"))
        if is_blank(cell):
            return None
        found = written(cell, self.signs.sign)
        if isinstance(found, Fault):
            return found
        if found.percent:
            return Fault("not-a-number")
        exact = found.value / self.divided_by * (1 if self.in_minor_units else 10**places)
        minor = round_half_up(exact)
        self.rounded += minor != exact and self.divided_by == 1
        self.negative += minor < 0
        return minor

    def _currency(self, cell: str) -> str | Fault | None:
        if is_blank(cell):
            return None
        found = written(cell, self.signs.sign)
        if isinstance(found, Fault) or found.currency is None:
            return None
        return currency_code(found.currency, self.home)


def minor_of(value: Fraction, places: int) -> int:
    """A value in minor units with so many decimals, rounded half up."""
    return round_half_up(value * 10**places)


class CurrencyColumn:
    """A column that names each row's currency. `has_signs` is True once a cell named one by other than its code."""

    is_sure = True

    def __init__(self, home: str | None = None) -> None:
        self.home = home
        self.has_signs = False
        self._meanings: Meanings[str | None] = Meanings(self._code)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        pass

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))

    def _code(self, cell: str) -> str | Fault | None:
        if is_blank(cell):
            return None
        code = currency_code(cell, self.home)
        self.has_signs = self.has_signs or cell.strip().upper() != code
        return code or Fault("not-a-currency")


def places_of(currencies: Sequence[str | None]) -> int | list[int]:
    """How many decimals each row's currency has; one number where it is the same for all."""
    distinct = {exponent(code or "") for code in set(currencies)}
    if len(distinct) == 1:
        return distinct.pop()
    return [exponent(code or "") for code in currencies]
