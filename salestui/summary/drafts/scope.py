"""The scope's draft: territory and segment as the people's file has them, and the changes that were agreed or logged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salestui.domain.text import same_name
from salestui.domain.written import FieldKey
from salestui.summary.drafts.allotted import Allotted, scope_changes
from salestui.summary.drafts.teller import Teller
from salestui.summary.sections.scope import KEY

SAME_CHANGE_DAYS = 3
"""An entry and an adjustment of the quota this near to each other speak of one change."""


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    del allotted  # the entries that say what changed the scope are kept apart for it
    material = teller.material
    own = next(
        (person for person in material.people if material.name and same_name(person.name) == same_name(material.name)), None
    )
    if own and own.territory:
        yield FieldKey(KEY, "territory"), own.territory
    if own and own.segment:
        yield FieldKey(KEY, "segment"), own.segment
    changes = [(kind, one.entry.on, one.action) for kind, one in scope_changes(material)]
    told_on = [day for _, day, _ in changes]
    changes += [
        ("coverage" if one.reason == "leave" else "territory", one.agreed_on, teller.say("drafts.scope.adjusted"))
        for goal in material.goals
        for one in goal.adjustments
        if one.reason in ("reassigned", "leave") and not goal.owner and not _near(one.agreed_on, told_on)
    ]
    for row, (kind, day, note) in enumerate(sorted(changes, key=lambda change: change[1]), start=1):
        yield FieldKey(KEY, "change", row, "kind"), kind
        yield FieldKey(KEY, "change", row, "date"), day.isoformat()
        yield FieldKey(KEY, "change", row, "note"), note


def _near(day: date, days: list[date]) -> bool:
    return any(abs((day - one).days) <= SAME_CHANGE_DAYS for one in days)
