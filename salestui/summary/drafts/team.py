"""The team section's draft: what was logged as help to others, with its effect."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.written import FieldKey
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller
from salestui.summary.sections.team import KEY


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """A row for each entry; an effect that the entry does not name is a gap."""
    for row, told in enumerate(allotted.of(KEY), start=1):
        yield FieldKey(KEY, "contribution", row), told.action
        yield FieldKey(KEY, "contribution", row, "effect"), told.effect or teller.gap("effect")
