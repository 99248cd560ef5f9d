"""Each quirk of the CRMs' exports that is known has a line of a file here, by the CRM, and what becomes of it."""

# ruff: noqa: E501, DTZ001 rows of data stand as they stand in a file, days and times as a workbook has them
from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date
from datetime import datetime as at
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.domain.import_plan import Choices
from salestui.work import bring_in
from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, changes, deal, open_at, refused, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", time_zone="Europe/Stockholm", own_domains=("us.se",), me="Ada Ek") as desk:
        yield desk


class Quirk(NamedTuple):
    """A file of one source in one line of data, and what the store holds of its deal `1` afterwards."""

    source: str
    header: str
    row: str
    known: dict[str, object]


QUIRKS: dict[str, Quirk] = {
    # every CRM
    "a header in other capitals, with spaces around and an asterisk": Quirk(
        "pipedrive", "deal - id| Deal - TITLE* |DEAL - STATUS|Deal - Currency of value|Deal - Value", "1|Acme|won|SEK|5", {"name": "Acme", "status": "won", "amount_minor": 500, "currency": "SEK"}),
    "two columns of one name are kept by position": Quirk(
        "salesforce", "Opportunity ID|Opportunity Name|Stage|Amount|Amount", "1|A|Negotiation|5|7", {"amount_minor": 500}),
    "custom columns stay out of the way": Quirk(
        "salesforce", "Opportunity ID|Mood|Opportunity Name|Stage|Weather", "1|good|A|Negotiation|fine", {"name": "A", "stage": "Negotiation"}),
    "stages in any language": Quirk("salesforce", "Opportunity ID|Opportunity Name|Stage", "1|A|Förhandling pågår", {"stage": "Förhandling pågår", "status": "open"}),
    "words for nothing": Quirk(
        "salesforce", "Id|Name|StageName|Account.Name|LeadSource|NextStep|Amount|CurrencyIsoCode|CloseDate", "1|A|Negotiation|N/A|None|-|-|USD|N/A",
        {"account": None, "lead_source": None, "next_step": None, "amount_minor": None, "expected_close_on": None}),
    "data that looks like a formula or markup": Quirk(
        "salesforce", "Opportunity ID|Opportunity Name|Stage|Next Step", '1|"=SUM(A1), [b]x[/b]; -5"|Negotiation|@home', {"name": "=SUM(A1), [b]x[/b]; -5", "next_step": "@home"}),
    # values
    "an amount with more decimals than its currency": Quirk("salesforce", "Opportunity ID|Opportunity Name|Stage|Amount|Amount Currency", "1|A|Negotiation|9225.225|PEN", {"amount_minor": 922523}),
    "a hand-kept 45k": Quirk("generic", "opp_id|deal|customer|phase|amount_sek|close_date", "1|A|Acme|Prospecting|45k|2026-09-01", {"amount_minor": 4500000, "currency": "SEK", "expected_close_on": "2026-09-01"}),
    "a hand-kept 1.2M": Quirk("generic", "opp_id|deal|customer|phase|Value (EUR)|close_date", "1|A|Acme|won|1.2M|2026-05-01", {"amount_minor": 120000000, "currency": "EUR", "closed_on": "2026-05-01"}),
    "1 and 0": Quirk("salesforce", "Id|Name|IsClosed|IsWon|StageName", "1|A|1|0|x", {"status": "lost"}),
    "TRUE and True": Quirk("salesforce", "Id|Name|IsClosed|IsWon|StageName", "1|A|TRUE|True|x", {"status": "won"}),
    "false": Quirk("salesforce", "Id|Name|IsClosed|IsWon|StageName", "1|A|false|FALSE|x", {"status": "open"}),
    "Yes and No": Quirk("hubspot", "Record ID|Deal Name|Deal Stage|Is Deal Closed?|Is Closed Won|Is closed lost", "1|A|Own|Yes|No|Yes", {"status": "lost"}),
    "a day with 00:00:00 is in no zone": Quirk("salesforce", "Id|Name|StageName|CloseDate", "1|A|Negotiation|2026-08-05 00:00:00", {"expected_close_on": "2026-08-05"}),
    "an instant of an interface": Quirk("salesforce", "Id|Name|StageName|CreatedDate", "1|A|Negotiation|2026-06-05T22:30:00.000Z", {"created_on": "2026-06-06"}),
    "days of an American user": Quirk("salesforce", "Opportunity ID|Opportunity Name|Stage|Close Date|Created Date", "1|A|Negotiation|7/25/2026|6/25/2026 11:30 PM", {"expected_close_on": "2026-07-25", "created_on": "2026-06-25"}),
    "milliseconds": Quirk("clickup", "Task ID|Task Name|Status|Date created|Date created Text", "1|A|won|1767225600000|1/1/2026", {"created_on": "2026-01-01"}),
    # Salesforce
    "a converted amount alone": Quirk("salesforce", "Opportunity ID|Opportunity Name|Stage|Amount (converted)|Amount (converted) Currency", "1|A|Negotiation|5|SEK", {"amount_minor": 500, "currency": "SEK"}),
    "an amount beside its converted one": Quirk(
        "salesforce", "Opportunity ID|Opportunity Name|Stage|Amount (converted) Currency|Amount (converted)|Amount Currency|Amount|Expected Revenue", "1|A|Negotiation|SEK|50|EUR|5|2", {"amount_minor": 500, "currency": "EUR"}),
    "the first of two fields for the loss reason": Quirk("salesforce", "Id|Name|StageName|Loss_Reason__c|LossReason__c", "1|A|Closed Lost|Price|", {"loss_reason": "Price"}),
    "the second of two fields for the loss reason": Quirk("salesforce", "Id|Name|StageName|Loss_Reason__c|LossReason__c", "1|A|Closed Lost||Timing", {"loss_reason": "Timing"}),
    "Forecast means Commit": Quirk("salesforce", "Id|Name|StageName|ForecastCategory", "1|A|Negotiation|Forecast", {"forecast_category": "commit"}),
    "the id of nobody": Quirk("salesforce", "Id|Name|StageName|AccountId|OwnerId", "1|A|Negotiation|000000000000000AAA|000000000000000AAA", {"account": None, "owner": None}),
    "a deal's own probability": Quirk("salesforce", "Opportunity ID|Opportunity Name|Stage|Probability (%)", "1|A|Negotiation/Review|1", {"probability": "0.01"}),
    "a deleted row": Quirk("salesforce", "Id|Name|StageName|IsDeleted", "1|A|Negotiation|1", {"removed": "deleted"}),
    # HubSpot
    "several companies in a cell": Quirk("hubspot", "Record ID|Deal Name|Deal Stage|Associated Company|Associated Company IDs", "1|A|Contract Sent|Acme AB; Beta AB|7;8", {"account": "Acme AB"}),
    "an id and amount with a point": Quirk("hubspot", "Record ID|Deal Name|Deal Stage|Amount", "1.0|A|Contract Sent|117.0", {"amount_minor": 11700}),
    "internal names": Quirk(
        "hubspot", "hs_object_id|dealname|dealstage|hs_manual_forecast_category|deal_currency_code|amount|closed_lost_reason|closedate", "1|A|closedlost|OMIT|SEK|5|Price|2026-05-04",
        {"status": "lost", "forecast_category": "omitted", "currency": "SEK", "loss_reason": "Price", "closed_on": "2026-05-04"}),
    "a renewal is a pipeline": Quirk("hubspot", "Record ID|Deal Name|Deal Stage|Pipeline|Deal Type", "1|A|Contract Sent|Renewals Pipeline|New Business", {"deal_type": "renewal"}),
    "the first of the money columns": Quirk("hubspot", "Record ID|Deal Name|Deal Stage|Amount in company currency|Amount|Currency|Weighted amount", "1|A|Contract Sent|1000|100|EUR|50", {"amount_minor": 10000, "currency": "EUR"}),
    # Pipedrive
    "the stage in which it was lost": Quirk("pipedrive", "Deal - ID|Deal - Title|Deal - Stage|Deal - Status|Deal - Lost reason|Deal - Lost time", "1|A|Demo Scheduled|Lost|Price|2026-05-02 10:00:00", {"status": "lost", "stage": "Demo Scheduled", "loss_reason": "Price", "closed_on": "2026-05-02"}),
    "a stage that speaks of winning": Quirk("pipedrive", "Deal - ID|Deal - Title|Deal - Stage|Deal - Status", "1|A|Closed Won talks|Open", {"status": "open"}),
    "older spellings": Quirk(
        "pipedrive", "Deal - Pipedrive System ID|Deal - Title|Organization - Name|Deal - Currency|Deal - Value|Deal - Stage (pipeline)|Deal - Status|Deal - Creation date|Deal - Closed on|Deal - Source channel",
        "1|A|Acme|sek|10|Qualified|won|2026-01-01|2026-02-02|Web", {"account": "Acme", "currency": "SEK", "created_on": "2026-01-01", "closed_on": "2026-02-02", "lead_source": "Web"}),
    "the maker of a deal is not its owner": Quirk("pipedrive", "Deal - ID|Deal - Title|Deal - Status|Deal - Creator|Deal - Owner", "1|A|Open|Ben|Ada", {"owner": "Ada"}),
    "a deal that was deleted": Quirk("pipedrive", "Deal - ID|Deal - Title|Deal - Status", "1|A|deleted", {"removed": "deleted"}),
    "Swedish by its pattern": Quirk("pipedrive", "Affär - ID|Affär - Titel|Affär - Värde|Affär - Värdets valuta|Affär - Steg|Affär - Status", "1|A|1 000,50|SEK|Förslag|Vunnen", {"amount_minor": 100050, "status": "won", "stage": "Förslag"}),
    "Czech by its pattern": Quirk("pipedrive", "Obchod - ID|Obchod - Název|Obchod - Hodnota|Obchod - Měna hodnoty|Obchod - Fáze|Obchod - Stav|Obchod - Očekávané datum uzavření", "1|A|10|CZK|Nabídka|Otevřený|2026-09-01", {"currency": "CZK", "stage": "Nabídka", "expected_close_on": "2026-09-01"}),
    # ClickUp
    "the older header with a space before": Quirk("clickup", "Task ID| Task Name|Status|Date Created|Due Date|Folder Name|List Name|Parent ID", "1|A|closed won|1767225600000|1774915200000|Acme|Sales|null", {"name": "A", "account": "Acme", "pipeline": "Sales", "status": "won"}),
    "several assignees": Quirk("clickup", "Task ID|Task Name|Status|Assignees", '1|A|won|"[Ada,Ben]"', {"owner": "Ada"}),
    "the view's own columns": Quirk("clickup", "Task ID|Task Name|Status|Priority|List|Task assignee|Task type|Deal Size|Currency", "1|A|lost|urgent|Sales|Ada|Task|5000|EUR", {"owner": "Ada", "amount_minor": 500000, "status": "lost"}),
    # Dynamics
    "hidden columns first": Quirk("dynamics", "(Do Not Modify) Opportunity|(Do Not Modify) Row Checksum|(Do Not Modify) Modified On|Topic|Status|Est. revenue|Currency", "1|x|46000|Acme|Open|100|SEK", {"name": "Acme", "last_activity_on": None}),
    "the status reason is the loss reason": Quirk("dynamics", "(Do Not Modify) Opportunity|Topic|Status|Status Reason", "1|Acme|Lost|Out-Sold", {"status": "lost", "loss_reason": "Out-Sold"}),
    "on hold is open": Quirk("dynamics", "(Do Not Modify) Opportunity|Topic|Status|Status Reason", "1|Acme|Open|On Hold", {"status": "open", "loss_reason": None}),
    "older capitals and prefixes": Quirk("dynamics", "(Do Not Modify) Opportunity|Topic|Opportunity_Status|Est. Revenue|Est. Close Date|Currency", "1|Acme|Open|100|46100|EUR", {"amount_minor": 10000, "expected_close_on": "2026-03-19"}),
    "what was won in the end": Quirk("dynamics", "(Do Not Modify) Opportunity|Topic|Status|Est. revenue|Actual Revenue|Currency|Actual Close Date", "1|Acme|Won|100|120|EUR|46050", {"amount_minor": 12000, "closed_on": "2026-01-28"}),
    "a forecast category of their own": Quirk("dynamics", "(Do Not Modify) Opportunity|Topic|Status|Forecast Category", "1|Acme|Open|0% rot", {"forecast_category": None}),
    # Zoho
    "API names, flattened": Quirk("zoho", "id|Deal_Name|Stage|Closing_Date|Account_Name__name|Owner__name|Reason_For_Loss__s|$approved", "1|A|Closed Lost to Competition|2026-03-01|Acme|Ada|Price|true", {"account": "Acme", "owner": "Ada", "status": "lost", "loss_reason": "Price"}),
    # Close
    "cents beside their twin": Quirk("close", "id|lead_name|status_label|status_type|value|value_formatted|value_currency", "1|A|Active|active|300000|$3,000|USD", {"amount_minor": 300000}),
    "whole units beside their twin": Quirk("close", "id|lead_name|status_label|status_type|value|value_formatted|value_currency", "1|A|Active|active|500|$500|USD", {"amount_minor": 50000}),
    "what comes every month": Quirk("close", "id|lead_name|status_label|status_type|value|value_formatted|value_period|value_currency", "1|A|Active|active|5000|$50 monthly|monthly|USD", {"amount_minor": None, "arr_minor": 60000}),
    "a clock of twelve hours is in UTC": Quirk("close", "id|lead_name|status_label|status_type|date_created|date_lost", "1|A|Lost|lost|2026-01-05 11:30:00 PM|2026-02-01 01:00:00 AM", {"created_on": "2026-01-06", "closed_on": "2026-02-01"}),
    "the older export and an offset": Quirk("close", "id|lead_name|status|status_type|date_created", "1|A|Active|active|2026-01-05 23:30:00.12345-05:00", {"stage": "Active", "created_on": "2026-01-06"}),
    # others
    "Bitrix24": Quirk("generic", "ID|TITLE|STAGE_ID|OPPORTUNITY|CURRENCY_ID|CLOSEDATE|CLOSED|DATE_CREATE", "1|A|NEW|1000|EUR|2026-08-08T03:00:00+03:00|N|2026-04-08T03:00:00+03:00", {"amount_minor": 100000, "expected_close_on": "2026-08-08", "created_on": "2026-04-08", "status": "open"}),
    "words for won": Quirk("generic", "opp_id|deal|company|outcome|value|currency", "1|A|Acme|Closed/Won|5|EUR", {"status": "won"}),
    "words for lost": Quirk("generic", "opp_id|deal|company|outcome|value|currency", "1|A|Acme|Disqualified|5|EUR", {"status": "lost"}),
    "Swedish words": Quirk(
        "generic", "Affärsnummer|Säljprojekt|Organisationsnamn|Tilldelad till|Totalt belopp för affärsmöjlighet|Valuta|Försäljningsfas|Trolighet (%)|Förväntat stängningsdatum|Leadkälla|Nästa steg|Senaste aktivitetsdatum|Prognoskategori",
        "1|A|Acme|Ada|1 234,50|SEK|Kvalificering|25|2026-09-01|Mässa|Ring|2026-05-01|Åtagande",
        {"account": "Acme", "owner": "Ada", "amount_minor": 123450, "stage": "Kvalificering", "probability": "0.25", "expected_close_on": "2026-09-01", "lead_source": "Mässa", "last_activity_on": "2026-05-01", "forecast_category": "commit"}),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIRKS)
