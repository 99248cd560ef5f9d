"""A draft: what could stand in each field of a section, and accepting it into the fields that are empty."""

from __future__ import annotations

from salestui.domain.period import Period
from salestui.domain.written import FieldKey
from salestui.summary.address import address
from salestui.summary.drafts import draft
from salestui.summary.sections import FORMS
from salestui.work import actions, writing
from salestui.work.desk import Desk
from salestui.work.material import material
from salestui.work.typed_rows import TypedRow, keep_action

ACTION = ("next_steps", "action")


def drafted(desk: Desk, period: Period, section: str, language: str | None = None) -> tuple[tuple[FieldKey, str], ...]:
    """What the figures and the log suggest for `section`, in the document's language. Raises Refusal `section-unknown`."""
    if section not in FORMS:
        address(section)  # refuses with the nearest names
    return draft(section, material(desk, period), language or desk.settings.document_language)


def accept(desk: Desk, period: Period, section: str, drafted: tuple[tuple[FieldKey, str], ...]) -> int:
    """How many texts and next steps were taken. What the rep wrote is never overwritten, and no next step is added twice.

    Raises Refusal `period-finalised`.
    """
    steps = [(key, text) for key, text in drafted if key[:2] == ACTION]
    texts = tuple((key, text) for key, text in drafted if key.section == section and key[:2] != ACTION)
    with desk.store.transaction():
        taken = writing.accept_draft(desk, period, texts)
        standing = {action.text for action in actions.listed(desk, period)}
        rows: dict[int, dict[str, str]] = {}
        for key, text in steps:
            rows.setdefault(key.row, {})[key.part] = text
        new = [values for values in rows.values() if values.get("text") and values["text"] not in standing]
        for values in new:
            keep_action(desk, period, TypedRow(0, values))
        return len(taken) + len(new)
