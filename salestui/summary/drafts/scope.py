"""The scope's draft: territory and segment as the people's file has them, and the changes that were agreed or logged."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.entry import PROCESS
from salestui.domain.text import same_name
from salestui.domain.written import FieldKey
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller
from salestui.summary.drafts.told import told
from salestui.summary.sections.scope import KEY


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    del allotted  # what changed the scope is said here only
    material = teller.material
    own = next(
        (person for person in material.people if material.name and same_name(person.name) == same_name(material.name)), None
    )
    if own and own.territory:
        yield FieldKey(KEY, "territory"), own.territory
    if own and own.segment:
        yield FieldKey(KEY, "segment"), own.segment
    changes = [
        ("pricing", entry.on, told(entry).action)
        for entry in material.entries
        if entry.kind == PROCESS and "pricing" in entry.tags
    ]
    changes += [
        ("coverage" if adjustment.reason == "leave" else "territory", adjustment.agreed_on, adjustment.note)
        for goal in material.goals
        for adjustment in goal.adjustments
        if adjustment.reason in ("reassigned", "leave") and not goal.owner
    ]
    for row, (kind, day, note) in enumerate(sorted(changes, key=lambda change: change[1]), start=1):
        yield FieldKey(KEY, "change", row, "kind"), kind
        yield FieldKey(KEY, "change", row, "date"), day.isoformat()
        yield FieldKey(KEY, "change", row, "note"), note
