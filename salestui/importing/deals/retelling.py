"""A known deal's history told anew: with one more export, with a field history, or without an import that was undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from salestui.domain.deal import Snapshot
from salestui.importing.deals.retold import Change, Observation, absent_runs, retold
from salestui.importing.deals.state import State
from salestui.importing.known import Past


class Retelling(NamedTuple):
    """The newest state before and after, all changes, the runs that the deal is absent from, and whether anything differs."""

    number: int
    deal: str
    before: State
    after: State
    changes: tuple[Change, ...]
    absent: frozenset[int]
    differs: bool


def told_anew(past: Past, snapshots: Iterable[Snapshot], more: Observation | None = None) -> Retelling:
    """What `past`, and one more observation, tell together. `snapshots` are the exports of the deal's source."""
    observations = (*past.observations, more) if more is not None else past.observations
    story = retold(observations, past.events)
    return Retelling(
        past.deal.number,
        past.deal.id,
        past.deal.state,
        story.state,
        story.changes,
        absent_runs(observations, story.changes, story.state, snapshots),
        story.changes != past.changes or story.state != past.deal.state,
    )
