"""On which day an export was taken: told, written in the file's name, or the day of its last change."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from salestui.importing.limits import FIRST_YEAR, LAST_YEAR

_WRITTEN = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MILLISECONDS = re.compile(r"(?<!\d)(1\d{12})(?!\d)")
GIVEN, NAMED, MODIFIED = "given", "named", "modified"


class DayTaken(NamedTuple):
    """The day, and how it is known: GIVEN, NAMED, MODIFIED."""

    day: date
    how: str


def day_taken(path: Path, modified_on: date, given: date | None, today: date) -> DayTaken:
    """On which day the export at `path` was taken; one that the file tells is never after today."""
    if given is not None:
        return DayTaken(given, GIVEN)
    named = _in_name(path.stem)
    if named is not None and named <= today:
        return DayTaken(named, NAMED)
    return DayTaken(min(modified_on, today), MODIFIED)


def _in_name(stem: str) -> date | None:
    """2026-03-09, 20260309 or Salesforce's report1772971200000; the last day in the name counts."""
    for match in reversed(list(_WRITTEN.finditer(stem))):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    if stamp := _MILLISECONDS.search(stem):
        day = datetime.fromtimestamp(int(stamp[1]) / 1000).date()  # noqa: DTZ006 the rep's own calendar day is meant
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None
