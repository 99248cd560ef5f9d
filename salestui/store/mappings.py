"""What the rep confirmed about columns and words: kept, so that nothing is asked twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from salestui.domain.instant import now_utc


class KeptMapping(NamedTuple):
    """`told` is a JSON object: mapping, orders, signs, currency."""

    source: str
    kind: str
    told: Mapping[str, object]


def read_mapping(connection: sqlite3.Connection, fingerprint: str, kind: str | None = None) -> KeptMapping | None:
    """What was confirmed for files of these columns; the newest where several kinds were."""
    row = connection.execute(
        "select source, kind, mapping from column_mapping where fingerprint = ? and (? is null or kind = ?)"
        " order by confirmed_at desc limit 1",
        (fingerprint, kind, kind),
    ).fetchone()
    return KeptMapping(row[0], row[1], json.loads(row[2])) if row else None


def save_mapping(connection: sqlite3.Connection, fingerprint: str, kind: str, source: str, told: Mapping[str, object]) -> None:
    connection.execute(
        "insert into column_mapping (fingerprint, kind, source, mapping, confirmed_at) values (?, ?, ?, ?, ?)"
        " on conflict (fingerprint, kind) do update set source = excluded.source, mapping = excluded.mapping,"
        " confirmed_at = excluded.confirmed_at where (source, mapping) <> (excluded.source, excluded.mapping)",
        (fingerprint, kind, source, json.dumps(told, ensure_ascii=False, sort_keys=True), now_utc()),
    )


def read_status_words(connection: sqlite3.Connection) -> dict[str, str]:
    """word (case folded) -> open, won or lost, as the rep said."""
    return dict(connection.execute("select word, status from status_word").fetchall())


def save_status_word(connection: sqlite3.Connection, word: str, status: str) -> None:
    connection.execute(
        "insert into status_word (word, status, confirmed_at) values (?, ?, ?)"
        " on conflict (word) do update set status = excluded.status, confirmed_at = excluded.confirmed_at",
        (word.casefold(), status, now_utc()),
    )
