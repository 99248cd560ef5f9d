"""The book of business: the rows that every figure is made from, as the store holds them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.activity import Activity, Movement
from salestui.domain.deal import DealChange, Snapshot, Step
from salestui.domain.goal import Forecast, Goal, Measurement

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which those do without who only name a Book


class Person(NamedTuple):
    """A rep of the team, with what makes a comparison fair."""

    name: str
    territory: str | None = None
    segment: str | None = None
    manager: str | None = None
    id: str | None = None


class Account(NamedTuple):
    name: str
    id: str | None = None
    segment: str | None = None
    region: str | None = None


class Watched(NamedTuple):
    """The first and the newest `as_of` of the imports of one kind of record, or of entries typed of that kind."""

    first: date
    newest: date


class Reach(NamedTuple):
    """The days that a question looks at; rows that none of them can use need not be read.

    A deal is within reach if it was alive on any day of `spans` (created by its last and not closed before its first), closed
    on a day of `closings` or won on a day of `wins`, or if anything else that figures look at happened to it in the spans.
    """

    spans: tuple[tuple[date, date], ...]
    closings: tuple[tuple[date, date], ...] = ()
    wins: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class Book:
    """All rows that the figures of a question may need; a row that no figure of it can use may be left out.

    `changes` holds each deal's changes in the order of `seen_on`. `absences` holds, per deal, the runs that covered it
    and did not hold it. `watched` is keyed by kind: deals, activities, mrr, forecasts. `first_currency` is the most
    frequent currency of the first deals import. Goals, forecasts and measurements are those of all periods. A stage whose
    step is None is one that deals are lost in; a stage that is not in `steps` has none yet. `owners` are all owners in the
    data, also of deals that were left out here; empty means those of `deals`.
    """

    deals: tuple[BookDeal, ...] = ()
    changes: Mapping[str, tuple[DealChange, ...]] = field(default_factory=dict)
    snapshots: tuple[Snapshot, ...] = ()
    absences: Mapping[str, frozenset[int]] = field(default_factory=dict)
    steps: Mapping[str, Step | None] = field(default_factory=dict)
    steps_confirmed: bool = True
    stage_order: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    movements: tuple[Movement, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    goals: tuple[Goal, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    accounts: tuple[Account, ...] = ()
    people: tuple[Person, ...] = ()
    watched: Mapping[str, Watched] = field(default_factory=dict)
    first_currency: str | None = None
    owners: tuple[str, ...] = ()
