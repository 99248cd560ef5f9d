"""A logged day is the rep's calendar day at the moment of logging, and never moves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.reliability.faults import Place

ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Stockholm", "Australia/Sydney", "Australia/Lord_Howe")
EVERYWHERE = ("2026-03-10T23:59", "2026-12-31T23:59", "2027-01-01T00:01", "2028-02-29T12:00")
AROUND = {
    "America/Los_Angeles": ("2026-03-08T02:30", "2026-11-01T01:30"),
    "Europe/Stockholm": ("2026-03-29T02:30", "2026-03-29T00:10", "2026-10-25T02:30"),
    "Australia/Sydney": ("2026-04-05T02:30", "2026-10-04T02:30"),
    "Australia/Lord_Howe": ("2026-04-05T01:45", "2026-10-04T02:15"),
}


def at(place: Place, moment: datetime, zone: str, *arguments: str) -> list[dict[str, object]]:
    """What a command that gives JSON said at `moment`, in a time zone."""
    program = replace(place, program="tests.reliability.at_moment", today=None)
    ended = program.run(*arguments, "--json", TZ=zone, SALESTUI_TEST_NOW=str(moment.timestamp()))
    assert ended.code == 0, ended
    told = json.loads(ended.out)
    return told if isinstance(told, list) else [told]


@pytest.mark.parametrize("zone", ZONES)
def test_r51_a_line_is_of_the_local_day_also_around_the_changes_of_the_hour(place: Place, zone: str) -> None:
    for said in (*EVERYWHERE, *AROUND.get(zone, ())):
        moment = datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone))
        day = moment.astimezone(UTC).astimezone(ZoneInfo(zone)).date()
        (entry,) = at(place, moment, zone, "log", "win", said)
        assert entry["date"] == day.isoformat(), said
    (entry,) = at(place, moment, zone, "log", "win", "the day before", "--date", "-1d")
    assert entry["date"] == (day - timedelta(days=1)).isoformat()


def test_r51_a_day_stays_when_the_rep_travels(place: Place) -> None:
    moment = datetime(2026, 3, 10, 23, 30, tzinfo=ZoneInfo("Pacific/Kiritimati"))
    at(place, moment, "Pacific/Kiritimati", "log", "win", "late in the day")
    for zone in ZONES:
        (entry,) = at(place, moment + timedelta(days=3), zone, "log", "--list")
        assert entry["date"] == "2026-03-10"


def test_r51_within_a_day_the_order_is_that_of_logging_whatever_the_clock_says(place: Place) -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    for hours, text in ((0, "first"), (-3, "second, after the clock was set back"), (2, "third")):
        at(place, noon + timedelta(hours=hours), "Europe/Stockholm", "log", "win", text)
    at(place, noon - timedelta(days=365), "Europe/Stockholm", "log", "win", "a year back")
    texts = [entry["text"] for entry in at(place, noon, "Europe/Stockholm", "log", "--list")]
    assert texts == ["third", "second, after the clock was set back", "first", "a year back"]


def test_r51_what_can_be_undone_stays_so_when_the_clock_is_set_back(place: Place) -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    at(place, now, "UTC", "goal", "set", "quota", "revenue_won", "5USD", "--period", "2026-Q1")
    at(place, now, "UTC", "goal", "remove", "quota", "--period", "2026-Q1")
    at(place, now - timedelta(days=365), "UTC", "goal", "set", "other", "win_rate", "30%", "--period", "2026-Q1")
    at(place, now - timedelta(days=365), "UTC", "goal", "remove", "other", "--period", "2026-Q1")
    assert len(at(place, now, "UTC", "undo", "--list")) == 2


def test_r51_a_leap_day_is_a_day_like_any_other(place: Place) -> None:
    assert place.run("log", "win", "x", "--date", "2028-02-29", "--json").out.count("2028-02-29") == 1
    assert place.run("log", "win", "x", "--date", "2026-02-29").code == 2
    assert date(2028, 2, 29).isoformat() in place.run("log", "--list", "--since", "2028-02-29").out


def test_r51_the_last_days_of_a_year_stand_in_the_week_that_iso_gives_them(place: Place) -> None:
    days = {
        "2026-12-27": "2026-W52",
        "2026-12-28": "2026-W53",
        "2026-12-31": "2026-W53",
        "2027-01-03": "2026-W53",
        "2027-01-04": "2027-W01",
    }
    for day in days:
        assert place.run("log", "win", f"on {day}", "--date", day).code == 0
    for week in sorted(set(days.values())):
        listed = replace(place, today="2027-01-10").run("log", "--list", "--period", week, "--json")
        told = sorted(entry["date"] for entry in json.loads(listed.out))
        assert told == [day for day, of in days.items() if of == week], week
