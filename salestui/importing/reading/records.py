"""Lines into records of cells. A stray quotation mark costs its own line and swallows nothing after it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

from salestui.importing.limits import FIELD_CHARACTERS, QUOTED_LINES
from salestui.importing.reading.delimiter import Dialect
from salestui.importing.reading.passed_over import Unread, digests_of

if TYPE_CHECKING:
    from _csv import Reader


class BadLine(NamedTuple):
    """A line that is no record. `why`: stray-quote, too-many-lines, field-too-long."""

    line: int
    text: str
    why: str


class Records(NamedTuple):
    """Rows in their order with the number of the line on which each begins, and the lines that gave none.

    `digests` and `known` as in `Chunk`, of what stands in the file.
    """

    rows: list[list[str]]
    lines: list[int]
    bad: list[BadLine]
    digests: Sequence[bytes] = ()
    known: Sequence[bytes] = ()


def records(
    batches: Iterable[list[str]], dialect: Dialect, width: int | None = None, unread: Unread | None = None, below: int = 0
) -> Iterator[Records]:
    """The records of a file, batch by batch; blank lines are empty rows.

    With `width`, a record that runs over several lines and does not come to that many cells is taken for a stray quotation
    mark too. With `unread`, records below the line `below` that need not be read are passed over.
    """
    csv.field_size_limit(FIELD_CHARACTERS)
    waiting: list[str] = []
    number = 1
    coming = iter(batches)
    batch = next(coming, None)
    while batch is not None:
        following = next(coming, None)
        lines = waiting + batch
        if unread is None:
            found, used = _read(lines, number, dialect, width, last=following is None)
        else:
            found, used = _read_unknown(lines, number, dialect, width, unread, below, last=following is None)
        if found.rows or found.bad or found.known:
            yield found
        waiting = lines[used:]
        number += used
        batch = following


def _reader(lines: list[str], dialect: Dialect) -> Reader:
    return csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.skip_space, strict=True)


def _read(lines: list[str], first: int, dialect: Dialect, width: int | None, *, last: bool) -> tuple[Records, int]:
    """The records of `lines` and how many lines they use; what is left belongs to a record that goes on."""
    try:
        rows = list(_reader(lines, dialect))
        if len(rows) == len(lines):
            return Records(rows, list(range(first, first + len(rows))), []), len(lines)
    except csv.Error:
        pass
    return _read_carefully(lines, first, dialect, width, last=last)


def _read_unknown(
    lines: list[str], first: int, dialect: Dialect, width: int | None, unread: Unread, below: int, *, last: bool
) -> tuple[Records, int]:
    """As `_read`, without the records that are known by what stands in the file.

    A known line is a record where one may begin. If the other lines are a record each, then one begins at every line; else
    all are read, and a record over several lines is known or not as a whole.
    """
    digests = digests_of(lines)
    wanted = _below(unread(digests), first, below)
    others = list(compress(lines, wanted))
    found, used = _read(others, first, dialect, width, last=last)
    if used == len(lines) == len(found.rows):
        return found._replace(digests=digests), used
    if used == len(others) == len(found.rows):
        numbers = list(compress(range(first, first + len(lines)), wanted))
        known = [digest for digest, read in zip(digests, wanted, strict=True) if not read]
        return Records(found.rows, numbers, [], list(compress(digests, wanted)), known), len(lines)
    found, used = _read_carefully(lines, first, dialect, width, last=last)
    begins = [line - first for line in found.lines]
    digests = digests_of(["".join(lines[begin:end]) for begin, end in pairwise((*begins, used))])
    wanted = [read or at <= below for read, at in zip(unread(digests), found.lines, strict=True)]
    known = [digest for digest, read in zip(digests, wanted, strict=True) if not read]
    rows, numbers = list(compress(found.rows, wanted)), list(compress(found.lines, wanted))
    return Records(rows, numbers, found.bad, list(compress(digests, wanted)), known), used


def _below(wanted: list[bool], first: int, below: int) -> list[bool]:
    """`wanted` of the lines from `first` on, and every line down to `below`."""
    above = max(0, below - first + 1)
    return [True] * len(wanted[:above]) + wanted[above:] if above else wanted


def _read_carefully(lines: list[str], first: int, dialect: Dialect, width: int | None, *, last: bool) -> tuple[Records, int]:
    found = Records([], [], [])
    start = 0
    while start < len(lines):
        begun, why = _read_on(lines, start, first, dialect, width, found)
        if why is None:
            break
        if why == "unfinished":
            over = len(lines) - begun > QUOTED_LINES
            if not (last or over):
                return found, begun
            why = "too-many-lines" if over else "stray-quote"
        found.bad.append(BadLine(first + begun, lines[begun], why))
        start = begun + 1
    return found, len(lines)


def _read_on(
    lines: list[str], start: int, first: int, dialect: Dialect, width: int | None, found: Records
) -> tuple[int, str | None]:
    """Add records from line `start` to `found` until one is faulty; its first line and what is wrong with it."""
    reader = _reader(lines[start:], dialect)
    begun = start
    try:
        for row in reader:
            ended = start + reader.line_num
            if ended - begun > QUOTED_LINES + 1:
                return begun, "too-many-lines"
            if width is not None and ended - begun > 1 and len(row) != width:
                return begun, "stray-quote"
            found.rows.append(row)
            found.lines.append(first + begun)
            begun = ended
    except csv.Error as error:
        return begun, _why(str(error))
    return begun, None


def _why(error: str) -> str:
    if "unexpected end" in error:
        return "unfinished"
    return "field-too-long" if "field larger" in error else "stray-quote"
