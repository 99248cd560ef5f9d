"""A manager who names nobody but says "all": the document is the team's, and holds no column in which nothing stands."""

from __future__ import annotations

from datetime import date

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.period import parse_period
from salestui.guide import words
from salestui.work import bring_in, drafts, goals, periods
from salestui.work.desk import Desk, open_desk
from salestui.work.export import document

Q1 = parse_period("2026-Q1")
EXPORT = """\
Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Created Date,Opportunity Owner,Type
0061,Acme first order,Acme,Closed Won,48000,USD,2026-02-20,2026-01-05,Maja Lind,New Business
0062,Beta first order,Beta,Closed Won,36000,USD,2026-02-27,2025-11-10,Sam Roe,New Business
0063,Gamma pilot,Gamma,Qualification,12000,USD,2026-03-30,2025-09-20,Sam Roe,New Business
0064,Delta renewal,Delta,Negotiation,24000,USD,2026-03-01,2025-09-20,Sam Roe,Renewal
0065,Epsilon renewal,Epsilon,Negotiation,18000,USD,2026-03-05,2025-09-20,Sam Roe,Renewal
"""


@pytest.fixture
def desk(tmp_path):
    with open_desk(str(tmp_path / "team.db"), date(2026, 3, 20), "en") as desk:
        (tmp_path / "deals.csv").write_text(EXPORT, encoding="utf-8")
        bring_in.import_file(desk, tmp_path / "deals.csv", Choices(as_of=date(2026, 3, 19), yes=True))
        periods.new(desk, Q1, "manager", "all")
        yield desk


def of_reps(desk: Desk) -> list[str]:
    """The headings of the tables that hold a line per rep."""
    return [line for line in document(desk, Q1).splitlines() if line.startswith("| Rep ")]


def test_the_document_is_headed_by_no_name_and_counts_everyones_deals(desk: Desk) -> None:
    assert document(desk, Q1).splitlines()[0] == "# Sales performance summary: 2026-Q1"
    drafts.accept(desk, Q1, "results", drafts.drafted(desk, Q1, "results"))
    assert "$84.0k" in document(desk, Q1)


def test_a_goal_of_nobody_is_no_column_of_the_reps(desk: Desk) -> None:
    target = words("en")("document.goals.target")
    goals.set_goal(desk, Q1, "quota", "revenue_won", "80000 USD")
    assert target not in of_reps(desk)[0]
    goals.set_goal(desk, Q1, "quota", "revenue_won", "40000 USD", owner="Sam Roe")
    assert target in of_reps(desk)[0]


def test_accounts_at_risk_without_a_segment_are_said_to_be_in_none(desk: Desk) -> None:
    said = [text for _, text in drafts.drafted(desk, Q1, "customers")]
    assert [text for text in said if "{churn_risk_accounts}" in text]
    assert not [text for text in said if "none" in text], said
