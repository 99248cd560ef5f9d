"""What can be named: accounts, people, deals, goals, tags, periods of the store, for the shell to complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.domain.refusal import Refusal
from salestui.store import known_names as kept
from salestui.store.connection import open_store
from salestui.store.periods import read_periods
from salestui.work.places import store_path

if TYPE_CHECKING:
    from salestui.work.desk import Desk


def accounts_beginning(desk: Desk, typed: str, limit: int = 8) -> tuple[str, ...]:
    """At most `limit` accounts of deals whose name begins with `typed`: for who is typing one."""
    return kept.accounts_beginning(desk.store.connection, typed, limit)


def known(given: str | None, kind: str) -> tuple[tuple[str, str], ...]:
    """(name, what it is) of every `kind` (account, owner, segment, goal, stage, deal, tag, period) in the store; nothing
    where there is no store, or none that can be read: somebody who is typing wants no complaint.
    """
    path = store_path(given)
    if not path.exists():
        return ()
    try:
        with open_store(path, create=False) as store:
            if kind == "deal":
                return kept.known_deals(store.connection)
            if kind == "period":
                return tuple((record.key, record.owner or "") for record in read_periods(store.connection))
            names = kept.known_tags(store.connection) if kind == "tag" else kept.known_names(store.connection, kind)
            return tuple((name, "") for name in names)
    except Refusal:
        return ()
