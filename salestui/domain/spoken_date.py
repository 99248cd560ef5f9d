"""Dates as a rep says them: yesterday, mon, -3d, 2026-01-31; in Swedish idag, igår, mån."""

from __future__ import annotations

import re
from datetime import date, timedelta

from salestui.domain.refusal import Refusal

_DAYS_BACK = {"today": 0, "idag": 0, "i dag": 0, "yesterday": 1, "igår": 1, "i går": 1, "förrgår": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday mån måndag",
            "tue tues tuesday tis tisdag",
            "wed wednesday ons onsdag",
            "thu thur thurs thursday tor tors torsdag",
            "fri friday fre fredag",
            "sat saturday lör lördag",
            "sun sunday sön söndag",
        )
    )
    for name in names.split()
}
_BACK = re.compile(r"[-−](\d{1,4})\s?([dwv])")


def parse_day(text: str, today: date) -> date:
    """The day that `text` names, seen from `today`; a weekday is the latest one, today included.

    Raises Refusal `date-unknown`.
    """
    said = " ".join(text.strip().lower().split())
    if said in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[said])
    if said in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS[said]) % 7)
    if match := _BACK.fullmatch(said):
        return today - timedelta(days=int(match[1]) * (1 if match[2] == "d" else 7))
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Refusal("date-unknown", exit_code=2, date=text) from None
    if not 1970 <= day.year <= 2100:
        raise Refusal("date-unknown", exit_code=2, date=text)
    return day
