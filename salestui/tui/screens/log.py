"""The log: every entry, newest first; filter as you type, enter changes one, delete takes it out."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import TextArea

from salestui.domain.entry import KINDS, Entry, as_read
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.entry_words import day_short, weekday
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Stored, Told
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import log


class LogScreen(Place):
    """All entries of all periods; those of the period under review are told in the first line."""

    CSS_PATH = "log.tcss"
    AUTO_FOCUS = "RowWindow"
    KEYS = ("log.rows", "list.choose", "log.filter", "log.delete", "log.restore", "log.win", "do.help", "do.back")
    BINDINGS = [
        Binding("slash", "filter", id="log.filter", show=False),
        Binding("enter", "to_rows", id="log.rows", show=False),
        Binding("delete,x", "delete", id="log.delete", show=False),
        Binding("z", "restore", id="log.restore", show=False),
    ]

    _entries: tuple[Entry, ...] = ()
    _deleted: int | None = None

    def content(self) -> ComposeResult:
        said = self.sitting.words
        yield LineBox(placeholder=self.word("filter"), name="filter")
        yield RowWindow(
            [
                Column(said("screens.log.day"), 10),
                Column(said("screens.log.kind"), max(cell_len(self._kind(kind)) for kind in KINDS)),
                Column(said("screens.log.text"), 0),
                Column(said("screens.log.account"), 22, least=96),
            ],
            empty=Content(self.word("empty", key="w")),
        )

    def read(self) -> None:
        typed = self.query_one("#filter", LineBox).text.strip()
        store = self.sitting.desk.store
        self._entries = log.found(store, typed, 500) if typed else log.listed(store)
        table = self.query_one(RowWindow)
        table.say_empty(Content(self.word("none", typed=typed) if typed else self.word("empty", key="w")))
        table.show(MadeRows(self._entries, self._row))

    def _row(self, entry: Entry) -> Row:
        said, today = self.sitting.words, self.sitting.desk.today
        day = f"{weekday(entry.on, said)} {day_short(entry.on, said, today)}"
        return Row((day, self._kind(entry.kind), as_read(entry.text), entry.account or ""))

    def _kind(self, kind: str) -> str:
        """What the kind is called in a narrow column."""
        said, short = self.sitting.words, f"screens.log.short_kind.{kind}"
        return said(short) if said.has(short) else said(f"words.kind.{kind}")

    def told(self) -> tuple[Content, ...]:
        period = self.sitting.period
        here = sum(1 for entry in self._entries if period.holds(entry.on))
        said = self.sitting.words
        return (
            Content(said.counted("words.count.entries", len(self._entries))),
            Content(self.word("in_period", count=here, period=period.key)),
        )

    @on(TextArea.Changed, "#filter")
    def _filtered(self) -> None:
        self.read()
        self.say_where()

    @on(LineBox.Entered, "#filter")
    def action_to_rows(self) -> None:
        self.query_one(RowWindow).focus()

    def action_filter(self) -> None:
        self.query_one("#filter", LineBox).focus()

    async def action_back(self) -> None:
        """From the filter to the entries, from the entries to where the rep came from."""
        if self.focused is self.query_one("#filter"):
            self.action_to_rows()
        else:
            await self.run_action("app.back")

    @on(RowWindow.Chosen)
    def edit(self, chosen: RowWindow.Chosen) -> None:
        self.app.push_screen(QuickLog(self.sitting, "win", self._entries[chosen.index]))

    def action_delete(self) -> None:
        index = self.query_one(RowWindow).marked
        if index < len(self._entries):
            entry = self._entries[index]

            def taken_out() -> int:
                log.delete(self.sitting.desk.store, entry.id)
                return entry.id

            deleted = self.wish(taken_out)
            if deleted is not None:
                self._deleted = deleted
                self.post_message(Stored())
                self.post_message(Told(self.word("deleted")))

    def action_restore(self) -> None:
        """Bring back what was deleted last, else take the marked entry's newest edit back."""
        number = self._deleted
        if number is None and self._entries:
            number = self._entries[self.query_one(RowWindow).marked].id
        if number is not None and self.wish(lambda: log.undo(self.sitting.desk.store, number)) is not None:
            self._deleted = None
            self.post_message(Stored())
