"""Typed tables, activities, calendars and mailboxes: each record once, and gone when its import is undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.domain.import_plan import Choices
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, open_at, refused, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", me="Ada Ek", own_domains=("us.se",), time_zone="Europe/Stockholm") as desk:
        yield desk


def rows(desk: Desk, query: str) -> list[tuple[object, ...]]:
    return desk.store.connection.execute(query).fetchall()


def test_goals_in_any_case_and_order_take_the_unit_of_their_metric(desk: Desk, tmp_path: Path) -> None:
    table = [
        ["PERIOD", "Target", "metric", "Name", "Currency", "owner"],
        ["2026-Q1", "505 000", "revenue_won", "quota", "USD", ""],
        ["Q1 2026", "30 %", "Win rate", "hit rate", "", ""],
        ["2026-Q1", "25", "win_rate", "too much", "", ""],
        ["2026-Q1", "10", "charm", "unknown", "", ""],
    ]
    plan = bring(desk, write(tmp_path, "goals.csv", as_csv(table)))
    assert (plan.kind, plan.added, [row.why for row in plan.rejects]) == ("goals", 2, ["not-a-share", "unknown-metric: charm"])
    found = rows(desk, "select name, metric, target_minor, target_currency, target_number from goal order by id")
    assert found == [("quota", "revenue_won", 50500000, "USD", None), ("hit rate", "win_rate", None, None, "0.3")]
    table[1][1] = "600000"
    again = bring(desk, write(tmp_path, "goals2.csv", as_csv(table)))
    assert (again.added, again.changed, again.unchanged) == (0, 1, 1)
    undo_run(desk, again.run or 0)
    assert rows(desk, "select target_minor from goal where name = 'quota'") == [(50500000,)]
    undo_run(desk, plan.run or 0)
    assert rows(desk, "select * from goal") == []


def test_an_imported_goal_does_not_choose_the_period_in_use(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk,
        write(tmp_path, "q.csv", as_csv([["rep", "month", "quota"], ["Ada", "2025-01-01", "10"], ["Ada", "2025-02-01", "20"]])),
    )
    from salestui.work import periods

    assert periods.chosen(desk).key == "2026-Q2"
    assert rows(desk, "select key, goal.owner, target_minor from goal join period on period.id = period_id order by key") == [
        ("2025-01", "Ada", 1000),
        ("2025-02", "Ada", 2000),
    ]


def test_forecasts_measurements_accounts_and_people(desk: Desk, tmp_path: Path) -> None:
    forecasts = [
        ["made_on", "period", "commit", "best_case", "currency", "owner"],
        ["2026-01-05", "2026-Q1", "170000", "210000", "USD", ""],
    ]
    assert bring(desk, write(tmp_path, "f.csv", as_csv(forecasts))).added == 1
    assert bring(desk, write(tmp_path, "f2.csv", as_csv([*forecasts, [*forecasts[1][:2], "1", "2", "USD", ""]]))).unchanged == 1
    measurements = [
        ["metric", "period", "value", "label"],
        ["leads", "2026-Q1", "40", ""],
        ["win_rate", "2026-Q1", "25 %", "team average"],
    ]
    assert bring(desk, write(tmp_path, "m.csv", as_csv(measurements))).added == 2
    assert rows(desk, "select metric, value_number, benchmark from measurement order by id") == [
        ("leads", "40", None),
        ("win_rate", "0.25", "team average"),
    ]
    accounts = [["id", "name", "segment", "region", "website"], ["7", "Acme AB", "SMB", "North", "https://www.acme.se/om"]]
    assert bring(desk, write(tmp_path, "a.csv", as_csv(accounts))).kind == "accounts"
    people = [
        ["id", "name", "territory", "segment", "manager"],
        ["1", "Ada Ek", "North", "SMB", "2"],
        ["2", "Bo Boss", "All", "", ""],
    ]
    assert bring(desk, write(tmp_path, "p.csv", as_csv(people))).kind == "people"
    assert rows(desk, "select name, segment, domain from account") == [("Acme AB", "SMB", "acme.se")]
    assert rows(desk, "select name, manager from person order by name") == [("Ada Ek", "Bo Boss"), ("Bo Boss", None)]


def test_mrr_movements_repeat_without_counting_twice_and_two_equal_rows_are_two(desk: Desk, tmp_path: Path) -> None:
    table = [
        ["month", "account", "movement", "arr", "currency"],
        ["2026-01", "Acme", "New", "1200", "USD"],
        ["2026-01", "Acme", "Expansion", "120", "USD"],
        ["2026-01", "Acme", "Expansion", "120", "USD"],
        ["Feb 2026", "Acme", "Churn", "-1440", "USD"],
        ["2026-02", "Beta", "Renewal", "0", "USD"],
        ["2026-02", "Beta", "Party", "5", "USD"],
    ]
    first = bring(desk, write(tmp_path, "mrr.csv", as_csv(table)))
    assert (first.kind, first.added, first.unchanged, first.rejected) == ("mrr", 4, 1, 1)
    assert rows(desk, "select month, kind, amount_minor from mrr_movement order by id") == [
        ("2026-01-01", "new", 10000),
        ("2026-01-01", "expansion", 1000),
        ("2026-01-01", "expansion", 1000),
        ("2026-02-01", "churn", 12000),
    ]
    table.append(["2026-03", "Acme", "New", "600", "USD"])
    second = bring(desk, write(tmp_path, "later.csv", as_csv(table)))
    assert (second.added, second.unchanged) == (1, 5)
    undo_run(desk, first.run or 0)
    assert rows(desk, "select count(*) from mrr_movement") == [(5,)]
    undo_run(desk, second.run or 0)
    assert rows(desk, "select count(*) from mrr_movement") == [(0,)]


def test_activities_are_known_by_id_else_by_what_they_are(desk: Desk, tmp_path: Path) -> None:
    table = [
        [
            "Activity ID",
            "Activity Type",
            "Activity Date",
            "Activity Owner",
            "Meeting Outcome",
            "Task Status",
            "Call/Meeting Title/Subject",
        ],
        ["1", "Meeting", "2026-05-04", "Ada", "Scheduled", "", "Kick-off"],
        ["2", "Call", "2026-05-05", "Ada", "", "", "Intro"],
        ["3", "Task", "2026-05-06", "Ada", "", "Not Started", "Follow up"],
        ["4", "Meeting", "2026-05-07", "Ada", "No Show", "", "Demo"],
    ]
    first = bring(desk, write(tmp_path, "act.csv", as_csv(table)))
    assert (first.source, first.kind, first.added) == ("hubspot", "activities", 4)
    assert rows(desk, "select kind, outcome, done from activity order by id") == [
        ("meeting", None, 1),
        ("call", None, 1),
        ("task", None, 0),
        ("meeting", "no_show", 1),
    ]
    table[1][4] = "Completed"
    second = bring(desk, write(tmp_path, "act2.csv", as_csv(table[:3])))
    assert (second.added, second.changed, second.unchanged) == (0, 1, 1)
    undo_run(desk, second.run or 0)
    assert rows(desk, "select outcome from activity where external_id = '1'") == [(None,)]
    own = [
        ["Date", "Type", "Owner", "Account", "Subject"],
        ["2026-05-01", "call", "Ada", "Acme", "x"],
        ["2026-05-01", "call", "Ada", "Acme", "x"],
    ]
    third = bring(desk, write(tmp_path, "own.csv", as_csv(own)))
    fourth = bring(desk, write(tmp_path, "own2.csv", as_csv([*own, ["2026-05-02", "demo", "Ada", "Acme", "y"]])))
    assert ((third.added, third.unchanged), (fourth.added, fourth.unchanged)) == ((2, 0), (1, 2))


def test_an_undone_import_takes_only_what_no_other_brought(desk: Desk, tmp_path: Path) -> None:
    own = [
        ["Date", "Type", "Owner", "Account", "Subject"],
        ["2026-05-01", "call", "Ada", "Acme", "x"],
        ["2026-05-02", "call", "Ada", "Acme", "x"],
    ]
    first = bring(desk, write(tmp_path, "a.csv", as_csv(own)))
    bring(desk, write(tmp_path, "b.csv", as_csv([*own[:2], ["2026-05-03", "call", "Ada", "Acme", "x"]])))
    undo_run(desk, first.run or 0)
    assert rows(desk, "select occurred_on from activity order by occurred_on") == [("2026-05-01",), ("2026-05-03",)]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
X-WR-CALNAME:ada@us.se
BEGIN:VEVENT
UID:one
DTSTART:20260504T223000Z
DTEND:20260504T233000Z
SUMMARY:Late call with Acme
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@us.se
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:inside
DTSTART:20260505T090000Z
SUMMARY:Our own
ATTENDEE:mailto:ada@us.se
ATTENDEE:mailto:bo@us.se
END:VEVENT
BEGIN:VEVENT
UID:declined
DTSTART:20260505T100000Z
SUMMARY:Not for me
ATTENDEE;PARTSTAT=DECLINED:mailto:ada@us.se
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:cancelled
DTSTART:20260505T110000Z
STATUS:CANCELLED
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:wholeday
DTSTART;VALUE=DATE:20260505
SUMMARY:Fair
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:future
DTSTART:20270505T110000Z
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:weekly
DTSTART:20260601T080000Z
RRULE:FREQ=WEEKLY;COUNT=10
SUMMARY:Demo with Beta
ATTENDEE:mailto:ada@us.se
ATTENDEE:mailto:buyer@beta.com
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_gives_meetings_with_people_from_outside_that_took_place(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "a.csv", as_csv([["name", "domain"], ["Acme AB", "acme.se"]])), kind="accounts")
    plan = bring(desk, write(tmp_path, "cal.ics", CALENDAR.replace("\n", "\r\n")), as_of=date(2026, 6, 20))
    assert (plan.kind, plan.added, plan.rejected) == ("calendar", 4, 0)
    assert rows(desk, "select occurred_on, kind, subject, owner, account from activity order by occurred_on") == [
        ("2026-05-05", "meeting", "Late call with Acme", "Ada Ek", "Acme AB"),
        ("2026-06-01", "meeting", "Demo with Beta", "Ada Ek", None),
        ("2026-06-08", "meeting", "Demo with Beta", "Ada Ek", None),
        ("2026-06-15", "meeting", "Demo with Beta", "Ada Ek", None),
    ]
    later = bring(desk, write(tmp_path, "cal2.ics", CALENDAR + "\r\n"), as_of=date(2026, 6, 30))
    assert (later.added, later.changed, later.unchanged) == (2, 0, later.rows - 2)


def test_a_calendar_that_repeats_by_the_second_is_refused(desk: Desk, tmp_path: Path) -> None:
    endless = CALENDAR.replace("FREQ=WEEKLY;COUNT=10", "FREQ=SECONDLY")
    assert refused(desk, write(tmp_path, "cal.ics", endless)).slug == "calendar-too-often"


MAILBOX = """From ada@us.se Mon May  4 10:00:00 2026
From: Ada Ek <ada@us.se>
To: CFO <cfo@acme.se>, bo@us.se
Date: Mon, 04 May 2026 23:30:00 -0400
Message-ID: <1@us.se>
Subject: secret

