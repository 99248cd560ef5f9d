"""A table of text cells with its header found and everything that is no data left out, some thousand rows at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from salestui.domain.import_plan import Note, Rejected


class Chunk(NamedTuple):
    """`rows` have as many cells as the header; `lines` says on which line of the file each begins.

    Where rows may be passed over, `digests` are those of `rows`, and `known` those of the rows that were.
    """

    rows: list[list[str]]
    lines: list[int]
    rejected: list[Rejected]
    digests: Sequence[bytes] = ()
    known: Sequence[bytes] = ()


class Chunks(Protocol):
    """The data of a table from its start; the rows of which `unread` says that they need not be read are passed over."""

    def __call__(self, unread: Callable[[Sequence[bytes]], list[bool]] | None = None) -> Iterator[Chunk]: ...


@dataclass(frozen=True)
class Table:
    """`chunks` gives the data from the start as often as it is called; `notes` say how the file was read.

    `form` names what it is (csv, workbook, html); `sheet` the sheet that was taken, `sheets` all that could be.
    `left_out` counts rows that are no data: blank, header, footer, subtotal, group (the title of one).
    """

    form: str
    header: tuple[str, ...]
    header_line: int
    chunks: Chunks
    notes: tuple[Note, ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)

    def passed_over(self) -> tuple[Note, ...]:
        """What was no data, once `chunks` was gone through: footers with subtotals, and repeated headers."""
        counts = {"footer": self.left_out["footer"] + self.left_out["subtotal"], "header": self.left_out["header"]}
        return tuple(Note.of(f"left-out-{what}", count=count) for what, count in counts.items() if count)
