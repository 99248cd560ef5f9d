"""Rows that stand in this export as they stood in the last one: their deals are known, and nothing is read in them again."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

import salestui
from salestui.importing.deals.reader import DealReader
from salestui.importing.reading.table import Chunk
from salestui.importing.sources import Source

DIGEST_BYTES = 8


class Sifted(NamedTuple):
    """`chunk` holds the rows that must be read, `digests` are theirs; `unchanged` are the deals of the others, by number."""

    chunk: Chunk
    digests: list[bytes]
    unchanged: list[int]


class UnchangedRows:
    """Tells rows that are known from others. `known` are the rows of the last export: digest -> number of the deal.

    Of the known rows, one of each kind is read all the same: `telling` are the columns that say of what kind a row is, so
    that the owners, stages and statuses of the file are those of all its rows. Without `digesting` every row is read.
    """

    def __init__(self, known: Mapping[bytes, int], telling: Sequence[int], *, digesting: bool) -> None:
        self.known = known
        self.digesting = digesting
        self.digests = bytearray()
        self.numbers = array("q")
        self._kind = itemgetter(*telling) if telling else len
        self._kinds: set[object] = set()

    @property
    def holds_a_deal_twice(self) -> bool:
        """Whether two of the rows so far are one deal's."""
        return len(set(self.numbers)) < len(self.numbers)

    def sift(self, chunk: Chunk) -> Sifted:
        """The rows of a chunk, parted."""
        digests = list(map(digest_of, chunk.rows)) if self.digesting else []
        if not self.known:
            return Sifted(chunk, digests, [])
        found = list(map(self.known.get, digests))
        for index, row in enumerate(chunk.rows):
            if found[index] is not None and (kind := self._kind(row)) not in self._kinds:
                self._kinds.add(kind)
                found[index] = None
        unchanged = [number for number in found if number is not None]
        unread = [number is None for number in found]
        self.note([digest for digest, number in zip(digests, found, strict=True) if number is not None], unchanged)
        rows, lines = list(compress(chunk.rows, unread)), list(compress(chunk.lines, unread))
        return Sifted(Chunk(rows, lines, chunk.rejected), list(compress(digests, unread)), unchanged)

    def note(self, digests: Sequence[bytes], numbers: Sequence[int]) -> None:
        """Rows of this export, and their deals: what the next one will be held against."""
        self.digests += b"".join(digests)
        self.numbers.extend(numbers)


def digest_of(row: Sequence[str]) -> bytes:
    """The same for the same cells."""
    return hashlib.blake2b("\x1f".join(row).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def ground_of(reader: DealReader, source: Source) -> str:
    """What decides what a row means, in two words: what is given before the file is read, and what its columns say.

    A row that is the same on the same ground tells the same.
    """
    answers, choices = reader.answers, reader.answers.choices
    names = [sorted(mapping.items()) for mapping in (answers.people, answers.accounts, answers.words)]
    said = (str(answers.zone), choices.date_order, choices.decimal)
    given = (salestui.__version__, sys.byteorder, source.name, reader.header, sorted(reader.places.items()), names, said)
    columns = (sorted(reader.orders().items()), reader.amounts.signs(), reader.amounts.taken(), reader.instants())
    return f"{_digest(repr(given))} {_digest(repr(columns))}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
