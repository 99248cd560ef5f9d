"""The five reviews of METRICS.md 11 come out of the program's own stores, as they come out of the files (tests/sample)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from salestui.domain.money import Money
from salestui.domain.period import parse_period
from salestui.metrics.figure import Figure
from salestui.store.connection import open_store
from salestui.work import figures
from salestui.work.demo import Story, tell
from salestui.work.desk import Desk
from salestui.work.sample import samples_folder
from salestui.work.settings import Settings
from tests.sample import deals, past, steps
from tests.sample.book import Book, quarter, read

Q4, Q1 = parse_period("2025-Q4"), parse_period("2026-Q1")
DeskOf = Callable[[str], Desk]


@pytest.fixture(scope="module")
def desk_of(tmp_path_factory: pytest.TempPathFactory) -> DeskOf:
    """The desk of a sample's rep on its own day; each store is filled once."""
    made: dict[str, Desk] = {}

    def of(role: str) -> Desk:
        if role not in made:
            folder, path = samples_folder() / role, tmp_path_factory.mktemp(role) / "sample.db"
            story = msgspec.convert(tomllib.loads((folder / "story.toml").read_text(encoding="utf-8")), Story)
            tell(story, folder, path)
            made[role] = Desk(open_store(path, create=False), Settings(Path("none.toml")), story.today, "en")
        return made[role]

    return of


def one(desk: Desk, metric: str, **how: object) -> Figure:
    return figures.why(desk, Q1, metric, **how)  # type: ignore[arg-type]


def usd(amount: int | str) -> Money:
    return Money.of(Fraction(amount), "USD")


def percent(figure: Figure) -> str:
    assert isinstance(figure.value, Fraction)
    return f"{float(figure.value * 100):.1f}"


# Michael, account executive


def test_michael_is_at_111_percent_of_quota_with_12_deals_worth_560_000(desk_of: DeskOf) -> None:
    michael = desk_of("ae")
    attained = one(michael, "quota_attainment")
    assert (percent(attained), attained.numerator, attained.denominator) == ("110.9", usd(560_000), usd(505_000))
    assert one(michael, "deals_won").value == 12
    assert one(michael, "revenue_won").value == usd(560_000)


def test_his_average_deal_went_from_41_000_to_46_667(desk_of: DeskOf) -> None:
    size = one(desk_of("ae"), "average_deal_size")
    assert (size.value, size.previous, size.better) == (usd("46666.67"), usd(41_000), True)


def test_his_win_rate_of_30_percent_stands_beside_the_teams_25_with_its_interval(desk_of: DeskOf) -> None:
    rate = one(desk_of("ae"), "win_rate")
    assert (rate.value, [(mark.label, mark.value) for mark in rate.benchmarks]) == (
        Fraction(3, 10),
        [("team average", Fraction(1, 4))],
    )
    assert rate.interval is not None
    assert [f"{float(edge):.3f}" for edge in rate.interval] == ["0.181", "0.454"]
    assert rate.within_noise


def test_his_forecast_accuracy_is_73_percent_against_a_goal_of_90_and_too_high(desk_of: DeskOf) -> None:
    accuracy, bias = one(desk_of("ae"), "forecast_accuracy"), one(desk_of("ae"), "forecast_bias")
    assert (accuracy.value, accuracy.target) == (Fraction(73, 100), Fraction(9, 10))
    assert percent(bias) == "27.0"


# Jessica, sales development


def test_jessica_held_58_qualified_meetings_and_influenced_820_000(desk_of: DeskOf) -> None:
    jessica = desk_of("sdr")
    assert one(jessica, "qualified_meetings").value == 58
    assert one(jessica, "pipeline_influenced").value == usd(820_000)


def test_8_of_her_62_meetings_became_opportunities_against_18_percent(desk_of: DeskOf) -> None:
    rate = one(desk_of("sdr"), "meeting_to_opportunity_rate")
    assert (rate.numerator, rate.denominator, percent(rate)) == (8, 62, "12.9")
    assert [mark.value for mark in rate.benchmarks] == [Fraction(18, 100)]


def test_she_answers_faster_and_more_of_her_leads_show_up(desk_of: DeskOf) -> None:
    hours, shows = one(desk_of("sdr"), "lead_response_hours"), one(desk_of("sdr"), "show_rate")
    assert (hours.value, hours.previous, hours.better, hours.source) == (4, 9, True, "typed")
    assert (shows.value, shows.previous) == (Fraction(62, 71), Fraction(54, 69))


# Daniel, enterprise


def test_daniel_is_at_92_percent_of_a_quota_in_annual_contract_value(desk_of: DeskOf) -> None:
    daniel = desk_of("enterprise_ae")
    assert one(daniel, "acv_won").value == usd(1_050_000)
    assert one(daniel, "deals_won").value == 5
    assert percent(one(daniel, "quota_attainment")) == "92.1"


def test_his_cycle_grew_from_78_to_96_days(desk_of: DeskOf) -> None:
    cycle = one(desk_of("enterprise_ae"), "sales_cycle_length")
    assert (cycle.previous, cycle.value, cycle.change, cycle.better) == (78, 96, 18, False)


def test_two_of_his_deals_slipped_and_his_accuracy_fell_to_80_percent(desk_of: DeskOf) -> None:
    slips, accuracy = one(desk_of("enterprise_ae"), "slipped_deals"), one(desk_of("enterprise_ae"), "forecast_accuracy")
    assert slips.value == 2
    assert len(slips.rows()) == 2
    assert (accuracy.previous, accuracy.value) == (Fraction(91, 100), Fraction(80, 100))


