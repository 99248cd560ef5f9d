"""Every action by its name: type a few letters of it, enter does it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import TextArea

from salestui.tui.by_name import Offer, named_by
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.line_box import LineBox
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import RowWindow
from salestui.tui.sitting import Sitting


class Palette(Dialog[Offer]):
    """Gives back what was chosen. `offers` are in the order in which they stand while nothing is typed; those of `elsewhere` are
    found by their name.
    """

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette .dialog { margin-top: 2; }
    Palette RowWindow { height: auto; max-height: 16; padding: 0; margin-top: 1; }
    Palette.-short RowWindow { max-height: 12; }
    """
    BINDINGS = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, sitting: Sitting, offers: tuple[Offer, ...], elsewhere: tuple[Offer, ...] = ()) -> None:
        super().__init__(sitting)
        self._offers = offers
        self._elsewhere = elsewhere
        self._shown = offers

    @property
    def heading(self) -> str:
        return self.sitting.words("screens.palette.title")

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.palette.foot")

    def content(self) -> ComposeResult:
        yield LineBox(placeholder=self.sitting.words("screens.palette.placeholder"))
        none = Content(self.sitting.words("screens.palette.none"))
        table = RowWindow([Column("", 0), Column("", 8, right=True)], empty=none, head=False)
        table.can_focus = False
        yield table

    def on_mount(self) -> None:
        self._show("")

    @on(TextArea.Changed)
    def filter(self, changed: TextArea.Changed) -> None:
        self._show(changed.text_area.text.strip())

    def _show(self, typed: str) -> None:
        self._shown = named_by(typed, (*self._offers, *self._elsewhere)) if typed else self._offers
        rows = [Row((self._line(offer), offer.key)) for offer in self._shown]
        self.query_one(RowWindow).show(rows, mark=0)

    def _line(self, offer: Offer) -> str:
        return self.sitting.words("screens.palette.elsewhere", **offer._asdict()) if offer.where else offer.name

    def action_move(self, by: int) -> None:
        self.query_one(RowWindow).action_mark(by)

    @on(LineBox.Entered)
    @on(RowWindow.Chosen)
    def choose(self) -> None:
        if self._shown:
            self.dismiss(self._shown[self.query_one(RowWindow).marked])
