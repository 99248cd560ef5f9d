"""What a rep calls a field of the review, and a step that can be taken back: never by its key."""

from __future__ import annotations

from salestui.domain.written import FieldKey
from salestui.guide import Words
from salestui.summary.fields import label_key
from salestui.summary.sections import FORMS, field_of
from salestui.tui.entry_words import metric_said
from salestui.work.undo import UndoStep


def field_said(key: FieldKey, said: Words) -> str:
    """A field, or a part of it, as its form names it; the row's number behind it."""
    field = field_of(key.section, key.field)
    if field is None:
        return str(key)
    if field.named_by:
        return metric_said(key.part, said)
    part = field.part(key.part)
    name = label_key(key.section, field, part) if part or not key.part else f"sections.{key.section}.field.{key.part}"
    label = said(f"{name}.label") if said.has(f"{name}.label") else key.part or key.field
    return f"{label} {key.row}" if key.row else label


def step_said(step: UndoStep, said: Words) -> str:
    """What was removed or replaced."""
    subject = step.subject
    section, _, rest = subject.partition(".")
    if step.what in ("text_changed", "citation_removed") and section in FORMS:
        title = said(f"sections.{section}.title")
        subject = f"{title}, {field_said(_key(section, rest), said)}" if rest else title
    elif step.what == "measurement_changed":
        subject = metric_said(subject, said)
    elif step.what == "accepted_raised" and said.has(f"checks.{subject}.title"):
        subject = said(f"checks.{subject}.title")
    return said(f"undo.{step.what}", subject=subject)


def _key(section: str, rest: str) -> FieldKey:
    field, *more = rest.split(".")
    row = int(more.pop(0)) if more and more[0].isdecimal() else 0
    return FieldKey(section, field, row, ".".join(more))
