"""The samples' folders: the same bytes each time, in the form that a CRM gives them, and told completely in story.toml."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from .book import SAMPLES

STORIES = ("account_manager", "ae", "enterprise_ae", "manager", "sdr")
KINDS = {"deals", "activities", "goals", "forecasts", "mrr", "measurements", "accounts", "people"}
FIELDS = {
    "headline": {"result", "driver", "weakest", "why", "next"},
    "scope": {"territory", "segment", "accounts", "motion", "product_line", "change"},
    "results": {"metric", "why"},
    "pipeline": {"risk_slip", "risk_late_stage", "risk_buyer", "outlook"},
    "activity": {"activity", "process"},
    "customers": {"action", "at_risk", "not_applicable"},
    "team": {"contribution", "cross_functional", "behaviour"},
    "context": {"driver", "trend", "constraint"},
}
REPEATING = {
    *("scope.change", "results.metric", "pipeline.risk_slip", "pipeline.risk_late_stage", "pipeline.risk_buyer"),
    *("activity.activity", "activity.process", "customers.action", "customers.at_risk", "team.contribution"),
    *("team.cross_functional", "team.behaviour", "context.driver", "context.constraint"),
}
PARTS = {
    "scope.change": {"kind", "date", "note"},
    "activity.activity": {"", "explains", "how"},
    "activity.process": {"date", "kind", "note"},
    "customers.action": {"", "metric"},
    "team.contribution": {"", "effect"},
    "team.cross_functional": {"", "effect"},
    "team.behaviour": {"", "effect"},
    "context.driver": {"", "metric"},
}
METRICS = set(
    "revenue_won acv_won deals_won deals_lost deals_reopened win_rate goal_attainment quota_attainment target_gap pace "
    "revenue_growth average_deal_size sales_cycle_length average_discount sales_velocity pipeline_value open_deals "
    "weighted_pipeline stalled_deals stalled_value late_stage_without_next_step overdue_deals slipped_deals slipped_value "
    "slip_rate pipeline_coverage pipeline_coverage_next forecast_commit forecast_best_case forecast_accuracy forecast_bias "
    "commit_attainment best_case_attainment forecast_spread pipeline_created deals_created pipeline_influenced "
    "activities_per_week calls_per_week emails_per_week meetings_per_week demos_per_week follow_ups_per_week "
    "activities_per_won_deal meetings_held qualified_meetings show_rate lead_to_meeting_rate meeting_to_opportunity_rate "
    "late_stage_conversion_rate renewals_won renewal_revenue renewed_mrr renewal_rate expansion_revenue mrr arr new_mrr "
    "expansion_mrr contraction_mrr churned_mrr reactivation_mrr net_new_mrr gross_revenue_retention net_revenue_retention "
    "churn_risk_accounts churn_risk_value new_customers monthly_churn_rate cac clv clv_to_cac leads acquisition_cost "
    "gross_margin lead_response_hours".split()
)
WRONG_ON_PURPOSE = {"show_rte"}


def told(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / name / "story.toml").read_text(encoding="utf-8"))


def test_the_stories_told_again_are_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(SAMPLES / "make.py"), str(tmp_path)], check=True, timeout=120)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(SAMPLES): path.read_bytes() for name in STORIES for path in (SAMPLES / name).iterdir()}
    assert sorted(again) == sorted(kept)
    assert not [path for path in kept if again[path] != kept[path]]


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for name in STORIES for path in (SAMPLES / name).iterdir()) < 3_000_000


@pytest.mark.parametrize("name", STORIES)
def test_a_story_names_each_of_its_files_once_in_the_order_of_arrival(name: str) -> None:
    story = told(name)
    files = [item["file"] for item in story["imports"]]
    assert sorted([*files, "story.toml"]) == sorted(path.name for path in (SAMPLES / name).iterdir())
    assert {item["kind"] for item in story["imports"]} <= KINDS
    exports = [item["as_of"] for item in story["imports"] if item["kind"] == "deals"]
    assert exports == sorted(set(exports))
    assert all(str(item["as_of"]) in item["file"] for item in story["imports"] if item["kind"] == "deals")
    assert all(item["as_of"] <= story["today"] for item in story["imports"])


def test_michael_has_thirteen_weekly_exports_between_his_past_and_the_day_after_the_quarter() -> None:
    days = [item["as_of"] for item in told("ae")["imports"] if item["kind"] == "deals"]
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(13)]
    assert days[-14:] == [*mondays, date(2026, 4, 1)]
    assert days[0] == date(2025, 10, 1)


@pytest.mark.parametrize("path", sorted([*(SAMPLES / "ae").glob("report-*"), *(SAMPLES / "manager").glob("team-*")]))
def test_a_salesforce_report_is_quoted_throughout_and_ends_with_its_footer(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    assert "\r" not in raw
    *rows, blank, confidential, rights = raw.removesuffix("\n").split("\n")
    assert all(re.fullmatch(r'"[^"]*"(,"[^"]*")*', row) for row in rows)
    assert blank == ""
    assert confidential == '"Confidential Information - Do Not Distribute"'
    assert rights == '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."'
    ids = [next(csv.reader([row]))[0] for row in rows[1:]]
    assert all(re.fullmatch(r"006[0-9A-Za-z]{15}", deal_id) for deal_id in ids)
    assert all(deal_id == with_checksum(deal_id[:15]) for deal_id in ids)


def with_checksum(short: str) -> str:
    """An id of 15 characters with the three that make it safe from a change of case."""
    for part in (short[0:5], short[5:10], short[10:15]):
        short += "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[int("".join("01"[sign.isupper()] for sign in reversed(part)), 2)]
    return short


@pytest.mark.parametrize("path", sorted((SAMPLES / "ae").glob("report-*")))
def test_no_date_column_of_a_report_can_be_read_both_ways(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Opportunity Name"]]
    for column in ("Created Date", "Close Date", "Last Activity"):
        assert any(int(row[column].split("/")[1]) > 12 for row in rows if row[column]), column


@pytest.mark.parametrize("name", STORIES)
def test_every_text_has_a_place_in_the_guide(name: str) -> None:
    for text in told(name).get("texts", ()):
        assert text["field"] in FIELDS[text["section"]], text
        if (text["section"], text["field"]) == ("results", "why"):
            assert text["slug"] == text["part"]
            assert text["slug"] in METRICS
        else:
            assert text["part"] in PARTS.get(f"{text['section']}.{text['field']}", {""}), text
            assert (text["row"] > 0) == (f"{text['section']}.{text['field']}" in REPEATING), text
        assert text["text"].strip()
        if text["part"] in ("metric", "explains") or (text["section"], text["field"]) == ("results", "metric"):
            assert text["text"] in METRICS


@pytest.mark.parametrize("name", STORIES)
def test_every_live_number_is_a_figure_but_the_one_that_is_wrong_on_purpose(name: str) -> None:
    texts = " ".join(text["text"] for text in told(name).get("texts", ()))
    names = set(re.findall(r"\{(\w+)(?:\[[^\]]+\])?(?:\.(?:prev|change|target|benchmark))?\}", texts))
    assert texts.count("{") == len(re.findall(r"\{\w+(?:\[\w+=[^\]]+\])?(?:\.\w+)?\}", texts))
    assert names <= METRICS | WRONG_ON_PURPOSE
    assert (names & WRONG_ON_PURPOSE == set()) == (name != "sdr")


@pytest.mark.parametrize("name", STORIES)
def test_goals_actions_and_citations_point_at_what_there_is(name: str) -> None:
    story = told(name)
    periods = [period["key"] for period in story["periods"]]
    assert periods == ["2025-Q4", "2026-Q1"]
    assert {goal["metric"] for goal in story["goals"]} <= METRICS
    assert all(re.fullmatch(r"-?[\d.]+(USD|%)?", goal["target"]) for goal in story["goals"])
    assert {action["metric"] for action in story["actions"]} <= METRICS
    assert {action["kind"] for action in story["actions"]} <= {"keep", "fix"}
    assert all(0 <= cited["entry"] < len(story["entries"]) for cited in story["citations"])
    assert {cited["period"] for cited in story["citations"]} <= set(periods)
    assert {cited["section"] for cited in story["citations"]} <= {*FIELDS, "next_steps", "goals"}
    assert all(entry["on"] <= story["today"] for entry in story["entries"])
    tagged = {found for entry in story["entries"] for found in re.findall(r"\+([a-z]\w*)", entry["text"])}
    assert tagged <= METRICS


def test_a_goal_stands_in_one_place_only() -> None:
    for name in STORIES:
        story = told(name)
        keys = [(g["period"], g["name"], g.get("owner", ""), g.get("segment", "")) for g in story["goals"]]
        if (SAMPLES / name / "goals.csv").exists():
            with (SAMPLES / name / "goals.csv").open(encoding="utf-8", newline="") as lines:
                keys += [(row["period"], row["name"], row["owner"], "") for row in csv.DictReader(lines)]
        assert len(keys) == len(set(keys)), name
