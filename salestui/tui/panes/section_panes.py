"""The panes of a section: two columns where there is room, tabs where there is not; the same widgets either way."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

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
        self._counts: Mapping[str, int] = {}
        self._missing: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield TabLine()
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield self._write
                yield EvidencePane(self._said, self._said("screens.section.no_evidence", key="w"))
                yield ChecksPane(self._said)
            with Vertical(id="right"):
                yield ReadingPane(classes="pane")
                yield ChartPane()

    def on_mount(self) -> None:
        self.name_panes({})

    def name_panes(self, counts: Mapping[str, int]) -> None:
        """The names of the panes, with how much is in them; a chart has its own title there."""
        self._counts = counts
        for pane in PANES:
            if pane != "chart":
                self._pane(pane).border_title = Content(self._named(pane))
        self.show(self.in_view)

    def leave_out(self, panes: frozenset[str]) -> None:
        """Do not show these: this section has nothing for them."""
        if panes != self._missing:
            self._missing = panes
            for pane in PANES:
                self._pane(pane).set_class(pane in panes, "-missing")
            self.show("write" if self.in_view in panes else self.in_view)

    def _named(self, pane: str) -> str:
        return self._names[pane] + (f" {self._counts[pane]}" if self._counts.get(pane) else "")

    def _pane(self, pane: str) -> Widget:
        return self.query_one(f"{pane.title()}Pane")

    @property
    def _shown(self) -> tuple[str, ...]:
        return tuple(pane for pane in PANES if pane not in self._missing)

    def show(self, pane: str) -> None:
        """Bring `pane` into view where there is room for one alone."""
        self.in_view = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        self.query_one(TabLine).show(tuple((name, self._named(name)) for name in self._shown), pane)

    def turn_to(self, pane: str) -> None:
        """Bring `pane` into view and put the focus there."""
        self.show(pane)
        if pane == "write":
            self._write.begin()
        else:
            inside = " ChosenList" if pane in ("evidence", "checks") else ""
            self.query_one(f"{pane.title()}Pane{inside}").focus()

    def turn_to_next(self) -> None:
        self.turn_to(self._shown[(self._shown.index(self.in_view) + 1) % len(self._shown)])

    @on(TabLine.Turned)
    def _turned(self, turned: TabLine.Turned) -> None:
        self.turn_to(turned.pane)
