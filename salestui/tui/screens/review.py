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
from salestui.tui.dialogs.listing import Listing
from salestui.tui.finding_words import finding_said
from salestui.tui.messages import Go, Stored
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.place import Place
from salestui.tui.row_in_full import Column, Row
from salestui.work import mending, review


class ReviewScreen(Place):
    """A finding that the rep has a reason for can be kept with that reason."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "ChosenList"
    KEYS = ("list.choose", "review.mend", "review.accept", "go.preview", "do.export", "do.help", "review.take_back")
    BINDINGS = [
        Binding("space", "set_right", id="review.mend", show=False),
        Binding("a", "accept", id="review.accept", show=False),
        Binding("z", "take_back", id="review.take_back", show=False),
    ]

    _findings: dict[str, Finding] = {}
    _kept: tuple[review.AcceptedRecord, ...] = ()

    def content(self) -> ComposeResult:
        yield ChosenList(in_full=True)
        yield Static(Content(self.word("none")), id="none")

    def read(self) -> None:
        said = self.sitting.words
        findings = self.sitting.objections
        self._kept = review.accepted(self.sitting.desk, self.sitting.period)
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
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Where there is no finding there is none to mend or to keep."""
        return action not in ("set_right", "accept") or bool(self._findings)

    def told(self) -> tuple[Content, ...]:
        said = self.sitting.words
        counts = {
            severity: sum(one.severity == severity for one in self._findings.values()) for severity in ("error", "warn", "hint")
        }
        told = [f"{count} {said(f'words.severity.{severity}')}" for severity, count in counts.items() if count]
        if self._kept:
            told.append(self.word("kept", count=len(self._kept)))
        return tuple(map(Content, told))

    @property
    def _marked(self) -> Finding | None:
        return self._findings.get(self.query_one(ChosenList).marked or "")

    @on(OptionList.OptionSelected)
    def action_mend(self) -> None:
        finding = self._marked
        if finding is not None:
            self.post_message(Go(finding.section, finding.key, finding.line))

    def action_set_right(self) -> None:
        """Mend the marked finding where that needs no words of the rep's; else go to where it is mended."""
        finding = self._marked
        if finding is None:
            return
        self.sitting.autosave.flush()
        done = self.wish(lambda: mending.mend(self.sitting.desk, self.sitting.period, finding))
        if done:
            self.post_message(Stored())
        elif done is not None:
            self.action_mend()

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

    def action_take_back(self) -> None:
        """Choose, among what is kept with a reason, what is raised again."""
        said, kept = self.sitting.words, self._kept
        rows = [Row((said(f"checks.{one.check}.title"), self._place_of(one.section), one.why)) for one in kept]
        columns = [Column(self.word("finding"), 28), Column(self.word("place"), 22, least=84), Column(self.word("why"), 0)]

        def raised(index: int | None) -> None:
            if index is not None:
                one = kept[index]
                self.wish(lambda: review.take_back(self.sitting.desk, self.sitting.period, one.check, one.section))
                self.post_message(Stored())

        self.app.push_screen(Listing(self.sitting, self.word("take_back"), columns, rows, self.word("none_kept"), "raises"), raised)

    def _place_of(self, section: str | None) -> str:
        return self.sitting.words(f"sections.{section}.title") if section else ""

    def _accepted(self, kept: object) -> None:
        if kept is not None:
            self.post_message(Stored())
