"""The five reviews of METRICS.md section 11 come out of the samples' files, to the cent, under its default definitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from . import customers, deals, past, steps, targets
from .book import LOST, SAMPLES, WON, Book, quarter, read

Q4, Q1, Q2 = quarter("2025-Q4"), quarter("2026-Q1"), quarter("2026-Q2")
FIRST_OF_MARCH = date(2026, 3, 1)
BOOKS: dict[str, Book] = {}


def story(name: str) -> Book:
    if name not in BOOKS:
        BOOKS[name] = read(name)
    return BOOKS[name]


def percent(ratio: Fraction) -> str:
    return f"{float(100 * ratio):.1f}"


def benchmark(book: Book, metric: str) -> str:
    (row,) = (m for m in book.story["measurements"] if m["metric"] == metric and m["period"] == "2026-Q1" and "benchmark" in m)
    return f"{row['benchmark']} {row['value']}"


def typed(book: Book, metric: str, period: str) -> str:
    rows = (m for m in book.story["measurements"] if (m["metric"], m["period"]) == (metric, period) and "benchmark" not in m)
    return str(next(rows)["value"])


# Michael, account executive


def test_michael_won_twelve_deals_worth_560_000_against_a_quota_of_505_000() -> None:
    ae = story("ae")
    assert len(deals.won(ae, Q1)) == 12
    assert deals.revenue(ae, Q1) == Decimal("560000.00")
    assert targets.quota(ae, "2026-Q1") == 505_000
    assert percent(Fraction(deals.revenue(ae, Q1)) / Fraction(targets.quota(ae, "2026-Q1"))) == "110.9"


def test_his_quota_was_530_000_until_denmark_was_reassigned() -> None:
    (goal,) = (g for g in story("ae").story["goals"] if g["period"] == "2026-Q1" and g["name"] == "quota")
    (change,) = goal["adjustments"]
    assert (goal["target"], change["amount"], change["reason"]) == ("530000USD", "-25000USD", "reassigned")
    assert change["note"]
    assert change["agreed_by"]
    assert change["agreed_on"] == date(2026, 2, 16)


def test_his_average_deal_went_from_41_000_to_46_667() -> None:
    ae = story("ae")
    assert len(deals.won(ae, Q4)) == 10
    assert deals.revenue(ae, Q4) == 410_000
    assert deals.average(d.amount for d in deals.won(ae, Q4)) == 41_000
    assert deals.average(d.amount for d in deals.won(ae, Q1)) == Fraction(560_000, 12)


def test_his_win_rate_is_30_percent_of_40_against_the_teams_25_and_28_before() -> None:
    ae = story("ae")
    assert len(deals.lost(ae, Q1)) == 28
    assert deals.win_rate(ae, Q1) == Fraction(30, 100)
    assert percent(deals.win_rate(ae, Q4)) == "27.8"
    assert benchmark(ae, "win_rate") == "team average 25%"


def test_his_forecast_accuracy_is_73_percent_against_a_goal_of_90_and_too_high() -> None:
    ae = story("ae")
    commit = targets.first_commit(ae, "2026-Q1", Q1)
    assert commit == 711_200
    assert targets.accuracy(deals.revenue(ae, Q1), commit) == Fraction(73, 100)
    assert targets.targets(ae, "2026-Q1", "forecast_accuracy") == [("forecast accuracy", Decimal(90))]
    slips = {d.account: d.amount for d in past.slipped(ae, Q1)}
    assert commit - deals.revenue(ae, Q1) == (slips["Vestbrua Forsikring AS"] or 0) + (slips["Lumsund Havn KF"] or 0)


def test_his_late_deals_lack_next_steps_and_others_are_stalled_overdue_or_slipped() -> None:
    ae = story("ae")
    late = past.late_without_next_step(ae, Q1.end)
    assert len(late) == 5
    assert len(past.stalled(ae, Q1.end)) == 6
    assert {d.account for d in past.overdue(ae, Q1.end)} == {"Pellinor Optics AS", "Aakerby Maskin AS"}
    assert len(past.slipped(ae, Q1)) == 7
    assert deals.total(d.amount for d in past.slipped(ae, Q1)) == 407_700
    assert len(past.slipped(ae, Q4)) == 2


def test_his_coverage_of_the_next_quarter_is_two_and_a_half() -> None:
    ae = story("ae")
    assert past.coverage_next(ae, Q1, targets.quota(ae, "2026-Q2")) == Fraction(5, 2)


def test_renewals_and_duplicates_do_not_count_as_his_business() -> None:
    ae = story("ae")
    assert len(customers.renewals(ae, Q1, WON)) == 2
    assert len(customers.renewals(ae, Q1, LOST)) == 1
    duplicates = [d for d in ae.newest.values() if d.reason == "Duplicate"]
    assert [d.status for d in duplicates] == [LOST]
    assert not {d.id for d in duplicates} & deals.counting(ae).keys()


def test_his_two_years_hold_a_figure_and_a_quota_for_each_of_eight_quarters() -> None:
    ae = story("ae")
    keys = ["2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
    shares = [Fraction(deals.revenue(ae, quarter(key))) / Fraction(targets.quota(ae, key)) for key in keys]
    assert [percent(share) for share in shares] == ["107.7", "90.4", "98.4", "87.3", "106.9", "81.1", "102.0", "110.9"]


# Jessica, sales development


def test_jessica_held_58_qualified_meetings_of_62() -> None:
    sdr = story("sdr")
    held = steps.meetings_held(sdr, Q1)
    assert len(held) == 62
    assert sum(a.outcome == "qualified" for a in held) == 58


def test_820_000_of_pipeline_was_influenced_by_them() -> None:
    assert steps.pipeline_influenced(story("sdr"), Q1) == Decimal(820_000)


def test_eight_of_the_62_became_opportunities_against_18_percent() -> None:
    sdr = story("sdr")
    assert steps.meeting_to_opportunity(sdr, Q1) == (8, 62)
    assert steps.meeting_to_opportunity(sdr, Q4) == (8, 54)
    assert benchmark(sdr, "meeting_to_opportunity_rate") == "team average 18%"


def test_she_answers_leads_faster_and_more_of_them_show_up() -> None:
    sdr = story("sdr")
    assert (typed(sdr, "lead_response_hours", "2025-Q4"), typed(sdr, "lead_response_hours", "2026-Q1")) == ("9", "4")
    assert steps.show_rate(sdr, Q1) == Fraction(62, 71)
    assert steps.show_rate(sdr, Q4) == Fraction(54, 69)


# Daniel, enterprise


def test_daniel_won_1_050_000_of_annual_contract_value_in_five_deals_at_92_percent() -> None:
    daniel = story("enterprise_ae")
    won = deals.won(daniel, Q1)
    assert len(won) == 5
    assert deals.total(d.acv for d in won) == 1_050_000
    assert deals.average(d.acv for d in won) == deals.average(d.amount for d in won) == 210_000
    assert targets.quota(daniel, "2026-Q1", "acv_won") == 1_140_000
    assert percent(Fraction(1_050_000, 1_140_000)) == "92.1"


def test_his_cycle_grew_from_78_to_96_days() -> None:
    daniel = story("enterprise_ae")
    assert deals.cycle(daniel, Q4) == 78
    assert deals.cycle(daniel, Q1) == 96


def test_two_of_his_deals_slipped_and_cost_the_forecast_its_accuracy() -> None:
    daniel = story("enterprise_ae")
    slips = past.slipped(daniel, Q1)
    assert len(slips) == 2
    assert deals.total(d.amount for d in slips) == 210_000
    commit = targets.first_commit(daniel, "2026-Q1", Q1)
    assert commit == 1_260_000
    assert targets.accuracy(deals.revenue(daniel, Q1), commit) == Fraction(80, 100)
    before = targets.accuracy(deals.revenue(daniel, Q4), targets.first_commit(daniel, "2025-Q4", Q4))
    assert before == Fraction(91, 100)


def test_his_late_stage_conversion_went_up() -> None:
    daniel = story("enterprise_ae")
    assert steps.late_stage_conversion(daniel, Q4) == Fraction(4, 8)
    assert steps.late_stage_conversion(daniel, Q1) == Fraction(5, 7)


# Ashley, account manager


def test_ashley_renewed_980_000_a_month_in_fourteen_of_fifteen_renewals() -> None:
    ashley = story("account_manager")
    renewed = customers.renewals(ashley, Q1, WON)
    assert sum(customers.monthly(d) for d in renewed) == 980_000
    assert sum(customers.monthly(d) for d in customers.renewals(ashley, Q4, WON)) == 890_000
    assert customers.renewal_rate(ashley, Q1) == (14, 15)


def test_she_sold_240_000_of_upsell_and_add_on() -> None:
    assert customers.expansion(story("account_manager"), Q1) == 240_000


def test_two_mid_size_accounts_are_at_risk() -> None:
    risks = customers.at_risk(story("account_manager"), Q1.end)
    assert {(d.account, d.segment) for d in risks} == {("Hedmyra Vård AB", "Mid-Market"), ("Ekhammar Energi AB", "Mid-Market")}


def test_her_movements_give_retention_and_the_typed_margin_and_cost_give_the_rest() -> None:
    ashley = story("account_manager")
    gross, net = customers.retention(ashley, Q1)
    assert (percent(gross), percent(net)) == ("98.2", "99.1")
    assert {kind: customers.moved(ashley, Q1, kind) for kind in customers.SIGNS} == {
        "new": 8_000,
        "expansion": 20_000,
        "reactivation": 4_000,
        "contraction": 12_000,
        "churn": 30_000,
    }
    assert (typed(ashley, "gross_margin", "2026-Q1"), typed(ashley, "acquisition_cost", "2026-Q1")) == ("78%", "90000USD")


# Brandon, sales manager


def test_brandons_team_reached_103_percent_and_grew_by_9() -> None:
    team = story("manager")
    revenue, before = deals.revenue(team, Q1), deals.revenue(team, Q4)
    assert Fraction(revenue) / Fraction(targets.quota(team, "2026-Q1")) == Fraction(103, 100)
    assert Fraction(revenue - before) / Fraction(before) == Fraction(9, 100)


def test_the_teams_win_rate_went_from_22_to_26_percent() -> None:
    team = story("manager")
    assert (deals.win_rate(team, Q4), deals.win_rate(team, Q1)) == (Fraction(22, 100), Fraction(26, 100))


def test_the_smb_cycle_is_eleven_days_shorter() -> None:
    team = story("manager")
    smb = deals.in_segment("SMB")
    assert deals.cycle(team, Q4, smb) == 52
    assert deals.cycle(team, Q1, smb) == 41


def test_two_of_six_reps_began_march_under_twofold_coverage() -> None:
    team = story("manager")
    people = {row["name"]: row for row in team.tables["people"]}
    assert len(people) == 6
    assert all(row["territory"] and row["segment"] for row in people.values())
    assert {deal.owner for deal in team.newest.values()} == set(people)
    low = set()
    for name in people:
        quota = targets.quota(team, "2026-Q1", owner=name)
        if past.coverage(team, Q1, FIRST_OF_MARCH, quota, deals.owned_by(name)) < 2:
            low.add(name)
    assert low == {"Nora Haugen", "Tom Ellery"}


def test_the_reps_quotas_add_up_to_the_teams() -> None:
    team = story("manager")
    names = [row["name"] for row in team.tables["people"]]
    assert sum(targets.quota(team, "2026-Q1", owner=name) for name in names) == targets.quota(team, "2026-Q1")


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir() if (path / "story.toml").exists()))
def test_no_two_deals_share_an_id_and_all_amounts_are_dollars(name: str) -> None:
    book = story(name)
    newest = book.exports[-1].rows
    assert len({deal_id.lower() for deal_id in book.newest}) == len(book.newest)
    assert newest
    assert book.story["currency"] == "USD"
