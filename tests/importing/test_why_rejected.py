"""A row that lacks what its kind of record needs is rejected with the column and the reason; the rows beside it are taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salestui.domain.period import parse_period
from salestui.importing.limits import RECORD_CHARACTERS
from salestui.importing.reading.lines import line_batches
from salestui.work import goals, periods
from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, open_at, write

GOALS = ("period", "target", "metric", "name", "currency", "owner")
FORECASTS = ("made_on", "period", "commit", "best_case", "currency", "owner")
MEASUREMENTS = ("metric", "period", "value", "label")
MOVEMENTS = ("month", "account", "movement", "mrr", "currency")
ACTIVITIES = ("Activity ID", "Activity Type", "Activity Date", "Owner", "Account Name", "Subject", "Status")
PEOPLE = ("name", "territory", "manager")

GOOD = {
    GOALS: ("2026-Q1", "500", "revenue_won", "a", "USD", ""),
    FORECASTS: ("2026-01-05", "2026-Q1", "1", "2", "USD", ""),
    MEASUREMENTS: ("leads", "2026-Q1", "40", ""),
    MOVEMENTS: ("2026-01", "Acme", "New", "100", "USD"),
    ACTIVITIES: ("1", "Call", "2026-05-04", "Ada", "Acme", "x", "Completed"),
    PEOPLE: ("Ada Ek", "North", "Bo Boss"),
}
"""A row of each kind that is taken."""

CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "a goal without a target": (GOALS, ("2026-Q1", "", "revenue_won", "b", "USD", ""), "no-amount"),
    "a goal without a period": (GOALS, ("", "7", "revenue_won", "b", "USD", ""), "no-period"),
    "a forecast without a day": (FORECASTS, ("", "2026-Q1", "1", "2", "USD", ""), "no-date"),
    "a forecast without a period": (FORECASTS, ("2026-01-05", "", "1", "2", "USD", ""), "no-period"),
    "a forecast without a number": (FORECASTS, ("2026-01-06", "2026-Q1", "", "", "USD", ""), "no-amount"),
    "a forecast in two currencies": (FORECASTS, ("2026-01-06", "2026-Q1", "€1", "£2", "", ""), "two-currencies"),
    "a measurement of nothing": (MEASUREMENTS, ("", "2026-Q1", "40", ""), "no-metric"),
    "a measurement without a period": (MEASUREMENTS, ("leads", "", "40", ""), "no-period"),
    "a measurement without a value": (MEASUREMENTS, ("leads", "2026-Q2", "", ""), "no-amount"),
    "a movement without a month": (MOVEMENTS, ("", "Acme", "New", "100", "USD"), "no-date"),
    "a movement without an account": (MOVEMENTS, ("2026-01", "", "New", "100", "USD"), "no-account"),
    "a movement without an amount": (MOVEMENTS, ("2026-01", "Beta", "New", "", "USD"), "no-amount"),
    "a renewal that changes the amount": (MOVEMENTS, ("2026-02", "Acme", "Renewal", "5", "USD"), "renewal-with-amount"),
    "a movement in a month that there is not": (MOVEMENTS, ("2026-13", "Beta", "New", "100", "USD"), "not-a-date"),
    "a measurement of a metric that there is not": (MEASUREMENTS, ("charm", "2026-Q1", "40", ""), "unknown-metric: charm"),
    "a person without a name": (PEOPLE, ("", "South", "Bo Boss"), "no-name"),
    "an activity without a day": (ACTIVITIES, ("2", "Call", "", "Ada", "Acme", "x", "Completed"), "no-date"),
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


@pytest.mark.parametrize("case", CASES)
def test_r30_a_row_that_lacks_what_it_needs_is_rejected_with_the_reason(desk: Desk, tmp_path: Path, case: str) -> None:
    header, bad, why = CASES[case]
    plan = bring(desk, write(tmp_path, "table.csv", as_csv([header, GOOD[header], bad])))
    assert (plan.rows, plan.added, [row.why for row in plan.rejects]) == (2, 1, [why])
    assert [row.line for row in plan.rejects] == [3]


def test_a_goal_of_a_period_that_was_handed_in_is_rejected(desk: Desk, tmp_path: Path) -> None:
    period = parse_period("2026-Q1")
    goals.set_goal(desk, period, "quota", "revenue_won", "5 USD")
    record = periods.stored(desk.store, period)
    assert record is not None
    with desk.store.transaction() as connection:
        connection.execute(
            "insert into finalised_summary (period_id, checksum, summary, finalised_at) values (?, 'x', '{}', '2026-04-02')",
            (record.id,),
        )
        connection.execute("update period set finalised_at = '2026-04-02' where id = ?", (record.id,))
    rows = [GOALS, ("2026-Q1", "9", "revenue_won", "quota", "USD", ""), ("2026-Q2", "9", "revenue_won", "quota", "USD", "")]
    plan = bring(desk, write(tmp_path, "goals.csv", as_csv(rows)))
    assert (plan.added, [row.why for row in plan.rejects]) == (1, ["period-finalised"])


def test_a_task_of_a_sample_data_set_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    rows = [ACTIVITIES, ("1", "Call", "2026-05-04", "Ada", "Acme", "x", "Completed")]
    rows.append(("2", "Call", "2026-05-04", "Ada", "Acme", "Delete the sample data of your org", "Completed"))
    plan = bring(desk, write(tmp_path, "table.csv", as_csv(rows)))
    assert plan.rejected == 0


def test_r35_a_line_beyond_every_limit_is_cut_and_costs_no_other_line() -> None:
    endless = ("x" * 100_000 for _ in range(RECORD_CHARACTERS // 100_000 + 30))
    batches = [line for batch in line_batches(iter(["first\n", *endless, " the end of it\nlast\n", "after"])) for line in batch]
    assert batches[0] == "first\n"
    assert len(batches[1]) == RECORD_CHARACTERS
    assert batches[2:] == ["last\n", "after"]
