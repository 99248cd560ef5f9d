"""The amounts of deals in minor units, each in the currency of its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from salestui.domain.import_plan import Note, Question
from salestui.importing.answers import Answers
from salestui.importing.stretch import Stretch
from salestui.importing.values.column import Column, Fault, is_blank
from salestui.importing.values.currency import currency_in_header
from salestui.importing.values.money import CurrencyColumn, MoneyColumn, places_of
from salestui.importing.values.numbers import parts_of, written

WHOLE, CENTS = "whole", "cents"
_TIMES_A_YEAR = {"monthly": 12, "quarterly": 4, "annual": 1, "yearly": 1, "annually": 1}


class Amounts:
    """Finds the currency of each row; `unnamed` amounts are those that name none."""

    def __init__(
        self, typers: Mapping[str, Column], header: Mapping[str, str], answers: Answers, *, may_be_cents: bool = False
    ) -> None:
        self.typers = typers
        self.fields = [field for field in ("amount", "list_amount", "arr") if field in typers]
        self.header = header
        self.answers = answers
        self.unnamed = 0
        self.sample = ""
        self.recurring = 0
        self._in_cents = self._in_units = 0
        self._may_be_cents = may_be_cents and "amount" in typers
        self._whole_number = ""
        named = next(filter(None, (currency_in_header(header[field]) for field in self.fields)), None)
        self._said = answers.choices.currency or named
        self._in_cells: set[str] = set()
        self._assumes = False

    def look(self, stretch: Stretch) -> None:
        """Count the amounts that name no currency."""
        if "amount_formatted" in stretch.places:
            self._compare_units(stretch)
        if self._may_be_cents:
            self._look_for_decimals(stretch)
        if not self.fields or stretch.has("currency"):
            return
        money, cells = self._money(self.fields[0]), stretch.cells(self.fields[0])
        codes: Sequence[str | None] = money.currencies(cells) if money.names_currency else [None] * len(cells)
        bare = [cell for cell, code in zip(cells, codes, strict=True) if code is None and not is_blank(cell)]
        self._in_cells.update(filter(None, codes))
        self.unnamed += len(bare)
        self.sample = self.sample or next((cell for cell in bare if parts_of(cell) is not None), "")

    @property
    def currency(self) -> str | None:
        """That of amounts which name none: what was said, the only one that other cells name, that of earlier imports."""
        only = next(iter(self._in_cells)) if len(self._in_cells) == 1 else None
        return self._said or only or self.answers.home_currency

    def signs(self) -> list[str]:
        """The decimal sign of each column of amounts."""
        return [self._money(field).signs.sign for field in self.fields]

    def taken(self) -> tuple[str | None, str | None]:
        """The currency of amounts that name none, and the one by which a sign was understood; None where nothing hung on it."""
        column = self.typers.get("currency")
        by_sign = isinstance(column, CurrencyColumn) and column.has_signs
        return self.currency if self._assumes else None, self.answers.home_currency if by_sign else None

    def _compare_units(self, stretch: Stretch) -> None:
        """50000 beside "$500" is in cents: Close writes either, and the formatted twin tells which."""
        money = self._money("amount")
        for cell, shown in zip(stretch.cells("amount"), stretch.cells("amount_formatted"), strict=True):
            bare, formatted = written(cell, "point"), written(shown.split(" ")[0], "point")
            if not (isinstance(bare, Fault) or isinstance(formatted, Fault)) and bare.value:
                self._in_cents += bare.value == formatted.value * 100
                self._in_units += bare.value == formatted.value
        money.in_minor_units = self._in_cents > self._in_units

    def _look_for_decimals(self, stretch: Stretch) -> None:
        """An amount with decimals is in whole units, and so are all."""
        for cell in set(stretch.cells("amount")):
            bare = written(cell, "point")
            if not isinstance(bare, Fault) and bare.value:
                self._in_units += bare.decimals > 0
                self._whole_number = self._whole_number or cell

    @property
    def units(self) -> str | None:
        """Whether amounts are WHOLE or CENTS, as the file or the rep tells; None where neither does, or none is asked."""
        if not self._may_be_cents:
            return None
        told = (CENTS if self._in_cents > self._in_units else WHOLE) if self._in_cents or self._in_units else None
        return self.answers.choices.amounts or told or self.answers.remembered.amounts

    def settle_units(self) -> Question | None:
        """Take amounts in the units that are known; the question where nothing tells them."""
        if self._may_be_cents and (self.units or self._whole_number):
            if self.units is None:
                sample = self._whole_number
                cents = written(sample, "point")
                as_cents = "" if isinstance(cents, Fault) else "{}.{:02d}".format(*divmod(int(cents.value), 100))
                readings = (sample, as_cents)
                return Question("units-unclear", "--amounts", self.header["amount"], sample, readings)
            self._money("amount").in_minor_units = self.units == CENTS
        return None

    def question(self) -> Question | None:
        if self.sample and self.currency is None:
            return Question("currency-missing", "--currency", self.header[self.fields[0]], self.sample)
        return None

    def remembered_currency(self) -> str | None:
        """The currency to take for the next file of these columns."""
        return self.currency if self.sample else None

    def notes(self) -> list[Note]:
        money = [self._money(field) for field in self.fields]
        counts = {
            "amounts-rounded": sum(column.rounded for column in money),
            "amounts-negative": sum(column.negative for column in money),
            "recurring-values": self.recurring,
        }
        found = [Note.of(slug, count=count) for slug, count in counts.items() if count]
        if self.sample and self.currency and not self._said:
            found.append(Note.of("currency-assumed", currency=self.currency))
        return found

    def add_to(self, columns: dict[str, list[object]], stretch: Stretch) -> None:
        """Put `amount_minor` and its kin, and `currency`, into `columns`; these hold the statuses already."""
        if not self.fields:
            return
        currencies = self._currencies(stretch)
        places = places_of(currencies)
        for field in self.fields:
            columns[f"{field}_minor"] = self._minor(field, stretch, places)
        if "actual_amount" in self.typers:  # what was won, where the estimate stays beside it
            actual = self._minor("actual_amount", stretch, places)
            columns["amount_minor"] = [
                real if status == "won" and real is not None else estimate
                for estimate, real, status in zip(columns["amount_minor"], actual, columns["status"], strict=True)
            ]
        if stretch.has("amount_period"):
            self._set_recurring_apart(columns, stretch.cells("amount_period"))
        columns["currency"] = list(currencies)

    def _minor(self, field: str, stretch: Stretch, places: int | list[int]) -> list[object]:
        typer = self._money(field)
        return stretch.noted(field, typer.minor_units(stretch.cells(field), places), typer)

    def _currencies(self, stretch: Stretch) -> list[str | None]:
        field = self.fields[0]
        money, cells = self._money(field), stretch.cells(field)
        if not stretch.has("currency"):
            self._assumes = True
            if not money.names_currency:
                return [self.currency] * len(cells)
            return [code or self.currency for code in money.currencies(cells)]
        column = self.typers["currency"]
        named = stretch.read("currency", column)
        if None not in named and not column.faulty and not money.names_currency:
            return cast("list[str | None]", named)
        self._assumes = True
        found = [code if isinstance(code, str) else self.currency for code in named]
        for index, (cell, code) in enumerate(zip(cells, found, strict=True)):
            if code is None:
                if cell.strip():
                    stretch.fault(index, "currency", "no-currency")
            elif money.names_currency and cell and not money.fits(cell, code):
                stretch.fault(index, field, f"two-currencies: {code}")
        return found

    def _set_recurring_apart(self, columns: dict[str, list[object]], periods: Sequence[str]) -> None:
        """A monthly or yearly value is ARR, and no amount that could be added to one-time values."""
        times = [_TIMES_A_YEAR.get(cell.strip().casefold()) for cell in periods]
        amounts = columns["amount_minor"]
        columns["arr_minor"] = [
            amount * count if count and isinstance(amount, int) else None for amount, count in zip(amounts, times, strict=True)
        ]
        self.recurring += sum(1 for value in columns["arr_minor"] if value is not None)
        columns["amount_minor"] = [None if count else amount for amount, count in zip(amounts, times, strict=True)]

    def _money(self, field: str) -> MoneyColumn:
        return cast("MoneyColumn", self.typers[field])
