"""Where a review stops being fair, and what keeps it fair."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salestui.domain.book import Person
from salestui.domain.goal import Goal
from salestui.domain.money import Money
from salestui.metrics.figure import Figure
from salestui.summary.material import FigureKey

from .builders import GOALS, figure, keyed, objections, review, said

HIDDEN = {"headline.weakest": "Four deals stand still", "headline.why": ""}


@pytest.mark.parametrize(
    "line",
    [
        "Forecast accuracy is where I fell short",
        "{forecast_accuracy} of what I promised",
        "My forecast was off: 73 %, and hiring is planned on it",
        "{goal_attainment[goal=forecast accuracy]} of the goal on the forecast",
    ],
)
def test_the_weakest_result_is_in_the_headline_by_name_figure_or_live_number(line: str) -> None:
    (found,) = objections("weak-result-buried", review(HIDDEN))
    assert said(found)[0] == "Forecast accuracy (73 %) is the weakest result and is not in the headline."
    assert objections("weak-result-buried", review(HIDDEN | {"headline.weakest": line})) == []


def test_a_quota_that_was_missed_is_named_as_the_quota() -> None:
    missed = keyed(figure("goal_attainment", "88 %", goal="quota"), figure("quota_attainment", "88 %"))
    only = {"goals": (GOALS[0]._replace(target=Money.of(636_000, "USD")),)}
    (found,) = objections("weak-result-buried", review(HIDDEN | {"headline.result": "Twelve deals"}, missed, **only))
    assert said(found)[0] == "Quota (88 %) is the weakest result and is not in the headline."
    assert said(found, "sv")[0].startswith("Kvot (88 %) är det svagaste resultatet")
    assert objections("weak-result-buried", review(HIDDEN | {"headline.result": "88 % of quota"}, missed, **only)) == []
    assert objections("weak-result-buried", review(HIDDEN | {"headline.result": "88 % av kvoten"}, missed, **only), "sv") == []


def test_without_a_missed_goal_it_is_the_metric_that_worsened_most() -> None:
    worse = keyed(figure("win_rate", "20 %", previous="28 %"), figure("average_deal_size", "40000 USD", previous="41000 USD"))
    (found,) = objections("weak-result-buried", review(HIDDEN, worse, goals=GOALS[:1]))
    assert said(found)[0].startswith("Win rate (20 %)")
    named = HIDDEN | {"headline.weakest": "Win rate {win_rate.prev} → {win_rate}"}
    assert objections("weak-result-buried", review(named, worse, goals=GOALS[:1])) == []


def test_where_nothing_is_weak_nothing_is_hidden() -> None:
    assert objections("weak-result-buried", review(HIDDEN, goals=GOALS[:1])) == []


@pytest.mark.parametrize(("before", "late"), [(60, False), (61, True)])
def test_in_its_section_the_weakest_result_comes_early(before: int, late: bool) -> None:
    written = {"results.why.revenue_won": "deal " * before, "results.why.win_rate": "Forecast accuracy took the time"}
    found = objections("weak-result-buried", review({"results.why.average_deal_size": ""} | written))
    assert bool(found) is late
    if late:
        assert (found[0].section, found[0].case) == ("results", "late")
        assert said(found[0])[0].endswith("is first met after 61 words.")


def test_a_change_without_its_reason_is_asked_for() -> None:
    silent = {"results.why.win_rate": "", "activity.activity.1.explains": "late_stage_conversion_rate"}
    (found,) = objections("numbers-unexplained", review(silent))
    assert said(found)[0] == "Win rate went from 28 % to 30 %, and nothing says why."
    assert str(found.key) == "results.why.win_rate"


@pytest.mark.parametrize(
    "line",
    [
        {"results.why.win_rate": "Fewer quotes to buyers without a budget"},
        {"context.driver.1.metric": "win_rate"},
        {"context.driver.1": "The new qualification lifted the win rate"},
        {"activity.process.1.note": "No quote without a problem statement, which shows in {win_rate}"},
        {"activity.activity.1.explains": "win_rate"},
        {"headline.driver": "Earlier qualification lifted win rate"},
    ],
)
def test_a_why_a_driver_or_a_process_line_explains_a_change(line: dict[str, str]) -> None:
    silent = {"results.why.win_rate": "", "activity.activity.1.explains": "late_stage_conversion_rate"}
    assert objections("numbers-unexplained", review(silent | line)) == []


@pytest.mark.parametrize(
    "steady",
    [
        figure("win_rate", "30 %", previous="30.2 %"),
        figure("win_rate", "30 %"),
        figure("win_rate", "30 %", previous="28 %", within_noise=True),
        figure("win_rate", "30 %", previous="28 %", comparable=False),
    ],
)
def test_what_did_not_move_or_may_be_chance_needs_no_reason(steady: Figure) -> None:
    silent = {"results.why.win_rate": "", "activity.activity.1.explains": "late_stage_conversion_rate"}
    assert objections("numbers-unexplained", review(silent, keyed(steady))) == []


CALLS = {"activity.activity.2": "Calls, {calls_per_week} a week", "activity.activity.2.explains": "meetings_held"}


def test_more_calls_are_no_success_while_nothing_that_they_feed_got_better() -> None:
    (found,) = objections("activity-as-result", review(CALLS))
    assert said(found)[0] == "Calls per week is put forward, and meetings held did not get better."
    assert str(found.key) == "activity.activity.2"


@pytest.mark.parametrize(
    ("metric", "value", "previous"),
    [("meetings_held", "70", "66"), ("lead_to_meeting_rate", "15 %", "14 %"), ("calls_per_week", "20", "26")],
)
def test_an_activity_passes_when_a_result_improved_or_when_there_was_less_of_it(metric: str, value: str, previous: str) -> None:
    assert objections("activity-as-result", review(CALLS, keyed(figure(metric, value, previous=previous)))) == []


def test_an_activity_of_which_no_result_is_known_passes() -> None:
    unknown = keyed(figure("meetings_held"), figure("lead_to_meeting_rate"))
    assert objections("activity-as-result", review(CALLS, unknown)) == []


@pytest.mark.parametrize("place", ["headline.result", "headline.driver", "results.metric.4"])
def test_activity_is_no_headline_and_no_key_metric_either(place: str) -> None:
    text = "calls_per_week" if place.startswith("results") else "Made 53 calls a week"
    (found,) = objections("activity-as-result", review({place: text}))
    assert (str(found.key), found.section) == (place, place.partition(".")[0])


def test_an_activity_is_tied_to_the_result_that_it_explains() -> None:
    (found,) = objections("activity-as-result", review({"activity.activity.1.explains": ""}))
    assert (found.case, str(found.key)) == ("untied", "activity.activity.1.explains")
    assert objections("activity-as-result", review()) == []


def of_reps(*names: str) -> dict[FigureKey, Figure]:
    return {FigureKey("win_rate", owner=name): figure("win_rate", "30 %") for name in names}


def test_reps_are_compared_with_what_they_were_given_to_work_with() -> None:
    freja, omar = Person("Freja Lund", territory="Denmark"), Person("Omar Said")
    team = {"role": "manager", "owners": ("Freja Lund", "Omar Said")}
    both = of_reps("Freja Lund", "Omar Said")
    assert len(objections("comparison-unfair", review(figures=both, people=(freja, omar), **team))) == 1
    fair = (freja, replace_segment(omar, "SMB"))
    assert objections("comparison-unfair", review(figures=both, people=fair, **team)) == []
    assert objections("comparison-unfair", review(figures=of_reps("Omar Said"), people=(omar,), **team)) == []
    assert objections("comparison-unfair", review(figures=both, people=(freja, omar), owners=team["owners"])) == []


def replace_segment(person: Person, segment: str) -> Person:
    return person._replace(segment=segment)


def test_a_goal_of_the_reps_own_metric_is_found_by_its_name() -> None:
    goals = (Goal("NPS", "custom_nps", figure("deals_won", "50").value or 0, "2026-Q1"),)  # type: ignore[arg-type]
    low = keyed(figure("deals_won", "41"), figure("goal_attainment", "82 %", goal="NPS"))
    own = {FigureKey("custom_nps"): replace(figure("deals_won", "41"), metric="custom_nps")}
    told = {"goals": goals, "labels": {"custom_nps": "NPS"}}
    assert len(objections("weak-result-buried", review(HIDDEN, low | own, **told))) == 1
    assert objections("weak-result-buried", review(HIDDEN | {"headline.weakest": "NPS stands at 41"}, low | own, **told)) == []
