"""What decides where a column cannot: the rep's word now, what was confirmed for these columns before, the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import NamedTuple

from salestui.domain.import_plan import Choices, Habits, Question
from salestui.domain.text import one_line
from salestui.importing.values.column import Column, Undecided
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.money import MoneyColumn
from salestui.importing.values.written import NumberColumn


@dataclass(frozen=True)
class Remembered:
    """What was confirmed or decided for files of the same header: field -> header, field -> date order or decimal sign,
    whether amounts are whole or cents.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    amounts: str | None = None
    source: str | None = None
    kind: str | None = None


NOTHING_REMEMBERED = Remembered()


class Goals(NamedTuple):
    """What a table of goals or measurements may name: metrics, those in money, those that are ratios; periods that are
    finalised and take none.
    """

    metrics: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    ratios: frozenset[str] = frozenset()
    finalised: frozenset[str] = frozenset()


NO_GOALS = Goals()


@dataclass(frozen=True)
class Answers:
    """Everything that is known beside the file.

    `known_currency` is that of earlier imports; `said` status words; `people` and `accounts` the names of a CRM's ids.
    """

    choices: Choices
    habits: Habits
    goals: Goals = NO_GOALS
    people: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    remembered: Remembered = NOTHING_REMEMBERED
    known_currency: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """Status words as the rep said them, now or earlier (case folded)."""
        choices = self.choices
        told = ((choices.won, "won"), (choices.lost, "lost"), (choices.open, "open"))
        now = {" ".join(word.casefold().split()): status for words, status in told for word in words}
        return {**self.said, **now}

    @property
    def home_currency(self) -> str | None:
        return self.choices.currency or self.habits.currency or self.remembered.currency or self.known_currency

    def with_remembered(self, remembered: Remembered) -> Answers:
        return replace(self, remembered=remembered)

    def person(self, said: str | None) -> str | None:
        """The name of a person that the file calls by an id."""
        return self.people.get(said, said) if said else said

    def account(self, said: str | None) -> str | None:
        return self.accounts.get(said, said) if said else said

    def settle(self, name: str, column: Column) -> Undecided | None:
        """What `column` leaves open after what was decided before has been applied to it."""
        open_question = column.undecided()
        if open_question is None:
            return None
        if isinstance(column, DateColumn) and (order := self.remembered.orders.get(name)):
            column.given = order
        elif isinstance(column, MoneyColumn | NumberColumn) and (sign := self.remembered.signs.get(name)):
            column.signs.given = sign
        return column.undecided()


def orders_of(columns: Mapping[str, Column]) -> dict[str, str]:
    """field -> the order of day, month and year in its column, where that could be told."""
    dates = {field: column for field, column in columns.items() if isinstance(column, DateColumn)}
    return {field: column.order for field, column in dates.items() if column.written_apart and column.is_known}


def signs_of(columns: Mapping[str, Column]) -> dict[str, str]:
    """field -> the decimal sign of its column, where it has one."""
    numbers = {field: column for field, column in columns.items() if isinstance(column, MoneyColumn | NumberColumn)}
    return {field: column.signs.sign for field, column in numbers.items() if column.signs.is_known}


def question_of(header: str, undecided: Undecided) -> Question:
    readings = tuple(map(one_line, undecided.readings))
    return Question(undecided.slug, undecided.option, header, one_line(undecided.sample), readings)
