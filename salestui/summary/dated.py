"""A change with its day, as the scope and the process record it: what kind, from when, what it meant."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.spoken_date import parse_day
from salestui.domain.written import FieldKey
from salestui.guide import LANGUAGES, words
from salestui.summary.blocks import Cell, Day, Joined, Nothing, Said, Words
from salestui.summary.material import Material

_DAY_AND_MONTH = re.compile(
    r"(?:den )?(\d{1,2})\.? ?([^\W\d_]{3,})\.?,?(?: (\d{4}))?|([^\W\d_]{3,})\.? (\d{1,2})(?:,? (\d{4}))?"
)


def day_in(text: str, period: Period) -> date | None:
    """The day that `text` names: 2026-02-15, or 15 feb, which is the one in or nearest to the period; None for other words."""
    said = " ".join(text.lower().split())
    if match := _DAY_AND_MONTH.fullmatch(said):
        number, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        month = _months().get(name[:3])
        return _nearest(int(number), month, int(year) if year else None, period) if month else None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def day_text(text: str, period: Period, today: date) -> str:
    """`text` as an ISO day where it names one (also yesterday, mon), else as it is: a day that is half typed stays."""
    try:
        day = day_in(text, period) or parse_day(text, today)
    except Refusal:
        return text
    return day.isoformat()


def dated(material: Material, row: FieldKey, kinds: str, choices: tuple[str, ...]) -> Cell | None:
    """The change in `row` as "15 February 2026, territory: what it meant"; None where the row says nothing.

    `kinds` is the key of the guide under which the words of its `choices` stand.
    """
    kind, day, note = (material.text(row.section, row.field, row.row, part).strip() for part in ("kind", "date", "note"))
    if not (kind or note):
        return None
    when = day_in(day, material.period)
    head = Joined(
        (
            Day(when) if when else Said(day, row._replace(part="date")),
            _kind(kind, row, kinds, choices),
        )
    )
    return Joined((head, Said(note, row._replace(part="note"))), by=": ")


def _kind(kind: str, row: FieldKey, kinds: str, choices: tuple[str, ...]) -> Cell:
    """What kind of change it was; "other" says nothing."""
    if kind in ("", "other"):
        return Nothing()
    return Words(f"{kinds}.{kind}") if kind in choices else Said(kind, row._replace(part="kind"))


def _nearest(day: int, month: int, year: int | None, period: Period) -> date | None:
    found = []
    for candidate in (year,) if year else range(period.start.year - 1, period.end.year + 2):
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(found, key=lambda day: max((period.start - day).days, (day - period.end).days, 0), default=None)


@cache
def _months() -> dict[str, int]:
    """The first three letters of each month's name in every language."""
    return {
        name[:3].lower(): number
        for language in LANGUAGES
        for number, name in enumerate(words(language).list("words.calendar.months"), start=1)
    }