def test_a_quirk_is_read_as_what_it_means(desk: Desk, tmp_path: Path, name: str) -> None:
    quirk = QUIRKS[name]
    currency = None if "currency" in quirk.known else "USD"
    plan = bring(desk, write(tmp_path, "export.csv", f"{quirk.header}\n{quirk.row}\n"), currency=currency)
    assert (plan.source, plan.kind, plan.added, plan.rejects) == (quirk.source, "deals", 1, ())
    found = deal(desk, "1")
    assert {field: found[field] for field in quirk.known} == quirk.known


def test_a_reports_foot_in_windows_1252_with_either_copyright_sign_and_any_year(desk: Desk, tmp_path: Path) -> None:
    head = '"Opportunity ID","Opportunity Name","Stage"\n"1","Sm\xf6rg\xe5s","Negotiation"\n\n'
    for year, sign in ((2009, "\xa9"), (2031, "(c)")):
        foot = f'"Confidential Information - Do Not Distribute"\n"Copyright {sign} 2000-{year} salesforce.com, inc. All rights reserved."\n'
        plan = bring(desk, write(tmp_path, f"report{year}.csv", (head + foot).encode("cp1252")), as_of=date(2026, 6, 1))
        assert (plan.rows, plan.rejected) == (1, 0)
        assert [dict(note.values) for note in plan.notes if note.slug == "left-out-footer"] == [{"count": 2}]
    assert deal(desk, "1")["name"] == "Smörgås"


