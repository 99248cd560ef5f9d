"""The earlier texts of a section, each beside what stands there now; enter brings one back."""

from __future__ import annotations

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from salestui.domain.text import one_line
from salestui.domain.written import Revision
from salestui.tui.dialogs.dialog import Dialog
from salestui.tui.dialogs.differing import differing
from salestui.tui.entry_words import day_said
from salestui.tui.field_words import field_said
from salestui.tui.row_in_full import Column, Row
from salestui.tui.row_window import MadeRows, RowWindow
from salestui.tui.scroll import Scroll
from salestui.tui.sitting import Sitting
from salestui.work import writing


class Versions(Dialog[bool]):
    """Gives back True where a text was brought back."""

    DEFAULT_CSS = """
    Versions RowWindow { height: auto; max-height: 12; padding: 0; }
    Versions Scroll { height: auto; max-height: 12; border-top: solid $border-blurred; }
    Versions.-tall RowWindow { max-height: 9; }
    Versions.-tall Scroll { max-height: 10; }
    Versions.-short RowWindow { max-height: 7; }
    Versions.-short Scroll { max-height: 9; }
    Versions Static { height: auto; }
    """
    AUTO_FOCUS = "RowWindow"

    def __init__(self, sitting: Sitting, section: str) -> None:
        super().__init__(sitting)
        self._section = section
        self._texts = writing.texts(sitting.desk, sitting.period)
        self._revisions = writing.history(sitting.desk, sitting.period, section)

    @property
    def heading(self) -> str:
        said = self.sitting.words
        return said("screens.versions.title", section=said(f"sections.{self._section}.title"))

    @property
    def foot(self) -> str:
        return self.sitting.words("screens.versions.foot" if self._revisions else "screens.listing.read")

    def content(self) -> ComposeResult:
        said = self.sitting.words
        yield RowWindow(
            [
                Column(said("screens.versions.when"), 18),
                Column(said("screens.versions.field"), 20, least=60),
                Column(said("screens.versions.text"), 0),
            ],
            empty=Content(said("screens.versions.none")),
        )
        with Scroll():
            yield Static(id="difference")

    def on_mount(self) -> None:
        self.query_one(RowWindow).show(MadeRows(self._revisions, self._row))
        self._compare()

    def _row(self, revision: Revision) -> Row:
        return Row((self._when(revision), field_said(revision.key, self.sitting.words), one_line(revision.text)))

    def _when(self, revision: Revision) -> str:
        """When the text was saved, by the rep's own clock."""
        at = datetime.fromisoformat(revision.saved_at).astimezone()
        return f"{day_said(at.date(), self.sitting.words, self.sitting.desk.today)} {at:%H:%M}"

    @on(RowWindow.Marked)
    def _compare(self) -> None:
        """What would change if the marked text came back."""
        if self._revisions:
            revision = self._revisions[self.query_one(RowWindow).marked]
            now = self._texts.get(revision.key, "")
            self.query_one("#difference", Static).update(differing(now, revision.text))

    @on(RowWindow.Chosen)
    def _restore(self, chosen: RowWindow.Chosen) -> None:
        revision = self._revisions[chosen.index]
        sitting = self.sitting
        if self.wish(lambda: writing.restore(sitting.desk, sitting.period, self._section, revision.id)) is not None:
            self.dismiss(True)
