"""What importing asks of the store; the store's side is given in by whoever does the work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from salestui.domain.deal import DealState, Snapshot
from salestui.importing.deals.retold import Change, Event, Observation

KnownDeal = DealState


class KnownRow(NamedTuple):
    """A stored deal by the fields that were asked for, as the CRM last told them."""

    number: int
    id: str
    source: str
    told: tuple[object, ...]


class Past(NamedTuple):
    """All that was ever told of a deal, and the changes that are kept of it."""

    deal: KnownDeal
    observations: tuple[Observation, ...]
    events: tuple[Event, ...]
    changes: tuple[Change, ...]


class Runs(NamedTuple):
    """The imports in force: exports of deals (with their columns), and the field histories (as_of by run)."""

    snapshots: tuple[Snapshot, ...] = ()
    histories: Mapping[int, str] = {}


class Known(Protocol):
    """The store as an import sees it."""

    def has_deals(self) -> bool: ...

    def has_made_ids(self) -> bool:
        """Whether some deals came without an id."""

    def runs(self) -> Runs: ...

    def rows(self, ids: Sequence[str], fields: Sequence[str]) -> Mapping[str, KnownRow]:
        """By id, with the values of `fields`."""

    def deals(self, ids: Sequence[str]) -> Mapping[str, KnownDeal]:
        """By id."""

    def states(self, numbers: Sequence[int]) -> Sequence[KnownDeal]:
        """By number."""

    def deals_named(self, names: Collection[str]) -> Sequence[KnownDeal]:
        """All whose name is one of `names`, to the letter."""

    def past(self, numbers: Sequence[int]) -> Mapping[int, Past]: ...

    def awaited(self, source: str, as_of: str) -> set[int]:
        """Numbers of the deals of a source that are open, not removed, and were seen by `as_of`."""

    def named(self, numbers: Collection[int]) -> Sequence[tuple[int, str, str, str | None]]:
        """(number, id, name, owner) of deals."""

    def next_number(self) -> int: ...
