"""How many: what a reader keeps in mind is three to five metrics, two or three drivers, three to five next steps."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.checks.check import WARN, Objection, Reading, check
from salestui.domain.action import KEEP
from salestui.summary.blocks import Words
from salestui.summary.cells import count
from salestui.summary.offered import chosen

METRICS, DRIVERS, ACTIONS = (3, 5), (2, 3), (3, 5)
_FEW = {0: "none", 1: "one"}


@check("count-kpis", WARN, mended_in="results")
def count_kpis(reading: Reading) -> Iterator[Objection]:
    """Two metrics can be picked to please, eight are a report: three to five show whether the plan worked."""
    if not reading.summary.section("results").not_applicable:
        yield from _outside(len(chosen(reading.material)), METRICS)


@check("count-drivers", WARN, mended_in="context")
def count_drivers(reading: Reading) -> Iterator[Objection]:
    """One driver is an excuse, five are none. Where there is no context at all, `context-missing` says it."""
    if reading.summary.section("context").written:
        yield from _outside(len(reading.material.rows("context", "driver")), DRIVERS)


@check("count-actions", WARN, mended_in="next_steps")
def count_actions(reading: Reading) -> Iterator[Objection]:
    """More than five next steps are wishes, fewer than three leave the review without consequence."""
    if reading.material.actions:
        yield from _outside(len(reading.material.actions), ACTIONS)


@check("keep-and-fix", WARN, mended_in="next_steps")
def keep_and_fix(reading: Reading) -> Iterator[Objection]:
    """Only things to keep is complacent, only things to fix forgets what works; a manager asks for the other half."""
    kinds = {action.kind for action in reading.material.actions}
    if len(kinds) == 1:
        (kind,) = kinds
        yield Objection((("kind", Words(f"checks.keep-and-fix.kind_{kind}")),), case="fix" if kind == KEEP else "")


@check("reporting-improvement-missing", WARN, mended_in="next_steps")
def reporting_improvement_missing(reading: Reading) -> Iterator[Objection]:
    """The next review is only as good as what it is made from; one step a period keeps it getting better."""
    actions = reading.material.actions
    if actions and not any(action.reporting for action in actions):
        yield Objection()


def _outside(number: int, limits: tuple[int, int]) -> Iterator[Objection]:
    least, most = limits
    if not least <= number <= most:
        case = "" if number > most else _FEW.get(number, "more")
        yield Objection((("count", count(number)),), case=case)
