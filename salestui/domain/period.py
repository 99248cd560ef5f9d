"""The period that a review is about: a quarter, month, half, year, week, fiscal quarter or a free range of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from salestui.domain.refusal import Refusal

QUARTER, HALF, MONTH, WEEK, US_WEEK, YEAR, FISCAL_QUARTER, FISCAL_YEAR, RANGE = (
    "quarter",
    "half",
    "month",
    "week",
    "us_week",
    "year",
    "fiscal_quarter",
    "fiscal_year",
    "range",
)
_DAY = timedelta(days=1)
_FORMS = (
    (QUARTER, r"(?i)(\d{4})-?[QK]([1-4])"),
    (HALF, r"(?i)(\d{4})-?H([12])"),
    (WEEK, r"(?i)(\d{4})-?[WV](\d{1,2})(?:-?ISO)?"),
    (US_WEEK, r"(?i)(\d{4})-?[WV](\d{1,2})-?US"),
    (MONTH, r"(\d{4})-(\d{1,2})"),
    (YEAR, r"(\d{4})"),
    (FISCAL_QUARTER, r"(?i)FY(\d{2}|\d{4})-?[QK]([1-4])"),
    (FISCAL_YEAR, r"(?i)FY(\d{2}|\d{4})"),
    (RANGE, r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)"),
)
"""Compiled when a text is first held against them: that costs more than all else that a start needs of periods."""


class Period(NamedTuple):
    """`key` as in CLI.md (2026-Q1), its kind, and its first and last day; both belong to it.

    `fiscal_start` is the month in which the fiscal year begins; it matters to fiscal periods alone.
    """

    key: str
    kind: str
    start: date
    end: date
    fiscal_start: int = 1

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def asof(self, today: date) -> date:
        """The day at which the period is looked at: min(today, end) (METRICS.md 1.1)."""
        return min(today, self.end)

    def elapsed(self, today: date) -> int:
        """Calendar days that have passed, today included; 0 before the period has begun."""
        return max(0, (self.asof(today) - self.start).days + 1)

    def running(self, today: date) -> bool:
        return self.start <= today <= self.end

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    @property
    def previous(self) -> Period:
        """The period of the same kind just before; for a free range as many days, ending the day before."""
        if self.kind == RANGE:
            end = self.start - _DAY
            return _ranged(end - timedelta(days=self.days - 1), end)
        return holding(self.kind, self.start - _DAY, self.fiscal_start)

    @property
    def next(self) -> Period:
        if self.kind == RANGE:
            start = self.end + _DAY
            return _ranged(start, start + timedelta(days=self.days - 1))
        return holding(self.kind, self.end + _DAY, self.fiscal_start)

    @property
    def year_ago(self) -> Period:
        """The same period one year earlier; a week of the same number (53 becomes 52 where the year has none)."""
        if self.kind == RANGE:
            return _ranged(_year_before(self.start), _year_before(self.end))
        if self.kind in _WEEKS:
            weeks = _WEEKS[self.kind]
            year, week = weeks.number(self.start)
            return _week(self.kind, year - 1, min(week, weeks.count(year - 1)))
        return holding(self.kind, _year_before(self.start), self.fiscal_start)

    def cut(self, elapsed: int) -> Period:
        """The first `elapsed` days of the period, at most all of it: the same point of another period (METRICS.md 8.1)."""
        return self._replace(end=min(self.end, self.start + timedelta(days=max(0, elapsed - 1))))


def parse_period(text: str, fiscal_start: int = 1, *, sunday_weeks: bool = False) -> Period:
    """The period that `text` names. With `sunday_weeks` a week that does not say which is a US one, 2026-W10-US; the key of
    a period always says it. Raises Refusal `period-unknown`.
    """
    given = text.strip()
    for kind, form in _FORMS:
        if match := re.fullmatch(form, given):
            unsaid = kind == WEEK and not given.upper().endswith("ISO")
            try:
                return _made(US_WEEK if unsaid and sunday_weeks else kind, match.groups(), fiscal_start)
            except ValueError:
                break
    raise Refusal("period-unknown", exit_code=2, period=given)


def holding(kind: str, day: date, fiscal_start: int = 1) -> Period:
    """The period of `kind` that holds `day`."""
    if kind in _WEEKS:
        return _week(kind, *_WEEKS[kind].number(day))
    if kind in (FISCAL_QUARTER, FISCAL_YEAR):
        months = (day.year * 12 + day.month - 1) - (fiscal_start - 1)
        begun, month = divmod(months, 12)
        year = begun if fiscal_start == 1 else begun + 1
        return _fiscal(year, month // 3 + 1 if kind == FISCAL_QUARTER else None, fiscal_start)
    length = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}[kind]
    return _months(kind, day.year, (day.month - 1) // length + 1)


def _made(kind: str, groups: tuple[str, ...], fiscal_start: int) -> Period:
    if kind == RANGE:
        start, end = date.fromisoformat(groups[0]), date.fromisoformat(groups[1])
        if end < start:
            raise ValueError("ends before it starts")
        return _ranged(start, end)
    year = int(groups[0])
    if kind in (FISCAL_QUARTER, FISCAL_YEAR):
        year += 2000 if year < 100 else 0
        _checked(year)
        return _fiscal(year, int(groups[1]) if len(groups) > 1 else None, fiscal_start)
    _checked(year)
    number = int(groups[1]) if len(groups) > 1 else 1
    if kind in _WEEKS:
        if not 1 <= number <= _WEEKS[kind].count(year):
            raise ValueError("no such week")
        return _week(kind, year, number)
    if kind == MONTH and not 1 <= number <= 12:
        raise ValueError("no such month")
    return _months(kind, year, number)


def _checked(year: int) -> None:
    if not 1970 <= year <= 2100:
        raise ValueError("out of the years that the program knows")


def _months(kind: str, year: int, number: int) -> Period:
    length = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}[kind]
    start = date(year, (number - 1) * length + 1, 1)
    key = {MONTH: f"{year}-{number:02}", QUARTER: f"{year}-Q{number}", HALF: f"{year}-H{number}", YEAR: f"{year}"}[kind]
    return Period(key, kind, start, _add_months(start, length) - _DAY)


def _fiscal(year: int, quarter: int | None, fiscal_start: int) -> Period:
    """The fiscal year is named after the calendar year in which it ends."""
    first = date(year if fiscal_start == 1 else year - 1, fiscal_start, 1)
    name = f"FY{year % 100:02}" if 2000 <= year < 2100 else f"FY{year}"
    if quarter is None:
        return Period(name, FISCAL_YEAR, first, _add_months(first, 12) - _DAY, fiscal_start)
    start = _add_months(first, (quarter - 1) * 3)
    return Period(f"{name}-Q{quarter}", FISCAL_QUARTER, start, _add_months(start, 3) - _DAY, fiscal_start)


class _Weeks(NamedTuple):
    """A way to number weeks: by the weekday (Monday 0) that they begin on, and the day of January that week 1 holds."""

    begins_on: int
    january: int
    suffix: str

    def first(self, year: int) -> date:
        """The first day of week 1."""
        held = date(year, 1, self.january)
        return held - (held.weekday() - self.begins_on) % 7 * _DAY

    def count(self, year: int) -> int:
        return (self.first(year + 1) - self.first(year)).days // 7

    def number(self, day: date) -> tuple[int, int]:
        """The year and the number of the week that holds `day`."""
        year = next(year for year in (day.year + 1, day.year, day.year - 1) if self.first(year) <= day)
        return year, (day - self.first(year)).days // 7 + 1


_WEEKS = {WEEK: _Weeks(0, 4, ""), US_WEEK: _Weeks(6, 1, "-US")}
"""ISO 8601: from Monday, week 1 holds 4 January. In the United States: from Sunday, week 1 holds 1 January."""


def _week(kind: str, year: int, week: int) -> Period:
    weeks = _WEEKS[kind]
    start = weeks.first(year) + (week - 1) * 7 * _DAY
    return Period(f"{year}-W{week:02}{weeks.suffix}", kind, start, start + 6 * _DAY)


def week_of(day: date, *, sunday: bool = False) -> tuple[Period, int]:
    """The week that holds `day`, by ISO or as in the United States, and its number."""
    kind = US_WEEK if sunday else WEEK
    year, number = _WEEKS[kind].number(day)
    return _week(kind, year, number), number


def _ranged(start: date, end: date) -> Period:
    return Period(f"{start}..{end}", RANGE, start, end)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
