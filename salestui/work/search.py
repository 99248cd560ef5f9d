"""Finding a word again: in the log, the sections, the deals."""

from __future__ import annotations

from salestui.domain.refusal import Refusal
from salestui.store.connection import Store
from salestui.store.search import Hit, search

__all__ = ["Hit", "found"]


def found(store: Store, query: str, limit: int = 50) -> tuple[Hit, ...]:
    """Log, sections and deals that hold every word of `query`. Raises Refusal `search-empty`."""
    if not query.strip():
        raise Refusal("search-empty", exit_code=2)
    return search(store.connection, query, limit)
