"""The panes of a section: two columns where there is room, tabs where there is not; the same widgets either way."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from salestui.guide import Words
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.checks_pane import ChecksPane
from salestui.tui.panes.evidence_pane import EvidencePane
from salestui.tui.panes.reading_pane import ReadingPane
from salestui.tui.panes.tab_line import TabLine
from salestui.tui.panes.write_pane import WritePane

PANES = ("write", "reading", "chart", "evidence", "checks")


class SectionPanes(Vertical):
    """Shows `write` beside what is read; where there is room for one alone, the one in view."""

    def __init__(self, said: Words, write: WritePane) -> None:
        super().__init__()
        self._said = said
        self._write = write
        self._names = {pane: said(f"screens.section.panes.{pane}") for pane in PANES}
        self.in_view = "write"

    def compose(self) -> ComposeResult:
        yield TabLine()
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield self._write
                yield EvidencePane(self._said, self._said("screens.section.no_evidence", key="w"))
                yield ChecksPane(self._said)
            with Vertical(id="right"):
                yield ReadingPane(classes="pane")
                yield ChartPane(self._said("screens.section.no_chart"))

    def on_mount(self) -> None:
        self.name_panes({})

    def name_panes(self, counts: Mapping[str, int]) -> None:
        """The names of the panes, with how much is in them."""
        named = {pane: name + (f" {counts[pane]}" if counts.get(pane) else "") for pane, name in self._names.items()}
        self._write.border_title = Content(named["write"])
        self.query_one(ReadingPane).border_title = Content(named["reading"])
        self.query_one(EvidencePane).border_title = Content(named["evidence"])
        self.query_one(ChecksPane).border_title = Content(named["checks"])
        self._tabs = tuple(named.items())
        self.show(self.in_view)

    def show(self, pane: str) -> None:
        """Bring `pane` into view where there is room for one alone."""
        self.in_view = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        self.query_one(TabLine).show(self._tabs, pane)

    def turn_to(self, pane: str) -> None:
        """Bring `pane` into view and put the focus there."""
        self.show(pane)
        if pane == "write":
            self._write.begin()
        else:
            inside = " ChosenList" if pane in ("evidence", "checks") else ""
            self.query_one(f"{pane.title()}Pane{inside}").focus()

    def turn_to_next(self) -> None:
        self.turn_to(PANES[(PANES.index(self.in_view) + 1) % len(PANES)])

    @on(TabLine.Turned)
    def _turned(self, turned: TabLine.Turned) -> None:
        self.turn_to(turned.pane)
