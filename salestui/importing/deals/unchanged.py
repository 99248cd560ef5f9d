"""Rows that stand in this export as they stood in the last one: their deals are known, and nothing is read in them again."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Mapping, Sequence
from operator import itemgetter

import salestui
from salestui.importing.deals.reader import DealReader
from salestui.importing.reading.passed_over import DIGEST_BYTES, digests_of
from salestui.importing.reading.table import Chunk
from salestui.importing.sources import Source

_FORM = "lines"
"""What the digests are of; rows that were kept in another way are not known again."""


class UnchangedRows:
    """Tells rows that are known from others. `known` are the rows of the last export: the digest of each, with its deal's
    number and the digest of its kind.

    Of the known rows, one of each kind is read all the same: `telling` are the columns that say of what kind a row is, so
    that the owners, stages and statuses of the file are those of all its rows. Without `digesting` every row is read.
    """

    def __init__(self, known: Mapping[bytes, tuple[int, bytes]], telling: Sequence[int], *, digesting: bool) -> None:
        self.known = known
        self.digesting = digesting
        self.digests = bytearray()
        self.kinds = bytearray()
        self.numbers = array("q")
        self._telling = itemgetter(*telling) if telling else len
        self._met: set[bytes] = set()
        self._kinds = _Kinds()

    @property
    def holds_a_deal_twice(self) -> bool:
        """Whether two of the rows so far are one deal's."""
        return len(set(self.numbers)) < len(self.numbers)

    def unread(self, digests: Sequence[bytes]) -> list[bool]:
        """Which of these rows must be read: those that are not known, and the first of each kind that was not met yet."""
        if not self.known:
            return [True] * len(digests)
        wanted = [True] * len(digests)
        coming = set(self._met)
        for place, found in enumerate(map(self.known.get, digests)):
            if found is not None:
                kind = found[1]
                if kind in coming:
                    wanted[place] = False
                else:
                    coming.add(kind)
        return wanted

    def pass_over(self, chunk: Chunk) -> list[int]:
        """The deals of the rows that were passed over, by number."""
        if self.known:
            read = filter(None, map(self.known.get, chunk.digests))
            self._met.update(kind for _, kind in read)
        passed = [self.known[digest] for digest in chunk.known]
        numbers = [number for number, _ in passed]
        self._note(chunk.known, [kind for _, kind in passed], numbers)
        return numbers

    def note(self, rows: Sequence[Sequence[str]], digests: Sequence[bytes], numbers: Sequence[int]) -> None:
        """Rows of this export that were read, and their deals: what the next one will be held against."""
        self._note(digests, list(map(self._kinds.__getitem__, map(self._telling, rows))) if self.digesting else (), numbers)

    def _note(self, digests: Sequence[bytes], kinds: Sequence[bytes], numbers: Sequence[int]) -> None:
        self.digests += b"".join(digests)
        self.kinds += b"".join(kinds)
        self.numbers.extend(numbers)


class _Kinds(dict[object, bytes]):
    """The digest of what the cells of a row say of its kind."""

    def __missing__(self, told: object) -> bytes:
        self[told] = made = digests_of([repr(told)])[0]
        return made


def ground_of(reader: DealReader, source: Source) -> str:
    """What decides what a row means, in two words: what is given before the file is read, and what its columns say.

    A row that is the same on the same ground tells the same.
    """
    answers, choices = reader.answers, reader.answers.choices
    names = [sorted(mapping.items()) for mapping in (answers.people, answers.accounts, answers.words)]
    said = (str(answers.zone), choices.date_order, choices.decimal)
    given = (_FORM, salestui.__version__, sys.byteorder, source.name, reader.header, sorted(reader.places.items()), names, said)
    columns = (sorted(reader.orders().items()), reader.amounts.signs(), reader.amounts.taken(), reader.instants())
    return f"{_digest(repr(given))} {_digest(repr(columns))}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
