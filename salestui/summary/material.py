"""Everything that a summary is made from, read from the store at one moment and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from salestui.domain.action import Action
from salestui.domain.book import Person
from salestui.domain.entry import Entry
from salestui.domain.goal import Forecast, Goal, Measurement
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.template import NONE, Template
from salestui.domain.terms import Terms
from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure


class FigureKey(NamedTuple):
    """Which figure: of a metric, of one goal where there are several, of a slice, of another period or another owner."""

    metric: str
    goal: str | None = None
    dimension: str | None = None
    member: str | None = None
    period: str | None = None
    owner: str | None = None


def on_mix_key(metric: str, rep: str) -> FigureKey:
    """The team's figure on the mix of segments that the rep has."""
    return FigureKey(metric, None, "mix", "segment", owner=rep)


class Accepted(NamedTuple):
    """A finding that the rep keeps, with the reason."""

    check: str
    section: str | None
    subject: str
    why: str


class Week(NamedTuple):
    """An ISO week as far as it lies in the period: `activities` in it, `won` from the period's first day to its last one.

    `whole` is False where the period's edge cuts it. None where no import or entry watches that kind of record.
    """

    number: int
    start: date
    end: date
    whole: bool
    activities: int | None = None
    won: Money | None = None


class PastAction(NamedTuple):
    """An action of the last period and what its metric shows now (None where no figure is tied to it)."""

    action: Action
    then: Figure | None
    now: Figure | None


class Quarter(NamedTuple):
    """A quarter of the year under review, as it was written; its figures stand under its key in the material of the year."""

    period: Period
    texts: Mapping[FieldKey, str]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Material:
    """`name` is whose review it is. `figures` holds all metrics of the period under FigureKey(metric), goals and slices
    under theirs. `trends` holds, oldest first, (period, figure) of the last eight periods for the metrics that are charted.
    `newest_import` is the `as_of` of the newest deals import. `owners` are those in the data, `accounts` those that a
    finalised document names, `account_names` how the rep wants single ones to be shown. `cited` are ids of entries per
    section. `measurements` are the figures that were typed for the period. `labels` are the words of the rep's own metrics
    (`custom_...`). `weeks` are those of the period that have begun. `quarters` are those of a year or half that were
    reviewed.
    """

    period: Period
    today: date
    role: str | None = None
    name: str | None = None
    owners: tuple[str, ...] = ()
    figures: Mapping[FigureKey, Figure] = field(default_factory=dict)
    trends: Mapping[str, tuple[tuple[Period, Figure], ...]] = field(default_factory=dict)
    texts: Mapping[FieldKey, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    cited: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    next_goals: tuple[Goal, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    actions: tuple[Action, ...] = ()
    past_actions: tuple[PastAction, ...] = ()
    people: tuple[Person, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    newest_import: date | None = None
    accounts: tuple[str, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    account_names: Mapping[str, str] = field(default_factory=dict)
    measurements: tuple[Measurement, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()
    terms: Terms = field(default_factory=Terms)
    template: Template = NONE
    finalised_at: str | None = None

    def figure(self, metric: str, **where: str) -> Figure | None:
        """The figure of `metric`, or of the goal, slice, period or owner named by keyword; None where it was not computed."""
        return self.figures.get(FigureKey(metric, **where))

    def text(self, section: str, field_key: str, row: int = 0, part: str = "") -> str:
        """What the rep wrote there, "" where nothing stands."""
        return self.texts.get(FieldKey(section, field_key, row, part), "")

    def rows(self, section: str, field_key: str) -> tuple[int, ...]:
        """The numbers of the rows of a repeating field that hold any text, ascending."""
        return tuple(
            sorted({k.row for k, text in self.texts.items() if (k.section, k.field) == (section, field_key) and k.row and text})
        )
