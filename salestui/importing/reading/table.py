"""A table of text cells with its header found and everything that is no data left out, five thousand rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from salestui.domain.import_plan import Note, Rejected


class Chunk(NamedTuple):
    """`rows` have as many cells as the header; `lines` says on which line of the file each begins."""

    rows: list[list[str]]
    lines: list[int]
    rejected: list[Rejected]


@dataclass(frozen=True)
class Table:
    """`chunks` gives the data from the start as often as it is called; `notes` say how the file was read.

    `form` names what it is (csv, workbook, html); `sheet` the sheet that was taken, `sheets` all that could be.
    """

    form: str
    header: tuple[str, ...]
    header_line: int
    chunks: Callable[[], Iterator[Chunk]]
    notes: tuple[Note, ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
