"""What a rep can name in a line and does not want to spell: accounts, metrics, tags."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from salestui.guide import words
from salestui.tui.completion import Known
from salestui.work import log
from salestui.work.desk import Desk
from salestui.work.known_names import accounts_beginning


class Names(NamedTuple):
    """`accounts` are those of the log, `beginning` finds those of the deals whose name begins as typed: of these there are many."""

    accounts: tuple[str, ...]
    metrics: tuple[Known, ...]
    tags: tuple[str, ...]
    beginning: Callable[[str], tuple[str, ...]]


def names_known(desk: Desk) -> Names:
    """Accounts and tags in the order of their newest entry; metrics in the guide's order."""
    said = words(desk.language)
    entries = log.listed(desk.store, limit=1000)
    accounts = dict.fromkeys(entry.account for entry in entries if entry.account)
    metrics = tuple(Known(slug, label) for slug, label in said.table("metrics.label").items())
    tags = tuple(dict.fromkeys(tag for entry in entries for tag in entry.tags))
    return Names(tuple(accounts), metrics, tags, partial(accounts_beginning, desk))
