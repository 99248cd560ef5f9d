"""A field that repeats: a row each, always with an empty one at the end to write the next into."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from salestui.summary.fields import Field, Kind
from salestui.tui.fields.edited import Edited
from salestui.tui.fields.form import FormMaker, rows_of


class RowBox(Vertical):
    """One row: its own text, and its parts beside each other below it."""

    DEFAULT_CSS = """
    RowBox { height: auto; }
    RowBox Horizontal { height: auto; }
    RowBox Horizontal > * { width: 1fr; margin-right: 1; }
    RowBox Horizontal > .-day { width: 16; }
    """

    def __init__(self, maker: FormMaker, field: Field, row: int, number: int) -> None:
        super().__init__()
        self._maker = maker
        self._field = field
        self.row = row
        self._number = number

    def compose(self) -> ComposeResult:
        if self._field.kind is not Kind.ROW:
            label = self._maker.words(self._field, "label")
            yield self._maker.single(self._field, self.row, f"{label} {self._number}")
        if self._field.parts:
            with Horizontal():
                for part in self._field.parts:
                    widget = self._maker.part(self._field, part, self.row)
                    widget.set_class(part.kind is Kind.DAY, "-day")
                    yield widget


class Rows(Vertical):
    """The rows of one field."""

    DEFAULT_CSS = "Rows { height: auto; margin-bottom: 1; }"

    def __init__(self, maker: FormMaker, field: Field) -> None:
        super().__init__()
        self._maker = maker
        self._field = field
        self._last = 0
        self._count = 0

    def compose(self) -> ComposeResult:
        for row in rows_of(self._maker, self._field):
            yield self._box(row)

    def _box(self, row: int) -> Widget:
        self._last = row
        self._count += 1
        return RowBox(self._maker, self._field, row, self._count)

    @on(Edited)
    def _one_more(self, edited: Edited) -> None:
        """The last row was begun: there is room for another."""
        most = self._field.at_most
        if edited.key.row == self._last and edited.text and (most is None or self._count < most):
            self.mount(self._box(self._last + 1))
