"""What hangs in the air, and the nearest thing that does not."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.entry import Entry

from .builders import objections, review, said

RATES = {"results.metric.1": "win_rate", "results.metric.2": "average_deal_size", "results.metric.3": "show_rate"}


def test_results_have_an_outcome_among_them() -> None:
    without = {"results.metric.1": "average_deal_size", "results.metric.2": "show_rate", "results.metric.3": "demos_per_week"}
    assert [found.severity for found in objections("outcome-missing", review(without))] == ["hint"]
    assert objections("outcome-missing", review(without | {"results.metric.3": "win_rate"})) == []


def test_what_comes_out_of_a_role_counts_as_its_outcome() -> None:
    renewals = {"results.metric.1": "renewal_rate", "results.metric.2": "clv", "results.metric.3": "average_deal_size"}
    assert objections("outcome-missing", review(renewals, role="account_manager")) == []
    assert len(objections("outcome-missing", review(renewals, role="ae"))) == 1
    meetings = {"results.metric.1": "qualified_meetings", "results.metric.2": "show_rate", "results.metric.3": "meetings_held"}
    assert len(objections("outcome-missing", review(meetings, role="sdr"))) == 1
    assert objections("outcome-missing", review(meetings | {"results.metric.3": "pipeline_influenced"}, role="sdr")) == []


def test_a_driver_names_the_metric_that_it_moved() -> None:
    (found,) = objections("driver-untied", review({"context.driver.2.metric": ""}))
    assert str(found.key) == "context.driver.2.metric"
    assert said(found)[0] == "“Legal review added 23 days to deals with groups” is not tied to a metric."
    assert objections("driver-untied", review()) == []


@pytest.mark.parametrize(
    "line",
    [
        "Wrote the handover list, so that customer success asks nothing twice",
        "Wrote the handover list; customer success uses it for every new customer",
        "Coached Sam on price → two deals without a discount",
        "Escalated the export bug. Fixed in two weeks, Beta signed",
    ],
)
def test_a_contribution_with_its_effect_passes(line: str) -> None:
    assert objections("effect-missing", review({"team.contribution.1": line, "team.contribution.1.effect": ""})) == []


def test_a_contribution_without_effect_is_pointed_out_where_it_stands() -> None:
    (found,) = objections("effect-missing", review({"team.contribution.1.effect": ""}))
    assert (str(found.key), found.severity) == ("team.contribution.1", "hint")
    assert objections("effect-missing", review()) == []


def test_the_effect_is_read_in_the_language_of_the_text() -> None:
    line = {
        "team.contribution.1": "Skrev överlämningslistan, vilket gör att ingen frågar två gånger",
        "team.contribution.1.effect": "",
    }
    assert objections("effect-missing", review(line), "sv") == []


def test_entries_that_nothing_cites_are_counted() -> None:
    second = Entry(2, date(2026, 3, 1), "win", "Won Beta")
    entries = (Entry(1, date(2026, 2, 12), "win", "Brought the CFO in at Acme"), second)
    (found,) = objections("evidence-unused", review(entries=entries))
    assert said(found)[0] == "1 entry of the period is cited nowhere."
    assert objections("evidence-unused", review(entries=entries, cited={"results": (1,), "team": (2,)})) == []
    (found,) = objections("evidence-unused", review(entries=entries, cited={}))
    assert said(found)[0] == "2 entries of the period are cited nowhere."
