"""What a rep did: the calls, mails, meetings and demonstrations that belong to a deal's life, and those before any deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from storytelling.chance import between, chance, pick
from storytelling.days import every, is_working, later, working
from storytelling.lives import Life

FOLLOW_UPS = (
    "Follow-up: notes and open questions",
    "Follow-up: security questionnaire",
    "Follow-up: reference call",
    "Follow-up: revised quote",
    "Follow-up: timeline with procurement",
)
COLD_SUBJECTS = ("Introduction", "Second try", "Invitation to the webinar", "Question about planning")


class Contact(NamedTuple):
    """One line of the activity export."""

    on: date
    kind: str
    outcome: str
    owner: str
    deal: str
    account: str
    subject: str


class Habit(NamedTuple):
    """How a rep works a deal: what happens when it enters a stage, and how many days pass between follow-ups."""

    on_stage: Mapping[str, tuple[str, str]]
    least_days: int = 8
    most_days: int = 13
    no_show: float = 0.0
    extra_meetings: tuple[tuple[date, date, float], ...] = ()
    """Spans in which a follow-up is, with that chance, a meeting instead."""


def of_deal(life: Life, habit: Habit, last: date) -> Iterator[Contact]:
    """The contacts of a deal until `last`: explicit ones, one for each new stage, and follow-ups while somebody answers."""
    taken: set[date] = set()
    before = ""
    for on, state in life.turns:
        if on > last or state.gone:
            break
        kind, subject = state.contact, f"{state.contact.capitalize()} with the buyer"
        if not kind and state.stage != before and state.stage in habit.on_stage:
            kind, subject = habit.on_stage[state.stage]
        if kind and is_working(on) | bool(state.contact):
            taken.add(on)
            yield Contact(on, kind, "held", life.owner, life.id, life.account, subject)
            if kind in ("meeting", "demo") and not state.contact and chance(life.id, on, "no show") < habit.no_show:
                missed = later(on, -2 if is_working(later(on, -2)) else -4)
                outcome = pick(("no_show", "no_show", "cancelled", "rescheduled"), life.id, on, "missed")
                yield Contact(missed, kind, outcome, life.owner, life.id, life.account, subject)
        before = state.stage
    for on in _follow_ups(life, habit, last):
        if on not in taken:
            yield _follow_up(life, habit, on)


def _follow_ups(life: Life, habit: Habit, last: date) -> Iterator[date]:
    on = life.created
    while True:
        on = working(later(on, between(habit.least_days, habit.most_days, life.id, on, "pause")))
        state = life.on(on)
        if on > last or state is None or (state.closed and life.end.closed and on >= life.end.closes):
            return
        if not (state.closed or state.quiet or state.gone):
            yield on


def _follow_up(life: Life, habit: Habit, on: date) -> Contact:
    for first, last, likely in habit.extra_meetings:
        if first <= on <= last and chance(life.id, on, "meeting") < likely:
            return Contact(on, "meeting", "held", life.owner, life.id, life.account, "Working session")
    kind = pick(("call", "email", "email"), life.id, on, "kind")
    return Contact(on, kind, "held", life.owner, life.id, life.account, pick(FOLLOW_UPS, life.id, on, "subject"))


def cold(owner: str, kind: str, per_week: float, first: date, last: date, accounts: tuple[str, ...]) -> Iterator[Contact]:
    """Calls or mails to companies without a deal, about `per_week` of them, on working days from `first` to `last`."""
    for on in every(1, first, last):
        if is_working(on):
            times = int(per_week / 5 + chance(owner, kind, on))
            for number in range(times):
                account = pick(accounts, owner, kind, on, number)
                subject = pick(COLD_SUBJECTS, owner, kind, on, number, "subject")
                yield Contact(on, kind, "held", owner, "", account, subject)
