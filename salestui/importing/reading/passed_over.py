"""Rows that need not be read: known by a digest of what stands in the file, before it is taken apart into cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import compress

from salestui.importing.reading.table import Chunk

DIGEST_BYTES = 8
Unread = Callable[[Sequence[bytes]], list[bool]]
"""Which of the rows with these digests must be read. What it says of a row may change as others are read."""


def digests_of(texts: Sequence[str]) -> list[bytes]:
    """One for each of `texts`, the same for the same."""
    made = hashlib.blake2b
    return [made(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest() for text in texts]


def without_known(chunk: Chunk, unread: Unread | None) -> Chunk:
    """The chunk of a table that has no lines of text, with the digests of its rows, and without the known ones."""
    if unread is None:
        return chunk
    digests = digests_of(list(map("\x1f".join, chunk.rows)))
    wanted = unread(digests)
    known = [digest for digest, read in zip(digests, wanted, strict=True) if not read]
    rows, lines = list(compress(chunk.rows, wanted)), list(compress(chunk.lines, wanted))
    return Chunk(rows, lines, chunk.rejected, list(compress(digests, wanted)), known)
