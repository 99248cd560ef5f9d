"""A calendar (.ics) as meetings held: timed, not cancelled, not declined, past, with somebody from outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from icalendar import Calendar, Event
from recurring_ical_events import of as occurrences_of

from salestui.domain.import_plan import Note
from salestui.domain.refusal import Refusal
from salestui.importing.answers import Answers
from salestui.importing.limits import MB
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.records.reader import RecordBatch
from salestui.importing.records.record import ActivityRow, Record
from salestui.importing.values.texts import text_value

LARGEST = 16 * MB
_OFFSET = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d\d):(\d\d))?\)")
_LONGEST_AGO = timedelta(days=9_300)
_MOST_OCCURRENCES = 200_000
_TOO_OFTEN = (b"FREQ=SECONDLY", b"FREQ=MINUTELY", b"FREQ=HOURLY")


class _Attended(NamedTuple):
    """Mail addresses of an event, and those who declined."""

    everyone: frozenset[str]
    declined: frozenset[str]


class CalendarReader:
    """Reads all events of a calendar up to the day on which it was exported."""

    def __init__(self, source: SourceFile, answers: Answers, as_of: date) -> None:
        self.answers = answers
        self.as_of = as_of
        self.notes: list[Note] = []
        if source.size > LARGEST:
            raise Refusal("import-file-too-large", file=source.path.name, limit=f"{LARGEST // MB} MB")
        try:
            self.calendar = Calendar.from_ical(b"".join(source.blocks()))
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            raise Refusal("calendar-damaged", file=source.path.name) from error

        try:
            _settle_zones(self.calendar)
            self._events = self._occurrences()
        except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError) as error:
            raise Refusal("calendar-damaged", file=source.path.name) from error

    def batches(self) -> Iterator[RecordBatch]:
        """The meetings; what is no meeting is idle."""
        events = self._events
        people = [(event, _attended(event)) for event in events]
        owner, domains = self._own(attended for _, attended in people)
        counts_all = not any(attended.everyone for _, attended in people)
        if counts_all and events:
            self.notes.append(Note.of("calendar-without-people", count=len(events)))
        records: list[Record] = []
        for event, attended in people:
            outside = sorted(mail for mail in attended.everyone if _domain(mail) not in domains)
            if owner not in attended.declined and (outside or counts_all) and (day := self._day(event)) is not None:
                records.append(self._meeting(event, day, outside))
        yield RecordBatch(records, len(events) - len(records), [], len(events))

    def _occurrences(self) -> list[Event]:
        """Every event, series expanded, that has begun by the day of the export and is not older than twenty-five years."""
        singles = [event for event in self.calendar.walk("VEVENT") if isinstance(event, Event)]
        starts = [start for event in singles if (start := _start(event)) is not None]
        if not starts:
            return []
        series = [event for event in singles if event.get("RRULE")]
        for event in series:
            if any(often in event["RRULE"].to_ical().upper() for often in _TOO_OFTEN):
                raise Refusal("calendar-too-often")
        begin = max(min(starts), self.as_of - _LONGEST_AGO)
        if len(series) * max(1, (self.as_of - begin).days) > _MOST_OCCURRENCES * 10:
            raise Refusal("calendar-too-often")
        end = self.as_of + timedelta(days=1)
        found = occurrences_of(self.calendar, skip_bad_series=True).between(begin, end)
        return [event for event in found if isinstance(event, Event)]

    def _day(self, event: Event) -> str | None:
        """The rep's day of a timed event that took place; None for one that does not count."""
        start = event.get("DTSTART")
        when = start.dt if start is not None else None
        if not isinstance(when, datetime) or str(event.get("STATUS", "")).upper() == "CANCELLED":
            return None
        day = when.astimezone(self.answers.zone).date() if when.tzinfo else when.date()
        return day.isoformat() if day <= self.as_of else None

    def _meeting(self, event: Event, day: str, outside: list[str]) -> ActivityRow:
        uid = str(event.get("UID", ""))
        which = event.get("RECURRENCE-ID") or event.get("DTSTART")
        return ActivityRow(
            id=f"{uid}/{_moment(which.dt)}" if uid and which is not None else None,
            on=day,
            kind="meeting",
            subject=text_value(str(event.get("SUMMARY", ""))),
            outcome=None,
            done=True,
            owner=self.answers.habits.me,
            deal=None,
            account=None,
            contact=_domain(outside[0]) if outside else None,
        )

    def _own(self, attended: Iterable[_Attended]) -> tuple[str, frozenset[str]]:
        """The rep's address and own domains: named by the settings, else the address that most events hold."""
        count = Counter(mail for each in attended for mail in each.everyone)
        said = frozenset(domain.casefold() for domain in self.answers.habits.own_domains)
        named = str(self.calendar.get("X-WR-CALNAME", "")).casefold()
        candidates = [named] if "@" in named else [mail for mail, _ in count.most_common() if not said or _domain(mail) in said]
        owner = candidates[0] if candidates else ""
        if said or not owner:
            return owner, said
        self.notes.append(Note.of("own-domain-assumed", domain=_domain(owner)))
        return owner, frozenset((_domain(owner),))


def _settle_zones(calendar: Calendar) -> None:
    """Give events whose zone nothing defines the hours that its name says."""
    for event in calendar.walk("VEVENT"):
        for key in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            when = getattr(event.get(key), "dt", None)
            if not isinstance(when, datetime) or when.tzinfo:
                continue
            zone = _zone_in(str(event[key].params.get("TZID", "")))
            if zone is not None:
                del event[key]
                event.add(key, when.replace(tzinfo=zone))


def _zone_in(name: str) -> timezone | None:
    """What Exchange's own name of a zone says of it, "(UTC-05:00) Eastern Time (US & Canada)": its hours in winter."""
    found = _OFFSET.search(name)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return timezone(-ahead if found[1] == "-" else ahead)


def _start(event: Event) -> date | None:
    start = event.get("DTSTART")
    when = getattr(start, "dt", None)
    return when.date() if isinstance(when, datetime) else when if isinstance(when, date) else None


def _attended(event: Event) -> _Attended:
    given = event.get("ATTENDEE", [])
    attendees = given if isinstance(given, list) else [given]
    mails = {_mail(attendee): str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper() for attendee in attendees}
    organiser = _mail(event.get("ORGANIZER", ""))
    everyone = frozenset(filter(None, (*mails, organiser)))
    return _Attended(everyone, frozenset(mail for mail, state in mails.items() if state == "DECLINED"))


def _mail(said: object) -> str:
    text = str(said).casefold().removeprefix("mailto:").strip()
    return text if "@" in text else ""


def _domain(mail: str) -> str:
    return mail.rpartition("@")[2]


def _moment(when: object) -> str:
    """An instant in UTC where it has a zone, so that a calendar exported in another zone names it the same."""
    if isinstance(when, datetime) and when.tzinfo:
        return when.astimezone(UTC).isoformat()
    return when.isoformat() if isinstance(when, date) else str(when)
