"""A section of the review: where it is written, and beside it what the reader will get, the evidence and the checks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.timer import Timer

from salestui.domain.entry import as_read
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.domain.written import HEADLINE, WRITTEN, FieldKey
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.assemble import section
from salestui.summary.drafts.told import for_reader
from salestui.summary.material import Material
from salestui.summary.sections import FORMS
from salestui.tui.completing import Popup
from salestui.tui.fields.edited import Edited, KeptField, Left
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.metric_pick import MetricPick
from salestui.tui.fields.record_table import RecordTable
from salestui.tui.keys import WRITING
from salestui.tui.live_lookup import LiveLookup
from salestui.tui.messages import Go, Refused, Stored, Told
from salestui.tui.panes.chart_pane import ChartPane
from salestui.tui.panes.checks_pane import ChecksPane
from salestui.tui.panes.evidence_pane import EvidencePane
from salestui.tui.panes.reading_pane import ReadingPane
from salestui.tui.panes.section_panes import SectionPanes
from salestui.tui.panes.write_pane import WritePane
from salestui.tui.place import NARROW, Place
from salestui.tui.row_window import RowWindow
from salestui.tui.section_view import state_said, view_of, words_said
from salestui.work import writing
from salestui.work.fitting import fitting
from salestui.work.review import Review

PAUSE = 0.7
"""Seconds without a key after which findings and states are looked at again."""


class SectionScreen(Place):
    """Any of the nine sections, and the headline: what it asks comes from its declaration."""

    CSS_PATH = "section.tcss"
    KEYS = (
        *("write.begin", "metric.pick", "metric.why", "write.draft", "write.cite", "write.next", "do.help"),
        *("write.versions", "write.pane", "do.go"),
    )
    BINDINGS = [*WRITING, Binding("enter", "write", id="write.begin", show=False)]

    _review: Review
    _stored: dict[FieldKey, str] = {}
    _texts: dict[FieldKey, str] = {}
    _look_again: Timer | None = None
    _written: FieldKey | None = None
    _metric: str | None = None

    def content(self) -> ComposeResult:
        self._unsaved: set[FieldKey] = set()
        self._take_up()
        self._lookup = LiveLookup(self._material, Numbers(self.sitting.desk.language), self.sitting.words)
        yield SectionPanes(self.sitting.words, WritePane(self.sitting, self._maker))
        yield Popup()

    def _take_up(self) -> None:
        """The review as it is in the store now; of what is not saved yet, what was seen there when it was begun."""
        self._review = self.sitting.review
        stored = dict(self._review.summary.material.texts)
        self._texts = stored | {key: self._texts[key] for key in self._unsaved}
        self._stored = stored | {key: self._stored.get(key, "") for key in self._unsaved}

    @property
    def heading(self) -> str:
        said = self.sitting.words
        return f"{WRITTEN.index(self.place)} {said(f'sections.{self.place}.title')}"

    @property
    def _material(self) -> Material:
        """What the review is made from, with what is typed and not yet in the store."""
        material: Material = self._review.summary.material
        return replace(material, texts=self._texts)

    @property
    def _maker(self) -> FormMaker:
        return FormMaker(self.place, self._material, self.sitting.words, self._lookup)

    # reading

    def read(self) -> None:
        self._take_up()
        material = self._material
        self._lookup.turn_to(material)
        self.query_one(WritePane).turn_to(self._maker, self._review.summary)
        entries = fitting(material, self.place)
        self.query_one(EvidencePane).show(entries, material.cited.get(self.place, ()))
        self._show_checks()
        panes = self.query_one(SectionPanes)
        fits = any(field.entry_kinds for field in FORMS[self.place]) or bool(entries)
        missing = {"evidence": fits, "chart": view_of(self.place, material).chart is not None}
        panes.leave_out(frozenset(pane for pane, has in missing.items() if not has))
        self._read_out()

    def _show_checks(self) -> None:
        """What a manager would object to here, and how much stands in the panes."""
        findings = tuple(finding for finding in self._review.findings if finding.section == self.place)
        self.query_one(ChecksPane).show(findings)
        counts = {"evidence": self.query_one(EvidencePane).count, "checks": len(findings)}
        self.query_one(SectionPanes).name_panes(counts)

    def _read_out(self) -> None:
        """The section as it will be read, with what was just typed."""
        material = self._material
        view = view_of(self.place, material, self._metric)
        wording = Wording(self.sitting.document_numbers, material)
        self.query_one(ReadingPane).show(lambda width: view.page(wording, width), self._written)
        self.query_one(ChartPane).show(view.chart, wording)

    @on(RowWindow.Marked)
    def _look_at_marked(self, marked: RowWindow.Marked) -> None:
        if isinstance(marked.window, MetricPick):
            self._look_at(marked.window.metric)

    def _look_at(self, metric: str | None) -> None:
        """The chart is that of the metric which the rep looks at, or writes about."""
        if metric != self._metric:
            self._metric = metric
            chart = view_of(self.place, self._material, metric).chart
            self.query_one(ChartPane).show(chart, Wording(self.sitting.document_numbers, self._material))

    def told(self) -> tuple[Content, ...]:
        said = self.sitting.words
        return (state_said(self._review, self.place, said), words_said(self.place, self._material, said))

    def copied(self) -> str:
        """The section as Markdown, accounts named as in a document."""
        from salestui.render.markdown import section_markdown  # brings the writer of Markdown, for who copies
        from salestui.work.export import Options, wording_of  # as above

        if self.place == HEADLINE:
            return ""
        desk, made = self.sitting.desk, self._review.summary._replace(material=self._material)
        options = Options(language=desk.settings.document_language, accounts=desk.settings.accounts)
        return section_markdown(section(self.place, made.material), wording_of(desk, made, options))

    # writing

    @on(Edited)
    def _keep(self, edited: Edited) -> None:
        """What was typed goes to the store soon, and into the reading pane at once."""
        self._save_soon(edited.field, edited.key, edited.text)
        self._written = edited.key
        self._read_out()
        if self._look_again is not None:
            self._look_again.stop()
        self._look_again = self.set_timer(PAUSE, self._paused)

    def _save_soon(self, field: KeptField, key: FieldKey, text: str) -> None:
        self._texts[key] = text
        self._unsaved.add(key)
        where = f"{self.sitting.period.key}, {self.heading}, {'.'.join(str(part) for part in key[1:] if part)}"
        save = partial(self._save, key, text)
        self.sitting.autosave.soon((self.sitting.period.key, key), save, field.kept, f"{where}\n{text}")

    def hand_over(self) -> None:
        write = self.query_one(WritePane)
        for field in write.texts:
            if field.text != self._texts.get(field.key, ""):
                self._save_soon(field, field.key, field.text)
        for table in write.query(RecordTable):
            table.hand_over()

    def _save(self, key: FieldKey, text: str) -> None:
        """Write the text; a rep at another window who wrote there meanwhile is not overwritten unseen."""
        kept = writing.set_field(self.sitting.desk, self.sitting.period, key, text, seen=self._stored.get(key, ""))
        self._stored[key] = text
        self._unsaved.discard(key)
        if kept.overtaken is not None:
            self.post_message(Told(self.sitting.words("screens.section.overtaken"), fault=True))

    def _paused(self) -> None:
        """The rep stopped typing: findings, states and words are looked at again; all, where more than the words has changed."""
        if self.sitting.autosave.pending:
            return
        if self._seen != self.sitting.version:
            self.sitting.wrote()
            self.freshen()
            return
        self._review = self.sitting.reworded(self._material)
        self._seen = self.sitting.version
        self._show_checks()
        self.say_where()

    @on(Left)
    def _flush(self) -> None:
        self.sitting.autosave.flush()

    def on_screen_suspend(self) -> None:
        self.sitting.autosave.flush()

    def turn_to(self, field: FieldKey, line: int | None = None) -> None:
        self.query_one(SectionPanes).show("write")
        self.query_one(WritePane).begin(field, line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's signature
        """Enter begins to write where nobody is writing."""
        return not (action == "write" and isinstance(self.focused, KeptField))

    def action_write(self) -> None:
        self.query_one(SectionPanes).show("write")
        self.query_one(WritePane).begin(self._written)
        self.focusing()

    async def action_back(self) -> None:
        """Leave the field; from outside a field, leave the section."""
        write = self.query_one(WritePane)
        if self.focused is not None and self.focused is not write:
            self.set_focus(write if write.focusable else None, scroll_visible=False)
        else:
            await self.run_action("app.back")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, KeptField) and event.widget.key.section == self.place:
            self._written = event.widget.key
            if isinstance(event.widget, MetricPick):
                self._look_at(event.widget.metric)
            elif self._written.field == "why":
                self._look_at(self._written.part)

    def action_next_section(self) -> None:
        self._step(1)

    def action_previous_section(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """The next or the previous section; a rep who was writing goes on writing there."""
        self.sitting.autosave.flush()
        place = WRITTEN[(WRITTEN.index(self.place) + by) % len(WRITTEN)]
        first = FieldKey(place, "") if isinstance(self.focused, KeptField) else None
        self.post_message(Go(place, first))

    def action_next_pane(self) -> None:
        self.query_one(SectionPanes).turn_to_next()

    # evidence, drafts, versions

    def action_mark_evidence(self, by: int) -> None:
        self.query_one(EvidencePane).step(by)

    def action_cite(self) -> None:
        """Cite the marked entry, or take the citation back."""
        entry = self.query_one(EvidencePane).marked
        if entry is not None:
            cited = entry.id in self._material.cited.get(self.place, ())
            do = writing.uncite if cited else writing.cite
            done = self.wish(lambda: (do(self.sitting.desk, self.sitting.period, self.place, entry.id), True))
            self.post_message(Stored())
            if (
                done and self.has_class(NARROW) and self.query_one(SectionPanes).in_view != "evidence"
            ):  # the tick is out of sight
                said = "uncited" if cited else "now_cited"
                self.post_message(Told(self.sitting.words(f"screens.section.{said}", entry=one_line(as_read(entry.text)))))

    @on(EvidencePane.Taken)
    def _take(self, taken: EvidencePane.Taken) -> None:
        """Put the entry's words where the rep was writing, and cite it."""
        field = self.query_one(WritePane).field_of(self._written) if self._written else None
        if isinstance(field, KeptText):
            field.add(for_reader(taken.entry.text))
        self.wish(lambda: writing.cite(self.sitting.desk, self.sitting.period, self.place, taken.entry.id))
        self.post_message(Stored())
        self.action_write()

    def action_draft(self) -> None:
        from salestui.tui.dialogs.proposal import Proposal  # opened by few, and not before the first screen is up

        self.sitting.autosave.flush()
        self.sitting.settle()
        self.app.push_screen(Proposal(self.sitting, self.place), self._changed)

    def action_assist(self) -> None:
        """Ask the rep's own program for a proposal; what it would be told is shown first."""
        from salestui.tui.dialogs.assist import Assist  # opened by few, and not before the first screen is up
        from salestui.work.proposing import told

        sitting = self.sitting
        sitting.autosave.flush()
        sitting.settle()
        if not sitting.desk.settings.assist:
            self.post_message(Refused(Refusal("assist-off", path=sitting.desk.settings.path)))
            return
        text = self.wish(lambda: told(sitting.review.summary, self.place, sitting.document_numbers))
        if text is not None:
            self.app.push_screen(Assist(sitting, self.place, self._written, text), self._changed)

    def action_versions(self) -> None:
        from salestui.tui.dialogs.versions import Versions  # opened by few, and not before the first screen is up

        self.sitting.autosave.flush()
        self.app.push_screen(Versions(self.sitting, self.place), self._changed)

    def _changed(self, done: bool | None) -> None:
        """A draft or an earlier version stands in the store: show it."""
        if done:
            self.post_message(Stored())
