"""Each CRM's export is known by its header; each of its quirks has a line here."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, changes, deal, everything_of, open_at, refused, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", time_zone="Europe/Stockholm") as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_salesforce_report_and_a_data_export_are_one_source_and_ids_of_15_and_18_characters_one_deal(
    desk: Desk, folder: Path
) -> None:
    report = as_csv(
        [
            [
                "Opportunity ID",
                "Opportunity Name",
                "Account Name",
                "Opportunity Owner",
                "Stage",
                "Amount",
                "Close Date",
                "Probability (%)",
            ],
            ["0061x00000AbCdE", "Acme", "Acme AB", "Ada", "Negotiation/Review", "100", "2026-08-01", "90"],
        ]
    )
    assert bring(desk, write(folder, "report.csv", report), as_of=date(2026, 6, 1)).source == "salesforce"
    export = as_csv(
        [
            ["Id", "Name", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "IsDeleted"],
            ["0061x00000AbCdEAAU", "Acme", "Closed Won", "120", "2026-06-05 00:00:00", "1", "1", "0"],
            ["0061x00000abcdeAAA", "Other", "Closed Lost", "5", "2026-06-05 00:00:00", "1", "0", "0"],
            ["0061x00000ZZZZZAAA", "Gone", "Prospecting", "5", "2026-06-05 00:00:00", "0", "0", "1"],
        ]
    )
    plan = bring(desk, write(folder, "Opportunity.csv", export), as_of=date(2026, 6, 8))
    assert (plan.source, plan.added, plan.changed, plan.changes["won"]) == ("salesforce", 2, 1, 1)
    found = deal(desk, "0061x00000AbCdE")
    assert (found["status"], found["closed_on"], found["expected_close_on"]) == ("won", "2026-06-05", "2026-08-01")
    assert deal(desk, "0061x00000ZZZZZAAA")["removed"] == "deleted"
    assert deal(desk, "0061x00000abcdeAAA")["status"] == "lost"


def test_salesforce_amounts_have_a_currency_each_and_what_has_too_many_decimals_is_counted(desk: Desk, folder: Path) -> None:
    rows = [
        ["Opportunity Name", "Stage", "Amount", "Amount Currency", "Opportunity ID"],
        ["A", "Negotiation", "9225.225", "PEN", "1"],
        ["B", "Negotiation", "100.4", "JPY", "2"],
        ["C", "Negotiation", "1.5", "KWD", "3"],
    ]
    plan = bring(desk, write(folder, "report.csv", as_csv(rows)))
    found = [(deal(desk, n)["amount_minor"], deal(desk, n)["currency"]) for n in "123"]
    assert found == [(922523, "PEN"), (100, "JPY"), (1500, "KWD")]
    assert {note.slug: dict(note.values) for note in plan.notes}["amounts-rounded"] == {"count": 2}


def test_forecast_and_commit_are_one_category(desk: Desk, folder: Path) -> None:
    rows = [["Opportunity ID", "Opportunity Name", "Stage", "Forecast Category"]]
    words = ["Pipeline", "BestCase", "Best Case", "Forecast", "Commit", "Closed", "Omitted", "0% rot"]
    rows += [[str(n), f"D{n}", "Negotiation", word] for n, word in enumerate(words)]
    bring(desk, write(folder, "report.csv", as_csv(rows)))
    found = [deal(desk, str(n))["forecast_category"] for n in range(len(words))]
    assert found == ["pipeline", "best_case", "best_case", "commit", "commit", "closed", "omitted", None]


def test_hubspots_export_with_labels_and_with_internal_names(desk: Desk, folder: Path) -> None:
    labels = (
        '"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Close Date","Create Date","Deal owner","Deal Type",'
        '"Closed Lost Reason","Deal probability","Date entered ""Closed Won (Sales Pipeline)""","Associated Company"\n'
        '"117","Acme","Closed Lost","Sales Pipeline","117.0","2026-05-04 09:30","2026-01-02 10:00","Ada Ek","Existing Business",'
        '"Too ""dear""","0.0","","Acme AB; Beta AB"\n'
        '"118","Renewal","Contract Sent","Renewals","","2026-07-31 23:30","2026-01-02 10:00","Ada Ek","New Business","","0.9","",""\n'
    )
    plan = bring(desk, write(folder, "hubspot-crm-exports-deals-2026-05-05.csv", labels))
    assert (plan.source, plan.as_of) == ("hubspot", date(2026, 5, 5))
    lost = deal(desk, "117")
    assert (lost["status"], lost["closed_on"], lost["deal_type"], lost["loss_reason"]) == (
        "lost",
        "2026-05-04",
        "upsell",
        'Too "dear"',
    )
    renewal = deal(desk, "118")
    assert (renewal["deal_type"], renewal["amount_minor"], renewal["probability"]) == ("renewal", None, "0.9")
    assert (renewal["expected_close_on"], renewal["closed_on"]) == ("2026-07-31", None)
    internal = as_csv(
        [["hs_object_id", "dealname", "dealstage", "amount", "closedate"], ["117", "Acme", "closedwon", "117", "2026-05-04"]]
    )
    plan = bring(desk, write(folder, "again.csv", internal), as_of=date(2026, 5, 12))
    assert (plan.source, plan.changed, deal(desk, "117")["status"]) == ("hubspot", 1, "won")


