"""A deal as the store holds it, what changed in it, and the exports that showed it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from salestui.domain.money import Money

OPEN, WON, LOST = "open", "won", "lost"
STATUSES = (OPEN, WON, LOST)
DEAL_TYPES = ("new", "upsell", "addon", "renewal")
FORECAST_CATEGORIES = ("pipeline", "best_case", "commit", "closed", "omitted")


class Step(StrEnum):
    """How far a stage has come; `lost` is no step (METRICS.md 2)."""

    LEAD = "lead"
    MEETING = "meeting"
    OPPORTUNITY = "opportunity"
    LATE = "late"
    WON = "won"

    @property
    def rank(self) -> int:
        return tuple(Step).index(self)


class Deal(NamedTuple):
    """The newest record of a deal, corrections applied. The order of the fields is that of the table `deal`.

    `id` is the CRM's id, or one made by the program. `deal_type` is one of DEAL_TYPES or None. `probability` is a
    decimal string between "0" and "1". `removed` is None, "deleted" or "merged". `closed_on_assumed` is set where the
    export left the date empty (METRICS.md 1.3).
    """

    id: str
    source: str
    name: str
    account: str | None = None
    owner: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    list_amount_minor: int | None = None
    arr_minor: int | None = None
    contract_months: int | None = None
    stage: str | None = None
    status: str = OPEN
    pipeline: str | None = None
    probability: str | None = None
    created_on: date | None = None
    expected_close_on: date | None = None
    closed_on: date | None = None
    closed_on_assumed: bool = False
    deal_type: str | None = None
    lead_source: str | None = None
    campaign: str | None = None
    loss_reason: str | None = None
    forecast_category: str | None = None
    last_activity_on: date | None = None
    next_step: str | None = None
    segment: str | None = None
    region: str | None = None
    product: str | None = None
    removed: str | None = None
    merged_into: str | None = None
    first_seen_on: date | None = None

    @property
    def amount(self) -> Money | None:
        """The whole contract amount, None where the export gave none (which is not 0)."""
        if self.amount_minor is None or self.currency is None:
            return None
        return Money(self.amount_minor, self.currency)


# What a CRM can say of a deal, in the order of `--map` (CLI.md); the program adds the rest.
MAPPED_FIELDS = (
    "id name account owner amount currency list_amount arr contract_months stage status pipeline probability created_on "
    "close_on expected_close_on closed_on deal_type lead_source campaign loss_reason forecast_category last_activity_on "
    "next_step segment region product"
).split()

# The fields whose changes are kept as history: the columns of `deal` that an export can change.
TRACKED_FIELDS = (
    "name account owner amount_minor currency list_amount_minor arr_minor contract_months stage status pipeline "
    "probability created_on expected_close_on closed_on deal_type lead_source campaign loss_reason forecast_category "
    "last_activity_on next_step segment region product"
).split()

# A state of a deal as the store keeps it: a value for each of these columns of the table `deal`.
STATE_FIELDS = (*TRACKED_FIELDS, "closed_on_assumed", "removed")
_INTEGERS = frozenset(("amount_minor", "list_amount_minor", "arr_minor", "contract_months", "closed_on_assumed"))


class DealState(NamedTuple):
    """A stored deal as the CRM last told it, without the rep's corrections: a value for each of STATE_FIELDS."""

    number: int
    id: str
    source: str
    state: tuple[object, ...]


def stored_value(field: str, text: str | None) -> str | int | None:
    """A value of a `DealChange` as the table `deal` holds it."""
    return int(text) if text is not None and field in _INTEGERS else text


class DealChange(NamedTuple):
    """`field` of a deal went from `before` to `after` (text as in the store, None for empty), first seen on `seen_on`.

    Dates are ISO text and amounts minor units as text; `field` is one of TRACKED_FIELDS. `run` is the import that
    showed it (None for a change made before the first import, from a field history).
    """

    deal: str
    field: str
    before: str | None
    after: str | None
    seen_on: date
    run: int | None = None


class Snapshot(NamedTuple):
    """One import of deals: the day it was taken, and what it covers (METRICS.md 1.5).

    `owners` is None where the file has no owner column (it covers all). `covers_open` and `covers_closed` say of which
    group the file held a row.
    """

    run: int
    source: str
    as_of: date
    owners: frozenset[str] | None
    covers_open: bool
    covers_closed: bool
    columns: frozenset[str] = frozenset()  # the fields that the export has, so that "no such column" can be told from "empty"

    def covers(self, owner: str | None, status: str) -> bool:
        """Whether an unremoved deal of `owner` in the group of `status` would be in this export."""
        group = self.covers_open if status == OPEN else self.covers_closed
        return group and (self.owners is None or (owner or "") in self.owners)
