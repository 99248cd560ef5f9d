"""A rep at the desk with one period before them: what all screens of the app share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.guide import Words, words
from salestui.tui.autosave import Autosave
from salestui.tui.figures_beside import Figures
from salestui.work import periods
from salestui.work.desk import Desk

if TYPE_CHECKING:
    from salestui.render.numbers import Numbers
    from salestui.summary.material import Material
    from salestui.summary.summary import Finding
    from salestui.tui.names import Names
    from salestui.work.review import Review

LONGEST_VALUE = 120

_NAMES_CHECKS = {"checks-errors": "checks", "check-not-kept": "check"}
"""Refusals about checks, and under which name they have them."""

PATIENCE = 1.0
"""Seconds that the app waits for another program which holds the store, before it says so: the screen stands still meanwhile."""


class Sitting:
    """The open desk, the period under review, the words of the app's language, and what is not yet on disk.

    `version` changes with whatever was written, here or by another program; a screen that shows an older one reads again.
    `begun_line` is a line of the log that was typed and left without being logged.
    """

    def __init__(self, desk: Desk, autosave: Autosave, figures: Figures) -> None:
        self.desk = desk
        self.autosave = autosave
        self.figures = figures
        desk.store.wait_at_most(PATIENCE)
        self.period = periods.chosen(desk)
        self.begun_line = ""
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
        from salestui.work import log  # only where no period has begun

        if log.listed(self.desk.store, limit=1):
            return False
        from salestui.work import imports  # as above

        return all(run.undone_at is not None for run in imports.listed(self.desk))

    def open(self, desk: Desk) -> None:
        """Sit down at another desk: the sample's."""
        self.autosave.flush()
        desk.store.wait_at_most(PATIENCE)
        self.desk = desk
        self.period = periods.chosen(desk)
        self._review = None
        self.wrote()

    def turn_to(self, period: Period) -> None:
        """Look at another period from now on."""
        self.period = period
        self.wrote()

    @property
    def review(self) -> Review:
        """The review of the period as it stands now; while its figures are being worked out, with those before."""
        version = self.version
        if self._review is None or self._review[0] != (version, self.period):
            from salestui.work.review import retold, review  # figures, sections and checks: not before a screen shows them

            if self._last is not None and not self.figures.ready(self.desk, self.period):
                made = retold(self.desk, self.period, self._last)
            else:
                self.figures.wait(self.period)
                made = review(self.desk, self.period)
            self._review = (version, self.period), made
        return self._review[1]

    @property
    def waits(self) -> bool:
        """Whether `review` would be waited for: its figures are being worked out, and there are none before."""
        return self._last is None and not self.figures.ready(self.desk, self.period)

    @property
    def _last(self) -> Review | None:
        """What was shown of this period before."""
        return self._review[1] if self._review is not None and self._review[0][1] == self.period else None

    def settle(self) -> None:
        """Have the figures of today in the review, for what is made from it to stay."""
        while not self.figures.ready(self.desk, self.period):
            self.figures.wait(self.period)
            self.wrote()

    def reworded(self, material: Material) -> Review:
        """The review with the texts of `material`, which differs in them alone: no figure is computed again."""
        from salestui.work.review import of  # as above

        self.wrote()
        made = of(self.desk, material)
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

    def sentence(self, refusal: Refusal, *, here: bool = True) -> str:
        """What happened and what to do, in the rep's language, with data cut to what a notice holds.

        Where the refusal names what to type in the shell, what to do `here`, in the app, stands in its place.
        """
        said = self.words
        values = {name: _short(value) for name, value in (_in_words(refusal, said) if here else refusal.values).items()}
        mend = mended_here(refusal.slug, said) if here else f"refusals.{refusal.slug}.mend"
        return f"{said(f'refusals.{refusal.slug}.what', **values)}\n{said(mend, **values)}".strip()


def mended_here(slug: str, said: Words) -> str:
    """The key of what to do in the app about a refusal."""
    own = f"instead.mend.{slug}"
    return own if said.has(own) else f"refusals.{slug}.mend"


def _in_words(refusal: Refusal, said: Words) -> Mapping[str, object]:
    """What the refusal names, with each check by its title: its key is a word of the shell."""
    name = _NAMES_CHECKS.get(refusal.slug)
    if name is None:
        return refusal.values
    keys = str(refusal.values[name]).split(", ")
    titles = ", ".join(said("screens.app.named", name=said(f"checks.{key}.title")) for key in keys)
    return {**refusal.values, name: titles}


def _short(value: object) -> str:
    if isinstance(value, Path):
        from salestui.work.export_files import shortened  # shlex and urllib, for a refusal alone

        value = shortened(value)
    text = one_line(str(value))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
