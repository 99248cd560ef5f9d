"""A proposal for a section from figures and log entries; nothing is written until the rep accepts it."""

from __future__ import annotations

from salestui.domain.period import Period
from salestui.domain.written import FieldKey
from salestui.summary.address import address
from salestui.summary.drafts import draft
from salestui.summary.sections import FORMS
from salestui.work.desk import Desk
from salestui.work.material import material


def drafted(desk: Desk, period: Period, section: str, language: str | None = None) -> tuple[tuple[FieldKey, str], ...]:
    """What could stand in each field of `section`, in the document's language. Raises Refusal `section-unknown`."""
    if section not in FORMS:
        address(section)  # refuses with the nearest names
    return draft(section, material(desk, period), language or desk.settings.document_language)