def test_hubspot_headers_in_swedish(desk: Desk, folder: Path) -> None:
    rows = [
        ["Record ID", "Affärsnamn", "Affärsfas", "Belopp", "Stängningsdatum", "Valuta"],
        ["1", "Acme", "Contract Sent", "1 234,50", "2026-08-01", "SEK"],
    ]
    plan = bring(desk, write(folder, "affarer.csv", as_csv(rows, ";")))
    assert (plan.source, deal(desk, "1")["amount_minor"], deal(desk, "1")["currency"]) == ("hubspot", 123450, "SEK")


HISTORY_COLUMNS = [
    "Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Currency", "Close Date", "Create Date",
    'Date entered "Appointment Scheduled (Sales Pipeline)"',
    'Date entered "Contract Sent (Sales Pipeline)"',
    'Date entered "Closed Won (Sales Pipeline)"',
    'Date exited "Contract Sent (Sales Pipeline)"',
    "Date entered current stage",
]  # fmt: skip


def test_hubspots_days_of_entering_a_stage_become_the_deals_history(desk: Desk, folder: Path) -> None:
    first = [
        "1",
        "Acme",
        "Contract Sent",
        "Sales Pipeline",
        "117.0",
        "SEK",
        "2026-03-31 00:00",
        "2026-01-05 09:00",
        "2026-01-05 09:00",
        "2026-02-20 23:30",
        "",
        "",
        "2026-02-20 23:30",
    ]
    plan = bring(desk, write(folder, "a.csv", as_csv([HISTORY_COLUMNS, first], quoting=csv.QUOTE_ALL)), as_of=date(2026, 3, 2))
    assert (plan.source, plan.added) == ("hubspot", 1)
    assert [note.slug for note in plan.notes if note.slug == "stage-days"] == ["stage-days"]
    stages = [change for change in changes(desk, "1") if change[1] == "stage"]
    assert stages == [("1", "stage", "Appointment Scheduled", "Contract Sent", "2026-02-20")]
    second = [
        *first[:2],
        "Closed Won",
        *first[3:6],
        "2026-03-05 00:00",
        *first[7:10],
        "2026-03-05 10:00",
        "2026-03-05 10:00",
        "2026-03-05 10:00",
    ]
    bring(desk, write(folder, "b.csv", as_csv([HISTORY_COLUMNS, second], quoting=csv.QUOTE_ALL)), as_of=date(2026, 3, 9))
    told = [change[1:] for change in changes(desk, "1") if change[1] in ("stage", "status")]
    assert told == [
        ("stage", "Appointment Scheduled", "Contract Sent", "2026-02-20"),
        ("stage", "Contract Sent", "Closed Won", "2026-03-05"),
        ("status", "open", "won", "2026-03-05"),
    ]
    found = deal(desk, "1")
    assert (found["status"], found["closed_on"], found["amount_minor"]) == ("won", "2026-03-05", 11_700)
    assert desk.store.connection.execute("select first_seen_on from deal").fetchall() == [("2026-03-02",)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_days_of_entering_give_the_same_history_in_any_order_and_are_taken_back_with_their_import(
    folder: Path, order: tuple[int, ...]
) -> None:
    weeks = [
        (
            date(2026, 3, 2),
            [
                "1",
                "Acme",
                "Appointment Scheduled",
                "Sales Pipeline",
                "100",
                "SEK",
                "2026-03-31",
                "2026-01-05",
                "2026-01-05",
                "",
                "",
                "",
                "",
            ],
        ),
        (
            date(2026, 3, 9),
            [
                "1",
                "Acme",
                "Contract Sent",
                "Sales Pipeline",
                "120",
                "SEK",
                "2026-04-30",
                "2026-01-05",
                "2026-01-05",
                "2026-03-04",
                "",
                "",
                "",
            ],
        ),
        (
            date(2026, 3, 16),
            [
                "1",
                "Acme",
                "Closed Won",
                "Sales Pipeline",
                "120",
                "SEK",
                "2026-03-12",
                "2026-01-05",
                "2026-01-05",
                "2026-03-04",
                "2026-03-12",
                "",
                "",
            ],
        ),
    ]
    paths = [write(folder, f"{day}.csv", as_csv([HISTORY_COLUMNS, row])) for day, row in weeks]
    with open_at(folder / "straight.db") as straight, open_at(folder / "other.db") as other:
        for at in (0, 1, 2):
            bring(straight, paths[at], as_of=weeks[at][0])
        runs = {at: bring(other, paths[at], as_of=weeks[at][0]).run for at in order}
        assert everything_of(other) == everything_of(straight)
        for at in (1, 2):
            undo_run(other, runs[at] or 0)
        assert [change for change in changes(other, "1") if change[1] in ("stage", "amount_minor", "status")] == []
        assert (deal(other, "1")["stage"], deal(other, "1")["amount_minor"]) == ("Appointment Scheduled", 10_000)


def test_a_pipedrive_deal_keeps_the_stage_it_was_lost_in_and_is_won_by_its_status(desk: Desk, folder: Path) -> None:
    rows = [
        ["Deal - ID", "Deal - Title*", "Deal - Status", "Deal - Stage", "Deal - Value", "Deal - Currency of Value", "Deal - Won time",
         "Deal - Lost time", "Deal - Expected close date", "Deal - Lost reason", "Deal - Organization", "Deal - Owner", "Deal - Creator"],
        ["1", "Acme", "Won", "Proposal Made", "10", "EUR", "2026-05-01 10:00:00", "", "2026-06-01", "", "Acme AB", "Ada", "Ben"],
        ["2", "Beta", "Lost", "Demo Scheduled", "20", "USD", "", "2026-05-02 10:00:00", "", "Price", "Beta AB", "Ada", "Ben"],
        ["3", "Won't be won", "Open", "Closed Won talks", "30", "USD", "", "", "2026-07-01", "stale", "", "Ben", "Ada"],
        ["4", "Gone", "deleted", "Qualified", "40", "USD", "", "", "", "", "", "Ben", "Ada"],
    ]  # fmt: skip
    assert bring(desk, write(folder, "deals-1.csv", as_csv(rows))).source == "pipedrive"
    found = [
        (deal(desk, n)["status"], deal(desk, n)["stage"], deal(desk, n)["closed_on"], deal(desk, n)["loss_reason"])
        for n in "123"
    ]
    assert found == [
        ("won", "Proposal Made", "2026-05-01", None),
        ("lost", "Demo Scheduled", "2026-05-02", "Price"),
        ("open", "Closed Won talks", None, None),
    ]
    assert (deal(desk, "1")["expected_close_on"], deal(desk, "1")["owner"]) == ("2026-06-01", "Ada")
    assert deal(desk, "4")["removed"] == "deleted"


def test_pipedrive_in_another_language_is_known_by_its_pattern(desk: Desk, folder: Path) -> None:
    rows = [
        ["Affär - ID", "Affär - Titel", "Affär - Värde", "Affär - Steg", "Affär - Status", "Affär - Förväntat slutdatum"],
        ["1", "Acme", "1234,50", "Qualified", "Vunnen", "2026-07-01"],
    ]
    plan = bring(desk, write(folder, "affarer.csv", as_csv(rows, ";")), currency="SEK")
    assert (plan.source, deal(desk, "1")["status"], deal(desk, "1")["amount_minor"]) == ("pipedrive", "won", 123450)


def test_pipedrive_without_its_status_column_asks_for_it_and_never_reads_won_from_the_stage(desk: Desk, folder: Path) -> None:
    rows = [["Deal - ID", "Deal - Title", "Deal - Stage", "Deal - Value"], ["1", "Acme", "Won it", "5"]]
    refusal = refused(desk, write(folder, "deals.csv", as_csv(rows)), currency="USD")
    assert (refusal.slug, refusal.values["readings"]) == ("import-column-missing", "status")


def test_clickup_tasks_are_deals_by_the_customers_own_words(desk: Desk, folder: Path) -> None:
    rows = [
        [
            "Task ID",
            " Task Name",
            "Status",
            "Date created",
            "Due date",
            "Date closed",
            "Parent ID",
            "Assignees",
            "List Name",
            "Amount",
        ],
        ["a1", "Acme", "complete", "1767225600000", "1769904000000", "1769904000000", "", "[Ada,Ben]", "Sales", "100"],
        ["a2", "Beta", "negotiation", "1767225600000", "1785542400000", "", "", "[]", "Sales", "200"],
        ["a3", "A subtask", "open", "1767225600000", "", "", "a1", "[Ada]", "Sales", ""],
    ]
    path = write(folder, "tasks.csv", as_csv(rows))
    refusal = refused(desk, path, currency="USD")
    assert (refusal.slug, refusal.values["sample"], refusal.values["option"]) == ("import-status-unclear", "complete", "--won")
    plan = bring(desk, path, won=("complete",))
    assert (plan.source, plan.rows, plan.added) == ("clickup", 2, 2)
    assert {note.slug for note in plan.notes} >= {"subtasks"}
    won = deal(desk, "a1")
    assert (won["status"], won["owner"], won["created_on"], won["closed_on"]) == ("won", "Ada", "2026-01-01", "2026-02-01")
    assert (deal(desk, "a2")["owner"], deal(desk, "a2")["expected_close_on"]) == (None, "2026-08-01")
    rows[1][1] = "Acme again"
    assert bring(desk, write(folder, "later.csv", as_csv(rows)), as_of=date(2026, 6, 29)).changed == 1  # the word is remembered


def test_dynamics_hidden_columns_status_reason_and_actual_revenue(desk: Desk, folder: Path) -> None:
    rows = [
        ["(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "Topic", "Potential Customer", "Status", "Status Reason",
         "Est. revenue", "Actual Revenue", "Est. close date", "Actual Close Date", "Sales Stage", "Probability", "Currency"],
        ["g-1", "x", "Acme", "Acme AB", "Won", "Won", "100", "90", "2026-06-01", "2026-05-20", "Close", "60", "EUR"],
        ["g-2", "x", "Beta", "Beta AB", "Lost", "Out-Sold", "50", "", "2026-06-01", "2026-05-21", "Propose", "20", "EUR"],
        ["g-3", "x", "Gamma", "Gamma AB", "Open", "In Progress", "70", "", "2026-09-01", "", "Close", "80", "EUR"],
    ]  # fmt: skip
    assert bring(desk, write(folder, "opps.csv", as_csv(rows))).source == "dynamics"
    found = [
        tuple(deal(desk, n)[f] for f in ("status", "amount_minor", "closed_on", "loss_reason")) for n in ("g-1", "g-2", "g-3")
    ]
    assert found == [("won", 9000, "2026-05-20", None), ("lost", 5000, "2026-05-21", "Out-Sold"), ("open", 7000, None, None)]


def test_zoho_ids_of_17_digits_stay_text(desk: Desk, folder: Path) -> None:
    rows = [
        ["Record Id", "Deal Name", "Deal Owner", "Stage", "Closing Date", "Amount", "Reason For Loss", "Probability (%)"],
        ["41150868900000267", "Acme", "Ada", "Closed Lost to Competition", "2026-05-01", "5", "Price", "0"],
    ]
    assert bring(desk, write(folder, "Deals.csv", as_csv(rows))).source == "zoho"
    assert (deal(desk, "41150868900000267")["status"], deal(desk, "41150868900000267")["loss_reason"]) == ("lost", "Price")


def test_close_values_in_cents_are_told_by_their_formatted_twin_and_recurring_ones_stand_apart(
    desk: Desk, folder: Path
) -> None:
    rows = [
        ["id", "lead_name", "status_label", "status_type", "value", "value_formatted", "value_period", "value_currency", "date_won", "confidence"],
        ["oppo_1", "Acme", "Won", "won", "50000", "$500", "one_time", "USD", "2026-05-01", "100"],
        ["oppo_2", "Beta", "Active", "active", "300000", "$3,000 monthly", "monthly", "USD", "", "50"],
    ]  # fmt: skip
    plan = bring(desk, write(folder, "leads.csv", as_csv(rows)))
    assert (plan.source, deal(desk, "oppo_1")["amount_minor"], deal(desk, "oppo_1")["closed_on"]) == (
        "close",
        50000,
        "2026-05-01",
    )
    assert (deal(desk, "oppo_2")["amount_minor"], deal(desk, "oppo_2")["arr_minor"]) == (None, 3_600_000)
    assert any(note.slug == "recurring-values" for note in plan.notes)


CLOSE = ["id", "lead_name", "status_label", "status_type", "value", "value_currency", "date_created"]


def test_close_values_without_a_twin_are_asked_for_once_and_never_taken_for_whole_units_in_silence(
    desk: Desk, folder: Path
) -> None:
    rows = [CLOSE, ["oppo_1", "Acme", "Active", "active", "50000", "USD", "2026-05-01"]]
    path = write(folder, "leads.csv", as_csv(rows))
    refusal = refused(desk, path)
    assert (refusal.slug, refusal.values["option"]) == ("import-units-unclear", "--amounts")
    assert refusal.values["readings"] == "50000 / 500.00"
    bring(desk, path, amounts="cents", as_of=date(2026, 6, 1))
    assert deal(desk, "oppo_1")["amount_minor"] == 50_000
    rows[1][4] = "60000"
    bring(desk, write(folder, "later.csv", as_csv(rows)), as_of=date(2026, 6, 8))
    assert deal(desk, "oppo_1")["amount_minor"] == 60_000


def test_close_values_with_decimals_are_whole_and_nothing_is_asked(desk: Desk, folder: Path) -> None:
    rows = [
        CLOSE,
        ["oppo_1", "Acme", "Active", "active", "500.50", "USD", "2026-05-01"],
        ["oppo_2", "Beta", "Active", "active", "700", "USD", "2026-05-01"],
    ]
    bring(desk, write(folder, "leads.csv", as_csv(rows)))
    assert [deal(desk, name)["amount_minor"] for name in ("oppo_1", "oppo_2")] == [50_050, 70_000]


@pytest.mark.parametrize("packed", [False, True])
def test_closes_json_gives_a_deal_for_each_opportunity_of_each_lead(desk: Desk, folder: Path, packed: bool) -> None:
    opportunity = {
        "id": "oppo_1",
        "status_label": "Won",
        "status_type": "won",
        "value": 50000,
        "value_formatted": "$500",
        "value_period": "one_time",
        "value_currency": "USD",
        "user_name": "Ada",
        "date_won": "2026-05-01",
        "confidence": 100,
    }
    leads = [
        {
            "id": "lead_1",
            "display_name": "Acme AB",
            "contacts": [],
            "opportunities": [opportunity, {**opportunity, "id": "oppo_2"}],
        },
        {"id": "lead_2", "display_name": "No deals AB", "contacts": [], "opportunities": []},
    ]
    content = json.dumps(leads).encode()
    path = write(folder, "leads.json.gz" if packed else "leads.json", gzip.compress(content) if packed else content)
    plan = bring(desk, path)
    assert (plan.source, plan.added) == ("close", 2)
    found = deal(desk, "oppo_2")
    assert (found["account"], found["owner"], found["amount_minor"], found["status"]) == ("Acme AB", "Ada", 50_000, "won")


def test_an_interfaces_json_is_read_with_ids_to_the_digit_and_names_inside_records(desk: Desk, folder: Path) -> None:
    record = {
        "id": 4837000000033512399,
        "Deal_Name": "Acme",
        "Stage": "Closed Won",
        "Closing_Date": "2026-05-01",
        "Amount": 9225.225,
        "Owner": {"name": "Ada", "id": 1},
        "Currency": "USD",
    }
    plan = bring(desk, write(folder, "deals.json", json.dumps({"data": [record]})))
    found = deal(desk, "4837000000033512399")
    assert (plan.source, found["owner"], found["amount_minor"]) == ("zoho", "Ada", 922_523)


def test_a_hand_kept_swedish_table(desk: Desk, folder: Path) -> None:
    rows = [
        ["Affärsnummer", "Affärsmöjlighetsnamn", "Kund", "Ansvarig", "Belopp (SEK)", "Säljfas", "Skapad", "Slutdatum", "Förlustorsak", "Sannolikhet (%)"],
        ["A-1", "Åkeri", "Åkeri AB", "Åsa", "1 234 567,50 kr", "Förhandling", "2026-01-31", "2026-08-15", "", "90 %"],
        ["A-2", "Bageri", "Bageri AB", "Åsa", "−5 000,00", "Förlorad", "2026-01-31", "2026-05-15", "Pris", "0 %"],
        ["A-3", "Cykel", "Cykel AB", "Åsa", "12 tkr", "Vunnen affär", "2026-01-31", "2026-05-16", "", "100 %"],
    ]  # fmt: skip
    plan = bring(
        desk,
        write(folder, "pipeline.csv", as_csv(rows, ";").encode("cp1252", "replace").replace(b"?5 000", b"-5 000")),
        currency=None,
    )
    assert (plan.source, plan.kind, plan.rejected) == ("generic", "deals", 0)
    found = [(deal(desk, n)["status"], deal(desk, n)["amount_minor"], deal(desk, n)["currency"]) for n in ("A-1", "A-2", "A-3")]
    assert found == [("open", 123456750, "SEK"), ("lost", -500000, "SEK"), ("won", 1200000, "SEK")]
    assert {note.slug for note in plan.notes} >= {"amounts-negative", "decimal-comma"}


def test_columns_renamed_shuffled_dropped_or_added_are_found_or_asked_for(desk: Desk, folder: Path) -> None:
    header = [
        "Opportunity ID",
        "Opportunity Name",
        "Account Name",
        "Opportunity Owner",
        "Stage",
        "Amount",
        "Close Date",
        "Created Date",
    ]
    rows = [
        [f"006{n}", f"Deal {n}", f"Account {n}", "Ada", "Negotiation", str(n * 100), "2026-08-01", "2026-01-01"]
        for n in range(1, 6)
    ]
    bring(desk, write(folder, "plain.csv", as_csv([header, *rows])), as_of=date(2026, 6, 1))
    for seed in range(8):
        chance = random.Random(seed)
        places = [place for place in range(len(header)) if place in (0, 1, 4) or chance.random() < 0.7]
        chance.shuffle(places)
        extra = [f"Custom {n}" for n in range(chance.randrange(4))]
        table = [[header[place] for place in places] + extra]
        table += [[row[place] for place in places] + [f"x{n}" for n, _ in enumerate(extra)] for row in rows]
        plan = bring(desk, write(folder, f"shuffled{seed}.csv", as_csv(table)), as_of=date(2026, 6, 2 + seed))
        assert (plan.added, plan.changed, plan.unchanged, plan.rejected) == (0, 0, 5, 0)
    assert changes(desk) == []


def test_an_administrators_own_header_is_proposed_and_taken_once_confirmed(desk: Desk, folder: Path) -> None:
    rows = [["Opportunity ID", "Opportunity Name", "Stage of deal", "Deal Amount (net)"], ["1", "Acme", "Negotiation", "100"]]
    path = write(folder, "renamed.csv", as_csv(rows))
    refusal = refused(desk, path, currency="USD")
    assert refusal.slug in ("import-unrecognised", "import-column-resembles", "import-column-missing")
    plan = bring(desk, path, as_of=date(2026, 6, 1), mapping={"stage": "Stage of deal", "amount": "deal amount (net)"})
    assert (plan.added, deal(desk, "1")["stage"], deal(desk, "1")["amount_minor"]) == (1, "Negotiation", 10000)
    rows[1][3] = "120"
    again = bring(desk, write(folder, "next.csv", as_csv(rows)), as_of=date(2026, 6, 29))
    assert (again.changed, again.changes["amount"]) == (1, 1)


def test_a_wrong_map_names_the_nearest_column(desk: Desk, folder: Path) -> None:
    path = write(folder, "deals.csv", as_csv([["Deal Name", "Deal Stage", "Amount"], ["Acme", "Contract Sent", "1"]]))
    assert refused(desk, path, mapping={"amount": "Amuont"}).values["nearest"] == "Amount"
    assert refused(desk, path, mapping={"colour": "Amount"}).slug == "map-field"


def test_deals_without_ids_are_matched_by_name_account_and_owner(desk: Desk, folder: Path) -> None:
    header = ["Deal", "Company", "Rep", "Stage", "Value"]
    bring(
        desk, write(folder, "a.csv", as_csv([header, ["Acme", "Acme AB", "Ada", "Negotiation", "1"]])), as_of=date(2026, 6, 1)
    )
    plan = bring(
        desk, write(folder, "b.csv", as_csv([header, ["ACME", "Acme  AB", "ada", "Negotiation", "2"]])), as_of=date(2026, 6, 8)
    )
    assert (plan.added, plan.changed) == (0, 1)
    with_ids = [["Deal ID", *header], ["77", "Acme", "Acme AB", "Ada", "Won", "2"]]
    plan = bring(desk, write(folder, "c.csv", as_csv(with_ids)), as_of=date(2026, 6, 15))
    assert (plan.added, plan.changed, deal(desk, "77")["status"]) == (0, 1, "won")
    plan = bring(
        desk, write(folder, "d.csv", as_csv([header, ["Acme", "Acme AB", "Ada", "Won", "3"]])), as_of=date(2026, 6, 22)
    )
    assert (plan.added, plan.changed, deal(desk, "77")["amount_minor"]) == (0, 1, 300)


def test_the_same_deal_twice_in_one_file_counts_once(desk: Desk, folder: Path) -> None:
    rows = [["Deal ID", "Deal", "Stage"], ["1", "A", "Won"], ["2", "B", "Won"], ["1", "A", "Lost"]]
    plan = bring(desk, write(folder, "a.csv", as_csv(rows)))
    assert (plan.added, [(row.line, row.why) for row in plan.rejects]) == (2, [(4, "repeated-id: 2")])
    assert deal(desk, "1")["status"] == "won"


def test_two_crms_may_use_the_same_number_for_two_deals(desk: Desk, folder: Path) -> None:
    bring(desk, write(folder, "h.csv", as_csv([["Record ID", "Deal Name", "Deal Stage"], ["1", "Hub", "Contract Sent"]])))
    rows = [["Deal - ID", "Deal - Title", "Deal - Status", "Deal - Stage"], ["1", "Pipe", "Open", "Qualified"]]
    for _ in range(2):
        bring(desk, write(folder, "p.csv", as_csv(rows)), as_of=date(2026, 6, 29))
        rows[1][1] = "Pipe 2"
    assert (deal(desk, "1")["name"], deal(desk, "pipedrive:1")["name"]) == ("Hub", "Pipe 2")
