"""Activities of a rep, and the monthly revenue movements of customers: counted, never judged."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from salestui.domain.money import Money

ACTIVITY_KINDS = ("call", "email", "meeting", "demo", "follow_up", "task", "other")
OUTCOMES = ("held", "qualified", "not_qualified", "no_show", "cancelled", "rescheduled")
MOVEMENT_KINDS = ("new", "expansion", "reactivation", "contraction", "churn")


class Activity(NamedTuple):
    """One call, mail, meeting or task. `kind` is one of ACTIVITY_KINDS as the CRM says it, `outcome` one of OUTCOMES.

    `outcome` None means held where the day is past (METRICS.md 6). `done` is False where the CRM's status says that it has
    not been completed. `deal` is the deal's id.
    """

    id: int
    on: date
    kind: str
    subject: str | None = None
    outcome: str | None = None
    done: bool = True
    owner: str | None = None
    deal: str | None = None
    account: str | None = None


class Movement(NamedTuple):
    """A change of monthly recurring revenue: `amount_minor` is positive, `kind` (MOVEMENT_KINDS) gives the sign.

    `month` is the first day of its month.
    """

    id: int
    month: date
    account: str
    kind: str
    amount_minor: int
    currency: str
    owner: str | None = None

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)
