"""A figure: its value or why there is none, what it stands beside, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.money import Money

Value = Money | Fraction


class Unit(StrEnum):
    MONEY = "money"
    MONEY_PER_DAY = "money_per_day"
    MONEY_PER_MONTH = "money_per_month"
    COUNT = "count"
    PER_WEEK = "per_week"
    DAYS = "days"
    HOURS = "hours"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    DISTRIBUTION = "distribution"


class Absent(StrEnum):
    """Why there is no value; the sentence stands in the guide under `metrics.absent.<reason>`."""

    NO_DATA = "no_data"
    NOT_WATCHED = "not_watched"
    ZERO_DENOMINATOR = "zero_denominator"
    MIXED_CURRENCIES = "mixed_currencies"
    NOT_BEGUN = "not_begun"
    NOT_ENDED = "not_ended"
    NO_GOAL = "no_goal"
    TARGET_MET = "target_met"
    NEEDS_TWO_EXPORTS = "needs_two_exports"
    AMBIGUOUS_GOAL = "ambiguous_goal"


class Row(NamedTuple):
    """One record behind a figure. `kind` deal|activity|mrr|forecast|measurement; `counts_in` numerator|denominator|both.

    `amount` is in the reporting currency where there is a rate, so that the rows add up to the figure. `value` is what the
    row adds where that is not its amount (days of a cycle, amount times probability); where that is a product, `factor` is
    the exact multiplier of `amount` and `value` its rounded result. `of` is the metric that the row belongs to in a figure
    that is made of others (velocity, coverage, CLV). `signals` says why a renewal is at risk.
    """

    kind: str
    id: str
    deal: str | None
    name: str | None
    account: str | None
    owner: str | None
    status: str | None
    amount: Money | None
    on: date | None
    closed_on: date | None
    counts_in: str
    value: Value | None = None
    factor: Fraction | None = None
    of: str | None = None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distribution: a loss reason, a stage. `of` is the cohort's size where each part has its own.

    `previous` is the share that the same part had in the period before.
    """

    key: str
    count: int
    amount: Money | None
    share: Fraction | None
    of: int | None = None
    previous: Fraction | None = None


class Note(NamedTuple):
    """Something a reader must know of a figure; the sentence stands in the guide under `metrics.note.<slug>`."""

    slug: str
    values: tuple[tuple[str, str | Money], ...] = ()


class Benchmark(NamedTuple):
    label: str
    value: Value


def no_rows() -> tuple[Row, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Figure:
    """As in CLI.md, "Figures". Values are exact: money, or a Fraction (a ratio of 30 % is 3/10, days are days).

    `rows()` gives the records behind it, made when asked for. `definition` holds the tokens in force. `sums` are the
    sums per currency where a rate is missing. `comparable` is False where the previous value stands under another
    definition; `change` is then None.
    """

    metric: str
    period: str
    unit: Unit
    value: Value | None = None
    goal: str | None = None
    numerator: Value | None = None
    denominator: Value | None = None
    sample: int = 0
    interval: tuple[Fraction, Fraction] | None = None
    definition: tuple[str, ...] = ()
    target: Value | None = None
    previous: Value | None = None
    year_ago: Value | None = None
    change: Fraction | None = None
    change_relative: Fraction | None = None
    better: bool | None = None
    within_noise: bool = False
    comparable: bool = True
    benchmarks: tuple[Benchmark, ...] = ()
    source: str = "data"
    absent: Absent | None = None
    sums: tuple[Money, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()
    slices: Mapping[str, Figure] = field(default_factory=dict)
    rows: Callable[[], tuple[Row, ...]] = no_rows
