"""Where figures go wrong elsewhere: gaps, other currencies, backdated and reopened deals, periods that are not over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from salestui.domain.activity import Activity
from salestui.domain.book import Book, Watched
from salestui.domain.book_deal import BookDeal
from salestui.domain.deal import DealChange, Snapshot, Step
from salestui.domain.goal import Forecast, Goal, Measurement
from salestui.domain.money import Money, Rate
from salestui.domain.period import parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.terms import Terms
from salestui.metrics.figure import Absent
from salestui.metrics.figures import figures
from salestui.metrics.question import Question
from salestui.metrics.registry import METRICS

from .ask import ask, notes, percent
from .book_a import EXPORTS, TODAY, book_a, usd

BOOK = book_a()


def with_deals(*deals: BookDeal, changes: dict[str, tuple[DealChange, ...]] | None = None, **others: object) -> Book:
    """Book A with more deals, or with others in the place of those of the same id."""
    kept = {deal.id: deal for deal in (*BOOK.deals, *deals)}
    return replace(BOOK, deals=tuple(kept.values()), changes={**BOOK.changes, **(changes or {})}, **others)  # type: ignore[arg-type]


def deal(number: str, **fields: object) -> BookDeal:
    told = {"amount_minor": 10_000_00, "currency": "USD", "created_on": date(2026, 1, 5), "first_seen_on": EXPORTS[1]} | fields
    return BookDeal(id=number, source="generic", name=f"Deal {number}", account=f"Account {number}", **told)  # type: ignore[arg-type]


def newest(number: str) -> BookDeal:
    return next(deal for deal in BOOK.deals if deal.id == number)


# money


def test_euros_without_a_rate_are_shown_beside_the_dollars_and_never_added() -> None:
    book = with_deals(deal("E1", currency="EUR", status="won", closed_on=date(2026, 3, 1)))
    revenue = ask(book, "revenue_won")
    assert (revenue.value, revenue.absent) == (None, Absent.MIXED_CURRENCIES)
    assert revenue.sums == (Money(10_000_00, "EUR"), usd("155000.50"))


def test_counts_and_ratios_of_counts_do_not_need_a_rate() -> None:
    book = with_deals(deal("E1", currency="EUR", status="won", closed_on=date(2026, 3, 1)))
    assert ask(book, "deals_won").value == 5
    assert percent(ask(book, "win_rate")) == "71.4"
    assert ask(book, "quota_attainment").absent is Absent.MIXED_CURRENCIES
    assert ask(book, "win_rate", win_rate="value").absent is Absent.MIXED_CURRENCIES


def test_each_deal_is_converted_at_the_newest_rate_of_its_own_day_and_rounded_before_it_is_added() -> None:
    rates = (Rate("EUR", "USD", "2025-12-01", Fraction("1.1")), Rate("EUR", "USD", "2026-03-01", Fraction("1.2")))
    euros = [
        deal("E1", currency="EUR", amount_minor=333, status="won", closed_on=date(2026, 2, 28)),
        deal("E2", currency="EUR", amount_minor=333, status="won", closed_on=date(2026, 3, 1)),
    ]
    revenue = ask(with_deals(*euros), "revenue_won", terms=Terms(rates=rates))
    assert revenue.value == Money(155_000_50 + 366 + 400, "USD")
    assert sorted(row.amount.minor for row in revenue.rows() if row.id.startswith("E") and row.amount) == [366, 400]


def test_yen_have_no_minor_unit_when_they_become_dollars() -> None:
    rates = (Rate("JPY", "USD", "2025-01-01", Fraction("0.0065")),)
    book = with_deals(deal("Y1", currency="JPY", amount_minor=1_000_000, status="won", closed_on=date(2026, 2, 2)))
    assert ask(book, "revenue_won", terms=Terms(rates=rates)).value == usd("161500.50")


def test_an_amount_of_nought_is_an_amount_and_a_missing_one_is_not() -> None:
    book = with_deals(
        deal("Z0", amount_minor=0, status="won", closed_on=date(2026, 3, 2)),
        deal("Z1", amount_minor=None, status="won", closed_on=date(2026, 3, 2)),
    )
    size = ask(book, "average_deal_size")
    assert (size.denominator, notes(size)["no_amount"]) == (5, {"count": "1", "of": "6"})


def test_a_negative_amount_is_a_credit_that_is_kept_and_noted() -> None:
    revenue = ask(with_deals(deal("C1", amount_minor=-5_000_50, status="won", closed_on=date(2026, 3, 2))), "revenue_won")
    assert (revenue.value, notes(revenue)["negative_amount"]) == (usd(150_000), {"count": "1"})


def test_a_contract_of_three_years_counts_for_one_in_annual_value_and_a_short_one_is_not_blown_up() -> None:
    book = with_deals(
        deal("L1", amount_minor=90_000_00, contract_months=36, status="won", closed_on=date(2026, 3, 2)),
        deal("L2", amount_minor=10_000_00, contract_months=6, status="won", closed_on=date(2026, 3, 2)),
        deal("L3", amount_minor=90_000_00, arr_minor=25_000_00, contract_months=36, status="won", closed_on=date(2026, 3, 2)),
    )
    acv = ask(book, "acv_won")
    assert acv.value == usd("220000.50")
    told = {row.id: (row.amount, row.value) for row in acv.rows()}
    assert told["L1"] == (usd(90_000), usd(30_000))
    assert told["L3"] == (usd(90_000), usd(25_000))


def test_a_discount_is_weighted_by_list_price() -> None:
    book = with_deals(
        deal("P1", amount_minor=45_000_00, list_amount_minor=50_000_00, status="won", closed_on=date(2026, 3, 2)),
        deal("P2", amount_minor=8_000_00, list_amount_minor=10_000_00, status="won", closed_on=date(2026, 3, 2)),
    )
    discount = ask(book, "average_discount")
    assert (discount.numerator, discount.denominator, percent(discount)) == (usd(7_000), usd(60_000), "11.7")


# deals whose dates are odd


def test_a_deal_closed_before_it_was_created_counts_everywhere_but_in_durations() -> None:
    book = with_deals(deal("B1", created_on=date(2026, 3, 20), status="won", closed_on=date(2026, 3, 10)))
    assert ask(book, "deals_won").value == 5
    cycle = ask(book, "sales_cycle_length")
    assert (cycle.value, notes(cycle)["closed_before_created"]) == (Fraction(389, 4), {"count": "1"})


def test_a_deal_won_on_the_day_it_was_created_took_no_days() -> None:
    book = with_deals(deal("S1", created_on=date(2026, 3, 10), status="won", closed_on=date(2026, 3, 10)))
    assert ask(book, "sales_cycle_length").value == Fraction(389, 5)


def test_a_deal_without_a_creation_date_is_in_no_duration_and_not_created() -> None:
    book = with_deals(deal("U1", created_on=None, status="won", closed_on=date(2026, 3, 10)))
    assert notes(ask(book, "sales_cycle_length"))["no_created_on"] == {"count": "1"}
    assert ask(book, "deals_created").value == 6


def test_a_leap_day_is_a_day() -> None:
    book = with_deals(
        deal("F1", created_on=date(2024, 2, 28), status="won", closed_on=date(2024, 3, 1), first_seen_on=EXPORTS[0])
    )
    assert ask(book, "sales_cycle_length", period="2024-Q1").value == 2
    assert ask(book, "deals_won", period="2024-02-29..2024-03-01").value == 1


def test_a_won_deal_that_was_reopened_leaves_the_period_that_it_was_counted_in() -> None:
    again = newest("D1").but(status="open", closed_on=None, stage="Negotiation", expected_close_on=date(2026, 5, 1))
    history = (
        DealChange("D1", "status", "open", "won", EXPORTS[1]),
        DealChange("D1", "closed_on", None, "2026-01-20", EXPORTS[1]),
        DealChange("D1", "status", "won", "open", EXPORTS[2]),
        DealChange("D1", "closed_on", "2026-01-20", None, EXPORTS[2]),
    )
    book = with_deals(again, changes={"D1": history})
    revenue = ask(book, "revenue_won", today=date(2026, 4, 2))
    assert (revenue.value, notes(revenue)["reopened"]) == (usd("115000.50"), {"count": "1"})
    later = ask(book, "deals_reopened", period="2026-Q2")
    assert (later.value, [row.id for row in later.rows()]) == (1, ["D1"])


def test_a_close_date_that_the_export_left_empty_is_marked_as_assumed() -> None:
    book = with_deals(newest("D2").but(closed_on_assumed=True))
    assert notes(ask(book, "win_rate"))["assumed_close_date"] == {"count": "1"}


# what exports leave out


def test_an_open_deal_missing_from_the_newest_export_is_out_of_the_pipeline_until_it_comes_back() -> None:
    book = replace(BOOK, absences={"D10": frozenset({3})})
    pipeline = ask(book, "pipeline_value")
    assert (pipeline.value, notes(pipeline)["missing_open_deals"]) == (usd(70_000), {"count": "1"})
    assert ask(book, "pipeline_value", on=date(2026, 3, 1)).value == ask(BOOK, "pipeline_value", on=date(2026, 3, 1)).value
    back = replace(book, snapshots=(*BOOK.snapshots, Snapshot(4, "generic", date(2026, 4, 3), None, True, True)))
    assert ask(back, "pipeline_value", period="2026-Q2", today=date(2026, 4, 3)).value == usd(150_000)


def test_missing_deals_can_be_kept() -> None:
    book = replace(BOOK, absences={"D10": frozenset({3})})
    assert ask(book, "pipeline_value", terms=Terms(missing_open_deals="keep")).value == usd(150_000)


def test_nothing_is_nought_only_where_the_store_was_watching() -> None:
    assert ask(BOOK, "deals_won", period="2025-Q2").absent is Absent.NOT_WATCHED
    assert ask(BOOK, "expansion_revenue", period="2025-Q4").value == usd(0)
    assert ask(Book(), "revenue_won").absent is Absent.NOT_WATCHED


def test_a_ratio_over_nothing_is_absent_and_says_whether_anyone_looked() -> None:
    assert ask(BOOK, "win_rate", period="2026-Q3", today=date(2026, 7, 5)).absent is Absent.NOT_WATCHED
    watching = replace(BOOK, watched={**BOOK.watched, "deals": Watched(EXPORTS[0], date(2026, 7, 4))})
    assert ask(watching, "win_rate", period="2026-Q3", today=date(2026, 7, 5)).absent is Absent.ZERO_DENOMINATOR


def test_without_a_column_for_next_steps_nobody_can_say_that_they_lack() -> None:
    bare = tuple(one._replace(columns=one.columns - {"next_step"}) for one in BOOK.snapshots)
    assert ask(replace(BOOK, snapshots=bare), "late_stage_without_next_step").absent is Absent.NO_DATA


# periods that are not over


def test_a_period_that_has_not_begun_has_no_figures() -> None:
    asked = Question(parse_period("2026-Q3"), TODAY)
    assert {figure.absent for figure in figures(BOOK, Terms(), asked)} == {Absent.NOT_BEGUN}


def test_a_running_quarter_is_compared_with_the_same_days_of_the_one_before() -> None:
    running = ask(BOOK, "revenue_won", today=date(2026, 2, 15))
    assert (running.value, running.previous) == (usd(40_000), usd(0))
    later = ask(BOOK, "revenue_won", today=date(2026, 2, 20))
    assert (later.previous, notes(later)["to_day"]) == (usd(100_000), {"day": "51"})
    whole = ask(BOOK, "revenue_won", today=date(2026, 2, 15), comparison="full")
    assert (whole.previous, "full_period" in notes(whole)) == (usd(100_000), True)


def test_pace_holds_a_running_quarter_to_a_straight_line() -> None:
    book = with_deals(newest("D1").but(amount_minor=60_000_00))
    half_way = ask(book, "pace", today=date(2026, 2, 14))
    assert percent(half_way) == "75.0"


def test_the_accuracy_of_a_forecast_is_known_when_the_period_has_ended() -> None:
    assert ask(BOOK, "forecast_accuracy", today=date(2026, 3, 31)).absent is Absent.NOT_ENDED
    assert ask(BOOK, "commit_attainment", today=date(2026, 2, 20)).value == Fraction(40_000, 170_000)


def test_while_a_quarter_runs_only_deals_pushed_out_of_it_have_slipped() -> None:
    running = ask(BOOK, "slipped_deals", today=date(2026, 3, 30))
    assert [row.id for row in running.rows()] == ["D10"]


def test_a_deal_pushed_out_and_pulled_back_has_not_slipped() -> None:
    pulled = newest("D10").but(expected_close_on=date(2026, 3, 30))
    history = (
        DealChange("D10", "expected_close_on", "2026-03-25", "2026-05-15", EXPORTS[1]),
        DealChange("D10", "expected_close_on", "2026-05-15", "2026-03-30", EXPORTS[2]),
    )
    book = with_deals(pulled, changes={"D10": history})
    assert ask(book, "slipped_deals", today=date(2026, 3, 31)).value == 0


def test_a_deal_won_after_the_quarter_has_still_slipped_from_it() -> None:
    won = newest("D15").but(status="won", closed_on=date(2026, 4, 10))
    history = (
        DealChange("D15", "status", "open", "won", date(2026, 4, 15)),
        DealChange("D15", "closed_on", None, "2026-04-10", date(2026, 4, 15)),
    )
    assert ask(with_deals(won, changes={"D15": history}), "slipped_deals", today=date(2026, 4, 20)).value == 2


# goals, forecasts, typed figures


def test_without_a_goal_there_is_no_quota_and_two_without_the_name_are_ambiguous() -> None:
    assert ask(replace(BOOK, goals=()), "quota_attainment").absent is Absent.NO_GOAL
    two = tuple(Goal(name, "revenue_won", usd(100_000), "2026-Q1", id=n) for n, name in enumerate(("first", "second"), 1))
    assert ask(replace(BOOK, goals=two), "quota_attainment").absent is Absent.AMBIGUOUS_GOAL
    assert ask(replace(BOOK, goals=two[:1]), "quota_attainment").value == Fraction(15500050, 10000000)


def test_where_less_is_better_the_target_is_divided_by_the_result() -> None:
    goal = Goal("shorter cycle", "sales_cycle_length", Fraction(90), "2026-Q1", id=9)
    assert ask(replace(BOOK, goals=(goal,)), "goal_attainment").value == Fraction(90) / Fraction(389, 4)


def test_a_goal_for_a_segment_is_held_to_the_deals_of_that_segment() -> None:
    goal = Goal("mid", "revenue_won", usd(100_000), "2026-Q1", segment="Mid", id=9)
    attained = ask(replace(BOOK, goals=(goal,)), "goal_attainment")
    assert (attained.goal, attained.numerator) == ("mid", usd("90000.50"))
    assert ask(replace(BOOK, goals=(goal,)), "revenue_won").target is None


def test_an_adjusted_target_of_nothing_cannot_be_attained() -> None:
    goal = BOOK.goals[0]._replace(target=usd(20_000))
    assert ask(replace(BOOK, goals=(goal,)), "quota_attainment").absent is Absent.ZERO_DENOMINATOR


def test_a_met_target_leaves_nothing_to_cover_and_a_quota_in_deals_cannot_be_covered() -> None:
    met = BOOK.goals[0]._replace(target=usd(100_000))
    assert ask(replace(BOOK, goals=(met,)), "pipeline_coverage").absent is Absent.TARGET_MET
    in_deals = Goal("quota", "deals_won", Fraction(6), "2026-Q1", id=9)
    assert "quota_not_in_revenue" in notes(ask(replace(BOOK, goals=(in_deals,)), "pipeline_coverage"))


def test_the_next_quarter_without_a_goal_may_take_this_ones() -> None:
    book = replace(BOOK, goals=BOOK.goals[:1])
    assert ask(book, "pipeline_coverage_next").absent is Absent.NO_GOAL
    assumed = ask(book, "pipeline_coverage_next", coverage="assume_current")
    assert (assumed.value, notes(assumed)["quota_assumed"]) == (Fraction(140, 160), {"period": "2026-Q1"})


def test_of_two_forecasts_of_one_day_the_one_entered_last_counts() -> None:
    again = Forecast(4, "2026-Q1", date(2026, 1, 5), usd(171_000), None)
    book = replace(BOOK, forecasts=(*BOOK.forecasts, again))
    assert ask(book, "forecast_commit").value == usd(171_000)
    assert ask(book, "forecast_best_case").absent is Absent.NO_DATA


def test_without_a_typed_forecast_the_crms_categories_tell_what_was_committed() -> None:
    committed = [newest(number).but(forecast_category="commit") for number in ("D2", "D3", "D4")]
    hoped = newest("D15").but(forecast_category="best_case")
    book = with_deals(*committed, hoped, forecasts=())
    first, mid = ask(book, "forecast_commit"), ask(book, "forecast_commit", forecast="mid")
    assert (first.value, notes(first)["forecast_made_on"]) == (usd("90000.50"), {"day": "2026-01-02"})
    assert "forecast_from_crm" in notes(first)
    assert mid.value == first.value
    february = ask(book, "forecast_commit", forecast="lead=30")
    assert february.value == usd("155000.50")
    assert ask(book, "forecast_best_case", forecast="lead=30").value == usd("165000.50")


def test_data_wins_over_a_typed_figure_and_a_benchmark_stands_beside_both() -> None:
    typed = (
        Measurement(8, "win_rate", "2026-Q1", Fraction(9, 10)),
        Measurement(9, "win_rate", "2026-Q1", Fraction(1, 4), benchmark="team average"),
        Measurement(10, "show_rate", "2026-Q1", Fraction(8, 10)),
    )
    book = replace(BOOK, measurements=typed)
    rate, shows = ask(book, "win_rate"), ask(book, "show_rate")
    assert (percent(rate), rate.source, [mark.label for mark in rate.benchmarks]) == ("66.7", "data", ["team average"])
    assert (shows.value, shows.source) == (Fraction(8, 10), "typed")


def test_a_metric_of_the_reps_own_has_the_unit_and_direction_it_was_typed_with() -> None:
    typed = (
        Measurement(8, "custom_nps", "2025-Q4", Fraction(35), label="NPS", unit="count", better="higher"),
        Measurement(9, "custom_nps", "2026-Q1", Fraction(41), label="NPS", unit="count", better="higher"),
    )
    asked = Question(parse_period("2026-Q1"), TODAY)
    own = figures(replace(BOOK, measurements=typed), Terms(), asked)[-1]
    assert (own.metric, own.value, own.previous, own.better, own.source) == ("custom_nps", 41, 35, True, "typed")


# activities


def activity(number: int, kind: str = "meeting", on: str = "2026-02-02", **fields: object) -> Activity:
    return Activity(number, date.fromisoformat(on), kind, **fields)  # type: ignore[arg-type]


def watching(*activities: Activity) -> Book:
    return replace(BOOK, activities=activities, watched={**BOOK.watched, "activities": Watched(EXPORTS[0], EXPORTS[2])})


def test_240_activities_in_90_days_are_19_a_week() -> None:
    book = watching(*(activity(n, "call", done=True) for n in range(240)))
    assert f"{float(ask(book, 'activities_per_week').value or 0):.1f}" == "18.7"
    assert ask(book, "activities_per_won_deal").value == 60


def test_a_cancelled_meeting_costs_no_ones_hour_unless_every_booking_counts() -> None:
    book = watching(
        *(activity(n, outcome="held") for n in range(30)),
        *(activity(30 + n, outcome="no_show") for n in range(6)),
        *(activity(36 + n, outcome="cancelled") for n in range(4)),
    )
    assert percent(ask(book, "show_rate")) == "83.3"
    assert percent(ask(book, "show_rate", show_rate="booked")) == "75.0"


def test_a_mail_after_the_first_meeting_of_a_deal_is_a_follow_up() -> None:
    book = watching(
        activity(1, "email", "2026-02-01", deal="D2"),
        activity(2, "meeting", "2026-02-02", deal="D2"),
        activity(3, "email", "2026-02-03", deal="D2"),
        activity(4, "call", "2026-02-03", subject="Uppföljning"),
        activity(5, "task", "2026-02-04", deal="D2", done=False),
    )
    assert len(ask(book, "follow_ups_per_week").rows()) == 2
    assert len(ask(book, "emails_per_week").rows()) == 1


def test_a_meeting_of_today_without_an_outcome_has_not_been_held_yet() -> None:
    book = watching(activity(1, on="2026-02-01"), activity(2, on="2026-02-02"))
    assert ask(book, "meetings_held", today=date(2026, 2, 2)).value == 1


def test_typed_leads_are_what_accounts_met_for_the_first_time_are_divided_by() -> None:
    book = watching(
        activity(1, on="2025-12-01", account="Old"),
        activity(2, account="Old"),
        activity(3, account="New"),
        activity(4, on="2026-02-09", account="New"),
    )
    leads = (Measurement(8, "leads", "2026-Q1", Fraction(10)),)
    rate = ask(replace(book, measurements=leads), "lead_to_meeting_rate")
    assert (rate.numerator, rate.denominator, "leads_typed" in notes(rate)) == (1, 10, True)


# slices, and what is asked


def test_months_are_cut_out_by_the_date_of_the_metric() -> None:
    revenue = ask(BOOK, "revenue_won", by="month").slices
    assert {month: one.value for month, one in revenue.items()} == {
        "2026-01": usd(40_000),
        "2026-02": usd(60_000),
        "2026-03": usd("55000.50"),
    }
    pipeline = ask(BOOK, "pipeline_value", by="month").slices
    assert pipeline["2026-03"].value == usd(150_000)
    assert pipeline["2026-02"].value == ask(BOOK, "pipeline_value", on=date(2026, 2, 28)).value
    assert ask(BOOK, "revenue_growth", by="month").slices["2026-02"].value == Fraction(1, 2)


def test_the_total_is_computed_over_all_deals_never_from_the_slices() -> None:
    size = ask(BOOK, "average_deal_size", by="segment")
    assert [one.value for one in size.slices.values()] == [usd("45000.25"), usd(32_500)]
    assert size.value == usd("38750.13")


def test_a_slice_holds_what_the_filter_of_the_question_holds() -> None:
    sliced = ask(BOOK, "win_rate", by="segment").slices["SMB"]
    assert ask(BOOK, "win_rate", where=(("segment", "smb"),)).value == sliced.value


def test_figures_cannot_be_split_by_what_is_no_dimension() -> None:
    with pytest.raises(Refusal, match="dimension-unknown"):
        ask(BOOK, "win_rate", by="colour")


def test_figures_come_in_the_order_of_the_page() -> None:
    found = [figure.metric for figure in figures(BOOK, Terms(), Question(parse_period("2026-Q1"), TODAY))]
    assert found == list(METRICS)
    assert found[:3] == ["revenue_won", "acv_won", "deals_won"]
    assert found[-1] == "lead_response_hours"


def test_stage_probabilities_from_history_need_ten_deals() -> None:
    many = [
        deal(f"H{n}", stage="Negotiation", status="won" if n < 6 else "lost", closed_on=date(2026, 2, n + 1)) for n in range(10)
    ]
    terms = Terms(definitions={"weighted_pipeline": ("historical",)}, stage_probability={"Proposal": Fraction(1, 2)})
    book = replace(with_deals(*many), steps={**BOOK.steps, "Negotiation": Step.LATE})
    weighted = ask(book, "weighted_pipeline", terms=terms)
    assert weighted.value == usd(Fraction(80_000 * 9, 13) + 27_500)  # D2, D3, D4 were won from that stage too
    assert notes(weighted)["no_probability"] == {"count": "2", "of": "5"}
    assert notes(weighted)["probability_from_settings"] == {"count": "2"}
