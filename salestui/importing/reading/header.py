"""Where the table begins: the first row that names columns, below titles and filters of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

LOOKED_AT = 40
_DATA = re.compile(r"[-+(]?[\d.,\s%$€£]+\)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")


def header_row(rows: Sequence[Sequence[str]], is_known: Callable[[str], bool]) -> int | None:
    """The index of the header among the first rows of a file; None where none of them names columns.

    `is_known` says whether a text is the name of a column of some CRM. The row with the most known names is taken (the
    first of equals); where no name is known, the first row of three or more texts (two in a table of two columns).
    """
    rows = rows[:LOOKED_AT]
    known = [_known(row, is_known) for row in rows]
    if known and max(known) >= 2:
        return known.index(max(known))
    widest = max((_filled(row) for row in rows), default=0)
    for index, row in enumerate(rows):
        if _filled(row) >= min(3, widest) and not any(_DATA.fullmatch(cell.strip()) for cell in row if cell.strip()):
            return index
    return None


def _known(row: Sequence[str], is_known: Callable[[str], bool]) -> int:
    cells = [cell for cell in row if cell.strip()]
    return sum(map(is_known, cells)) if len(cells) > 1 else 0


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
