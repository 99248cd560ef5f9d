"""What of a table's line is cut, or left out for want of room: it stands in full beneath the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from salestui.domain.text import one_line
from salestui.tui.shown import MOST_CHARACTERS

NEVER = 1000
"""Cells of a window that no terminal has: a column that is not there, for this time."""
BENEATH = NEVER - 1
"""Cells of a window that no terminal has either: what stands beneath the table alone."""
_BREAKS = 10
"""Cells that a line loses where its last word does not fit."""


class Column(NamedTuple):
    """`width` in cells, 0 for what is left over. It is shown where the window is at least `least` cells wide."""

    head: str
    width: int
    right: bool = False
    least: int = 0


class Row(NamedTuple):
    """Texts as they are; `tone` colours the line: good, bad, muted or head. It never carries the meaning alone.

    `name` is what the line is called in full, where a shorter name stands in it.
    """

    cells: tuple[str, ...]
    tone: str = ""
    name: str = ""


def in_full(row: Row, columns: Sequence[Column], widths: Mapping[int, int]) -> str:
    """What of `row` does not fit into its line, with the heading of its column; "" where everything does.

    `widths` are the cells of the columns that are shown, by index.
    """
    parts = [row.name] if row.name else []
    for index, (column, cell) in enumerate(zip(columns, row.cells, strict=False)):
        room = widths.get(index, 0)  # a column for what is left over may have none
        if not cell or column.least >= NEVER or (room and cell_len(cell[: room * 4]) <= room):
            continue
        if row.name and room and not column.width:
            continue  # the short name, which stands there in full already
        head = f"{column.head}: " if column.head and (not room or column.width) else ""
        parts.append(head + one_line(cell[:MOST_CHARACTERS]))
    return " · ".join(parts)


def lines_at_most(text: str, width: int) -> int:
    """How many lines `text` takes in `width` cells at the most, without breaking it."""
    return -(-cell_len(text) // max(1, width - _BREAKS)) if text else 0
