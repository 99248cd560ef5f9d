"""What is asked: which period, seen on which day, whose deals, which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.role import MANAGER
from salestui.domain.text import same_name
from salestui.metrics.figure import Note

EVERYONE = "all"
MONTHS = "month"
DIMENSIONS = ("owner", "segment", "lead_source", "product", "deal_type", "campaign")
EMPTY = "(none)"
"""The slice of the deals that have no value in a dimension."""

Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`owner` is who was named for this question ("all" for everyone), `reviewed` the owner named in the period, `me` the
    rep of the settings. `metrics` and `goal` narrow what is answered; empty means every metric. `on` is the day of
    snapshot figures; left out it is the day at which the period is looked at. `by` is one of DIMENSIONS or "month".

    Raises Refusal `dimension-unknown` for a `by` or `where` that is no dimension.
    """

    period: Period
    today: date
    role: str | None = None
    owner: str | None = None
    reviewed: str | None = None
    me: str | None = None
    where: Where = ()
    metrics: tuple[str, ...] = ()
    goal: str | None = None
    on: date | None = None
    by: str | None = None

    def __post_init__(self) -> None:
        for dimension in (*(name for name, _ in self.where), *((self.by,) if self.by and self.by != MONTHS else ())):
            if dimension not in DIMENSIONS:
                raise Refusal(
                    "dimension-unknown", exit_code=2, dimension=dimension, dimensions=", ".join((*DIMENSIONS, MONTHS))
                )


class Whose(NamedTuple):
    """Whose records count: everyone's where `name` is None. `own` is True where it is the reviewed rep's own book, to
    which goals, forecasts and activities without an owner belong as well (METRICS.md 4, goal_attainment). `manager` is who
    speaks for everyone's.
    """

    name: str | None = None
    own: bool = False
    notes: tuple[Note, ...] = ()
    manager: str | None = None

    def matches(self, owner: str | None) -> bool:
        """Whether a record of `owner` is one of theirs."""
        if self.name is None:
            return True
        return self.own if owner is None else owner == self.name or same_name(owner) == same_name(self.name)


def whose(question: Question, owners: Sequence[str]) -> Whose:
    """Whose deals the question is about (METRICS.md 1.2), given the owners in the data.

    A `me` that no deal is owned by only gives the document its name. A named owner that no deal is owned by has none: the
    figures then say so.
    """
    known = {same_name(owner): owner for owner in owners}
    own = _own(question, known)
    if question.owner and same_name(question.owner) != EVERYONE:
        name = known.get(same_name(question.owner), question.owner)
        return Whose(name, own is not None and same_name(own) == same_name(name), _unknown(name, known))
    if question.owner or question.role == MANAGER:
        return Whose(manager=question.reviewed or question.me)
    if own is not None:
        return Whose(own, True, _unknown(own, known))
    if len(known) > 1:
        return Whose(None, False, (Note("owners", (("count", str(len(known))),)),))
    return Whose(None, True)


def _own(question: Question, known: dict[str, str]) -> str | None:
    """The rep whose own review it is, where that can be told."""
    if question.role == MANAGER:
        return None
    if question.reviewed:
        return known.get(same_name(question.reviewed), question.reviewed)
    if question.me and same_name(question.me) in known:
        return known[same_name(question.me)]
    return next(iter(known.values())) if len(known) == 1 else None


def _unknown(name: str, known: dict[str, str]) -> tuple[Note, ...]:
    return (Note("owner_without_deals", (("owner", name),)),) if known and same_name(name) not in known else ()