def test_a_foot_in_the_first_two_columns(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["Opportunity ID", "Opportunity Name", "Stage"],
        ["1", "A", "Negotiation"],
        ["Total", "5700", ""],
        ["Grand Totals (5,700 records)", "", ""],
        ["", "Confidential Information - Do Not Distribute", ""],
    ]
    assert (bring(desk, write(tmp_path, "report.csv", as_csv(rows))).rows, deal(desk, "1")["name"]) == (1, "A")


def test_line_breaks_of_two_kinds_in_one_report(desk: Desk, tmp_path: Path) -> None:
    text = b'"Opportunity ID","Opportunity Name","Next Step","Stage"\n"1","A","call\r\nback","Negotiation"\n'
    assert bring(desk, write(tmp_path, "report.csv", text)).rows == 1
    assert deal(desk, "1")["next_step"] == "call back"


def test_a_reports_name_says_when_it_was_taken(desk: Desk, tmp_path: Path) -> None:
    table = as_csv([["Opportunity ID", "Opportunity Name", "Stage"], ["1", "A", "Negotiation"]])
    assert bring_in.look(desk, write(tmp_path, "report1772971200000.csv", table)).as_of == date(2026, 3, 8)
    assert bring_in.look(desk, write(tmp_path, "hubspot-crm-exports-all-2026-03-09.csv", table)).as_of == date(2026, 3, 9)


