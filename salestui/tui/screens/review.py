"""What a manager would ask: the findings in the order in which they would be raised; enter goes to the very line."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.summary.summary import Finding
from salestui.tui.dialogs.form import Asked, Form
from salestui.tui.finding_words import finding_said
from salestui.tui.messages import Go, Stored
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.place import Place
from salestui.work import review


class ReviewScreen(Place):
    """A finding that the rep has a reason for can be kept with that reason."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "ChosenList"
    KEYS = ("list.choose", "review.accept", "go.preview", "do.export", "do.help", "do.back")
    BINDINGS = [
        Binding("a", "accept", id="review.accept", show=False),
    ]

    _findings: dict[str, Finding] = {}

    def content(self) -> ComposeResult:
        yield ChosenList(in_full=True)
        yield Static(Content(self.word("none")), id="none")

    def read(self) -> None:
        said = self.sitting.words
        findings = self.sitting.review.findings
        self._findings = {f"{one.check}|{one.section}|{one.subject}|{number}": one for number, one in enumerate(findings)}
        items = []
        for name, finding in self._findings.items():
            title = f"sections.{finding.section}.title"
            place = said(title) if said.has(title) else ""
            items.append((name, finding_said(finding, said, place=place)))
        table = self.query_one(ChosenList)
        table.show(items)
        table.display = bool(items)
        self.query_one("#none").display = not items

    def told(self) -> tuple[Content, ...]:
        said = self.sitting.words
        counts = {
            severity: sum(one.severity == severity for one in self._findings.values()) for severity in ("error", "warn", "hint")
        }
        return tuple(Content(f"{count} {said(f'words.severity.{severity}')}") for severity, count in counts.items() if count)

    @property
    def _marked(self) -> Finding | None:
        return self._findings.get(self.query_one(ChosenList).marked or "")

    @on(OptionList.OptionSelected)
    def action_mend(self) -> None:
        finding = self._marked
        if finding is not None:
            self.post_message(Go(finding.section, finding.key, finding.line))

    def action_accept(self) -> None:
        """Keep the marked finding, with the reason for it."""
        finding = self._marked
        if finding is None:
            return

        def keep(answers: Mapping[str, str]) -> bool:
            review.accept(self.sitting.desk, self.sitting.period, finding, answers["why"])
            return True

        asked = (Asked("why", self.word("why"), self.word("why_how")),)
        self.app.push_screen(Form(self.sitting, self.word("accept"), asked, keep), self._accepted)

    def _accepted(self, kept: object) -> None:
        if kept is not None:
            self.post_message(Stored())