def test_his_late_stage_conversion_went_up(desk_of: DeskOf) -> None:
    late = one(desk_of("enterprise_ae"), "late_stage_conversion_rate")
    assert (late.previous, late.value, late.better) == (Fraction(1, 2), Fraction(5, 7), True)


# Ashley, account manager


def test_ashley_protected_980_000_a_month_and_sold_240_000_on_top(desk_of: DeskOf) -> None:
    ashley = desk_of("account_manager")
    assert one(ashley, "renewed_mrr").value == usd(980_000)
    assert one(ashley, "expansion_revenue").value == usd(240_000)
    assert one(ashley, "renewal_rate").value == Fraction(14, 15)


def test_two_mid_size_accounts_of_hers_are_at_risk(desk_of: DeskOf) -> None:
    (risk,) = figures.figures(desk_of("account_manager"), Q1, metrics=("churn_risk_accounts",), by="segment")
    assert {name: part.value for name, part in risk.slices.items()} == {"Mid-Market": 2}
    assert {row.account for row in risk.rows()} == {"Hedmyra Vård AB", "Ekhammar Energi AB"}


def test_her_retention_and_lifetime_value_come_from_movements_and_what_she_typed(desk_of: DeskOf) -> None:
    ashley = desk_of("account_manager")
    assert percent(one(ashley, "gross_revenue_retention")) == "98.2"
    assert percent(one(ashley, "net_revenue_retention")) == "99.1"
    assert one(ashley, "clv").sample > 0


# Brandon, sales manager


def test_brandons_team_reached_103_percent_with_9_percent_growth(desk_of: DeskOf) -> None:
    brandon = desk_of("manager")
    assert one(brandon, "quota_attainment").value == Fraction(103, 100)
    assert one(brandon, "revenue_growth").value == Fraction(9, 100)
    rate = one(brandon, "win_rate")
    assert (rate.previous, rate.value, rate.change) == (Fraction(22, 100), Fraction(26, 100), Fraction(4, 100))


def test_the_smb_cycle_of_his_team_is_eleven_days_shorter(desk_of: DeskOf) -> None:
    (cycle,) = figures.figures(desk_of("manager"), Q1, metrics=("sales_cycle_length",), by="segment")
    assert (cycle.slices["SMB"].change, cycle.slices["SMB"].better) == (-11, True)


def test_two_of_his_reps_began_march_under_twofold_coverage(desk_of: DeskOf) -> None:
    (coverage,) = figures.figures(desk_of("manager"), Q1, metrics=("pipeline_coverage",), by="owner", on=date(2026, 3, 1))
    low = {name for name, part in coverage.slices.items() if isinstance(part.value, Fraction) and part.value < 2}
    assert (len(coverage.slices), low) == (6, {"Nora Haugen", "Tom Ellery"})


def test_reps_stand_beside_the_team_on_their_own_mix_of_segments(desk_of: DeskOf) -> None:
    reps = figures.reps(desk_of("manager"), Q1, "win_rate")
    assert len(reps) == 6
    for rep in reps:
        assert rep.person is not None
        assert rep.team == Fraction(26, 100)
        assert sum(rep.segments.values()) == 1
        assert isinstance(rep.team_on_mix, Fraction)
    weights = {rep.name: rep.figure.sample for rep in reps}
    assert sum(weights[rep.name] * rep.team_on_mix for rep in reps if isinstance(rep.team_on_mix, Fraction)) == Fraction(
        26, 100
    ) * sum(weights.values())


def test_a_sum_has_no_value_on_another_mix(desk_of: DeskOf) -> None:
    assert {rep.team_on_mix for rep in figures.reps(desk_of("manager"), Q1, "deals_won")} == {None}


# beside the same figures worked out from the files


@pytest.mark.parametrize("role", ["ae", "enterprise_ae", "account_manager", "manager"])
def test_the_store_gives_what_the_files_give(desk_of: DeskOf, role: str) -> None:
    book, desk = read(role), desk_of(role)
    for key in ("2025-Q3", "2025-Q4", "2026-Q1"):
        found = {figure.metric: figure for figure in figures.figures(desk, parse_period(key)) if figure.goal is None}
        wanted = from_files(book, key)
        assert {name: found[name].value for name in wanted} == wanted


def from_files(book: Book, key: str) -> dict[str, object]:
    span = quarter(key)
    found: dict[str, object] = {
        "revenue_won": usd(str(deals.revenue(book, span))),
        "deals_won": len(deals.won(book, span)),
        "deals_lost": len(deals.lost(book, span)),
        "pipeline_created": usd(str(past.pipeline_created(book, span))),
    }
    if deals.lost(book, span):
        found["win_rate"] = deals.win_rate(book, span)
        found["late_stage_conversion_rate"] = steps.late_stage_conversion(book, span)
        found["lead_to_meeting_rate"] = steps.lead_to_meeting(book, span)
    if steps.done(book, span):
        found["activities_per_week"] = steps.per_week(book, span)
    if span.end > book.exports[0].as_of:
        found["pipeline_value"] = usd(str(deals.total(d.amount for d in past.open_on(book, span.end))))
        found["stalled_deals"] = len(past.stalled(book, span.end))
        found["slipped_deals"] = len(past.slipped(book, span))
        found["overdue_deals"] = len(past.overdue(book, span.end))
    return found