def test_two_deals_of_one_name_in_a_history_without_ids_are_not_mixed_up(desk: Desk, tmp_path: Path) -> None:
    deals = [["Opportunity ID", "Opportunity Name", "Stage"], ["1", "Acme", "Negotiation"], ["2", "Acme", "Proposal"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv([*deals, ["3", "Beta", "Proposal"]])), as_of=date(2026, 6, 1))
    history = [
        ["Opportunity Name", "Field / Event", "Old Value", "New Value", "Edit Date"],
        ["Acme", "Created.", "", "", "2026-01-02"],
        ["Acme", "Stage", "Qualification", "Negotiation", "2026-02-02"],
        ["Acme", "Created.", "", "", "2026-01-05"],
        ["Beta", "Stage", "Qualification", "Proposal", "2026-02-02"],
    ]
    plan = bring(desk, write(tmp_path, "history.csv", as_csv(history)), as_of=date(2026, 6, 1))
    assert [row.why for row in plan.rejects] == ["unknown-deal"] * 3
    assert {change[0] for change in changes(desk)} == {"3"}


def test_a_stage_history_tells_moves_and_changes_within_a_stage(desk: Desk, tmp_path: Path) -> None:
    deals = [["Opportunity ID", "Opportunity Name", "Stage", "Amount"], ["1", "Acme", "Proposal", "120"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(deals)), as_of=date(2026, 6, 1))
    history = [
        ["Opportunity Name", "From Stage", "To Stage", "Amount", "Probability (%)", "Close Date", "Last Modified"],
        ["Acme", "", "Qualification", "100", "10", "2026-06-30", "2026-02-02"],
        ["Acme", "Qualification", "Proposal", "100", "75", "2026-06-30", "2026-03-02"],
        ["Acme", "Proposal", "Proposal", "120", "75", "2026-07-31", "2026-04-02"],
    ]
    plan = bring(desk, write(tmp_path, "history.csv", as_csv(history)), as_of=date(2026, 6, 1))
    assert (plan.source, plan.kind, plan.rejected) == ("salesforce", "history", 0)
    told = [change[1:] for change in changes(desk, "1")]
    assert ("stage", "Qualification", "Proposal", "2026-03-02") in told
    assert ("amount_minor", "10000", "12000", "2026-04-02") in told
    assert ("expected_close_on", "2026-06-30", "2026-07-31", "2026-04-02") in told


