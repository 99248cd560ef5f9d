"""What a rep did, as it counts: each activity of one kind, and whether it took place (METRICS.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from salestui.domain.activity import Activity
from salestui.metrics.ledger import Ledger

MEETINGS = ("meeting", "demo")
CALLED_OFF = ("cancelled", "rescheduled")
NO_SHOW = "no_show"
_HELD = ("held", "qualified", "not_qualified")
_AFTERWARDS = ("task", "call", "email")
"""What is a follow-up when it comes after a deal's first held meeting."""


class Done(NamedTuple):
    """An activity, its kind, and whether it was held: no outcome means held where the day is past."""

    activity: Activity
    kind: str
    held: bool

    @property
    def is_meeting(self) -> bool:
        return self.kind in MEETINGS

    @property
    def counts(self) -> bool:
        """Whether it is one of A(P): completed, and neither cancelled nor moved."""
        return self.activity.done and self.activity.outcome not in CALLED_OFF

    @property
    def took_place(self) -> bool:
        return self.counts and self.activity.outcome != NO_SHOW


def activities(ledger: Ledger) -> tuple[Done, ...]:
    """All activities of the book, each with its one kind."""
    meetings = ledger.once(first_meetings)
    return tuple(
        Done(activity, _afterwards(activity, kind, meetings), _is_held(activity, ledger.today))
        for activity, kind in ledger.once(_named)
    )


def first_meetings(ledger: Ledger) -> Mapping[str, date]:
    """Per deal the day of its first held meeting or demo."""
    first: dict[str, date] = {}
    for activity, kind in ledger.once(_named):
        if activity.deal and kind in MEETINGS and _is_held(activity, ledger.today):
            known = first.get(activity.deal)
            if known is None or activity.on < known:
                first[activity.deal] = activity.on
    return first


def account_meetings(ledger: Ledger) -> Mapping[int, str]:
    """The activities that were the first held meeting of an account, with the account."""
    accounts = {deal.id: deal.account for deal in ledger.book.deals}
    first: dict[str, Done] = {}
    for one in ledger.once(activities):
        account = one.activity.account or accounts.get(one.activity.deal or "")
        if account and one.is_meeting and one.held:
            known = first.get(account)
            if known is None or (one.activity.on, one.activity.id) < (known.activity.on, known.activity.id):
                first[account] = one
    return {one.activity.id: account for account, one in first.items()}


def _named(ledger: Ledger) -> tuple[tuple[Activity, str], ...]:
    """Each activity with the kind that its own kind and its subject give it."""
    return tuple((activity, _kind(activity)) for activity in ledger.book.activities)


def _kind(activity: Activity) -> str:
    subject = activity.subject.casefold() if activity.subject else ""
    if activity.kind == "demo" or "demo" in subject:
        return "demo"
    return "follow_up" if "follow" in subject or "uppfölj" in subject else activity.kind


def _afterwards(activity: Activity, kind: str, meetings: Mapping[str, date]) -> str:
    if kind in _AFTERWARDS and activity.done and activity.deal:
        met = meetings.get(activity.deal)
        if met is not None and met < activity.on:
            return "follow_up"
    return kind


def _is_held(activity: Activity, today: date) -> bool:
    outcome = activity.outcome
    return activity.done and (outcome in _HELD or (outcome is None and activity.on < today))
