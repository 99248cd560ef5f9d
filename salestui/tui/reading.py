"""Blocks of the review as a reader will see them, laid out for a width: headings, lists, tables. Charts have their own pane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content

from salestui.domain.text import plain_text
from salestui.domain.written import FieldKey
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Cell, Chart, Joined, Line, Lines, Paragraph, Said, Table, Words
from salestui.tui.shown import ELLIPSIS, fitted

_GAP = 2
_NARROWEST = 6
_LONGEST_NUMBER = 10
_MOST_CHARACTERS = 6000


@dataclass
class Page:
    """Lines for the screen, and on which of them the text of a field begins."""

    lines: list[Content] = field(default_factory=list)
    places: dict[FieldKey, int] = field(default_factory=dict)

    def add(self, lines: Iterable[Content], cells: Iterable[Cell] = ()) -> None:
        """Put `lines` at the end; the texts among `cells` begin there."""
        for cell in cells:
            for key in _keys(cell):
                self.places.setdefault(key, len(self.lines))
        self.lines.extend(lines)

    def part(self) -> None:
        """An empty line, but not two."""
        if self.lines and self.lines[-1].plain.strip():
            self.lines.append(Content(""))

    def content(self) -> Content:
        return Content("\n").join(self.lines)


def read_out(head: Cell | None, blocks: Iterable[Block], wording: Wording, width: int, page: Page | None = None) -> Page:
    """The blocks under their heading, in lines of at most `width` cells, at the end of `page`."""
    page = page or Page()
    if head is not None:
        page.part()
        page.add(_wrapped(Content.styled(wording.text(head), "bold $primary"), width))
    for block in blocks:
        match block:
            case Table():
                page.part()
                _table(page, block, wording, width)
            case Lines():
                page.part()
                if block.head is not None:
                    page.add(_wrapped(Content.styled(wording.text(block.head), "bold"), width))
                for item in block.items:
                    _item(page, item, wording, width)
            case Paragraph(cells):
                page.part()
                page.add(_wrapped(Content(_joined(cells, wording)), width), cells)
            case Chart():
                pass
    return page


def texts(cells: Iterable[Cell], wording: Wording) -> list[str]:
    """Each cell as text, cleaned for the terminal."""
    return [_bounded(plain_text(wording.text(cell))) for cell in cells]


def _bounded(text: str) -> str:
    """`text` as far as anybody reads: a whole summary has fewer characters than that."""
    return text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + ELLIPSIS


def _joined(cells: Iterable[Cell], wording: Wording) -> str:
    return " ".join(text for text in texts(cells, wording) if text)


def _wrapped(content: Content, width: int, indent: int = 0) -> list[Content]:
    """`content` in lines of `width`; all but the first are set in by `indent`."""
    wrapped = [line for part in content.split("\n") for line in part.wrap(max(_NARROWEST, width - indent))]
    return [line if not number else Content(" " * indent) + line for number, line in enumerate(wrapped)]


def _item(page: Page, item: Line, wording: Wording, width: int) -> None:
    text = _joined(item.cells, wording)
    label = texts([item.label], wording)[0] if item.label is not None else ""
    content = Content.assemble(("• ", "dim"), (f"{label}: " if label else "", "bold"), text)
    page.add(_wrapped(content, width, 2), item.cells)


def _table(page: Page, table: Table, wording: Wording, width: int) -> None:
    heads = texts((column.head for column in table.columns), wording)
    rows = [texts(row, wording) for row in table.rows]
    right = [column.numeric for column in table.columns]
    widths = _widths([heads, *rows], right, width)
    page.add(line.stylize("dim bold") for line in _laid(heads, widths, right))
    page.add([Content.styled("─" * min(width, sum(widths) + _GAP * (len(widths) - 1)), "$border-blurred")])
    for row, cells in zip(rows, table.rows, strict=True):
        page.add(_laid(row, widths, right), cells)


def _widths(rows: list[list[str]], right: list[bool], width: int) -> list[int]:
    """A width for each column: what its longest text needs, the widest giving way until all fit.

    No column becomes narrower than its longest word, and a column of numbers not narrower than its numbers.
    """
    columns = list(zip(*rows, strict=True))
    needed = [min(width, max(cell_len(line) for text in column for line in text.split("\n"))) for column in columns]
    least = [min(width // 2, _least(column, end)) for column, end in zip(columns, right, strict=True)]
    room = width - _GAP * (len(needed) - 1)
    while sum(needed) > room:
        giving = [index for index, size in enumerate(needed) if size > least[index]]
        if not giving:
            break
        needed[max(giving, key=lambda index: needed[index] - least[index])] -= 1
    return needed


def _least(column: tuple[str, ...], numeric: bool) -> int:
    """The fewest cells in which nothing of the column is torn."""
    head, *cells = column
    numbers = (cell_len(text) for text in cells if numeric and cell_len(text) <= _LONGEST_NUMBER)
    words = (cell_len(word) for text in column for word in text.split())
    return max((*numbers, *words, cell_len(head) if numeric and len(head) <= _LONGEST_NUMBER else 0), default=1)


def _laid(row: list[str], widths: list[int], right: list[bool]) -> list[Content]:
    """One row as lines: each cell wrapped within its column."""
    cells = [_in_column(text, size) for text, size in zip(row, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    return [
        Content(
            (" " * _GAP)
            .join(
                fitted(cell[number] if number < len(cell) else "", size, right=end)
                for cell, size, end in zip(cells, widths, right, strict=True)
            )
            .rstrip()
        )
        for number in range(height)
    ]


def _keys(cell: Cell) -> Iterable[FieldKey]:
    match cell:
        case Said(_, key) if key is not None:
            yield key
        case Joined(cells):
            for inner in cells:
                yield from _keys(inner)
        case Words(_, values):
            for _, inner in values:
                yield from _keys(inner)


def _in_column(text: str, width: int) -> list[str]:
    return [line.plain for part in text.split("\n") for line in Content(part).wrap(width)] or [""]
