"""Where the rep writes: the question, the figures that answer part of it, and a field for each thing that it asks."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from salestui.domain.written import HEADLINE, FieldKey
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.fields import Field, Kind
from salestui.summary.sections import FORMS
from salestui.summary.summary import Summary
from salestui.tui.fields.edited import KeptField
from salestui.tui.fields.form import FormMaker
from salestui.tui.fields.goal_table import GoalTable
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.fields.metric_pick import MetricPick
from salestui.tui.fields.named_texts import NamedTexts
from salestui.tui.fields.record_table import RecordTable
from salestui.tui.fields.records import PeriodCard, record_widget
from salestui.tui.fields.rows import Rows
from salestui.tui.panes.facts import Facts
from salestui.tui.sitting import Sitting


class WritePane(VerticalScroll):
    """The form of one section."""

    DEFAULT_CSS = """
    WritePane { padding: 0 1; scrollbar-gutter: stable; }
    WritePane #question { text-style: bold; height: auto; }
    WritePane #help { color: $text-muted; height: auto; margin-bottom: 1; }
    """

    def __init__(self, sitting: Sitting, maker: FormMaker) -> None:
        super().__init__(classes="pane")
        self._sitting = sitting
        self._maker = maker

    def compose(self) -> ComposeResult:
        said, section = self._maker.said, self._maker.section
        asked = self._maker.material.template.prompts.get(section) or said(f"sections.{section}.question")
        yield Static(Content(asked), id="question")
        yield Static(Content(said(f"sections.{section}.help")), id="help")
        yield Facts()
        for field in FORMS[section]:
            yield self._widget(field)

    def _widget(self, field: Field) -> Widget:
        if field.kind is Kind.RECORD:
            return record_widget(self._sitting, self._maker, field)
        if field.kind is Kind.METRIC and field.repeats:
            return MetricPick(self._maker, field)
        if field.named_by:
            return NamedTexts(self._maker, field)
        return Rows(self._maker, field) if field.repeats else self._maker.single(field)

    @property
    def fields(self) -> Iterator[KeptField]:
        """Every field in the order of the form."""
        return (widget for widget in self.query("*") if isinstance(widget, KeptField))

    @property
    def texts(self) -> Iterator[KeptText]:
        """The texts of the section itself, without those of records."""
        for field in self.query(KeptText):
            if field.key.section == self._maker.section and not _in_a_record(field):
                yield field

    def field_of(self, key: FieldKey) -> KeptField | None:
        """The field that keeps `key`; for a row that is not there, the first of its field."""
        near = [field for field in self.fields if (field.key.section, field.key.field) == (key.section, key.field)]
        return next((field for field in near if field.key == key), near[0] if near else None)

    def turn_to(self, maker: FormMaker, summary: Summary) -> None:
        """Show what is in the store now; fields in use keep what is in them."""
        self._maker = maker
        for field in self.fields:
            if isinstance(field, MetricPick):
                field.turn_to(maker)
            elif field.key.section == maker.section and not _in_a_record(field):
                field.take_over(maker.text(field.key))
        for texts in self.query(NamedTexts):
            texts.turn_to(maker)
        for goals in self.query(GoalTable):
            goals.turn_to(maker)
        for table in self.query(RecordTable):
            table.turn_to_store()
        self._show_facts(summary)

    def _show_facts(self, summary: Summary) -> None:
        if self._maker.section not in (HEADLINE, "results"):  # the results' figures stand in the field that picks them
            wording = Wording(Numbers(self._maker.said.language, brief=True), summary.material)
            facts = summary.section(self._maker.section).facts
            self.query_one(Facts).show(facts, wording)

    def begin(self, key: FieldKey | None = None, line: int | None = None) -> None:
        """Put the cursor into the field of `key` (the first where none is named), at that line."""
        field = self.field_of(key) if key and key.field else next(self.fields, None)
        if field is not None:
            field.focus()
            if line is not None and isinstance(field, KeptText):
                field.move_cursor((line - 1, 0))

    @on(MetricPick.Picked)
    def _named(self, picked: MetricPick.Picked) -> None:
        """Each chosen metric has its line of why."""
        for texts in self.query(NamedTexts):
            texts.show(picked.metrics)


def _in_a_record(field: KeptField) -> bool:
    return any(isinstance(node, (RecordTable, PeriodCard)) for node in field.ancestors)
