"""A list to look at, or to choose one line of: backups, imports, topics of the help."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.prose import Prose
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import RowWindow
from salestui.tui.shown import lines
from salestui.tui.sitting import Sitting


class Listing(Dialog[int]):
    """Gives back the number of the line that was chosen. `does` is what enter does with it: a word under `screens.listing.enter`;
    "" where the lines are to be read.
    """

    DEFAULT_CSS = "Listing RowWindow { height: auto; max-height: 100%; padding: 0; }"
    AUTO_FOCUS = "RowWindow"

    def __init__(
        self, sitting: Sitting, heading: str, columns: Sequence[Column], rows: Sequence[Row], empty: str = "", does: str = ""
    ) -> None:
        super().__init__(sitting)
        self._heading = heading
        self._columns = columns
        self._rows = rows
        self._empty = empty
        self._does = does if rows else ""

    @property
    def heading(self) -> str:
        return self._heading

    @property
    def foot(self) -> str:
        said = self.sitting.words
        closes = said("screens.listing.read")
        return f"{said(f'screens.listing.enter.{self._does}')} · {closes}" if self._does else closes

    def content(self) -> ComposeResult:
        yield RowWindow(self._columns, empty=Content(self._empty))

    def on_mount(self) -> None:
        self.query_one(RowWindow).show(self._rows)

    @on(RowWindow.Chosen)
    def _choose(self, chosen: RowWindow.Chosen) -> None:
        if self._does:
            self.dismiss(chosen.index)


class Paper(Dialog[None]):
    """Text to read."""

    DEFAULT_CSS = """
    Paper VerticalScroll { height: auto; max-height: 100%; }
    """
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, sitting: Sitting, heading: str, text: str) -> None:
        super().__init__(sitting)
        self._heading = heading
        self._text = text

    @property
    def heading(self) -> str:
        return self._heading

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.listing.read")

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(lines(self._text))
