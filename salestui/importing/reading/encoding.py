"""In which encoding a text file was written: a mark, zero bytes, strict UTF-8, else Windows-1252. Four steps, no detector."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.importing.reading.source_file import Blocks

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Encoding(NamedTuple):
    """`name` for Python; `why`: mark, zeros, valid, fallback, given."""

    name: str
    why: str


def encoding_of(blocks: Blocks, given: str | None = None) -> Encoding:
    """How to read the text of `blocks`. Raises Refusal `encoding-unknown`, `encoding-wrong`, `import-not-text`."""
    if given:
        return _given(blocks, given)
    head = next(blocks(), b"")
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, "mark")
    if wide := _by_zeros(head[:4096]):
        return Encoding(wide, "zeros")
    if b"\0" in head:
        raise Refusal("import-not-text")
    return Encoding("utf-8", "valid") if _decodes(blocks, "utf-8") else Encoding("cp1252", "fallback")


def texts(blocks: Blocks, encoding: Encoding) -> Iterator[str]:
    """The text of `blocks` piece by piece; what cannot be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    for block in blocks():
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _given(blocks: Blocks, name: str) -> Encoding:
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError, UnicodeError) as error:
        raise Refusal("encoding-unknown", exit_code=2, encoding=name) from error
    if not _decodes(blocks, found.name):
        raise Refusal("encoding-wrong", encoding=name)
    return Encoding("utf-8-sig" if found.name == "utf-8" else found.name, "given")


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: most Latin text has a zero in every second place."""
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decodes(blocks: Blocks, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for block in blocks():
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
