"""The deals: a table of any length, filtered as one types; enter opens a deal's history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import TextArea

from salestui.domain.deal import LOST, OPEN, STATUSES, WON, Deal
from salestui.domain.written import FieldKey
from salestui.render.numbers import Numbers
from salestui.tui.entry_words import day_short, own_name
from salestui.tui.line_box import LineBox
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.work import deals
from salestui.work.deal_list import DealList

ALL, SLIPPED, STALLED = "all", "slipped_deals", "stalled_deals"
KINDS = (ALL, *STATUSES, SLIPPED, STALLED)


class DealPages:
    """Deals of the store as rows, a page at a time."""

    def __init__(self, found: DealList, make: Callable[[Deal], Row]) -> None:
        self._found = found
        self._make = make

    def __len__(self) -> int:
        return len(self._found)

    def deal(self, index: int) -> Deal | None:
        """The deal of that line; None where it is gone by now."""
        return next(iter(self._found.between(index, index + 1)), None)

    def page(self, start: int, count: int) -> Sequence[Row]:
        return [self._make(deal) for deal in self._found.between(start, start + count)]


class DealsScreen(Place):
    """s turns from all deals to the open, won, lost, slipped and stalled ones."""

    CSS_PATH = "deals.tcss"
    AUTO_FOCUS = "#deals"
    KEYS = ("deals.rows", "list.choose", "deals.kind", "deals.filter", "go.week", "go.import", "do.help", "do.back")
    BINDINGS = [
        Binding("s", "kind", id="deals.kind", show=False),
        Binding("slash", "filter", id="deals.filter", show=False),
        Binding("enter", "to_rows", id="deals.rows", show=False),
    ]

    _kind = ALL
    _filtering = False

    def content(self) -> ComposeResult:
        self._numbers = Numbers(self.sitting.desk.language)
        yield LineBox(placeholder=self.word("filter"), name="filter")
        yield RowWindow(
            [
                Column(self.word("name"), 0),
                Column(self.word("account"), 0, least=84),
                Column(self.word("owner"), 14, least=108),
                Column(self.word("stage"), 14, least=64),
                Column(self.word("status"), 8),
                Column(self.word("amount"), 10, right=True),
                Column(self.word("day"), 11, right=True),
            ],
            empty=Content(self.word("empty", key="i")),
            name="deals",
        )

    def read(self) -> None:
        typed = self.query_one("#filter", LineBox).text.strip()
        table = self.query_one("#deals", RowWindow)
        none = self.word("none", typed=typed) if typed else self.word(f"no.{self._kind}")
        table.say_empty(Content(none if typed or self._kind != ALL else self.word("empty", key="i")))
        if self._kind in (SLIPPED, STALLED):
            table.show(MadeRows(self._of_figure(typed), self.row_of))
        else:
            status = None if self._kind == ALL else self._kind
            self._pages = DealPages(DealList(self.sitting.desk, status=status, words=typed or None), self.row_of)
            table.show(self._pages)

    def _of_figure(self, typed: str) -> Sequence[Deal]:
        """The deals behind the figure of that name."""
        figure = self.sitting.review.summary.material.figure(self._kind)
        found = deals.of_ids(self.sitting.desk, [row.deal or row.id for row in figure.rows()] if figure else [])
        self._listed = [deal for deal in found if typed.casefold() in f"{deal.name} {deal.account or ''}".casefold()]
        return self._listed

    def row_of(self, deal: Deal) -> Row:
        """A deal as a line of the table; closed ones show the day on which they were closed."""
        said = self.sitting.words
        day = deal.expected_close_on if deal.status == OPEN else deal.closed_on
        return Row(
            (
                own_name(deal.name, deal.account)
                if self.query_one("#deals", RowWindow).shows(self.word("account"))
                else deal.name,
                deal.account or "",
                deal.owner or "",
                deal.stage or "",
                said(f"words.status.{deal.status}"),
                self._numbers.money(deal.amount) if deal.amount else "–",
                day_short(day, said, self.sitting.desk.today) if day else "",
            ),
            {WON: "good", LOST: "muted"}.get(deal.status, ""),
        )

    def told(self) -> tuple[Content, ...]:
        said = self.sitting.words
        table = self.query_one("#deals", RowWindow)
        return (Content(said.counted("words.count.deals", table.count)), Content(self.word(f"kinds.{self._kind}")))

    @on(TextArea.Changed, "#filter")
    def _filtered(self) -> None:
        """Keys that come at once are looked for at once."""
        if not self._filtering:
            self._filtering = True
            self.call_after_refresh(self._filter)

    def _filter(self) -> None:
        self._filtering = False
        self.read()
        self.query_one("#deals", RowWindow).action_end(-1)
        self.say_where()

    @on(LineBox.Entered, "#filter")
    def action_to_rows(self) -> None:
        self.query_one("#deals", RowWindow).focus()

    def action_filter(self) -> None:
        self.query_one("#filter", LineBox).focus()

    async def action_back(self) -> None:
        """From the filter to the table, from the table to where the rep came from."""
        if self.focused is self.query_one("#filter"):
            self.action_to_rows()
        else:
            await self.run_action("app.back")

    def action_kind(self) -> None:
        self._kind = KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)]
        self.read()
        self.say_where()

    @on(RowWindow.Chosen, "#deals")
    def _open(self, chosen: RowWindow.Chosen) -> None:
        if self._kind in (SLIPPED, STALLED):
            self._show(self._listed[chosen.index].id)
        else:
            deal = self._pages.deal(chosen.index)
            if deal is not None:
                self._show(deal.id)

    def turn_to(self, field: FieldKey, line: int | None = None) -> None:  # noqa: ARG002 a deal has no lines
        """Open the deal that `field` names."""
        self._show(field.field)

    def _show(self, deal: str) -> None:
        from salestui.tui.dialogs.deal_history import DealHistory  # not before a deal is looked at

        self.app.push_screen(DealHistory(self.sitting, deal))

    def copied(self) -> str:
        """The rows in view, tab-separated."""
        table = self.query_one("#deals", RowWindow)
        return "\n".join("\t".join(table.row(index).cells) for index in range(min(table.count, 200)))
