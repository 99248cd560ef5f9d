"""Where a piece of the rep's text stands in the review: section, field, row and part."""

from __future__ import annotations

import re
from typing import NamedTuple

HEADLINE = "headline"
SECTIONS = ("scope", "goals", "results", "pipeline", "activity", "customers", "team", "context", "next_steps")
WRITTEN = (HEADLINE, *SECTIONS)
"""What the rep writes, in the order of the document."""


class FieldKey(NamedTuple):
    """`context.driver.2.metric` is FieldKey("context", "driver", 2, "metric").

    `row` is 0 where the field does not repeat; `part` is "" for the row's own text. A field whose rows are named instead
    of numbered (`results.why.win_rate`) has row 0 and the name as its part.
    """

    section: str
    field: str
    row: int = 0
    part: str = ""

    def __str__(self) -> str:
        return ".".join(str(bit) for bit in (self.section, self.field, self.row or "", self.part) if bit != "")


class Written(NamedTuple):
    """A text as it stands now. `updated_at` is an instant in UTC."""

    key: FieldKey
    text: str
    updated_at: str


class Revision(NamedTuple):
    """An earlier text of a field; `reason` says what replaced it: typed, draft, restore, assist."""

    id: int
    key: FieldKey
    text: str
    saved_at: str
    reason: str


_LIVE = r"\{\{|\}\}|\{([a-z_]\w*)(?:\[(\w+)=([^\]{}]*)\])?(?:\.([a-z_]+))?\}|\{[^{}\n]{0,80}\}?"


class LiveNumber(NamedTuple):
    """`{win_rate[segment=SMB].prev}` in a text: name, slice, relative, and where it stands (character offsets).

    `name` is None for braces that hold no name that could be meant.
    """

    raw: str
    name: str | None
    dimension: str | None
    member: str | None
    relative: str | None
    start: int
    end: int


def live_numbers(text: str) -> tuple[LiveNumber, ...]:
    """The live numbers of `text` in their order; `{{` and `}}` are braces to be written and are passed over."""
    found = []
    for match in re.finditer(_LIVE, text):
        if match[0] in ("{{", "}}"):
            continue
        name, dimension, member, relative = match[1], match[2], match[3], match[4]
        found.append(LiveNumber(match[0], name, dimension, member, relative, match.start(), match.end()))
    return tuple(found)
