"""A draft as a proposal: what it would put into the empty fields; what the rep wrote stays, with the difference beside it.

Its numbers stand as they will be read: nobody agrees to a sentence in which there are names for them.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.domain.text import plain_text
from salestui.domain.written import FieldKey
from salestui.metrics.registry import METRICS
from salestui.render.wording import Wording
from salestui.summary.drafts import draft
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.dialogs.differing import differing
from salestui.tui.entry_words import metric_said
from salestui.tui.field_words import field_said
from salestui.tui.panes.chosen_list import ChosenList
from salestui.tui.sitting import Sitting
from salestui.work import writing
from salestui.work.drafts import accept


class Proposal(Dialog[bool]):
    """Enter takes all that is ticked; space ticks. Gives back True where something was taken."""

    DEFAULT_CSS = """
    Proposal ChosenList { max-height: 100%; }
    Proposal #nothing { height: auto; color: $text-muted; }
    """
    BINDINGS = [Binding("space", "tick", id="draft.tick", show=False)]
    AUTO_FOCUS = "ChosenList"

    def __init__(self, sitting: Sitting, section: str) -> None:
        super().__init__(sitting)
        self._section = section
        material = sitting.review.summary.material
        self._wording = Wording(sitting.document_numbers, material)
        self._standing = writing.texts(sitting.desk, sitting.period)
        self._drafted = draft(section, material, sitting.desk.settings.document_language)
        self._taken = {key for key, _ in self._drafted if not self._standing.get(key)}
        self._texts = dict(self._drafted)

    @property
    def heading(self) -> str:
        said = self.sitting.words
        return said("screens.proposal.title", section=said(f"sections.{self._section}.title"))

    @property
    def foot(self) -> str:
        takes = any(not self._standing.get(key) for key in self._texts)
        return self.sitting.words("screens.proposal.foot" if takes else "screens.listing.read")

    def content(self) -> ComposeResult:
        yield ChosenList(in_full=True)
        nothing = Static(Content(self.sitting.words("screens.proposal.nothing")), id="nothing")
        nothing.display = not self._drafted
        yield nothing

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one(ChosenList).show([(str(key), self._item(key)) for key in self._texts])

    def _item(self, key: FieldKey) -> Content:
        standing, text = self._standing.get(key, ""), self._texts[key]
        label = (f"{field_said(key, self.sitting.words)}: ", "bold")
        if standing:
            stays = self.sitting.words("screens.proposal.stays")
            return Content.assemble("    ", label, (f"({stays}) ", "dim")) + differing(self._read(standing), self._read(text))
        mark = "[x] " if key in self._taken else "[ ] "
        return Content.assemble(mark, label, (plain_text(self._read(text)), "$text-success"))

    def _read(self, text: str) -> str:
        """The text as a reader gets it; a metric by its name."""
        return metric_said(text, self.sitting.words) if text in METRICS else self._wording.filled(text)

    def action_tick(self) -> None:
        """Take the marked text, or leave it."""
        marked = self.query_one(ChosenList).marked
        key = next((key for key in self._texts if str(key) == marked), None)
        if key is not None and not self._standing.get(key):
            self._taken ^= {key}
            self._show()

    @on(OptionList.OptionSelected)
    def _accept(self) -> None:
        sitting = self.sitting
        taken = tuple((key, text) for key, text in self._drafted if key in self._taken)
        if taken and self.wish(lambda: accept(sitting.desk, sitting.period, self._section, taken)) is not None:
            self.dismiss(True)
        elif not taken:
            self.dismiss(None)
