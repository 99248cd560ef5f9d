"""The form of a section, made from its declaration: one widget for each field, in the order in which it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.widget import Widget

from salestui.domain.written import FieldKey
from salestui.guide import Words
from salestui.summary.fields import Field, Kind, Part, label_key
from salestui.summary.material import Material
from salestui.tui.completion import nothing
from salestui.tui.fields.choice import Choice, Flag
from salestui.tui.fields.kept_text import KeptText
from salestui.tui.live_lookup import LiveLookup

_CHOICE_WORDS = {
    ("scope", "motion"): "words.motion",
    ("scope", "change"): "words.scope_change",
    ("activity", "process"): "words.process_change",
}


@dataclass(frozen=True)
class FormMaker:
    """What the fields of one section need to be made: the texts, the words, and the live numbers."""

    section: str
    material: Material
    said: Words
    lookup: LiveLookup

    def text(self, key: FieldKey) -> str:
        return self.material.texts.get(key, "")

    def words(self, field: Field, what: str, part: Part | None = None) -> str:
        """The label or placeholder of a field or of a part of its rows; "" where the guide has none."""
        key = f"{label_key(self.section, field, part)}.{what}"
        return self.said(key) if self.said.has(key) else ""

    def single(self, field: Field, row: int = 0, label: str = "") -> Widget:
        """The widget of the field's own text, in that row."""
        key = FieldKey(self.section, field.key, row)
        return self._made(field.kind, key, label or self.words(field, "label"), self.words(field, "placeholder"), field.choices)

    def part(self, field: Field, part: Part, row: int) -> Widget:
        """The widget of one part of a row."""
        key = FieldKey(self.section, field.key, row, part.key)
        label, placeholder = self.words(field, "label", part), self.words(field, "placeholder", part)
        return self._made(part.kind, key, label, placeholder, part.choices)

    def named(self, field: Field, name: str) -> Widget:
        """The widget of a field whose rows are named by metrics."""
        key = FieldKey(self.section, field.key, 0, name)
        return self._made(field.kind, key, self.lookup.label(name), self.words(field, "placeholder"), ())

    def _made(self, kind: Kind, key: FieldKey, label: str, placeholder: str, choices: tuple[str, ...]) -> Widget:
        text = self.text(key)
        if kind is Kind.CHOICE:
            words = _CHOICE_WORDS.get((key.section, key.field), "words")
            return Choice(key, label, tuple((choice, self.said(f"{words}.{choice}")) for choice in choices), text)
        if kind is Kind.FLAG:
            return Flag(key, label, text)
        suggest = {Kind.METRIC: self.lookup.suggest_metric, Kind.DAY: nothing}.get(kind, self.lookup.suggest)
        return KeptText(
            key,
            label,
            text,
            single=kind is not Kind.PROSE,
            placeholder=placeholder,
            suggest=suggest,
            known=self.lookup.known,
            gloss=self.lookup.gloss if kind is Kind.METRIC else None,
            saved_words=lambda time: self.said("screens.section.saved", time=time),
            unsaved=self.said("screens.app.not_written"),
        )


def rows_of(maker: FormMaker, field: Field) -> Iterator[int]:
    """The rows to be shown: those written, at least as many as the section wants, and one more where more may follow."""
    written = maker.material.rows(maker.section, field.key)
    last = max((*written, field.at_least, 1))
    shown = [*written, *(row for row in range(1, last + 1) if row not in written)]
    yield from sorted(shown)
    if last in written and (field.at_most is None or len(written) < field.at_most):
        yield last + 1
