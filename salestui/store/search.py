"""One search over the log, the sections and the deals."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from salestui.store.entries import quoted


class Hit(NamedTuple):
    """`where` is log, section or deal; `id` the entry's number, the field's address or the deal's id."""

    where: str
    id: str
    text: str
    period: str | None


def search(connection: sqlite3.Connection, query: str, limit: int = 50) -> tuple[Hit, ...]:
    """What holds every word of `query` (the last may be unfinished), accents and case aside: log, sections, deals."""
    asked = quoted(query)
    hits = [
        Hit("log", str(number), text, None)
        for number, text in connection.execute(
            "select entry.id, entry.text from entry_search join entry on entry.id = entry_search.rowid"
            " where entry_search match ? and deleted_at is null order by bm25(entry_search), entry.id desc limit ?",
            (asked, limit),
        )
    ]
    hits += _sections(connection, query, limit)
    hits += [
        Hit("deal", deal, f"{name} · {account}" if account and account.casefold() not in name.casefold() else name, None)
        for deal, name, account in connection.execute(
            "select deal.id, deal.name, deal.account from deal_search join deal on deal.number = deal_search.rowid"
            " where deal_search match ? order by bm25(deal_search) limit ?",
            (asked, limit),
        )
    ]
    return tuple(hits)


def _sections(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """A review has some fifty texts, so they are looked through as they are: no index to keep with each keystroke."""
    words = [_bare(word) for word in query.split()]
    rows = connection.execute(
        "select period.key, section, field, row, part, text from section_text join period on period.id = period_id"
        " where text <> '' order by period.end_on desc, section, field, row, part"
    )
    found = []
    for period, section, field, row, part, text in rows:
        if all(word in _bare(text) for word in words):
            address = ".".join(str(bit) for bit in (section, field, row or "", part) if bit != "")
            found.append(Hit("section", address, text, period))
            if len(found) == limit:
                break
    return found


def _bare(text: str) -> str:
    from unicodedata import combining, normalize  # a C module, loaded only when something is searched

    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
