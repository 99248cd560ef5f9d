"""Checks: what a manager would object to in this section, each with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.guide import Words
from salestui.summary.summary import Finding
from salestui.tui.finding_words import finding_said
from salestui.tui.messages import Go
from salestui.tui.panes.chosen_list import ChosenList


class ChecksPane(Vertical):
    """Enter goes to the line that a finding is about."""

    DEFAULT_CSS = """
    ChecksPane { height: auto; }
    ChecksPane ChosenList { max-height: 100%; }
    ChecksPane Static { color: $text-muted; padding: 0 1; }
    """

    def __init__(self, said: Words) -> None:
        super().__init__(classes="pane")
        self._said = said
        self._findings: dict[str, Finding] = {}

    def compose(self) -> ComposeResult:
        yield ChosenList()
        yield Static(Content(self._said("screens.section.no_findings")))

    def show(self, findings: Sequence[Finding]) -> None:
        self._findings = {str(number): finding for number, finding in enumerate(findings)}
        items = [(name, finding_said(finding, self._said)) for name, finding in self._findings.items()]
        self.query_one(ChosenList).show(items)
        self.query_one(ChosenList).display = bool(items)
        self.query_one(Static).display = not items

    @on(OptionList.OptionSelected)
    def _go(self, selected: OptionList.OptionSelected) -> None:
        selected.stop()
        finding = self._findings.get(selected.option.id or "")
        if finding is not None:
            self.post_message(Go(finding.section, finding.key, finding.line))
