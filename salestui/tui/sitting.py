"""A rep at the desk with one period before them: what all screens of the app share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.guide import Words, words
from salestui.tui.autosave import Autosave
from salestui.work import periods
from salestui.work.desk import Desk

if TYPE_CHECKING:
    from salestui.render.numbers import Numbers
    from salestui.summary.material import Material
    from salestui.summary.summary import Finding
    from salestui.tui.names import Names
    from salestui.work.review import Review

LONGEST_VALUE = 120

PATIENCE = 1.0
"""Seconds that the app waits for another program which holds the store, before it says so: the screen stands still meanwhile."""


class Sitting:
    """The open desk, the period under review, the words of the app's language, and what is not yet on disk.

    `version` changes with whatever was written, here or by another program; a screen that shows an older one reads again.
    """

    def __init__(self, desk: Desk, autosave: Autosave) -> None:
        self.desk = desk
        self.autosave = autosave
        desk.store.wait_at_most(PATIENCE)
        self.period = periods.chosen(desk)
        self._written_here = 0
        self._review: tuple[tuple[tuple[int, int], Period], Review] | None = None
        self._objections: tuple[Review, tuple[Finding, ...]] | None = None
        self._names: tuple[tuple[int, int], Names] | None = None

    @property
    def words(self) -> Words:
        return words(self.desk.language)

    @property
    def version(self) -> tuple[int, int]:
        return self._written_here, self.desk.store.data_version()

    def wrote(self) -> None:
        """Note that this app wrote; the store tells of others' writes by itself."""
        self._written_here += 1

    @property
    def new(self) -> bool:
        """Whether the store holds nothing yet: no period, no entry, no deal."""
        if periods.listed(self.desk.store):
            return False
        from salestui.work import log  # as below: only where no period has begun

        if log.listed(self.desk.store, limit=1):
            return False
        return self.review.summary.material.newest_import is None

    def open(self, desk: Desk) -> None:
        """Sit down at another desk: the sample's."""
        self.autosave.flush()
        desk.store.wait_at_most(PATIENCE)
        self.desk = desk
        self.period = periods.chosen(desk)
        self.wrote()

    def turn_to(self, period: Period) -> None:
        """Look at another period from now on."""
        self.period = period
        self.wrote()

    @property
    def review(self) -> Review:
        """The review of the period as it stands now."""
        version = self.version
        if self._review is None or self._review[0] != (version, self.period):
            from salestui.work.review import review  # figures, sections and checks: not before a screen shows them

            self._review = (version, self.period), review(self.desk, self.period)
        return self._review[1]

    def reworded(self, material: Material) -> Review:
        """The review with the texts of `material`, which differs in them alone: no figure is computed again."""
        from salestui.summary.assemble import assemble  # as above
        from salestui.work.review import Review, findings

        self.wrote()
        summary = assemble(material)
        made = Review(summary, findings(self.desk, summary))
        self._review = (self.version, self.period), made
        return made

    @property
    def objections(self) -> tuple[Finding, ...]:
        """The findings of the review with those about the whole document, which is laid out for them."""
        review = self.review
        if self._objections is None or self._objections[0] is not review:
            from salestui.work.checking import findings_of  # brings the writer of the document

            self._objections = review, findings_of(self.desk, review.summary)
        return self._objections[1]

    @property
    def document_numbers(self) -> Numbers:
        """How the document writes numbers: in its own language, as the settings say."""
        from salestui.render.numbers import Numbers  # as above

        settings = self.desk.settings
        return Numbers(settings.document_language, settings.percent_space, settings.ratio_decimals)

    @property
    def names(self) -> Names:
        """What can be named in a line: accounts, metrics, tags."""
        from salestui.tui.names import names_known  # as above

        version = self.version
        if self._names is None or self._names[0] != version:
            self._names = version, names_known(self.desk)
        return self._names[1]

    def sentence(self, refusal: Refusal) -> str:
        """What happened and what to do, in the rep's language, with data cut to what a notice holds."""
        said = self.words
        values = {name: _short(value) for name, value in refusal.values.items()}
        return f"{said(f'refusals.{refusal.slug}.what', **values)}\n{said(f'refusals.{refusal.slug}.mend', **values)}".strip()


def _short(value: object) -> str:
    text = one_line(str(value))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
