"""How the review stands, in five numbers: for a prompt, or a bar at the bottom of a terminal."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from salestui.store.entries import newest_entry_day
from salestui.work import periods
from salestui.work.desk import Desk
from salestui.work.review import review


class Status(NamedTuple):
    """`attainment` is that of the quota, None where there is none; the days are calendar days."""

    period: str
    attainment: Fraction | None
    days_left: int
    days_since_entry: int | None
    to_mend: int


def status(desk: Desk) -> Status:
    """The period that is meant: what was reached, what is left, how long ago something was logged, what is to mend."""
    period = periods.chosen(desk)
    made = review(desk, period)
    quota = made.summary.material.figure("quota_attainment")
    newest = newest_entry_day(desk.store.connection)
    return Status(
        period=period.key,
        attainment=quota.value if quota and isinstance(quota.value, Fraction) else None,
        days_left=periods.days_left(period, desk.today),
        days_since_entry=(desk.today - newest).days if newest else None,
        to_mend=sum(finding.severity in ("error", "warn") for finding in made.findings),
    )
