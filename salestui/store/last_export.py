"""The rows of the newest export of deals, by digest: a row that comes again unchanged need not be looked at."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from itertools import chain
from struct import iter_unpack
from typing import NamedTuple

from salestui.store.corrections import corrected_numbers


class LastExport(NamedTuple):
    """`rows` are digest -> number of the deal and digest of the row's kind; `ground` says what decided what the rows mean."""

    ground: str
    rows: Mapping[bytes, tuple[int, bytes]]


def read_last_export(connection: sqlite3.Connection) -> LastExport | None:
    """None where something was told of deals since, or nothing before. Deals that the rep corrected are left out."""
    row = connection.execute("select ground, digests, numbers from last_export").fetchone()
    if row is None:
        return None
    ground, digests, kept = row
    numbers = array("q", kept)
    half = len(digests) // 2  # after the digests of all rows stand those of their kinds
    one = f"{half // max(len(numbers), 1) or 1}s"
    of_rows, of_kinds = (chain.from_iterable(iter_unpack(one, part)) for part in (digests[:half], digests[half:]))
    rows = dict(zip(of_rows, zip(numbers, of_kinds, strict=False), strict=False))
    corrected = corrected_numbers(connection)
    if corrected:
        rows = {digest: told for digest, told in rows.items() if told[0] not in corrected}
    return LastExport(ground, rows)


def keep_last_export(
    connection: sqlite3.Connection, run: int, ground: str, digests: bytes, kinds: bytes, numbers: Iterable[int]
) -> None:
    """From now on the rows of `run` are known again; those of earlier exports no more."""
    forget_last_export(connection)
    connection.execute(
        "insert into last_export (run_id, ground, digests, numbers) values (?, ?, ?, ?)",
        (run, ground, digests + kinds, array("q", numbers).tobytes()),
    )


def forget_last_export(connection: sqlite3.Connection) -> None:
    """To be called where anything but the next export changes what is known of deals."""
    connection.execute("delete from last_export")
