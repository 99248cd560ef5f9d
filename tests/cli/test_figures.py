"""Book A of METRICS.md 10 brought in from its three exports, and asked for in the shell, as CLI.md says it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salestui.domain.book_deal import BookDeal
from tests.metrics.book_a import EXPORTS, book_a

Ask = Callable[..., Any]
COLUMNS = {
    "Id": "id",
    "Name": "name",
    "Account": "account",
    "Amount": "amount",
    "Months": "contract_months",
    "Stage": "stage",
    "Probability": "probability",
    "Created": "created_on",
    "Close": "close_on",
    "Type": "deal_type",
    "Source": "lead_source",
    "Reason": "loss_reason",
    "Last activity": "last_activity_on",
    "Next step": "next_step",
    "Segment": "segment",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs `salestui` on a store that holds Book A; gives what stands on stdout, as JSON where it is that."""
    folder = tmp_path_factory.mktemp("book_a")
    places = {"SALESTUI_CONFIG": "settings.toml", "XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache"}
    environment = {**os.environ, **{name: str(folder / place) for name, place in places.items()}}

    def run(*arguments: str) -> Any:
        ended = subprocess.run(
            [sys.executable, "-m", "salestui", "--store", str(folder / "rep.db"), "--today", "2026-04-02", *arguments],
            capture_output=True,
            env=environment,
            timeout=120,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr.decode()
        said = ended.stdout.decode()
        return json.loads(said) if "--json" in arguments else said

    _fill(folder, run)
    return run


def _fill(folder: Path, run: Ask) -> None:
    maps = [part for column, field in COLUMNS.items() for part in ("--map", f"{field}={column}")]
    for day in EXPORTS:
        file = folder / f"deals-{day}.csv"
        file.write_text(_export(day), encoding="utf-8")
        run(
            "import",
            str(file),
            "--kind",
            "deals",
            "--source",
            "generic",
            "--as-of",
            str(day),
            "--currency",
            "USD",
            "--yes",
            *maps,
        )
    for stage, step in (("Discovery", "opportunity"), ("Proposal", "late"), ("Negotiation", "late")):
        run("stages", "set", stage, step)
    movements = "\n".join(f"{m.month},{m.account},{m.kind},{m.amount.amount},USD" for m in book_a().movements)
    (folder / "mrr-2026-04-01.csv").write_text(f"month,account,kind,amount,currency\n{movements}\n", encoding="utf-8")
    run("import", str(folder / "mrr-2026-04-01.csv"), "--kind", "mrr", "--as-of", "2026-04-01", "--yes")
    run("period", "new", "2026-Q1", "--role", "ae", "--owner", "Michael")
    quarter = ("--period", "2026-Q1")
    agreed = ("--agreed-by", "Karin", "--on", "2026-01-12", *quarter)
    run("goal", "set", "quota", "revenue_won", "200000USD", *quarter)
    run("goal", "adjust", "quota", "--percent", "-10", "--reason", "leave", "--note", "February", *agreed)
    run("goal", "adjust", "quota", "--amount", "-20000USD", "--reason", "reassigned", "--note", "Denmark", *agreed)
    run("goal", "set", "quota", "revenue_won", "180000USD", "--period", "2026-Q2")
    for day, commit, best_case in (("2026-01-05", 170, 210), ("2026-02-20", 150, 180), ("2026-03-25", 156, 160)):
        run("forecast", "add", "--on", day, "--commit", f"{commit}000USD", "--best-case", f"{best_case}000USD", *quarter)
    run("measure", "acquisition_cost", "60000USD", *quarter)
    run("measure", "gross_margin", "80%", *quarter)
    run("measure", "win_rate", "25%", "--benchmark", "team average", *quarter)


def _export(day: date) -> str:
    """The CSV that the CRM gave on `day`: what was known of each deal that was created by then."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    book = book_a()
    for deal in book.deals:
        if deal.created_on is not None and deal.created_on <= day:
            before = {c.field: c.before for c in reversed(book.changes.get(deal.id, ())) if c.seen_on > day}
            writer.writerow({column: value or "" for column, value in _row(deal, before).items()})
    return out.getvalue()


def _row(deal: BookDeal, before: Mapping[str, str | None]) -> dict[str, object]:
    closed, status = before.get("closed_on", deal.closed_on), before.get("status", deal.status)
    return {
        "Id": deal.id,
        "Name": deal.name,
        "Account": deal.account,
        "Amount": deal.amount.amount if deal.amount else None,
        "Months": deal.contract_months,
        "Stage": before.get("stage", deal.stage),
        "Probability": deal.probability,
        "Created": deal.created_on,
        "Close": closed if status != "open" else before.get("expected_close_on", deal.expected_close_on),
        "Type": deal.deal_type,
        "Source": deal.lead_source,
        "Reason": deal.loss_reason if status == "lost" else None,
        "Last activity": deal.last_activity_on,
        "Segment": deal.segment,
    }


EXPECTED: dict[str, object] = {
    "revenue_won": "155000.50",
    "deals_won": 4,
    "deals_lost": 2,
    "win_rate": 4 / 6,
    "quota_attainment": 155_000.5 / 160_000,
    "target_gap": "4999.50",
    "revenue_growth": 0.550005,
    "average_deal_size": "38750.13",
    "sales_cycle_length": 97.25,
    "sales_velocity": "1328.20",
    "pipeline_value": "150000.00",
    "open_deals": 5,
    "weighted_pipeline": "86500.00",
    "stalled_deals": 1,
    "overdue_deals": 1,
    "slipped_deals": 2,
    "slipped_value": "90000.00",
    "slip_rate": 0.25,
    "pipeline_coverage_next": 140 / 180,
    "forecast_accuracy": 1 - 14_999.5 / 155_000.5,
    "pipeline_created": "115000.00",
    "late_stage_conversion_rate": 0.8,
    "renewed_mrr": "3000.00",
    "renewal_rate": 0.5,
    "expansion_revenue": "25000.00",
    "mrr": "19800.00",
    "gross_revenue_retention": 14_500 / 17_000,
    "net_revenue_retention": 16_000 / 17_000,
    "churn_risk_accounts": 1,
    "new_customers": 3,
    "cac": "20000.00",
    "clv": "47520.00",
}


def test_every_figure_of_the_quarter_comes_out_of_the_exports_to_the_cent(ask: Ask) -> None:
    told = ask("metrics", "--period", "2026-Q1", "--json")
    assert told["period"] == {"key": "2026-Q1", "start": "2026-01-01", "end": "2026-03-31", "elapsed_days": 90, "days": 90}
    values = {figure["metric"]: figure["value"] for figure in told["figures"]}
    plain = {name: value["amount"] if isinstance(value, dict) else value for name, value in values.items()}
    assert {name: plain[name] for name in EXPECTED} == pytest.approx(EXPECTED)


def test_a_figure_says_all_that_stands_beside_it(ask: Ask) -> None:
    (rate,) = ask("metrics", "--period", "2026-Q1", "--metric", "win_rate", "--json")["figures"]
    assert (rate["unit"], rate["numerator"], rate["denominator"], rate["sample"]) == ("ratio", 4, 6, 6)
    assert (rate["previous"], rate["better"], rate["source"], rate["absent"]) == (0.5, True, "data", None)
    assert rate["benchmarks"] == [{"label": "team average", "value": 0.25}]
    assert rate["definition"][:2] == ["count", "closed"]
    assert rate["interval"] == pytest.approx([0.300, 0.903], abs=0.001)
    assert rate["change"] == pytest.approx(1 / 6)


def test_an_absent_figure_says_why_in_words(ask: Ask) -> None:
    (discount,) = ask("metrics", "--period", "2026-Q1", "--metric", "average_discount", "--json")["figures"]
    assert (discount["value"], discount["absent"], discount["absent_text"]) == (None, "no_data", "no data")


def test_why_lists_the_deals_that_give_the_figure_again(ask: Ask) -> None:
    told = ask("why", "win_rate", "--period", "2026-Q1", "--json")
    above = [row for row in told["rows"] if row["counts_in"] in ("numerator", "both")]
    assert {row["id"] for row in above} == {"D1", "D2", "D3", "D4"}
    assert len(above) / len(told["rows"]) == told["figure"]["value"]
    assert above[0].keys() >= {
        "kind",
        "id",
        "deal",
        "name",
        "account",
        "owner",
        "status",
        "amount",
        "date",
        "closed_on",
        "value",
    }


def test_coverage_on_another_day_by_segment_and_for_one_slice(ask: Ask) -> None:
    (coverage,) = ask("metrics", "--period", "2026-Q1", "--metric", "pipeline_coverage", "--on", "2026-03-01", "--json")[
        "figures"
    ]
    assert coverage["numerator"] == {"amount": "85000.50", "currency": "USD"}
    (rate,) = ask("metrics", "--period", "2026-Q1", "--metric", "win_rate", "--by", "segment", "--json")["figures"]
    assert {name: one["value"] for name, one in rate["slices"].items()} == {
        "Mid": pytest.approx(2 / 3),
        "SMB": pytest.approx(2 / 3),
    }
    told = ask("why", "revenue_won", "--period", "2026-Q1", "--where", "segment=SMB", "--json")
    assert told["figure"]["value"]["amount"] == "65000.00"


def test_trends_go_back_from_the_period_oldest_first(ask: Ask) -> None:
    told = ask("trends", "revenue_won", "--periods", "3", "--period", "2026-Q1", "--json")
    assert [one["period"] for one in told] == ["2025-Q3", "2025-Q4", "2026-Q1"]
    assert [one["value"] and one["value"]["amount"] for one in told] == [None, "100000.00", "155000.50"]


def test_a_definition_is_chosen_and_changes_the_figure(ask: Ask) -> None:
    (by_count,) = ask("definitions", "win_rate", "--json")[:1]
    assert by_count["tokens"] == ["count", "closed"]
    (by_value,) = ask("definitions", "win_rate", "--set", "value", "--json")[:1]
    assert by_value["tokens"] == ["value", "closed"]
    (rate,) = ask("metrics", "--period", "2026-Q1", "--metric", "win_rate", "--json")["figures"]
    assert rate["numerator"] == {"amount": "155000.50", "currency": "USD"}
    ask("definitions", "win_rate", "--set", "count")


def test_what_a_person_reads_is_a_line_for_each_figure(ask: Ask) -> None:
    said = ask("metrics", "--period", "2026-Q1", "--metric", "revenue_won")
    names, line = said.splitlines()
    assert names.split() == ["Metric", "Result", "Change", "Before", "Goal"]
    assert line.startswith("Revenue won")
    assert line.index("$155k") == names.index("Result")


def test_forecasts_and_goals_are_listed_with_how_they_stand(ask: Ask) -> None:
    (goal,) = ask("goal", "list", "--period", "2026-Q1", "--json")
    assert (goal["state"], goal["adjusted_target"]["amount"], goal["attainment"]) == (
        "missed",
        "160000.00",
        pytest.approx(0.96875, abs=1e-4),
    )
    assert [one["source"] for one in ask("forecast", "list", "--period", "2026-Q1", "--json")] == ["typed"] * 3


def test_why_states_the_definition_the_interval_and_what_the_figure_stands_beside(ask: Ask) -> None:
    said = ask("why", "win_rate", "--period", "2026-Q1")
    assert "by number of deals, of the deals decided in the period" in said
    assert "95 % between 30 % and 90 %" in said
    assert "+17 pts · was 50 %" in said
    assert "team average 25 %" in said


def test_a_goal_is_listed_with_what_it_was_before_it_was_adjusted(ask: Ask) -> None:
    (line,) = ask("goal", "list", "--period", "2026-Q1").splitlines()
    assert "$160,000" in line
    assert "97 %" in line
    assert "before adjusting $200,000, 78 %" in line


def test_the_forecast_is_held_to_each_point_at_which_it_was_given(ask: Ask) -> None:
    told = ask("forecast", "record", "--period", "2026-Q1", "--json")
    assert [(one["snapshot"], one["commit"]["amount"]) for one in told["snapshots"]] == [
        ("first", "170000.00"),
        ("mid", "170000.00"),
        ("last", "156000.00"),
        ("lead=30", "150000.00"),
    ]
    assert told["snapshots"][0]["accuracy"] == pytest.approx(1 - 14_999.5 / 155_000.5)
    assert [one["period"] for one in told["months"]] == ["2026-01", "2026-02", "2026-03"]
    lines = [" ".join(line.split()) for line in ask("forecast", "record", "--period", "2026-Q1").splitlines()]
    assert "30 days before the end $150k 97 % 3.2 % too low" in lines


def test_the_period_ahead_has_a_target_and_a_coverage(ask: Ask) -> None:
    told = ask("outlook", "--period", "2026-Q1", "--json")
    assert (told["period"], told["target"]["amount"]) == ("2026-Q2", "180000.00")
    assert told["weighted"]["value"]["amount"] == "81500.00"
    assert told["coverage"]["value"] == pytest.approx(140 / 180)


def test_late_deals_stand_beside_the_blockers_that_were_logged_on_them(ask: Ask) -> None:
    ask("log", "blocker", "Legal review takes six weeks @'Account D10'", "--date", "2026-03-02")
    told = {one["stage"]: one for one in ask("late", "--period", "2026-Q1", "--json")}
    assert (told["Proposal"]["slipped"], told["Proposal"]["stalled"]) == (["D15"], ["D11"])
    assert told["Negotiation"]["slipped"] == ["D10"]
    assert [one["text"][:12] for one in told["Negotiation"]["blockers"]] == ["Legal review"]


def test_a_running_period_says_how_far_it_is(ask: Ask) -> None:
    assert ask("--today", "2026-02-14", "metrics", "--period", "2026-Q1").splitlines()[0] == "2026-Q1: day 45 of 90"
    assert "day" not in ask("metrics", "--period", "2026-Q1", "--metric", "revenue_won")
