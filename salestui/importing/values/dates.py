"""A column of days, in any order and form, or of instants, which become the rep's days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from salestui.importing.limits import FIRST_YEAR, LAST_YEAR
from salestui.importing.values.column import MOST_REMEMBERED, Fault, Looked, Meanings, Undecided, is_blank

DMY, MDY, YMD = "dmy", "mdy", "ymd"
_ISO_COLUMN = re.compile(r"(?:(?:19[7-9]\d|20\d\d)-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?)?\n)*")
_TIME = (
    r"(?:[T ,]\s*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_YEAR_FIRST = re.compile(rf"(?P<a>\d{{4}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{1,2}}){_TIME}")
_PARTS = re.compile(rf"(?P<a>\d{{1,2}})(?P<sep>[-/. ])\s?(?P<b>\d{{1,2}})(?P=sep)\s?(?P<c>\d{{4}}|\d\d){_TIME}")
_COMPACT = re.compile(r"(?P<a>(?:19|20)\d\d)(?P<b>\d\d)(?P<c>\d\d)")
_WORDED = re.compile(
    rf"(?:[A-Za-zÅÄÖåäö]+,? )?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|:e|\.)?[-/ ]?(?:of )?(?P<m1>[A-Za-zåäö]{{3,9}})\.?"
    rf"|(?P<m2>[A-Za-zåäö]{{3,9}})\.?[-/ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),?[-/ ]?(?P<year>\d{{4}}|\d\d){_TIME}"
)
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d+)?|\d{10}|\d{13}")
_WHOLE = tuple(
    tuple(names.split())
    for names in (
        "january januari",
        "february februari",
        "march mars",
        "april",
        "may maj",
        "june juni",
        "july juli",
        "august augusti",
        "september sept",
        "october oktober",
        "november",
        "december",
    )
)
_MONTHS = {name[:3]: number for number, names in enumerate(_WHOLE, 1) for name in names}
_FIRST_SERIAL = date(1899, 12, 30)


class _Parts(NamedTuple):
    """Three numbers with the orders in which they can be a day, and the time of day in seconds where it is told."""

    numbers: tuple[int, int, int]
    orders: frozenset[str]
    seconds: int | None
    offset: int | None


class DateColumn:
    """Days as ISO text. `order` is what the rep said; `zone` that of the rep, in which an instant with a zone is a day.

    A column in which every time of day is midnight holds days, not instants: no zone is applied to it.
    """

    def __init__(self, order: str | None = None, zone: tzinfo | None = None) -> None:
        self.given = order
        self.zone = zone
        self.midnight = True
        self._zoned = False
        self.possible = frozenset((DMY, MDY, YMD))
        self._firsts: set[int] = set()
        self._lasts: set[int] = set()
        self.written_apart = False
        self.unclear: str | None = None
        self._contradictory: tuple[str, str] | None = None
        self._deciding: str | None = None
        self._looked = Looked()
        self._meanings: Meanings[str | None] = Meanings(self._day)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    @property
    def is_known(self) -> bool:
        """Whether the rep or a cell has said in which order days are written."""
        return self.given is not None or len(self.possible) == 1

    @property
    def is_sure(self) -> bool:
        """Whether the cells so far settle how days are written, and whether they are days or instants."""
        if self.midnight and self._zoned:
            return False
        agreed = self.order in self.possible and not self._contradictory and not self._firsts
        return not self.written_apart or (self.is_known and agreed)

    @property
    def order(self) -> str:
        if self.given:
            return self.given
        return next(order for order in (DMY, MDY, YMD) if order in self.possible)

    def look(self, cells: Sequence[str]) -> None:
        fresh = self._looked.fresh(cells)
        fresh.discard("")
        if _ISO_COLUMN.fullmatch("".join([f"{cell}\n" for cell in fresh])):
            return
        for cell in fresh:
            if is_blank(cell) or isinstance(parts := parts_of(cell), Fault):
                continue
            if parts.seconds:
                self.midnight = False
            self._zoned = self._zoned or parts.offset is not None
            if len(parts.orders) == 1 and parts.orders == frozenset((YMD,)):
                continue  # the year stands first in four digits: nothing is said of the other days
            if YMD in parts.orders and len(self._firsts) + len(self._lasts) < 64:
                self._firsts.add(parts.numbers[0])
                self._lasts.add(parts.numbers[2])
            self._narrow(cell, parts.orders)
        self._tell_years_from_days()

    def _tell_years_from_days(self) -> None:
        """Years of two digits: of many days, the years are few and the days of the month many."""
        few, many = 4, 8
        if len(self._firsts) >= many and len(self._lasts) <= few:
            self.possible = (self.possible - {YMD}) or self.possible
        elif len(self._lasts) >= many and len(self._firsts) <= few:
            self.possible = (self.possible & {YMD}) or self.possible

    def _narrow(self, cell: str, orders: frozenset[str]) -> None:
        self.written_apart = True
        left = self.possible & orders
        if not left:
            self._contradictory = self._contradictory or (self._deciding or cell, cell)
        elif left != self.possible:
            self._deciding = cell
            self.possible = left
        if len(orders) > 1 and (self.unclear is None or cell < self.unclear) and len(self._readings(cell)) > 1:
            self.unclear = cell

    def undecided(self) -> Undecided | None:
        if self.given is not None or not self.written_apart:
            return None
        if self._contradictory:
            return Undecided("date-order-mixed", "--date-order", self._contradictory[0], self._contradictory)
        if len(self.possible) == 1 or self.unclear is None:
            return None
        return Undecided("date-order-unclear", "--date-order", self.unclear, self._readings(self.unclear))

    def _readings(self, cell: str) -> tuple[str, ...]:
        """The days that the cell can be in the orders that are possible: one where it is the same in each, as 04/04/2026 is."""
        readings = [self._as_day(cell, order) for order in (DMY, MDY, YMD) if order in self.possible]
        return tuple(filter(None, dict.fromkeys(readings)))

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))

    def moment(self, cell: str) -> tuple[str, int]:
        """The day as written, in no zone of the rep's, and the second of that day: for putting instants in order."""
        parts = parts_of(cell)
        if isinstance(parts, Fault):
            return "", 0
        return self._as_day(
            cell, self.order if self.order in parts.orders else next(iter(parts.orders))
        ) or "", parts.seconds or 0

    def _as_day(self, cell: str, order: str) -> str | None:
        parts = parts_of(cell)
        day = Fault("") if isinstance(parts, Fault) else _in_order(parts.numbers, order)
        return None if isinstance(day, Fault) else day.isoformat()

    def _day(self, cell: str) -> str | Fault | None:
        if is_blank(cell):
            return None
        if len(cell) == 10 and cell[4] == cell[7] == "-":  # the usual cell
            try:
                usual = date.fromisoformat(cell)
            except ValueError:
                return Fault("no-such-day")
            return cell if FIRST_YEAR <= usual.year <= LAST_YEAR else Fault("year-out-of-range")
        parts = parts_of(cell)
        if isinstance(parts, Fault):
            return parts
        order = self.order if self.order in parts.orders else next(iter(parts.orders)) if len(parts.orders) == 1 else None
        if order is None or (order != self.order and order != YMD and self.written_apart):
            return Fault("no-such-day")
        day = _in_order(parts.numbers, order)
        if isinstance(day, Fault) or parts.offset is None or (self.midnight and not parts.seconds):
            return day if isinstance(day, Fault) else day.isoformat()
        return self._local(day, parts.seconds or 0, parts.offset)

    def _local(self, day: date, seconds: int, offset: int) -> str | Fault:
        zone = timezone(timedelta(minutes=offset))
        moment = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=seconds)
        return moment.astimezone(self.zone).date().isoformat()


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a month, whole or cut short, in English or Swedish."""
    plain = name.casefold()
    number = _MONTHS.get(plain[:3])
    return number if number and any(whole.startswith(plain) for whole in _WHOLE[number - 1]) else None


@lru_cache(MOST_REMEMBERED)
def parts_of(cell: str) -> _Parts | Fault:
    """The numbers of a written day. A Fault for what is no day in any order."""
    text = " ".join(cell.split()).removeprefix("'")
    if len(text) > 60:
        return Fault("not-a-date")
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _checked((int(match["a"]), int(match["b"]), int(match["c"])), (YMD,), match)
    if match := _PARTS.fullmatch(text):
        year_last = len(match["c"]) == 4 or len(match["a"]) == 1 or match["sep"] == "."
        orders = (DMY, MDY) if year_last else (DMY, MDY, YMD)
        return _checked((int(match["a"]), int(match["b"]), int(match["c"])), orders, match)
    if match := _WORDED.fullmatch(text):
        month = month_number(match["m1"] or match["m2"])
        if month:
            return _checked((_full_year(int(match["year"])), month, int(match["d1"] or match["d2"])), (YMD,), match)
    if _NUMBER.fullmatch(text):
        return _from_number(text)
    return Fault("not-a-date")


def _checked(numbers: tuple[int, int, int], orders: tuple[str, ...], match: re.Match[str]) -> _Parts | Fault:
    days = {order: _in_order(numbers, order) for order in orders}
    fitting = frozenset(order for order, day in days.items() if not isinstance(day, Fault))
    if not fitting:
        faults = [day.why for day in days.values() if isinstance(day, Fault)]
        return Fault("year-out-of-range" if "year-out-of-range" in faults else "no-such-day")
    groups = match.groupdict()
    if groups.get("hour") is None:
        return _Parts(numbers, fitting, None, None)
    hour = int(groups["hour"])
    half = (groups["half"] or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return Fault("not-a-date")
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute, second = int(groups["minute"]), int(groups["second"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        return Fault("not-a-date")
    return _Parts(numbers, fitting, hour * 3600 + minute * 60 + second, _offset(groups["zone"]))


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC."""
    if zone is None:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return (-minutes if zone[0] == "-" else minutes) if minutes < 24 * 60 else 0


def _in_order(numbers: tuple[int, int, int], order: str) -> date | Fault:
    a, b, c = numbers
    year, month, day = {YMD: (a, b, c), DMY: (c, b, a), MDY: (c, a, b)}[order]
    year = _full_year(year)
    try:
        found = date(year, month, day)
    except ValueError:
        return Fault("no-such-day")
    return found if FIRST_YEAR <= year <= LAST_YEAR else Fault("year-out-of-range")


def _full_year(year: int) -> int:
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _from_number(text: str) -> _Parts | Fault:
    """Excel's serial days since 1900, or a Unix time in seconds or milliseconds (UTC)."""
    if len(text) in (10, 13) and text.isdigit():
        moment = datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return Fault("year-out-of-range")
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return _Parts((moment.year, moment.month, moment.day), frozenset((YMD,)), seconds, 0)
    whole, _, part = text.replace(",", ".").partition(".")
    try:
        day = _FIRST_SERIAL + timedelta(days=int(whole))
    except OverflowError:
        return Fault("year-out-of-range")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Fault("year-out-of-range")
    seconds = round(float(f"0.{part or 0}") * 86_400)
    return _Parts((day.year, day.month, day.day), frozenset((YMD,)), seconds, None)
