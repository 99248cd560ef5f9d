"""Two right numbers that make a wrong sentence: the same metric under two definitions."""

from __future__ import annotations

from dataclasses import replace

from salestui.domain.action import FIX, Action
from salestui.metrics.figure import Note
from salestui.summary.material import PastAction

from .builders import QUARTER, figure, keyed, objections, review, said

BY_COUNT = replace(figure("win_rate", "30 %", previous="28 %"), definition=("count", "closed", "new_business"))
BY_VALUE = replace(figure("win_rate", "41 %"), definition=("value", "closed", "new_business"))


def test_a_chart_does_not_join_two_ways_of_counting() -> None:
    mixed = {"win_rate": ((QUARTER.previous, BY_VALUE), (QUARTER, BY_COUNT))}
    (found,) = objections("definitions-mixed", review(figures=keyed(BY_COUNT), trends=mixed))
    assert said(found)[0] == "Win rate is compared across two definitions: by amount then, by number of deals now."
    assert found.severity == "error"
    alike = {"win_rate": ((QUARTER.previous, replace(BY_VALUE, definition=BY_COUNT.definition)), (QUARTER, BY_COUNT))}
    assert objections("definitions-mixed", review(figures=keyed(BY_COUNT), trends=alike)) == []


def test_an_earlier_action_is_not_judged_by_another_way_of_counting() -> None:
    action = Action(9, "2025-Q4", FIX, "Qualify earlier", "win_rate", "33 %")
    past = PastAction(action, BY_VALUE, BY_COUNT)
    assert len(objections("definitions-mixed", review(figures=keyed(BY_COUNT), past_actions=(past,)))) == 1
    fair = past._replace(then=replace(BY_VALUE, definition=BY_COUNT.definition))
    assert objections("definitions-mixed", review(figures=keyed(BY_COUNT), past_actions=(fair,))) == []


def test_a_previous_value_that_stands_under_another_definition_is_not_shown_beside() -> None:
    marked = replace(BY_COUNT, comparable=False, notes=(Note("not_comparable"),))
    (found,) = objections("definitions-mixed", review(figures=keyed(marked)))
    assert said(found)[0] == "Win rate is compared across two definitions."
    other = replace(BY_COUNT, comparable=False, notes=(Note("not_comparable_typed"),))
    assert objections("definitions-mixed", review(figures=keyed(other))) == []


def test_a_metric_that_the_review_does_not_show_is_compared_with_nothing() -> None:
    elsewhere = figure("sales_cycle_length", "96 days", previous="78 days")
    marked = replace(elsewhere, comparable=False, notes=(Note("not_comparable"),))
    quiet = {"context.driver.2.metric": "win_rate"}
    assert objections("definitions-mixed", review(quiet, keyed(marked))) == []
