"""What a row of a typed table says, before the store or the metrics have judged it."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import NamedTuple

from salestui.domain.money import Money
from salestui.domain.text import same_name


class ActivityRow(NamedTuple):
    """`on` is ISO; `contact` a mail address or domain by which the account may be known."""

    id: str | None
    on: str
    kind: str
    subject: str | None
    outcome: str | None
    done: bool
    owner: str | None
    deal: str | None
    account: str | None
    contact: str | None = None

    @property
    def likeness(self) -> str:
        """The same for two activities that are one: date, kind, owner, deal or account, and subject agree."""
        parts = (self.on, self.kind, self.owner or "", self.deal or self.account or self.contact or "", self.subject or "")
        plain = "\x1f".join(map(same_name, parts))
        return hashlib.blake2b(plain.encode(), digest_size=12).hexdigest()


class MovementRow(NamedTuple):
    """`month` is the ISO text of its first day; `minor` is positive."""

    month: str
    account: str
    kind: str
    minor: int
    currency: str
    owner: str | None


class GoalRow(NamedTuple):
    """`target` in the unit of the metric."""

    name: str
    metric: str
    target: Money | Fraction
    period: str
    owner: str | None
    segment: str | None


class ForecastRow(NamedTuple):
    made_on: str
    period: str
    commit_minor: int | None
    best_case_minor: int | None
    currency: str
    owner: str | None


class MeasurementRow(NamedTuple):
    """`label` makes it a benchmark of that name."""

    metric: str
    period: str
    value: Money | Fraction
    label: str | None
    note: str | None
    owner: str | None


class AccountRow(NamedTuple):
    name: str
    id: str | None
    segment: str | None
    region: str | None
    domain: str | None
    alias: str | None


class PersonRow(NamedTuple):
    name: str
    id: str | None
    territory: str | None
    segment: str | None
    manager: str | None


Record = ActivityRow | MovementRow | GoalRow | ForecastRow | MeasurementRow | AccountRow | PersonRow
