"""Days as a story counts them: working days, quarters, the Mondays on which a rep exports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

SATURDAY = 5


def day(text: str) -> date:
    return date.fromisoformat(text)


def later(start: date, days: int) -> date:
    return start + timedelta(days=days)


def is_working(on: date) -> bool:
    """Monday to Friday, and not between Christmas Eve and New Year's Day."""
    return on.weekday() < SATURDAY and not (on.month == 12 and on.day >= 24) and (on.month, on.day) != (1, 1)


def working(on: date) -> date:
    """`on`, or the next working day after it."""
    while not is_working(on):
        on = later(on, 1)
    return on


def working_before(on: date) -> date:
    """`on`, or the last working day before it."""
    while not is_working(on):
        on = later(on, -1)
    return on


def every(days: int, first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = later(first, days)


def quarter_start(key: str) -> date:
    year, quarter = key.split("-Q")
    return date(int(year), 3 * int(quarter) - 2, 1)


def quarter_end(key: str) -> date:
    year, quarter = key.split("-Q")
    return date(int(year) + (quarter == "4"), 3 * int(quarter) % 12 + 1, 1) - timedelta(days=1)


def quarter_of(on: date) -> str:
    return f"{on.year}-Q{(on.month + 2) // 3}"
