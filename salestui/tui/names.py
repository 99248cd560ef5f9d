"""What a rep can name in a line and does not want to spell: accounts, metrics, tags."""

from __future__ import annotations

from typing import NamedTuple

from salestui.guide import words
from salestui.tui.completion import Known
from salestui.work import log
from salestui.work.desk import Desk


class Names(NamedTuple):
    accounts: tuple[str, ...]
    metrics: tuple[Known, ...]
    tags: tuple[str, ...]


def names_known(desk: Desk) -> Names:
    """Accounts and tags in the order of their newest entry, then the other accounts by name; metrics in the guide's order."""
    said = words(desk.language)
    entries = log.listed(desk.store, limit=1000)
    accounts = dict.fromkeys(entry.account for entry in entries if entry.account)
    metrics = tuple(Known(slug, label) for slug, label in said.table("metrics.label").items())
    return Names(tuple(accounts), metrics, tuple(dict.fromkeys(tag for entry in entries for tag in entry.tags)))
