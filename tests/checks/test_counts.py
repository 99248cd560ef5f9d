"""How many are too many or too few, on both sides of each limit."""

from __future__ import annotations

import pytest

from salestui.domain.action import FIX, KEEP, Action

from .builders import ACTIONS, bare, objections, review, said

METRICS = ("revenue_won", "average_deal_size", "win_rate", "deals_won", "forecast_accuracy", "sales_cycle_length")


def with_metrics(number: int) -> dict[str, str]:
    taken_away = {f"results.metric.{row}": "" for row in (1, 2, 3)}
    return taken_away | {f"results.metric.{row}": metric for row, metric in enumerate(METRICS[:number], 1)}


def with_drivers(number: int) -> dict[str, str]:
    taken_away = {f"context.driver.{row}{part}": "" for row in (1, 2) for part in ("", ".metric")}
    return taken_away | {f"context.driver.{row}": f"The buyer's rule {row}" for row in range(1, number + 1)}


def with_actions(number: int) -> tuple[Action, ...]:
    return tuple(ACTIONS[row % 3]._replace(id=row + 1) for row in range(number))


@pytest.mark.parametrize(("number", "objects"), [(0, True), (2, True), (3, False), (5, False), (6, True)])
def test_three_to_five_metrics_tell_the_story(number: int, objects: bool) -> None:
    assert bool(objections("count-kpis", review(with_metrics(number)))) is objects


@pytest.mark.parametrize(("number", "objects"), [(1, True), (2, False), (3, False), (4, True)])
def test_two_or_three_drivers_are_read(number: int, objects: bool) -> None:
    assert bool(objections("count-drivers", review(with_drivers(number)))) is objects


def test_no_driver_beside_a_pattern_is_too_few_and_no_context_at_all_is_said_once() -> None:
    assert len(objections("count-drivers", review(with_drivers(0) | {"context.trend": "6 of 11 lost in Proposal"}))) == 1
    assert objections("count-drivers", bare()) == []


@pytest.mark.parametrize(("number", "objects"), [(0, False), (1, True), (2, True), (3, False), (5, False), (6, True)])
def test_three_to_five_next_steps_get_done(number: int, objects: bool) -> None:
    """None at all is `next-steps-missing`."""
    assert bool(objections("count-actions", review(actions=with_actions(number)))) is objects


def test_one_is_said_as_one_and_the_advice_goes_the_right_way() -> None:
    (few,), (many,) = (objections("count-kpis", review(with_metrics(number))) for number in (1, 6))
    assert said(few) == ("One metric is chosen; three to five tell the story.", "Add those that show whether the plan worked.")
    assert said(many) == (
        "6 metrics are chosen; three to five tell the story.",
        "Keep those that show whether the plan worked.",
    )
    assert said(few, "sv")[0] == "Ett nyckeltal är valt; tre till fem räcker för att berätta."


def test_next_steps_are_of_both_kinds() -> None:
    kept, fixed = (tuple(action._replace(kind=kind) for action in ACTIONS) for kind in (KEEP, FIX))
    (found,) = objections("keep-and-fix", review(actions=kept))
    assert said(found) == (
        "All next steps are things to keep.",
        "Name one thing that did not work and how it gets fixed.",
    )
    (found,) = objections("keep-and-fix", review(actions=fixed))
    assert said(found) == ("All next steps are things to fix.", "Name one thing that works and goes on.")
    assert objections("keep-and-fix", review(actions=(kept[0], *fixed[1:]))) == []
    assert objections("keep-and-fix", review(actions=())) == []


def test_one_next_step_makes_the_reporting_better() -> None:
    none = tuple(action._replace(reporting=False) for action in ACTIONS)
    assert len(objections("reporting-improvement-missing", review(actions=none))) == 1
    assert objections("reporting-improvement-missing", review(actions=(*none[:2], none[2]._replace(reporting=True)))) == []
    assert objections("reporting-improvement-missing", review(actions=())) == []
