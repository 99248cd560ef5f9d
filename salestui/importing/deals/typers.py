"""Which kind of value stands under which field of a deal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from salestui.importing.answers import Answers
from salestui.importing.sources import Layout
from salestui.importing.values.column import Column
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.money import CurrencyColumn, MoneyColumn
from salestui.importing.values.shares import CountColumn, ShareColumn
from salestui.importing.values.texts import FlagColumn, IdColumn, TextColumn

DATES = frozenset(("created_on", "close_on", "expected_close_on", "closed_on", "won_on", "lost_on", "last_activity_on"))
MONEY = frozenset(("amount", "actual_amount", "list_amount", "arr"))
FLAGS = frozenset(("is_won", "is_closed", "is_lost", "is_renewal", "is_deleted"))
AS_THEY_ARE = (
    "account owner stage pipeline probability created_on lead_source campaign last_activity_on next_step segment region product"
    " contract_months"
).split()
"""Fields whose values go to the store as they were typed."""


class UtcClock(DateColumn):
    """Days with a time of twelve hours that is in UTC and does not say so, as Close writes them for Excel."""

    def look(self, cells: Sequence[str]) -> None:
        super().look([_in_utc(cell) for cell in cells])

    def read(self, cells: Sequence[str]) -> list[object]:
        return super().read([_in_utc(cell) for cell in cells])


def _in_utc(cell: str) -> str:
    return f"{cell} UTC" if cell[-2:] in ("AM", "PM") else cell


def typer_of(field: str, answers: Answers, layout: Layout) -> Column:
    """A column that reads the values of `field`."""
    choices = answers.choices
    if field in DATES:
        return (UtcClock if layout.clock_is_utc else DateColumn)(choices.date_order, answers.zone)
    if field in MONEY:
        return MoneyColumn(choices.decimal, answers.home_currency)
    if field in FLAGS:
        return FlagColumn()
    kinds: dict[str, Callable[[], Column]] = {
        "id": IdColumn,
        "currency": lambda: CurrencyColumn(answers.home_currency),
        "probability": lambda: ShareColumn(choices.decimal, layout.probability),
        "contract_months": lambda: CountColumn(choices.decimal),
    }
    return kinds.get(field, TextColumn)()
