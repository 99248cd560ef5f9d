"""Close's exports: amounts that may be cents, recurring ones, leads with their opportunities as JSON."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, deal, open_at, refused, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", time_zone="Europe/Stockholm") as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


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
