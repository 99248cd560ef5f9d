"""Trends, standings, the next period, reps side by side, and why deals are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from salestui.domain.book import Person
from salestui.domain.entry import BLOCKER, RISK, WIN, Entry
from salestui.domain.goal import Forecast, Goal
from salestui.domain.period import parse_period
from salestui.domain.terms import Terms
from salestui.metrics.fairness import compare_reps
from salestui.metrics.lateness import late_reasons
from salestui.metrics.ledger import Ledger
from salestui.metrics.outlook import accuracy_of_months, forecast_record, outlook
from salestui.metrics.question import Question
from salestui.metrics.standings import standings
from salestui.metrics.trends import trend

from .ask import notes
from .book_a import TODAY, book_a, usd

BOOK = book_a()
ASKED = Question(parse_period("2026-Q1"), TODAY)


def ledger(book: object = BOOK, today: date = TODAY, **terms: object) -> Ledger:
    return Ledger(book, Terms(**terms), today)  # type: ignore[arg-type]


def test_a_trend_goes_back_period_by_period_oldest_first() -> None:
    found = trend(ledger(), ASKED, "revenue_won", 3)
    assert [period.key for period, _ in found] == ["2025-Q3", "2025-Q4", "2026-Q1"]
    assert [figure.value for _, figure in found] == [None, usd(100_000), usd("155000.50")]
    assert found[-1][1].target == usd(160_000)


def test_the_running_period_of_a_trend_says_how_far_it_is() -> None:
    day = date(2026, 2, 14)
    found = trend(ledger(today=day), replace(ASKED, today=day), "revenue_won", 2)
    assert notes(found[-1][1])["to_day"] == {"day": "45"}
    assert "to_day" not in notes(found[0][1])


def test_a_goal_stands_against_its_adjusted_and_its_original_target() -> None:
    (one,) = standings(ledger(), ASKED)
    assert (one.state, one.actual, one.pace) == ("missed", usd("155000.50"), None)
    assert (one.attainment, one.unadjusted) == (Fraction(15500050, 16000000), Fraction(15500050, 20000000))


def test_a_goal_is_not_started_then_running_then_met_or_missed() -> None:
    def state(today: date, book: object = BOOK) -> str | None:
        return standings(ledger(book, today), replace(ASKED, today=today))[0].state

    easy = replace(BOOK, goals=(BOOK.goals[0]._replace(target=usd(150_000)),))
    assert state(date(2025, 12, 31)) == "not_started"
    assert state(date(2026, 2, 1)) == "running"
    assert (state(TODAY), state(TODAY, easy)) == ("missed", "met")


def test_the_outlook_takes_the_newest_forecast_for_the_next_quarter() -> None:
    given = (
        Forecast(8, "2026-Q2", date(2026, 3, 1), usd(90_000), usd(120_000)),
        Forecast(9, "2026-Q2", date(2026, 3, 30), usd(110_000), usd(150_000)),
    )
    found = outlook(ledger(replace(BOOK, forecasts=(*BOOK.forecasts, *given))), ASKED)
    assert (found.period.key, found.target) == ("2026-Q2", usd(180_000))
    assert (found.commit.value, found.best_case.value) == (usd(110_000), usd(150_000))
    assert found.weighted.value == usd(56_000 + 22_500 + 3_000)
    assert found.coverage.value == Fraction(140, 180)


def test_a_forecast_is_held_to_each_point_at_which_it_was_given() -> None:
    told = {one.snapshot: one for one in forecast_record(ledger(), ASKED) if one.period.key == "2026-Q1"}
    assert [one.commit.value for one in told.values()] == [usd(170_000), usd(170_000), usd(156_000), usd(150_000)]
    assert list(told) == ["first", "mid", "last", "lead=30"]


def test_the_accuracy_of_several_months_weighs_each_by_what_was_won() -> None:
    given = [("2026-01", usd(50_000)), ("2026-02", usd(60_000)), ("2026-03", usd("50000.50"))]
    typed = tuple(Forecast(9 + i, month, date(2026, 1 + i, 2), commit, None) for i, (month, commit) in enumerate(given))
    book = replace(BOOK, forecasts=(*BOOK.forecasts, *typed))
    assert accuracy_of_months(ledger(book), ASKED) == 1 - Fraction(15_000_00, 155_000_50)
    untold = replace(book, snapshots=tuple(s._replace(columns=s.columns - {"forecast_category"}) for s in BOOK.snapshots))
    assert accuracy_of_months(ledger(untold), ASKED) == 1 - Fraction(15_000_00, 155_000_50)
    assert accuracy_of_months(ledger(replace(untold, forecasts=BOOK.forecasts)), ASKED) is None


def team() -> object:
    """Book A shared out to two reps: Anna has the small deals, Bo those of the mid-market."""
    deals = tuple(deal.but(owner="Anna" if deal.segment == "SMB" else "Bo") for deal in BOOK.deals)
    return replace(BOOK, deals=deals, people=(Person("Anna", "North", "SMB"),))


def test_a_rep_stands_beside_the_team_on_the_reps_own_mix() -> None:
    anna, bo = compare_reps(ledger(team(), min_sample=1), replace(ASKED, role="manager"), "win_rate")
    assert (anna.name, anna.person and anna.person.territory, bo.person) == ("Anna", "North", None)
    assert anna.segments == {"SMB": Fraction(1)}
    assert bo.segments == {"Mid": Fraction(1)}
    assert (anna.team, anna.team_on_mix) == (Fraction(2, 3), Fraction(2, 3))


def test_segments_with_few_deals_are_compared_together() -> None:
    anna, _ = compare_reps(ledger(team(), min_sample=5), replace(ASKED, role="manager"), "average_deal_size")
    assert anna.team_on_mix == anna.team == usd("38750.13")


def test_blockers_on_late_deals_are_counted_in_the_stage_of_the_deal() -> None:
    entries = [
        Entry(1, date(2026, 3, 1), BLOCKER, "Legal review", deal="D10"),
        Entry(2, date(2026, 3, 2), RISK, "Champion leaves", account="Account D15"),
        Entry(3, date(2026, 3, 2), WIN, "Signed", deal="D10"),
        Entry(4, date(2025, 3, 2), BLOCKER, "Another year", deal="D10"),
    ]
    proposal, negotiation = late_reasons(ledger(), ASKED, entries)
    assert (proposal.stage, proposal.slipped, proposal.stalled) == ("Proposal", ("D15",), ("D11",))
    assert [entry.id for entry in proposal.risks] == [2]
    assert (negotiation.slipped, [entry.id for entry in negotiation.blockers]) == (("D10",), [1])


def test_a_rep_of_a_manager_is_held_to_the_goals_of_that_rep_alone() -> None:
    goals = (*BOOK.goals, Goal("quota", "revenue_won", usd(50_000), "2026-Q1", owner="Anna", id=7))
    book = replace(team(), goals=goals)  # type: ignore[type-var]
    own = {one.goal.owner: one.attainment for one in standings(ledger(book), replace(ASKED, role="manager"))}
    assert own == {None: Fraction(15500050, 16000000), "Anna": Fraction(65, 50)}
