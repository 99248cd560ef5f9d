"""Which rows of a table are data: not blank ones, repeated headers, totals, nor the footer of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from salestui.domain.import_plan import Rejected
from salestui.importing.limits import CHUNK_ROWS
from salestui.importing.reading.records import Records
from salestui.importing.reading.table import Chunk

_FOOTER = (
    r"(?:grand )?totals?(?: ?\(\d[\d ,.]* (?:records?|rows?|poster|rader)\))?:?|summa|summor|totalt|totalsumma"
    r"|confidential information - do not distribute|copyright (?:\(c\)|©).*"
)
_SUBTOTAL = r"sub-?totals?(?: ?\(.*\))?:?|delsumm(?:a|or)"
_GROUP = r"[^:]{1,80}: .{1,200} \(\d[\d ,.]* (?:records?|poster)\)"
_MARKS = ("records)", "poster)", "total", "summ", "confidential", "copyright", "\n ", "\n\t")
"""What the first cell of a row that is no data holds; rows are looked at one by one only where one of these occurs."""
_MOST_KNOWN = 16 * CHUNK_ROWS
_WHOLE_FOOTER = re.compile(_FOOTER, re.IGNORECASE)
_WHOLE_SUBTOTAL = re.compile(_SUBTOTAL, re.IGNORECASE)
_WHOLE_GROUP = re.compile(_GROUP, re.IGNORECASE)


def data_chunks(found: Iterable[Records], header: Sequence[str], header_line: int, left_out: Counter[str]) -> Iterator[Chunk]:
    """The data below the header. What is passed over is counted in `left_out`: blank, header, footer, subtotal, group."""
    sieve = _Sieve(header, left_out)
    rows: list[list[str]] = []
    lines: list[int] = []
    rejected: list[Rejected] = []
    digests: list[bytes] = []
    known: list[bytes] = []
    for batch in found:
        below = next((i for i, line in enumerate(batch.lines) if line > header_line), len(batch.lines))
        kept, numbers, faulty = sieve.sift(batch.rows[below:], batch.lines[below:])
        if batch.digests:
            of_line = dict(zip(batch.lines, batch.digests, strict=True)) if len(numbers) < len(batch.digests) else None
            digests += batch.digests if of_line is None else [of_line[number] for number in numbers]
        known += batch.known
        rows += kept
        lines += numbers
        rejected += faulty
        rejected += (
            Rejected(bad.line, None, bad.text.strip()[:200], bad.why, (bad.text.rstrip("\r\n"),))
            for bad in batch.bad
            if bad.line > header_line
        )
        while len(rows) >= CHUNK_ROWS:
            yield Chunk(rows[:CHUNK_ROWS], lines[:CHUNK_ROWS], rejected, digests[:CHUNK_ROWS], known)
            del rows[:CHUNK_ROWS], lines[:CHUNK_ROWS], digests[:CHUNK_ROWS]
            rejected, known = [], []
        if len(known) >= _MOST_KNOWN:
            yield Chunk(rows, lines, rejected, digests, known)
            rows, lines, rejected, digests, known = [], [], [], [], []
    if rows or rejected or known:
        yield Chunk(rows, lines, rejected, digests, known)


class _Sieve:
    """Tells data from the rest; looks at single rows only in a batch where something is out of the usual."""

    def __init__(self, header: Sequence[str], left_out: Counter[str]) -> None:
        self.header = tuple(cell.strip().casefold() for cell in header)
        self.width = len(header)
        self.left_out = left_out
        first = next((cell.strip() for cell in header if cell.strip()), "\0")
        self.marks = (*_MARKS, first.casefold())

    def sift(self, rows: list[list[str]], lines: list[int]) -> tuple[list[list[str]], list[int], list[Rejected]]:
        if not self._looks_unusual(rows):
            return rows, lines, []
        kept: list[list[str]] = []
        numbers: list[int] = []
        rejected: list[Rejected] = []
        for row, line in zip(rows, lines, strict=True):
            what = self._what(row)
            if what:
                self.left_out[what] += 1
                if what == "header" and kept and _filled(kept[-1]) == 1:  # the title of a group, as monday.com writes it
                    self.left_out["footer"] += 1
                    del kept[-1], numbers[-1]
                continue
            if len(row) > self.width and not any(row[self.width :]):
                row = row[: self.width]
            if len(row) != self.width:
                rejected.append(Rejected(line, None, str(len(row)), f"width: {self.width}", tuple(row)))
                continue
            kept.append(row)
            numbers.append(line)
        return kept, numbers, rejected

    def _looks_unusual(self, rows: list[list[str]]) -> bool:
        if set(map(len, rows)) - {self.width}:
            return True
        firsts = [row[0] for row in rows]
        if not all(firsts):
            return True
        joined = "\n".join(firsts).casefold()
        return any(mark in joined for mark in self.marks)

    def _what(self, row: list[str]) -> str | None:
        filled = [cell for cell in map(str.strip, row) if cell]
        if not filled:
            return "blank"
        if _WHOLE_FOOTER.fullmatch(filled[0]) and (len(filled) <= 2 or len(filled) * 2 <= self.width):
            return "footer"
        if _WHOLE_SUBTOTAL.fullmatch(filled[0]) and (len(filled) <= 2 or len(filled) * 2 <= self.width):
            return "subtotal"
        if len(filled) == 1 and _WHOLE_GROUP.fullmatch(filled[0]):
            return "group"
        if tuple(cell.strip().casefold() for cell in row) == self.header:
            return "header"
        return None


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
