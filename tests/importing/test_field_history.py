"""A field history fills the past of deals exactly; taken back, the exports alone speak again."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.work import figures
from salestui.work.desk import Desk
from salestui.work.undo_import import undo_run
from tests.importing.desk import as_csv, bring, changes, deal, everything_of, open_at, refused, shared, write

DEALS = [
    ["Opportunity ID", "Opportunity Name", "Opportunity Owner", "Stage", "Amount", "Close Date", "Opportunity Currency"],
    ["006A", "Acme", "Ada", "Negotiation", "120", "2026-08-01", "EUR"],
    ["006B", "Beta", "Ada", "Closed Won", "50", "2026-05-20", "EUR"],
]
FIELDS = [
    ["Opportunity Name", "Field / Event", "Old Value", "New Value", "Edit Date", "Edited By"],
    ["Acme", "Created.", "", "", "1/2/2026 9:00 AM", "Ada"],
    ["Acme", "Amount", "€100.00", "€120.00", "3/15/2026 9:00 AM", "Ada"],
    ["Acme", "Close Date", "5/31/2026", "8/1/2026", "4/20/2026 9:00 AM", "Ada"],
    ["Acme", "Stage", "Qualification", "Negotiation", "2/10/2026 9:00 AM", "Ada"],
    ["Acme", "Mood", "bad", "good", "2/11/2026 9:00 AM", "Ada"],
    ["Beta", "Stage", "Negotiation", "Closed Won", "5/20/2026 4:00 PM", "Ada"],
    ["Nobody", "Stage", "A", "B", "5/20/2026 4:00 PM", "Ada"],
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", today=date(2026, 11, 24)) as desk:
        yield desk


def test_a_field_history_puts_each_change_on_its_own_day(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "deals.csv", as_csv(DEALS)), as_of=date(2026, 6, 1))
    plan = bring(desk, write(tmp_path, "history.csv", as_csv(FIELDS)), as_of=date(2026, 6, 1))
    assert (plan.kind, plan.rows, plan.changed, plan.unchanged, plan.rejected) == ("history", 7, 4, 2, 1)
    assert [(row.line, row.why) for row in plan.rejects] == [(8, "unknown-deal")]
    assert changes(desk, "006A") == [
        ("006A", "stage", "Qualification", "Negotiation", "2026-02-10"),
        ("006A", "amount_minor", "10000", "12000", "2026-03-15"),
        ("006A", "expected_close_on", "2026-05-31", "2026-08-01", "2026-04-20"),
    ]
    assert ("006B", "status", "open", "won", "2026-05-20") in changes(desk, "006B")
    assert (deal(desk, "006B")["status"], deal(desk, "006B")["closed_on"]) == ("won", "2026-05-20")


def test_a_history_before_its_deals_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert refused(desk, write(tmp_path, "history.csv", as_csv(FIELDS))).slug == "import-history-first"


@pytest.mark.parametrize("history_first", [True, False])
def test_history_and_exports_give_one_past_in_either_order(tmp_path: Path, history_first: bool) -> None:
    later = [DEALS[0], [*DEALS[1][:4], "130", *DEALS[1][5:]], DEALS[2]]
    exports = [
        (write(tmp_path, "a.csv", as_csv(DEALS)), date(2026, 6, 1)),
        (write(tmp_path, "b.csv", as_csv(later)), date(2026, 6, 8)),
    ]
    history = (write(tmp_path, "h.csv", as_csv(FIELDS)), date(2026, 6, 2))
    order = [exports[0], history, exports[1]] if history_first else [exports[1], exports[0], history]
    with open_at(tmp_path / "rep.db") as desk:
        for path, day in order:
            bring(desk, path, as_of=day)
        assert [change[1:] for change in changes(desk, "006A")] == [
            ("stage", "Qualification", "Negotiation", "2026-02-10"),
            ("amount_minor", "10000", "12000", "2026-03-15"),
            ("expected_close_on", "2026-05-31", "2026-08-01", "2026-04-20"),
            ("amount_minor", "12000", "13000", "2026-06-08"),
        ]


def test_a_history_that_is_undone_leaves_what_the_exports_say(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, "deals.csv", as_csv(DEALS)), as_of=date(2026, 6, 1))
    before = everything_of(desk)
    plan = bring(desk, write(tmp_path, "history.csv", as_csv(FIELDS)), as_of=date(2026, 6, 1))
    undo_run(desk, plan.run or 0)
    assert everything_of(desk) == before


def last_known(rows: list[dict[str, str]], day: str) -> dict[str, str] | None:
    """The newest row of a deal's history on a day."""
    known = [row for row in rows if row["CreatedDate__c"][:10] <= day]
    return known[-1] if known else None


