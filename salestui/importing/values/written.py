"""Columns of typed tables: numbers of any unit, months, periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from salestui.domain.import_plan import Habits
from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.importing.values.column import Fault, Meanings, Undecided, is_blank
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.dates import month_number as month_named
from salestui.importing.values.numbers import Signs, Written, written

_YEAR_MONTH = re.compile(r"(\d{4})[-/. ]?M?(0?[1-9]|1[0-2])(?!\d)|(0?[1-9]|1[0-2])[-/. ](\d{4})")
_NAMED_MONTH = re.compile(r"([A-Za-zåäö]{3,9})\.?[-/ ]'?(\d{4}|\d\d)")
_TURNED = re.compile(r"([QKH]\d|W\d{1,2})[-/ ]?'?(FY)?(\d{4}|\d\d)", re.IGNORECASE)
_NONE = Habits()


class NumberColumn:
    """Numbers as `Written`: their unit is decided by what they are the number of."""

    def __init__(self, decimal: str | None = None) -> None:
        self.signs = Signs(decimal)
        self._meanings: Meanings[Written | None] = Meanings(
            lambda cell: None if is_blank(cell) else written(cell, self.signs.sign)
        )

    @property
    def is_sure(self) -> bool:
        return self.signs.are_plain

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        self.signs.look(cells)

    def undecided(self) -> Undecided | None:
        return self.signs.undecided()

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))


class MonthColumn(DateColumn):
    """Months as the ISO text of their first day: 2026-01, Jan 2026, or any day in them."""

    def look(self, cells: Sequence[str]) -> None:
        super().look([cell for cell in cells if _month(cell) is None])

    def read(self, cells: Sequence[str]) -> list[object]:
        days = super().read([cell if _month(cell) is None else "" for cell in cells])
        return [
            month or (day[:8] + "01" if isinstance(day, str) else day)
            for month, day in zip(map(_month, cells), days, strict=True)
        ]


class PeriodColumn(DateColumn):
    """Periods by their keys: 2026-Q1, Q1 2026, FY26-Q2, 2026-01; a day is its month, or its quarter under such a header."""

    def __init__(self, order: str | None, header: str, habits: Habits = _NONE) -> None:
        super().__init__(order)
        self.quarterly = bool(re.search(r"quarter|kvartal", header.casefold()))
        self.habits = habits
        self._keys: Meanings[str | None] = Meanings(self._key)

    @property
    def faulty(self) -> bool:
        return self._keys.faulty

    def look(self, cells: Sequence[str]) -> None:
        super().look([cell for cell in cells if isinstance(self._named(cell), Fault)])

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._keys.__getitem__, cells))

    def _key(self, cell: str) -> str | Fault | None:
        if is_blank(cell):
            return None
        named = self._named(cell)
        if not isinstance(named, Fault):
            return named
        day = super().read([cell])[0]
        if not isinstance(day, str):
            return named
        whole = date.fromisoformat(day)
        return f"{whole.year}-Q{(whole.month + 2) // 3}" if self.quarterly else day[:7]

    def _named(self, cell: str) -> str | Fault:
        text = " ".join(cell.split())
        if turned := _TURNED.fullmatch(text):
            text = f"{(turned[2] or '').upper()}{turned[3]}-{turned[1].upper()}"
        try:
            habits = self.habits
            named = text.replace(" ", "-")
            return parse_period(named, habits.fiscal_start, sunday_weeks=habits.week_starts_on_sunday).key
        except Refusal:
            month = _month(cell)
            return month[:7] if month else Fault("not-a-period")


def _month(cell: str) -> str | None:
    """The first day of a month that is written as such."""
    text = " ".join(cell.split())
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return f"{int(year):04}-{int(month):02}-01"
    if match := _NAMED_MONTH.fullmatch(text):
        number = month_named(match[1])
        return f"{int(match[2]) + (2000 if len(match[2]) == 2 else 0):04}-{number:02}-01" if number else None
    return None
