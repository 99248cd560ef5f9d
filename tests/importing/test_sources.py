"""Each CRM's export is known by its header; each of its quirks has a line here."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, changes, deal, open_at, refused, write


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
