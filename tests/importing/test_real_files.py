"""The real exports of the development data: recognised without a question, and equal to what other code reads from them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.work import figures, stages
from salestui.work.desk import Desk
from tests.importing.desk import bring, changes, deal, open_at, refused, shared

QUARTERS = ("2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db", today=date(2026, 11, 24)) as desk:
        yield desk


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


@pytest.mark.parametrize(
    ("name", "source", "kind", "rows", "rejected"),
    [
        ("maven/sales_pipeline.csv", "generic", "deals", 8800, 0),
        ("maven/sales_pipeline_us_dates.csv", "generic", "deals", 8800, 0),
        ("maven/sales_pipeline_later.csv", "generic", "deals", 8801, 0),
        ("maven/accounts.csv", "generic", "accounts", 85, 0),
        ("maven/sales_teams.csv", "generic", "people", 35, 0),
        ("salesforce_demo/Opportunity.csv", "salesforce", "deals", 5197, 0),
        ("salesforce_demo/Account.csv", "salesforce", "accounts", 3775, 0),
        ("salesforce_demo/Task.csv", "salesforce", "activities", 7814, 0),
        ("salesforce_demo/Quota.csv", "salesforce", "goals", 408, 0),
        ("salesforce_demo/User.csv", "salesforce", "people", 20, 0),
        ("hubspot_like/hubspot_deals.csv", "hubspot", "deals", 500, 0),
        ("hubspot_like/hubspot_activities.csv", "hubspot", "activities", 2000, 0),
        ("saas/opportunities.csv", "generic", "deals", 2266, 0),
        ("saas/arr_events.csv", "generic", "mrr", 316, 0),
        ("saas/quota_attainment.csv", "generic", "goals", 504, 0),
        ("CRM_Sales_Pipeline.xlsx", "generic", "deals", 1200, 0),
        ("calendar/google.ics", "calendar", "calendar", 4, 0),
        ("calendar/outlook_owa.ics", "calendar", "calendar", 90, 0),
    ],
)
def test_every_file_is_recognised_without_a_question(
    desk: Desk, name: str, source: str, kind: str, rows: int, rejected: int
) -> None:
    plan = bring(desk, shared(name))
    assert (plan.source, plan.kind, plan.rows, plan.rejected) == (source, kind, rows, rejected)
    assert plan.added + plan.changed + plan.unchanged + plan.rejected == plan.rows


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("maven/products.csv", "import-products"),
        ("saas/nrr_summary.csv", "import-summary"),
        ("saas/forecast_accuracy.csv", "import-summary"),
    ],
)
def test_price_lists_and_ready_made_summaries_are_refused_as_what_they_are(desk: Desk, name: str, slug: str) -> None:
    assert refused(desk, shared(name), currency="USD").slug == slug


def test_a_file_without_any_currency_asks_for_it_once(desk: Desk) -> None:
    path = shared("maven/sales_pipeline.csv")
    refusal = refused(desk, path)
    assert refusal.slug == "import-currency-missing"
    assert (refusal.values["column"], refusal.values["option"]) == ("close_value", "--currency")
    bring(desk, path)
    assert bring(desk, shared("maven/sales_pipeline_later.csv"), currency=None).added == 1


@pytest.mark.parametrize("name", ["maven/sales_pipeline.csv", "maven/sales_pipeline_us_dates.csv"])
def test_maven_counts_sums_and_win_rates_per_quarter_owner_and_product(desk: Desk, name: str) -> None:
    rows = rows_of(shared("maven/sales_pipeline.csv"))
    bring(desk, shared(name), as_of=date(2018, 1, 2))
    for key in QUARTERS:
        period = parse_period(key)
        closed = [row for row in rows if row["close_date"] and quarter(row["close_date"]) == key]
        won = [row for row in closed if row["deal_stage"] == "Won"]
        found = {
            figure.metric: figure
            for figure in figures.figures(
                desk, period, metrics=("revenue_won", "deals_won", "deals_lost", "win_rate"), owner="all"
            )
        }
        assert found["revenue_won"].value == Money(sum(int(row["close_value"]) for row in won) * 100, "USD")
        assert found["deals_won"].value == len(won)
        assert found["deals_lost"].value == len(closed) - len(won)
        assert found["win_rate"].value == Fraction(len(won), len(closed))
        for by, column in (("owner", "sales_agent"), ("product", "product")):
            (figure,) = figures.figures(desk, period, metrics=("win_rate",), owner="all", by=by)
            expected: dict[str, list[int]] = defaultdict(lambda: [0, 0])
            for row in closed:
                expected[row[column]][0] += row["deal_stage"] == "Won"
                expected[row[column]][1] += 1
            rates = {member: slice_.value for member, slice_ in figure.slices.items() if slice_.value is not None}
            assert rates == {member: Fraction(n, of) for member, (n, of) in expected.items()}


def test_the_same_pipeline_in_another_notation_changes_nothing(desk: Desk) -> None:
    bring(desk, shared("maven/sales_pipeline.csv"), as_of=date(2018, 1, 2))
    again = bring(desk, shared("maven/sales_pipeline_us_dates.csv"), as_of=date(2018, 1, 9))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 8800)
    assert changes(desk) == []


def test_mavens_later_export_has_one_new_deal_and_two_that_moved_on(desk: Desk) -> None:
    bring(desk, shared("maven/sales_pipeline.csv"), as_of=date(2026, 3, 1))
    plan = bring(desk, shared("maven/sales_pipeline_later.csv"), as_of=date(2026, 4, 1))
    assert (plan.added, plan.changed, plan.unchanged, plan.missing) == (1, 2, 8798, 0)
    assert plan.changes == {"won": 0, "lost": 0, "reopened": 0, "slipped": 0, "amount": 0, "stage": 2}
    assert deal(desk, "AZMA7ZDR")["first_seen_on"] == "2026-04-01"
    moved = [change[:4] for change in changes(desk) if change[1] == "stage"]
    assert moved == [
        ("27ZK0L0F", "stage", "Prospecting", "Engaging"),
        ("XETF5BVH", "stage", "Prospecting", "Engaging"),
    ]


def test_mavens_stages_are_known_by_their_names(desk: Desk) -> None:
    bring(desk, shared("maven/sales_pipeline.csv"))
    found = [(stage.name, stage.step, stage.confirmed) for stage in stages.listed(desk)]
    assert found == [
        ("Prospecting", "lead", False),
        ("Engaging", "opportunity", False),
        ("Won", "won", False),
        ("Lost", "lost", False),
    ]


def test_the_saas_pipeline_tells_renewals_losses_and_segments(desk: Desk) -> None:
    path = shared("saas/opportunities.csv")
    rows = rows_of(path)
    bring(desk, path)
    status = {("True", "True"): "won", ("True", "False"): "lost", ("False", ""): "open"}
    expected = Counter(
        (status[row["is_closed"], row["is_won"]], row["is_renewal"] == "True", row["segment"], row["loss_reason"] or None)
        for row in rows
    )
    found = Counter(
        desk.store.connection.execute("select status, deal_type is 'renewal', segment, loss_reason from deal").fetchall()
    )
    assert found == expected
    total = sum(int((Decimal(row["amount"]) * 100).quantize(Decimal(1), ROUND_HALF_UP)) for row in rows)
    assert desk.store.connection.execute("select sum(amount_minor) from deal").fetchone() == (total,)


def test_mrr_movements_give_the_retention_that_the_summary_states(desk: Desk) -> None:
    bring(desk, shared("saas/arr_events.csv"))
    rows = rows_of(shared("saas/arr_events.csv"))
    kinds = {"New": "new", "Expansion": "expansion", "Contraction": "contraction", "Churn": "churn"}
    expected: Counter[str] = Counter()
    for row in rows:
        if row["movement_type"] in kinds:
            monthly = abs(Fraction(row["arr_change"])) / 12 * 100
            expected[kinds[row["movement_type"]]] += int(monthly + Fraction(1, 2))
    found = dict(desk.store.connection.execute("select kind, sum(amount_minor) from mrr_movement group by kind").fetchall())
    assert found == dict(expected)


def test_hubspots_deals_count_by_pipeline_and_stage(desk: Desk) -> None:
    path = shared("hubspot_like/hubspot_deals.csv")
    rows = rows_of(path)
    bring(desk, path)
    expected = Counter((row["Pipeline"], row["Deal Stage"], row["Close Date"]) for row in rows)
    found = Counter(
        desk.store.connection.execute("select pipeline, stage, coalesce(closed_on, expected_close_on) from deal").fetchall()
    )
    assert found == expected
    renewals = desk.store.connection.execute("select count(*) from deal where deal_type = 'renewal'").fetchone()
    assert renewals == (sum(row["Pipeline"] == "Renewals Pipeline" for row in rows),)


def test_the_workbooks_deal_sheet_is_taken_and_its_true_dates_are_read(desk: Desk) -> None:
    path = shared("CRM_Sales_Pipeline.xlsx")
    plan = bring(desk, path)
    assert any(note.slug == "read-as-workbook" and dict(note.values)["sheet"] == "📋 Deal Data" for note in plan.notes)
    workbook = openpyxl.load_workbook(path, data_only=True)
    header, *rows = workbook["📋 Deal Data"].iter_rows(values_only=True)
    expected = sorted((row[0], round(row[8] * 100), str(row[10])[:10], str(row[11])[:10] if row[11] else None) for row in rows)
    found = desk.store.connection.execute(
        "select id, amount_minor, created_on, coalesce(closed_on, expected_close_on) from deal order by id"
    ).fetchall()
    assert header[0] == "Deal Id"
    assert found == expected


def test_salesforce_ids_become_names_once_users_and_accounts_are_known(desk: Desk) -> None:
    bring(desk, shared("salesforce_demo/Opportunity.csv"))
    assert deal(desk, "W_Opportunity.127")["owner"] == "W_Sales_User.11"
    bring(desk, shared("salesforce_demo/User.csv"))
    bring(desk, shared("salesforce_demo/Account.csv"))
    users = {row["External_Id__c"]: row["Name"] for row in rows_of(shared("salesforce_demo/User.csv"))}
    found = deal(desk, "W_Opportunity.127")
    assert (found["owner"], found["account"]) == (users["W_Sales_User.11"], "CommercePrint")
    bring(desk, shared("salesforce_demo/Quota.csv"))
    owners = {owner for (owner,) in desk.store.connection.execute("select distinct owner from goal")}
    assert owners == {users[row["User.External_Id__c"]] for row in rows_of(shared("salesforce_demo/Quota.csv"))}
    again = bring(desk, shared("salesforce_demo/Opportunity.csv"), as_of=date(2026, 11, 23))
    assert again.changed == 0


def test_the_calendars_daily_series_is_expanded_and_its_moved_day_counts_once(desk: Desk) -> None:
    bring(desk, shared("calendar/google.ics"))
    days = [str(on) for (on,) in desk.store.connection.execute("select occurred_on from activity order by occurred_on")]
    assert len(days) == len(set(days)) == 4