def test_the_sample_task_of_a_new_org_is_no_activity(desk: Desk, tmp_path: Path) -> None:
    tasks = [
        ["Id", "Subject", "ActivityDate", "TaskSubtype", "WhatId", "Status", "CallDurationInSeconds"],
        ["1", "Sample task: how to delete sample data", "2026-05-01", "Task", "000000000000000AAA", "Completed", "60"],
        ["2", "Call about the price", "2026-05-02", "Call", "006A", "Completed", "60"],
        ["3", "Mail", "2026-05-03", "Email", "006A", "Completed", "60"],
    ]
    plan = bring(desk, write(tmp_path, "Task.csv", as_csv(tasks)))
    assert (plan.source, plan.kind, plan.added, plan.unchanged) == ("salesforce", "activities", 2, 1)
    kinds = desk.store.connection.execute("select kind from activity order by occurred_on").fetchall()
    assert kinds == [("call",), ("email",)]


def test_hubspots_calls_are_an_export_of_their_own(desk: Desk, tmp_path: Path) -> None:
    calls = [
        ["Activity date", "Call title", "Call outcome", "Call status", "Call duration", "Activity assigned to"],
        ["2026-05-01 10:00", "Intro", "Connected", "Completed", "61000", "Ada Ek"],
        ["2026-05-02 10:00", "Again", "No answer", "Completed", "0", "Ada Ek"],
    ]
    plan = bring(desk, write(tmp_path, "calls.csv", as_csv(calls)))
    assert (plan.source, plan.kind, plan.added) == ("hubspot", "activities", 2)
    found = desk.store.connection.execute("select kind, occurred_on, owner from activity order by occurred_on").fetchall()
    assert found == [("call", "2026-05-01", "Ada Ek"), ("call", "2026-05-02", "Ada Ek")]


