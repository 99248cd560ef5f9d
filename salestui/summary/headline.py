"""The headline: the five lines that a manager reads even when nothing else is read."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind

KEY = "headline"
LIMIT = 70
SLOTS = ("result", "driver", "weakest", "why", "next")
FIELDS = tuple(Field(slot, Kind.LINE) for slot in SLOTS)
