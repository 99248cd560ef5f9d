"""One figure in a sentence: what moved and by how much, what it is made of, why."""

from __future__ import annotations

from fractions import Fraction

from salestui.metrics.figure import Figure
from salestui.metrics.question import EMPTY
from salestui.summary.cells import QUOTA
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live, lowered, moved_by
from salestui.summary.material import FigureKey, Material

SPLIT = ("win_rate", "sales_cycle_length", "average_deal_size")
"""Metrics that are explained by their segments."""
MOST_SEGMENTS = 2


def why(teller: Teller, figure: Figure, allotted: Allotted, form: str = "a") -> str:
    """What moved, from what to what; then its cause: the entry that names it, else what it is made of, else a gap.

    A change that a small sample may have made is given no cause. `form` (a, b, c) is the build of the first sentence, so
    that a list of them does not read like one.
    """
    moved = finding(teller, figure, form)
    if not figure.within_noise:
        told = allotted.by_metric.get(figure.metric)
        cause = told.whole if told else because(teller, figure)
        return f"{moved}. {cause}" if cause else f"{moved}; {teller.gap()}"
    split = by_segment(teller, figure.metric)
    return f"{moved}. {split}" if split else moved


def finding(teller: Teller, figure: Figure, form: str) -> str:
    """ "Larger deals, from $41.0k to $46.7k; team average 25 %"."""
    metric, say = figure.metric, teller.say
    moved = teller.moved(figure)
    if moved:
        values = {"moved": moved, "low": lowered(moved), "before": live(metric, "prev"), "now": live(metric)}
        text = say(f"drafts.figure.moved.{form}", **values)
    elif moved_by(figure) is not None:
        text = say("drafts.figure.unchanged", metric=teller.label(metric), now=live(metric))
    else:
        text = say("drafts.figure.standing", metric=teller.label(metric), now=live(metric))
    if figure.within_noise:
        text += " " + say("drafts.figure.noise")
    if figure.benchmarks:
        text += say("drafts.figure.benchmark", label=figure.benchmarks[0].label, benchmark=live(metric, "benchmark"))
    return text


def because(teller: Teller, figure: Figure) -> str | None:
    """What the figure is made of: the segments, deals and their size, the forecast and what slipped."""
    if figure.metric == "quota_attainment":
        return _of_quota(teller)
    return by_segment(teller, figure.metric) or teller.first(f"because.{figure.metric}.a", f"because.{figure.metric}.b")


def _of_quota(teller: Teller) -> str | None:
    """What the quota is on, from what to what."""
    goal = next((goal for goal in teller.material.goals if goal.name.lower() == QUOTA and not goal.owner), None)
    if goal is None:
        return None
    metric = teller.label(goal.metric)
    return teller.first("because.quota", metric=metric, before=live(goal.metric, "prev"), now=live(goal.metric))


def by_segment(teller: Teller, metric: str) -> str | None:
    """The segments with the largest moves, from what to what; None where the metric has none that a sample carries."""
    if metric not in SPLIT:
        return None
    moved = [(member, figure) for member, figure in sliced(teller.material, metric, "segment") if moved_by(figure)]
    if not moved:
        return None
    moved.sort(key=lambda one: abs(moved_by(one[1]) or Fraction()), reverse=True)
    told = [
        teller.say(
            f"drafts.segment.{metric}",
            segment=member,
            before=live(metric, "prev", segment=member),
            now=live(metric, segment=member),
            change=live(metric, "change", segment=member),
        )
        for member, _ in moved[:MOST_SEGMENTS]
    ]
    return ", ".join(told)


def sliced(material: Material, metric: str, dimension: str) -> list[tuple[str, Figure]]:
    """The members of a dimension with a value that more than a small sample carries."""
    return [
        (key.member, figure)
        for key, figure in material.figures.items()
        if key == FigureKey(metric, None, dimension, key.member)
        and key.member not in (None, "", EMPTY)
        and figure.value is not None
        and figure.sample >= material.terms.min_sample
        and key.member
    ]
