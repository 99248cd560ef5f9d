"""The facts of a section beside its fields: figures in rows, enter shows the deals behind one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from salestui.metrics.figure import Figure
from salestui.render.wording import Wording
from salestui.summary.blocks import Beside, Block, Cell, Change, Joined, Result, Table, Words
from salestui.tui.figure_words import change_said
from salestui.tui.messages import Explain
from salestui.tui.page_view import PageView
from salestui.tui.reading import read_out, texts
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import GAP, RowWindow

NAME_WIDTH = 28
"""What the name of a figure needs at the most: comparisons give way to it, and stand beneath the table."""


class Facts(VerticalScroll):
    """Tables as rows of figures, everything else as text below them."""

    DEFAULT_CSS = """
    Facts { height: auto; max-height: 12; scrollbar-gutter: stable; margin-bottom: 1; }
    Facts.-empty { display: none; }
    Facts RowWindow { height: auto; max-height: 10; padding: 0 1; }
    Facts PageView { padding: 0 1; color: $text-muted; }
    Facts.-parted PageView { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__(can_focus=False, classes="-empty")
        self._figures: list[Figure | None] = []

    def compose(self) -> ComposeResult:
        yield RowWindow([])
        yield PageView()

    def show(self, blocks: Iterable[Block], wording: Wording) -> None:
        """Show the facts in the words of `wording`."""
        tables = [block for block in blocks if isinstance(block, Table)]
        others = [block for block in blocks if not isinstance(block, Table)]
        table = self.query_one(RowWindow)
        table.display = bool(tables and tables[0].rows)
        if tables:
            self._tabulate(tables[0], wording)
        rest = [*tables[1:], *others]
        view = self.query_one(PageView)
        view.display = bool(rest)
        view.show(lambda width: read_out(None, rest, wording, width))
        self.set_class(not rest and not table.display, "-empty")
        self.set_class(bool(rest) and table.display, "-parted")

    def _tabulate(self, facts: Table, wording: Wording) -> None:
        heads = texts((column.head for column in facts.columns), wording)
        rows = [_told(row, wording) for row in facts.rows]
        filled = [index for index in range(len(heads)) if any(row[index] for row in rows)]
        columns: list[Column] = []
        needed = min(NAME_WIDTH, max((cell_len(row[0]) for row in rows), default=0))
        for index in filled:
            size = 0 if index == 0 else max(cell_len(line[index]) for line in (heads, *rows))
            needed += size + GAP if index else 0
            columns.append(Column(heads[index], size, index > 0, least=needed if len(columns) > 1 else 0))
        self._figures = [_figure(row) for row in facts.rows]
        shown = [
            Row(tuple(row[index] for index in filled), _tone(figure)) for row, figure in zip(rows, self._figures, strict=True)
        ]
        self.query_one(RowWindow).show(shown, columns=columns)

    @on(RowWindow.Chosen)
    def _explain(self, chosen: RowWindow.Chosen) -> None:
        chosen.stop()
        figure = self._figures[chosen.index]
        if figure is not None:
            self.post_message(Explain(figure.metric, figure.goal))


def _told(cells: Sequence[Cell], wording: Wording) -> tuple[str, ...]:
    """The cells in words; a change for the worse is named so."""
    told = zip(cells, texts(cells, wording), strict=True)
    return tuple(change_said(cell.figure, wording.numbers) if isinstance(cell, Change) else text for cell, text in told)


def _tone(figure: Figure | None) -> str:
    if figure is None or figure.better is None:
        return ""
    return "good" if figure.better else "bad"


def _figure(cells: Iterable[Cell]) -> Figure | None:
    """The first figure among the cells."""
    for cell in cells:
        match cell:
            case Result(figure) | Change(figure) | Beside(figure):
                return figure
            case Joined(inner):
                if (found := _figure(inner)) is not None:
                    return found
            case Words(_, values):
                if (found := _figure(value for _, value in values)) is not None:
                    return found
            case _:
                pass
    return None