def test_pipedrives_activities_that_were_not_done_are_none_that_took_place(desk: Desk, tmp_path: Path) -> None:
    rows = [
        [
            "Activity - Subject",
            "Activity - Due date",
            "Activity - Type",
            "Activity - Done",
            "Activity - Assigned to user",
            "Deal - ID",
        ],
        ["Visit", "2026-05-01", "Meeting", "Done", "Ada Ek", "1"],
        ["Call back", "2026-05-02", "Call", "To do", "Ada Ek", "1"],
    ]
    plan = bring(desk, write(tmp_path, "activities.csv", as_csv(rows)))
    assert (plan.source, plan.kind) == ("pipedrive", "activities")
    done = desk.store.connection.execute("select kind, done from activity order by occurred_on").fetchall()
    assert done == [("meeting", 1), ("call", 0)]


def test_zohos_ids_are_one_with_and_without_what_stands_before_them(desk: Desk, tmp_path: Path) -> None:
    header = ["Record Id", "Deal Name", "Stage", "Closing Date"]
    bring(
        desk,
        write(tmp_path, "a.csv", as_csv([header, ["48370000000335123", "A", "Qualification", "2026-08-01"]])),
        as_of=date(2026, 6, 1),
    )
    again = [header, ["zcrm_48370000000335123", "A", "Closed Won", "2026-06-05"]]
    plan = bring(desk, write(tmp_path, "b.csv", as_csv(again)), as_of=date(2026, 6, 8))
    assert (plan.added, plan.changed, deal(desk, "48370000000335123")["status"]) == (0, 1, "won")


def test_a_dynamics_workbook_has_true_dates_or_texts(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        [
            "(Do Not Modify) Opportunity",
            "(Do Not Modify) Row Checksum",
            "(Do Not Modify) Modified On",
            "Topic",
            "Status",
            "Est. close date",
            "Created On",
        ]
    )
    sheet.append(["a1", "x", at(2026, 6, 1, 10), "Acme", "Open", date(2026, 8, 1), at(2026, 1, 5, 23, 30)])
    sheet.append(["a2", "x", at(2026, 6, 1, 10), "Beta", "Open", "2026-08-02", "2026-01-06"])
    book.save(tmp_path / "Open Opportunities.xlsx")
    assert bring(desk, tmp_path / "Open Opportunities.xlsx").source == "dynamics"
    found = [(deal(desk, name)["expected_close_on"], deal(desk, name)["created_on"]) for name in ("a1", "a2")]
    assert found == [("2026-08-01", "2026-01-05"), ("2026-08-02", "2026-01-06")]


def test_a_deal_that_was_closed_in_dynamics_and_is_open_again_was_reopened(desk: Desk, tmp_path: Path) -> None:
    header = ["(Do Not Modify) Opportunity", "Topic", "Status", "Actual Close Date"]
    bring(desk, write(tmp_path, "a.csv", as_csv([header, ["1", "A", "Lost", "2026-05-05"]])), as_of=date(2026, 6, 1))
    plan = bring(desk, write(tmp_path, "b.csv", as_csv([header, ["1", "A", "Open", ""]])), as_of=date(2026, 6, 8))
    assert (plan.changes["reopened"], deal(desk, "1")["closed_on"]) == (1, None)


