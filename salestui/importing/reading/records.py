"""Lines into records of cells. A stray quotation mark costs its own line and swallows nothing after it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from salestui.importing.limits import FIELD_CHARACTERS, QUOTED_LINES
from salestui.importing.reading.delimiter import Dialect

if TYPE_CHECKING:
    from _csv import Reader


class BadLine(NamedTuple):
    """A line that is no record. `why`: stray-quote, too-many-lines, field-too-long."""

    line: int
    text: str
    why: str


class Records(NamedTuple):
    """Rows in their order with the number of the line on which each begins, and the lines that gave none."""

    rows: list[list[str]]
    lines: list[int]
    bad: list[BadLine]


def records(batches: Iterable[list[str]], dialect: Dialect, width: int | None = None) -> Iterator[Records]:
    """The records of a file, batch by batch; blank lines are empty rows.

    With `width`, a record that runs over several lines and does not come to that many cells is taken for a stray quotation
    mark too.
    """
    csv.field_size_limit(FIELD_CHARACTERS)
    waiting: list[str] = []
    number = 1
    coming = iter(batches)
    batch = next(coming, None)
    while batch is not None:
        following = next(coming, None)
        lines = waiting + batch
        found, used = _read(lines, number, dialect, width, last=following is None)
        if found.rows or found.bad:
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
