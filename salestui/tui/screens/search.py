"""Search: a word in the log, the sections and the deals, found while it is typed; enter goes there."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import TextArea

from salestui.domain.entry import Entry
from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.summary.address import address
from salestui.tui.dialogs.quick_log import QuickLog
from salestui.tui.line_box import LineBox
from salestui.tui.messages import Go, TurnTo
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import log, search


class SearchScreen(Place):
    """What is typed stays when one comes back."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "LineBox"
    KEYS = ("list.choose", "do.palette", "do.go", "do.help", "do.back")

    _hits: tuple[search.Hit, ...] = ()

    def content(self) -> ComposeResult:
        yield LineBox(placeholder=self.word("placeholder"), name="query")
        yield RowWindow(
            [Column(self.word("where"), 10), Column(self.word("found"), 0), Column(self.word("period"), 10, least=60)],
            empty=Content(self.word("empty")),
        )

    def read(self) -> None:
        query = self.query_one(LineBox).text
        self._hits = search.found(self.sitting.desk.store, query, 200) if query.strip() else ()
        table = self.query_one(RowWindow)
        table.say_empty(Content(self.word("none", typed=query.strip()) if query.strip() else self.word("empty")))
        table.show(MadeRows(self._hits, self._row))

    def _row(self, hit: search.Hit) -> Row:
        return Row((self.word(f"kinds.{hit.where}"), hit.text, hit.period or ""))

    def told(self) -> tuple[Content, ...]:
        return (Content(self.sitting.words.counted("screens.search.hits", len(self._hits))),) if self._hits else ()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.read()
        self.say_where()

    @on(LineBox.Entered)
    def _to_rows(self) -> None:
        self.query_one(RowWindow).focus()

    @on(RowWindow.Chosen)
    def go_there(self, chosen: RowWindow.Chosen) -> None:
        hit = self._hits[chosen.index]
        if hit.where == "log":
            entry: Entry = log.one(self.sitting.desk.store, int(hit.id))
            self.app.push_screen(QuickLog(self.sitting, entry.kind, entry))
        elif hit.where == "deal":
            self.post_message(Go("deals", FieldKey("deals", hit.id)))
        else:
            if hit.period and hit.period != self.sitting.period.key:
                self.post_message(TurnTo(parse_period(hit.period, self.sitting.desk.terms.fiscal_start)))
            self.post_message(Go(hit.id.split(".")[0], _key(hit.id)))


def _key(said: str) -> FieldKey | None:
    """The field of that address; None for a text that no field asks for any more."""
    try:
        return address(said)
    except Refusal:
        return None