def test_an_amount_without_any_currency_is_asked_for_once(desk: Desk, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Amount"]
    path = write(tmp_path, "a.csv", as_csv([header, ["1", "A", "Contract Sent", "5"]]))
    assert refused(desk, path).slug == "import-currency-missing"
    bring_in.import_file(desk, path, Choices(currency="NOK", as_of=date(2026, 6, 1)))
    bring_in.import_file(
        desk, write(tmp_path, "b.csv", as_csv([header, ["1", "A", "Contract Sent", "6"]])), Choices(as_of=date(2026, 6, 8))
    )
    assert (deal(desk, "1")["currency"], deal(desk, "1")["amount_minor"]) == ("NOK", 600)


def test_an_amount_of_a_goal_without_any_currency_is_asked_for_and_a_share_is_not(desk: Desk, tmp_path: Path) -> None:
    header = ["Name", "Metric", "Target", "Period"]
    shares = write(tmp_path, "goals_a.csv", as_csv([header, ["Win rate", "win_rate", "30 %", "2026-Q1"]]))
    bring_in.import_file(desk, shares, Choices(as_of=date(2026, 6, 1)))
    path = write(tmp_path, "goals_b.csv", as_csv([header, ["Quota", "revenue_won", "500000", "2026-Q1"]]))
    assert refused(desk, path).slug == "import-currency-missing"
    assert bring_in.import_file(desk, path, Choices(currency="NOK", as_of=date(2026, 6, 1))).added == 1


EXCHANGE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:Microsoft Exchange Server 2010
X-WR-CALNAME:ada@us.se
BEGIN:VEVENT
DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20260504T200000
DTEND;TZID="(UTC-05:00) Eastern Time (US & Canada)":20260504T210000
SUMMARY:Quoted zone and no UID
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=W. Europe Standard Time:20260505T233000
DTEND;TZID=W. Europe Standard Time:20260505T235900
SUMMARY:Windows zone
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:series
DTSTART:20260601T080000Z
DTEND:20260601T090000Z
RRULE:FREQ=DAILY;UNTIL=20260603T235959Z
SUMMARY:Daily with Acme
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
BEGIN:VEVENT
UID:series
RECURRENCE-ID:20260602T080000Z
DTSTART:20260604T080000Z
DTEND:20260604T090000Z
SUMMARY:Daily with Acme, moved
ATTENDEE:mailto:cfo@acme.se
END:VEVENT
END:VCALENDAR"""


def test_exchanges_zones_without_a_definition_and_googles_moved_instance(desk: Desk, tmp_path: Path) -> None:
    plan = bring(desk, write(tmp_path, "cal.ics", EXCHANGE.replace("\n", "\r\n")), as_of=date(2026, 6, 20))
    assert (plan.kind, plan.rejected) == ("calendar", 0)
    found = desk.store.connection.execute("select occurred_on, subject from activity order by occurred_on, subject").fetchall()
    assert found == [
        ("2026-05-05", "Quoted zone and no UID"),
        ("2026-05-05", "Windows zone"),
        ("2026-06-01", "Daily with Acme"),
        ("2026-06-03", "Daily with Acme"),
        ("2026-06-04", "Daily with Acme, moved"),
    ]


FIELDS = {
    "Opportunity ID": "id",
    "Opportunity Name": "name",
    "Stage": "stage",
    "Account Name": "account",
    "Opportunity Owner": "owner",
    "Amount": "amount_minor",
    "Opportunity Currency": "currency",
    "Close Date": "expected_close_on",
    "Lead Source": "lead_source",
    "Next Step": "next_step",
}
RENAMED = {
    "Amount": ["Opportunity Amt", "Deal Amount (net)", "amount  *"],
    "Account Name": ["Acct Name", "ACCOUNT NAME", "Customer name"],
    "Opportunity Owner": ["Opp Owner", "opportunity owner "],
    "Close Date": ["Exp Close Dt", "Close  Date", "Est Close Date"],
    "Stage": ["Stage of opportunity", "STAGE"],
    "Opportunity Name": ["Oppty Name", "Opportunity name*"],
}
VALUES = ["0061", "Acme renewal", "Negotiation", "Acme AB", "Ada Ek", "1234.50", "SEK", "2026-08-05", "Web", "Call"]
KNOWN = dict(zip(FIELDS.values(), [*VALUES[:5], 123450, *VALUES[6:]], strict=True))


@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(sorted(RENAMED))), st.integers(0, 4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_shuffled_dropped_added_and_renamed_are_read_as_before_or_asked_for(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, renamed: set[str], added: int
) -> None:
    """What was dropped is empty, what was renamed is proposed and right, and no column stands for a field that is not its own."""
    folder = tmp_path_factory.mktemp("table")
    kept = [
        name
        for name in FIELDS
        if name in ("Opportunity ID", "Opportunity Name", "Stage", "Opportunity Currency") or chance.random() < 0.7
    ]
    columns = [(chance.choice(RENAMED[name]) if name in renamed else name, VALUES[list(FIELDS).index(name)]) for name in kept]
    columns += [(f"Custom field {number}", f"x{number}") for number in range(added)]
    chance.shuffle(columns)
    table = as_csv(
        [
            [header for header, _ in columns],
            [cell for _, cell in columns],
            [cell.replace("0061", "0062") for _, cell in columns],
        ]
    )
    with open_at(folder / "rep.db") as desk:
        plan = bring_in.look(desk, write(folder, "deals.csv", table), Choices(proposed=True, source="salesforce"))
        if not plan.questions:
            bring_in.import_file(desk, folder / "deals.csv", Choices(proposed=True, source="salesforce"))
            found = deal(desk, "0061")
            expected = {FIELDS[name]: KNOWN[FIELDS[name]] for name in kept}
            absent = {field: None for name, field in FIELDS.items() if name not in kept and name != "Opportunity ID"}
            if "amount_minor" in absent:
                expected.pop("currency")  # a currency of no amount is not kept
            assert {field: found[field] for field in expected} == expected
            assert {field: found[field] for field in absent} == absent
        else:
            assert all(question.slug in ("column-missing", "column-resembles") for question in plan.questions)


@pytest.mark.parametrize(
    "columns",
    [
        ["Record ID", "Deal Name", "Deal Stage", 'Date entered "Contract Sent (Sales Pipeline)"', 'Date exited "Contract Sent (Sales Pipeline)"',
         'Latest time in "Contract Sent (Sales Pipeline)"', "Days to close", "Associated Company IDs"],
        ["(Do Not Modify) Opportunity", "(Do Not Modify) Modified On", "Topic", "Status", "Rating"],
        ["Task ID", "Task Name", "Status", "Task type", "Date created Text", "Due date Text", "Time Estimated", "Priority"],
        ["Opportunity ID", "Opportunity Name", "Stage", "Age", "Owner Role", "Account Owner", "Has Open Activity", "Fiscal Period"],
        ["Deal - ID", "Deal - Title", "Deal - Status", "Deal - Update time", "Deal - Archive time", "Deal - Next activity date"],
    ],
)  # fmt: skip
def test_a_column_that_means_something_else_is_not_guessed_at(desk: Desk, tmp_path: Path, columns: list[str]) -> None:
    values = {
        "Date": "2026-02-20 10:00",
        "Time": "86400000",
        "Due": "20 Feb",
        "Days": "12",
        "Modified": "2026-02-20 10:00",
        "Deal - Update": "2026-02-20",
        "Deal - Archive": "2026-02-20",
        "Deal - Next": "2026-02-20",
    }
    row = [
        next((value for begins, value in values.items() if name.removeprefix("(Do Not Modify) ").startswith(begins)), "x")
        for name in columns
    ]
    plan = bring_in.look(desk, write(tmp_path, "export.csv", as_csv([columns, row])), Choices(proposed=True))
    assert [(match.field, match.header) for match in plan.matches if match.is_guess] == []


def _english(minor: int, sign: str) -> str:
    text = f"{sign}{abs(minor) // 100:,}.{abs(minor) % 100:02d}"
    return f"({text})" if minor < 0 else text


def _german(minor: int, sign: str) -> str:
    whole = f"{abs(minor) // 100:,}".replace(",", ".")
    return f"{'-' if minor < 0 else ''}{whole},{abs(minor) % 100:02d} {sign}".strip()


def _swedish(minor: int, sign: str) -> str:
    whole = f"{abs(minor) // 100:,}".replace(",", "\u00a0")
    return f"{'−' if minor < 0 else ''}{whole},{abs(minor) % 100:02d}\u00a0{sign}".strip()


AMOUNTS = {
    ("USD", "utf-8"): lambda minor: _english(minor, "$"),
    ("GBP", "cp1252"): lambda minor: _english(minor, "£"),
    ("EUR", "utf-16"): lambda minor: _german(minor, "€"),
    ("SEK", "utf-8-sig"): lambda minor: _swedish(minor, "kr"),
    ("CHF", "utf-8"): lambda minor: f"CHF {minor / 100:.2f}",
    ("DKK", "cp1252"): lambda minor: _german(minor, "DKK"),
}
DAYS = {None: "%Y-%m-%d", "dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y", "ymd": "%Y/%m/%d"}


@given(
    st.lists(st.tuples(st.integers(-(10**11), 10**11), st.dates(date(2026, 7, 1), date(2035, 12, 31))), min_size=1, max_size=8),
    st.sampled_from(sorted(AMOUNTS)),
    st.sampled_from(sorted(DAYS, key=str)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_deals_written_in_any_dialect_locale_and_currency_come_back_to_the_cent_and_the_day(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[tuple[int, date]],
    form: tuple[str, str],
    order: str | None,
    delimiter: str,
    end: str,
    quoted: bool,
) -> None:
    currency, encoding = form
    folder = tmp_path_factory.mktemp("table")
    rows = [["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date"]]
    rows += [
        [str(number), f"Åkeri {number}", "Negotiation", AMOUNTS[form](minor), day.strftime(DAYS[order])]
        for number, (minor, day) in enumerate(told, 1)
    ]
    written = as_csv(rows, delimiter, end, csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).encode(encoding, "replace")
    if encoding == "cp1252":
        written = written.replace(b"?", b"-")
    said = currency if currency in ("USD", "SEK") else None  # a sign that several currencies share
    with open_at(folder / "rep.db") as desk:
        choices = Choices(date_order=order, as_of=date(2026, 6, 1), currency=said)
        bring_in.import_file(desk, write(folder, "deals.csv", written), choices)
        found = desk.store.connection.execute(
            "select amount_minor, currency, expected_close_on from deal order by cast(id as integer)"
        ).fetchall()
    assert found == [(minor, currency, day.isoformat()) for minor, day in told]