def in_time_order(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """By instant; of one instant the greater number in the id is the older."""
    return sorted(rows, key=lambda row: (row["CreatedDate__c"], -int(row["External_Id__c"].rpartition(".")[2])))


@pytest.fixture(scope="module")
def histories() -> dict[str, list[dict[str, str]]]:
    with shared("salesforce_demo/OpportunityHistory.csv").open(newline="", encoding="utf-8") as file:
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in csv.DictReader(file):
            found[row["Opportunity.External_Id__c"]].append(row)
    return {deal_id: in_time_order(rows) for deal_id, rows in found.items()}


def test_the_demo_orgs_history_gives_its_own_changes(desk: Desk, histories: dict[str, list[dict[str, str]]]) -> None:
    bring(desk, shared("salesforce_demo/Opportunity.csv"), as_of=date(2017, 12, 31))
    bring(desk, shared("salesforce_demo/OpportunityHistory.csv"), as_of=date(2017, 12, 31))
    for field, column in (("stage", "StageName__c"), ("amount_minor", "Amount__c")):
        expected = []
        for deal_id, rows in histories.items():
            for before, after in pairwise(rows):
                if before[column] != after[column]:
                    scale = (lambda text: f"{text}00") if field == "amount_minor" else str
                    expected.append((deal_id, scale(before[column]), scale(after[column]), after["CreatedDate__c"][:10]))
        found = [(c[0], c[2], c[3], c[4]) for c in changes(desk) if c[1] == field]
        assert sorted(found) == sorted(expected)


def test_weekly_exports_of_the_demo_org_give_the_moves_that_its_history_gives_at_those_days(
    desk: Desk, tmp_path: Path, histories: dict[str, list[dict[str, str]]]
) -> None:
    weeks = [date(2017, 1, 2) + timedelta(weeks=n) for n in range(13)]
    header = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date"]
    states: list[dict[str, tuple[str, str]]] = []
    for day in weeks:
        known = {deal_id: row for deal_id, rows in histories.items() if (row := last_known(rows, day.isoformat()))}
        table = [[d, f"Deal {d}", row["StageName__c"], row["Amount__c"], row["CloseDate__c"]] for d, row in known.items()]
        bring(desk, write(tmp_path, f"pipeline-{day}.csv", as_csv([header, *table])), yes=True)
        states.append({d: (row["StageName__c"], row["CloseDate__c"]) for d, row in known.items()})
    expected = []
    open_on: dict[str, str] = {}
    for day, state in zip(weeks, states, strict=True):
        for deal_id, (stage, due) in state.items():
            if stage.startswith("Closed"):
                continue
            if deal_id in open_on and open_on[deal_id] != due:
                expected.append((deal_id, open_on[deal_id], due, day.isoformat()))
            open_on[deal_id] = due
    found = [(c[0], c[2], c[3], c[4]) for c in changes(desk) if c[1] == "expected_close_on"]
    assert len(found) > 20
    assert sorted(found) == sorted(expected)


def was_open(rows: list[dict[str, str]], day: str) -> dict[str, str] | None:
    """A deal's row on a day if it was open then (not closed with a close date by that day, on that day or in the end) and
    its forecast category, the last while it was open, was not omitted.
    """
    known = [row for row in rows if row["CreatedDate__c"][:10] <= day]
    closed = [row["StageName__c"].startswith("Closed") and row["CloseDate__c"] <= day for row in (*known[-1:], rows[-1])]
    while_open = [row for row in known if not row["StageName__c"].startswith("Closed")]
    if not known or any(closed) or (while_open and while_open[-1]["ForecastCategory__c"] == "Omitted"):
        return None
    return known[-1]


@pytest.mark.parametrize("day", ["2017-02-01", "2017-03-31"])
def test_the_pipeline_of_any_past_day_is_what_the_history_says_of_it(
    tmp_path: Path, histories: dict[str, list[dict[str, str]]], day: str
) -> None:
    with shared("salesforce_demo/Opportunity.csv").open(newline="", encoding="utf-8") as file:
        created = {row["External_Id__c"]: row["DateTimeCreated__c"][:10] for row in csv.DictReader(file)}
    expected = [row for deal_id, rows in histories.items() if created[deal_id] <= day and (row := was_open(rows, day))]
    with open_at(tmp_path / "rep.db", today=date(2017, 12, 31)) as desk:
        bring(desk, shared("salesforce_demo/Opportunity.csv"), as_of=date(2017, 12, 31))
        bring(desk, shared("salesforce_demo/OpportunityHistory.csv"), as_of=date(2017, 12, 31))
        asked = {"metrics": ("open_deals", "pipeline_value"), "owner": "all", "on": date.fromisoformat(day)}
        value, deals = figures.figures(desk, parse_period("2017-Q1"), **asked)
    assert deals.value == len(expected) > 200
    assert value.value == Money(sum(int(row["Amount__c"]) for row in expected) * 100, "USD")
