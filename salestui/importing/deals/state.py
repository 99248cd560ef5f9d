"""A state of a deal: a value for each field that an export can tell, or that it was not told."""

from __future__ import annotations

from enum import Enum

from salestui.domain.deal import STATE_FIELDS

AT = {field: index for index, field in enumerate(STATE_FIELDS)}


class Unseen(Enum):
    """What stands in a state for a field that was not told (which is not the same as told to be empty)."""

    UNSEEN = "unseen"


UNSEEN = Unseen.UNSEEN
State = tuple[object, ...]
"""One value for each of STATE_FIELDS: a text, an integer, None, or UNSEEN."""


def as_text(value: object) -> str | None:
    """A value as a `DealChange` writes it."""
    return None if value is None or value is UNSEEN else str(value)
