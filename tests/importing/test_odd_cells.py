"""Cells that say less, or something else, than their column promises: what they tell is taken, the rest is named and kept out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, changes, deal, open_at, refused, write

REPORT = ["Opportunity ID", "Opportunity Name", "Opportunity Owner", "Stage", "Amount", "Close Date"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", me="Ada Ek", time_zone="Europe/Stockholm") as desk:
        yield desk


def test_a_currency_column_that_names_none_or_another_than_the_amount(desk: Desk, tmp_path: Path) -> None:
    header = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Opportunity Currency"]
    rows = [header, ["1", "A", "Negotiation", "5", "EUR"], ["2", "B", "Negotiation", "5", ""], ["3", "C", "Negotiation", "£5", "EUR"], ["4", "D", "Negotiation", "", ""]]  # fmt: skip  # noqa: E501
    plan = bring(desk, write(tmp_path, "deals.csv", as_csv(rows)), currency=None)
    assert [(row.line, row.column, row.why) for row in plan.rejects] == [
        (3, "Opportunity Currency", "no-currency"),
        (4, "Amount", "two-currencies: EUR"),
    ]
    assert (deal(desk, "1")["amount_minor"], deal(desk, "4")["amount_minor"]) == (500, None)


def test_a_formatted_twin_that_is_no_number_decides_nothing(desk: Desk, tmp_path: Path) -> None:
    header = ["id", "lead_name", "status_label", "status_type", "value", "value_formatted", "value_currency"]
    rows = [header, ["1", "A", "Active", "active", "50000", "$500", "USD"], ["2", "B", "Active", "active", "70000", "on request", "USD"], ["3", "C", "Active", "active", "0", "$0", "USD"]]  # fmt: skip  # noqa: E501
    bring(desk, write(tmp_path, "leads.csv", as_csv(rows)))
    assert [deal(desk, number)["amount_minor"] for number in "123"] == [50_000, 70_000, 0]


def test_an_empty_value_says_nothing_of_whether_values_are_in_cents(desk: Desk, tmp_path: Path) -> None:
    header = ["id", "lead_name", "status_label", "status_type", "value", "value_currency"]
    rows = [header, ["1", "A", "Active", "active", "", "USD"], ["2", "B", "Active", "active", "70.50", "USD"]]
    bring(desk, write(tmp_path, "leads.csv", as_csv(rows)))
    assert [deal(desk, number)["amount_minor"] for number in "12"] == [None, 7_050]


def test_a_status_of_the_customers_own_leaves_the_word_to_the_stage(desk: Desk, tmp_path: Path) -> None:
    header = ["opp_id", "deal", "company", "stage", "status", "value", "currency"]
    rows = [header, ["1", "A", "Acme", "Closed Won", "Green", "5", "EUR"], ["2", "B", "Acme", "", "Lost", "5", "EUR"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(rows)))
    assert [deal(desk, number)["status"] for number in "12"] == ["won", "lost"]


def test_a_deal_without_an_id_that_could_be_either_of_two_is_neither(desk: Desk, tmp_path: Path) -> None:
    twins = [REPORT, ["1", "Acme", "Ada", "Negotiation", "5", "2026-08-01"], ["2", "Acme", "Ada", "Proposal", "7", "2026-08-01"]]
    bring(desk, write(tmp_path, "a.csv", as_csv(twins)), as_of=date(2026, 5, 1))
    without = [REPORT[1:], ["Acme", "Ada", "Proposal", "9", "2026-08-01"]]
    bring(desk, write(tmp_path, "b.csv", as_csv(without)), as_of=date(2026, 6, 1), source="salesforce", yes=True)
    assert [deal(desk, number)["amount_minor"] for number in "12"] == [500, 700]
    assert desk.store.connection.execute("select count(*) from deal").fetchone() == (3,)


HISTORY = ["Opportunity Name", "Field / Event", "Old Value", "New Value", "Edit Date"]


@pytest.fixture
def acme(desk: Desk, tmp_path: Path) -> Desk:
    rows = [REPORT, ["006A", "Acme", "Ada", "Negotiation", "120", "2026-08-01"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(rows)), as_of=date(2026, 6, 1))
    return desk


def test_events_without_a_day_or_with_an_amount_that_is_none_are_named(acme: Desk, tmp_path: Path) -> None:
    rows = [
        HISTORY,
        ["Acme", "Stage", "Qualification", "Negotiation", ""],
        ["Acme", "Stage", "Qualification", "Negotiation", "some day"],
        ["Acme", "Amount", "100", "a lot", "2026-03-01"],
        ["Acme", "Amount", "100", "120", "2026-03-02"],
    ]
    plan = bring(acme, write(tmp_path, "history.csv", as_csv(rows)), as_of=date(2026, 6, 1))
    assert [(row.line, row.column, row.why) for row in plan.rejects] == [
        (2, "Edit Date", "no-date"),
        (3, "Edit Date", "not-a-date"),
        (4, "New Value", "not-a-number"),
    ]
    assert ("006A", "amount_minor", "10000", "12000", "2026-03-02") in changes(acme)


def test_a_history_that_tells_only_what_became_of_a_field(acme: Desk, tmp_path: Path) -> None:
    rows = [HISTORY, ["Acme", "Amount", "100", "120", "2026-03-02"]]
    plan = bring(acme, write(tmp_path, "history.csv", as_csv(rows)), as_of=date(2026, 6, 1), mapping={"before": ""})
    assert (plan.changed, plan.rejected) == (1, 0)
    path = write(tmp_path, "again.csv", as_csv([*rows, rows[1]]))
    wished = {column: refused(acme, path, mapping={column: ""}).values["option"] for column in ("on", "field", "after", "name")}
    assert wished == {column: f"--map {column}=" for column in wished}


def test_a_stage_history_with_deleted_rows_and_rows_without_a_stage(acme: Desk, tmp_path: Path) -> None:
    header = ["OpportunityId", "StageName", "Amount", "CloseDate", "CreatedDate", "IsDeleted"]
    rows = [
        header,
        ["006A", "Qualification", "100", "2026-07-01", "2026-02-02", "0"],
        ["006A", "Proposal", "7", "2026-07-01", "2026-02-03", "1"],
        ["006A", "", "120", "2026-08-01", "2026-04-02", "0"],
    ]
    plan = bring(acme, write(tmp_path, "OpportunityHistory.csv", as_csv(rows)), as_of=date(2026, 6, 1))
    assert (plan.kind, plan.rejected, plan.unchanged) == ("history", 0, 1)
    told = [change[1:] for change in changes(acme)]
    assert ("amount_minor", "10000", "12000", "2026-04-02") in told
    assert not [change for change in told if "Proposal" in change]


def test_r30_a_history_and_a_table_of_nothing_but_stray_quotation_marks_are_accounted_for(acme: Desk, tmp_path: Path) -> None:
    rows = as_csv([HISTORY, ["Acme", "Amount", "100", "120", "2026-03-02"]])
    broken = "".join(f'Acme,"Amount"x,{number},7,2026-03-03\n' for number in range(3))
    plan = bring(acme, write(tmp_path, "history.csv", rows + broken), as_of=date(2026, 6, 1))
    assert (plan.rows, plan.rejected) == (4, 3)
    plan = bring(acme, write(tmp_path, "people.csv", 'name,territory,manager\n"Ada"x,North,Bo\n'))
    assert (plan.rows, plan.rejected) == (1, 1)


def test_r30_rejects_beyond_a_thousand_are_counted_though_not_told(desk: Desk, tmp_path: Path) -> None:
    rows = [["name", "territory", "manager"], *(["", str(number), "Bo"] for number in range(4_000))]
    plan = bring(desk, write(tmp_path, "people.csv", as_csv(rows)))
    assert (plan.rejected, len(plan.rejects)) == (4_000, 1_000)


EVENT = "BEGIN:VEVENT\r\n{}\r\nATTENDEE:mailto:ada@us.se\r\nATTENDEE:mailto:cfo@acme.se\r\nEND:VEVENT\r\n"
STARTS = (
    "UID:one\r\nDTSTART;TZID=Somewhere Of Ours:20260504T090000\r\nSUMMARY:A zone that nobody knows",
    "UID:two\r\nDTSTART:20260505T090000\r\nSUMMARY:No zone",
    "UID:three\r\nDTSTART:20260506T090000Z\r\nRECURRENCE-ID;VALUE=DATE:20260507\r\nSUMMARY:One of a series that is elsewhere",
)


def test_a_calendar_without_zones_and_without_own_domains_is_read_by_the_hours_as_they_stand(desk: Desk, tmp_path: Path) -> None:
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" + "".join(map(EVENT.format, STARTS)) + "END:VCALENDAR\r\n"
    plan = bring(desk, write(tmp_path, "cal.ics", text), as_of=date(2026, 6, 20))
    found = desk.store.connection.execute("select occurred_on, subject from activity order by occurred_on").fetchall()
    assert [day for day, _ in found] == ["2026-05-04", "2026-05-05", "2026-05-06"]
    assert [dict(note.values) for note in plan.notes if note.slug == "own-domain-assumed"]


def test_a_mailbox_with_folded_headers_that_ends_in_one_and_holds_mail_of_tomorrow(desk: Desk, tmp_path: Path) -> None:
    box = (
        "From ada@us.se Mon May  4 10:00:00 2026\nFrom: ada@us.se\nX-Spam: no\n whatever\nTo: cfo@acme.se,\n ceo@acme.se\n"
        "Date: Mon, 04 May 2026 10:00:00 +0200\n\nbody\n\n"
        "From ada@us.se Mon May  4 10:00:00 2026\nFrom: ada@us.se\nTo: cfo@acme.se\nDate: Mon, 04 May 2099 10:00:00 +0200\n\n\n"
        "From ada@us.se Tue May  5 10:00:00 2026\nFrom: ada@us.se\nTo: x@beta.se\nDate: Tue, 05 May 2026 10:00:00 +0200\n"
    )
    plan = bring(desk, write(tmp_path, "sent.mbox", box), as_of=date(2026, 6, 20))
    assert (plan.rows, plan.added, [row.why for row in plan.rejects]) == (3, 2, ["year-out-of-range"])
    assert [dict(note.values) for note in plan.notes if note.slug == "own-domain-assumed"] == [{"domain": "us.se"}]


def test_a_mailbox_of_thousands_is_taken_in_stretches(desk: Desk, tmp_path: Path) -> None:
    mail = "From ada@us.se Mon May  4 10:00:00 2026\nFrom: ada@us.se\nTo: cfo@acme.se\nDate: Mon, 04 May 2026 10:00:00 +0200\nMessage-ID: <{}>\n\n\n"  # noqa: E501
    plan = bring(desk, write(tmp_path, "sent.mbox", "".join(map(mail.format, range(1_600)))), as_of=date(2026, 6, 20))
    assert (plan.rows, plan.added, plan.rejected) == (1_600, 1_600, 0)
