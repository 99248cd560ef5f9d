"""Blocks of the review as a reader will see them, laid out for a width: headings, lists, tables. Charts have their own pane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content

from salestui.domain.text import plain_text
from salestui.domain.written import FieldKey
from salestui.render.wording import Wording
from salestui.summary.blocks import Block, Cell, Chart, Joined, Line, Lines, Paragraph, Said, Table, Words
from salestui.summary.document import Document
from salestui.tui.shown import ELLIPSIS, fitted, longest_word, wrapped_lines

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


def document_page(document: Document, wording: Wording, width: int) -> Page:
    """The whole document in lines of at most `width` cells."""
    page = Page([line.stylize("bold") for line in Content(wording.text(document.title)).wrap(width)])
    read_out(None, [document.headline], wording, width, page)
    for chapter in document.chapters:
        read_out(chapter.head, chapter.blocks, wording, width, page)
    return page


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
                page.add(_paragraph_lines(_joined(cells, wording), width), cells)
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
    wrapped = [line for part in content.split("\n") for line in wrapped_lines(part, max(_NARROWEST, width - indent))]
    return [line if not number else Content(" " * indent) + line for number, line in enumerate(wrapped)]


@lru_cache(maxsize=128)
def _paragraph_lines(text: str, width: int) -> tuple[Content, ...]:
    return tuple(_wrapped(Content(text), width))


def _item(page: Page, item: Line, wording: Wording, width: int) -> None:
    label = texts([item.label], wording)[0] if item.label is not None else ""
    page.add(_item_lines(label, _joined(item.cells, wording), width), item.cells)


@lru_cache(maxsize=512)
def _item_lines(label: str, text: str, width: int) -> tuple[Content, ...]:
    """An item of a list, kept: with each key all but one are as they were."""
    return tuple(_wrapped(Content.assemble(("• ", "dim"), (f"{label}: " if label else "", "bold"), text), width, 2))


def _table(page: Page, table: Table, wording: Wording, width: int) -> None:
    heads = tuple(texts((column.head for column in table.columns), wording))
    rows = tuple(tuple(texts(row, wording)) for row in table.rows)
    above, laid = _table_lines(heads, rows, tuple(column.numeric for column in table.columns), width)
    page.add(above)
    for lines, cells in zip(laid, table.rows, strict=True):
        page.add(lines, cells)


@lru_cache(maxsize=64)
def _table_lines(
    heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], right: tuple[bool, ...], width: int
) -> tuple[tuple[Content, ...], tuple[tuple[Content, ...], ...]]:
    """The lines above a table's rows, and those of each row; kept, since a key changes few tables.

    Where they have no room beside each other, a column in which nothing stands is left out; where they still have none, each
    row is told in a line of its own.
    """
    if rows and sum(_needed([heads, *rows], width)) + _GAP * (len(heads) - 1) > width:
        told = [index for index, column in enumerate(zip(*rows, strict=True)) if any(column)]
        heads, right = tuple(heads[index] for index in told), tuple(right[index] for index in told)
        rows = tuple(tuple(row[index] for index in told) for row in rows)
    widths = _widths([heads, *rows], right, width)
    if sum(widths) + _GAP * (len(widths) - 1) > width:
        return (), tuple(tuple(_told_row(heads, row, width)) for row in rows)
    rule = Content.styled("─" * min(width, sum(widths) + _GAP * (len(widths) - 1)), "$border-blurred")
    above = (*(line.stylize("dim bold") for line in _laid(heads, widths, right)), rule)
    return above, tuple(tuple(_laid(row, widths, right)) for row in rows)


def _told_row(heads: tuple[str, ...], row: tuple[str, ...], width: int) -> list[Content]:
    """ "Quota: Target $950k · Result $980k"."""
    name, *cells = row
    told = (f"{head} {cell}" for head, cell in zip(heads[1:], cells, strict=True) if cell)
    return _wrapped(Content.assemble((name, "bold"), ": ", " · ".join(told).replace("\n", ", ")), width, 2)


def _widths(rows: Sequence[tuple[str, ...]], right: tuple[bool, ...], width: int) -> list[int]:
    """A width for each column: what its longest text needs, giving way until all fit where it costs the fewest lines.

    No column becomes narrower than its longest word, and a column of numbers not narrower than its numbers.
    """
    columns = list(zip(*rows, strict=True))
    needed = _needed(rows, width)
    least = [min(width // 2, _least(column, end)) for column, end in zip(columns, right, strict=True)]
    sizes = [[cell_len(line) for text in column for line in text.split("\n")] for column in columns]

    def cost(index: int) -> tuple[int, int]:
        """The lines that the column takes more when it gives way by one; among equals the one with most to give."""
        size = needed[index]
        more = sum(-(-one // (size - 1)) - -(-one // size) for one in sizes[index])
        return more, least[index] - size

    room = width - _GAP * (len(needed) - 1)
    while sum(needed) > room:
        giving = [index for index, size in enumerate(needed) if size > max(1, least[index])]
        if not giving:
            break
        needed[min(giving, key=cost)] -= 1
    return needed


def _needed(rows: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """What each column's longest text needs, at most all there is."""
    return [
        min(width, max(cell_len(line) for text in column for line in text.split("\n"))) for column in zip(*rows, strict=True)
    ]


def _least(column: tuple[str, ...], numeric: bool) -> int:
    """The fewest cells in which nothing of the column is torn."""
    head, *cells = column
    numbers = (cell_len(text) for text in cells if numeric and cell_len(text) <= _LONGEST_NUMBER)
    words = map(longest_word, column)
    return max((*numbers, *words, cell_len(head) if numeric and len(head) <= _LONGEST_NUMBER else 0), default=1)


def _laid(row: tuple[str, ...], widths: list[int], right: tuple[bool, ...]) -> list[Content]:
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
    return [line.plain for part in text.split("\n") for line in wrapped_lines(Content(part), width)] or [""]
