"""A table of any length: draws the lines in view and asks for the rows of those alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from salestui.domain.text import one_line
from salestui.tui.row_in_full import Column, Row, in_full, lines_at_most
from salestui.tui.shown import MOST_CHARACTERS, cut, fitted, wrapped_lines

Item = TypeVar("Item")
GAP = 2
PAGE = 100
MOST_BENEATH = 3
"""Lines beneath a table for what its marked line has no room for."""
_EMPTY_WIDTH = 72
_UNDER = "╰ "


class Rows(Protocol):
    """Where a table's rows come from."""

    def __len__(self) -> int: ...

    def page(self, start: int, count: int) -> Sequence[Row]: ...


class ListedRows:
    """Rows that are all at hand."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def page(self, start: int, count: int) -> Sequence[Row]:
        return self._rows[start : start + count]


class MadeRows(Generic[Item]):
    """Rows made from items when they are drawn."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Row]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    def page(self, start: int, count: int) -> Sequence[Row]:
        return [self._make(item) for item in self._items[start : start + count]]


class RowWindow(ScrollView, can_focus=True):
    """Rows under a line of headings, one of them marked. `empty` is shown where there are none.

    What has no room in the marked line stands in full beneath the rows.
    """

    DEFAULT_CSS = """
    RowWindow { height: 1fr; padding: 0 1; }
    RowWindow > .row-window--head { color: $text-muted; text-style: bold; }
    RowWindow > .row-window--mark { background: $block-cursor-blurred-background; }
    RowWindow:focus > .row-window--mark {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    RowWindow > .row-window--good { color: $text-success; }
    RowWindow > .row-window--bad { color: $text-error; }
    RowWindow > .row-window--muted, RowWindow > .row-window--beneath { color: $text-muted; }
    RowWindow:ansi > .row-window--mark { text-style: reverse; }
    """
    COMPONENT_CLASSES = {f"row-window--{part}" for part in ("head", "mark", "good", "bad", "muted", "beneath")}
    BINDINGS = [
        Binding("up", "mark(-1)", id="list.up", show=False),
        Binding("down", "mark(1)", id="list.down", show=False),
        Binding("pageup", "page(-1)", id="list.page_up", show=False),
        Binding("pagedown", "page(1)", id="list.page_down", show=False),
        Binding("home", "end(-1)", id="list.first", show=False),
        Binding("end", "end(1)", id="list.last", show=False),
        Binding("enter", "choose", id="list.choose", show=False),
    ]

    marked = reactive(0, repaint=False)

    class Marked(Message):
        """Another row is marked."""

        def __init__(self, window: RowWindow, index: int) -> None:
            super().__init__()
            self.window = window
            self.index = index

        @property
        def control(self) -> RowWindow:
            return self.window

    class Chosen(Marked):
        """The marked row was chosen, by enter or by a second click."""

    def __init__(
        self, columns: Sequence[Column], *, empty: Content | None = None, head: bool = True, name: str | None = None
    ) -> None:
        super().__init__(id=name)
        self._columns = tuple(columns)
        self._rows: Rows = ListedRows(())
        self._empty = empty or Content("")
        self._head = 1 if head else 0
        self._pages: dict[int, Sequence[Row]] = {}
        self._needs: dict[int, int] = {}
        self._beneath = 0

    def show(self, rows: Rows | Sequence[Row], *, mark: int | None = None, columns: Sequence[Column] | None = None) -> None:
        """Show `rows`; the mark stays where it is, or goes to `mark`."""
        filled = bool(len(self._rows))
        self._rows = ListedRows(rows) if isinstance(rows, Sequence) else rows
        if filled != bool(len(self._rows)) and self.is_attached:
            self.refresh_bindings()
        self._pages = {}
        if columns is not None:
            self._columns = tuple(columns)
        self._needs = self._needed()
        self.marked = max(0, min(self.marked if mark is None else mark, len(self._rows) - 1))
        self._measure()
        self._keep_in_view()
        self.refresh()

    def say_empty(self, empty: Content) -> None:
        """Show this where there are no rows."""
        self._empty = empty
        self._measure()
        self.refresh()

    @property
    def count(self) -> int:
        return len(self._rows)

    def shows(self, head: str) -> bool:
        """Whether the window has room for the column of that heading."""
        return any(column.head == head and column.least <= self.scrollable_content_region.width for column in self._columns)

    def row(self, index: int) -> Row:
        """The row of that number, fetched with its neighbours."""
        start = index // PAGE * PAGE
        if start not in self._pages:
            if len(self._pages) > 8:
                self._pages.clear()
            self._pages[start] = self._rows.page(start, PAGE)
        page = self._pages[start]
        return page[index - start] if index - start < len(page) else Row(())

    def _measure(self) -> None:
        """How many lines there are; those beneath are as many as any row of the page needs, so that nothing jumps."""
        width = self.scrollable_content_region.width
        if not len(self._rows):
            self.virtual_size = Size(0, len(self._empty.wrap(_EMPTY_WIDTH)))
            return
        self._beneath = 0
        if width:
            widths = self._cells()
            self.row(self.marked)  # fetches the page
            page = self._pages[self.marked // PAGE * PAGE]
            needed = (lines_at_most(in_full(row, self._columns, widths), width - len(_UNDER)) for row in page)
            self._beneath = min(MOST_BENEATH, max(needed, default=0))
        self.virtual_size = Size(0, len(self._rows) + self._head + self._beneath)

    @property
    def _lines_beneath(self) -> int:
        """As many as leave room for a row or two."""
        rows = min(2, len(self._rows))
        return max(0, min(self._beneath, self.scrollable_content_region.height - self._head - rows))

    def _needed(self) -> dict[int, int]:
        """By index, the cells that the columns for what is left over need on the first page: further pages move no column."""
        free = [index for index, column in enumerate(self._columns) if not column.width]
        if len(free) < 2 or not len(self._rows):  # all that is left over goes to the one
            return {}
        page = [self.row(index).cells for index in range(min(PAGE, len(self._rows)))]
        return {
            index: max(cell_len(cells[index][:MOST_CHARACTERS]) if index < len(cells) else 0 for cells in page)
            for index in free
        }

    def _cells(self) -> dict[int, int]:
        """By index, the cells of the columns that are shown."""
        return {index: size for index, size, _ in self._widths()}

    def _widths(self) -> tuple[tuple[int, int, bool], ...]:
        """Index, width and alignment of the columns that are shown."""
        room = self.scrollable_content_region.width
        shown = [(index, column) for index, column in enumerate(self._columns) if column.least <= room]
        taken = sum(column.width for _, column in shown) + GAP * max(0, len(shown) - 1)
        shares = _shared(
            max(0, room - taken), {index: self._needs.get(index, 0) for index, column in shown if not column.width}
        )
        return tuple((index, column.width or shares[index], column.right) for index, column in shown)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if not len(self._rows):
            return self._empty_line(y, width)
        if y < self._head:
            cells = tuple(column.head for column in self._columns)
            return self._line(cells, "row-window--head", width)
        rows_end = self.scrollable_content_region.height - self._lines_beneath
        beneath = min(rows_end, self._head + len(self._rows) + (1 if rows_end > self._head + len(self._rows) else 0))
        if y >= beneath:
            return self._line_beneath(y - beneath, width)
        index = y - self._head + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self.row(index)
        part = "row-window--mark" if index == self.marked else f"row-window--{row.tone}" if row.tone else ""
        return self._line(row.cells, part, width).apply_meta({"row": index})

    def _line(self, cells: tuple[str, ...], part: str, width: int) -> Strip:
        style = self.get_component_rich_style(part) if part else self.rich_style
        texts = [
            fitted(one_line(cells[index]) if index < len(cells) else "", size, right=right)
            for index, size, right in self._widths()
        ]
        text = (" " * GAP).join(texts)
        return Strip([Segment(text, style)], cell_len(text)).adjust_cell_length(width, style)

    def _line_beneath(self, number: int, width: int) -> Strip:
        """A line of what the marked row has no room for."""
        style = self.get_component_rich_style("row-window--beneath")
        text = in_full(self.row(self.marked), self._columns, self._cells())
        room = max(1, width - len(_UNDER))
        said = wrapped_lines(Content(text), room) if text else []
        most = self._lines_beneath
        if number >= min(len(said), most):
            return Strip.blank(width, self.rich_style)
        rest = Content(" ").join(said[number:]) if number == most - 1 else said[number]
        line = (" " * len(_UNDER) if number else _UNDER) + cut(rest, room).plain
        return Strip([Segment(line, style)], cell_len(line)).adjust_cell_length(width, style)

    def _empty_line(self, y: int, width: int) -> Strip:
        said = self._empty.wrap(max(1, min(width, _EMPTY_WIDTH)))
        if y >= len(said):
            return Strip.blank(width, self.rich_style)
        line = said[y].stylize_before("dim")
        return Strip(line.render_segments(self.visual_style), line.cell_length).extend_cell_length(width, self.rich_style)

    def watch_marked(self, before: int, now: int) -> None:
        self.refresh()
        if self.is_mounted and before // PAGE != now // PAGE:
            self._measure()
        if self.is_mounted and len(self._rows):
            self.post_message(self.Marked(self, self.marked))

    def _keep_in_view(self) -> None:
        height = max(1, self.scrollable_content_region.height - self._head - self._lines_beneath)
        top = self.scroll_offset.y
        if self.marked < top:
            self.scroll_to(y=self.marked, animate=False, immediate=True)
        elif self.marked >= top + height:
            self.scroll_to(y=self.marked - height + 1, animate=False, immediate=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where there is no row, none can be opened, and no line of keys says so."""
        return action != "choose" or bool(len(self._rows))

    def action_mark(self, by: int) -> None:
        self._mark(self.marked + by)

    def action_page(self, by: int) -> None:
        self._mark(self.marked + by * max(1, self.scrollable_content_region.height - self._head - self._lines_beneath - 1))

    def action_end(self, side: int) -> None:
        self._mark(0 if side < 0 else len(self._rows) - 1)

    def action_choose(self) -> None:
        if len(self._rows):
            self.post_message(self.Chosen(self, self.marked))

    def _mark(self, index: int) -> None:
        self.marked = max(0, min(index, len(self._rows) - 1))
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("row")
        if index is None:
            return
        again = index == self.marked
        self._mark(index)
        if again or event.chain > 1:
            self.action_choose()

    def on_resize(self) -> None:
        self._pages = {}  # rows may be made for the room that there is
        self._needs = self._needed()
        self._measure()
        self._keep_in_view()
        self.refresh()


def _shared(room: int, needs: Mapping[int, int]) -> dict[int, int]:
    """`room` for columns of which none is narrower than it need be as long as another takes more than its part; what is over
    goes to the first.
    """
    found: dict[int, int] = {}
    left, waiting = room, dict(needs)
    while waiting:
        index = min(waiting, key=lambda one: waiting[one] or room)
        part = left // len(waiting)
        found[index] = min(waiting.pop(index) or part, part)
        left -= found[index]
    for index in list(needs)[:1]:
        found[index] += left
    return found