From the heart: this body is never read.
BODYBODY

From cfo@acme.se Tue May  5 10:00:00 2026
From: cfo@acme.se
To: ada@us.se
Date: Tue, 05 May 2026 10:00:00 +0200

thanks

From ada@us.se Wed May  6 10:00:00 2026
From: ada@us.se
To: bo@us.se
Date: Wed, 06 May 2026 10:00:00 +0200

inside

From ada@us.se Thu May  7 10:00:00 2026
From: ada@us.se
To: x@acme.se
Date: some day

no date
"""


def test_a_mailbox_gives_sent_mail_per_day_and_domain_and_no_word_of_any_body(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "a.csv", as_csv([["name", "domain"], ["Acme AB", "acme.se"]])), kind="accounts")
    plan = bring(desk, write(tmp_path, "sent.mbox", MAILBOX), as_of=date(2026, 6, 20))
    assert (plan.kind, plan.rows, plan.added, plan.rejected) == ("mail", 4, 1, 1)
    assert rows(desk, "select occurred_on, kind, subject, account from activity") == [("2026-05-05", "email", None, "Acme AB")]
    dump = "\n".join(desk.store.connection.iterdump())
    assert "secret" not in dump
    assert "BODYBODY" not in dump


def test_a_dry_run_of_a_typed_table_says_the_same_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", as_csv([["name", "segment", "region"], ["Acme AB", "SMB", "N"], ["", "SMB", "N"]]))
    seen = bring_in.look(desk, path, Choices())
    assert rows(desk, "select count(*) from account union all select count(*) from import_run") == [(0,), (0,)]
    done = bring_in.import_file(desk, path, Choices())
    assert (seen.rows, seen.added, seen.rejected) == (done.rows, done.added, done.rejected) == (2, 1, 1)


def test_a_dry_run_neither_waits_for_the_store_nor_needs_to_write_to_it(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", as_csv([["name", "segment", "region"], ["Acme AB", "SMB", "N"]]))
    desk.store.connection.execute("pragma query_only = on")
    with open_at(tmp_path / "rep.db") as other, other.store.transaction():
        assert bring_in.look(desk, path, Choices()).added == 1
