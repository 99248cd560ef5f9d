"""A next step: something to keep or to fix, with the metric in which it will show."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

KEEP, FIX = "keep", "fix"


class Action(NamedTuple):
    """`target` is the text as typed ("85 %"), `by` the day it is due, `reporting` whether it improves the reporting."""

    id: int
    period: str
    kind: str
    text: str
    metric: str | None = None
    target: str | None = None
    by: date | None = None
    reporting: bool = False
    done_on: date | None = None
