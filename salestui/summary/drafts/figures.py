"""One figure in a sentence: what moved and by how much, what it is made of, why."""

from __future__ import annotations

from fractions import Fraction

from salestui.metrics.figure import Figure
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.teller import Teller, live, lowered, moved_by
from salestui.summary.material import Material

SPLIT = ("win_rate", "sales_cycle_length", "average_deal_size")
"""Metrics that are explained by their segments."""


def why(teller: Teller, figure: Figure, allotted: Allotted, form: str = "a") -> str:
    """What moved, from what to what; then its cause: the entry that names it, else what it is made of, else a gap.

    `form` (a, b, c) is the build of the first sentence, so that a list of them does not read like one.
    """
    sentences = [finding(teller, figure, form)]
    if figure.within_noise:
        sentences.append(teller.say("drafts.figure.noise", sample=live(figure.metric, "sample")))
        return ". ".join(sentences)
    told = allotted.by_metric.get(figure.metric)
    made_of = because(teller, figure)
    if told:
        sentences.append(told.whole)
    elif made_of:
        sentences.append(made_of)
    else:
        sentences.append(teller.gap())
    return ". ".join(sentences)


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
    if figure.benchmarks:
        label = figure.benchmarks[0].label
        text += say("drafts.figure.benchmark", label=lowered(label), benchmark=live(metric, "benchmark"))
    return text


def because(teller: Teller, figure: Figure) -> str | None:
    """What the figure is made of: deals and their size, the forecast and what slipped, the segments."""
    if figure.metric in SPLIT and (split := by_segment(teller, figure.metric)):
        return split
    return teller.first(f"because.{figure.metric}.a", f"because.{figure.metric}.b", f"because.{figure.metric}.c")


def by_segment(teller: Teller, metric: str) -> str | None:
    """The segment whose figure moved most, and where it stands now; None where no sample carries it."""
    slices = segments(teller.material, metric)
    if len(slices) < 2:
        return None
    member, figure = max(slices, key=lambda one: abs(moved_by(one[1]) or Fraction()))
    if not moved_by(figure):
        return None
    values = {"now": live(metric, segment=member), "before": live(metric, "prev", segment=member)}
    return teller.say(f"drafts.segment.{metric}", segment=member, **values)


def segments(material: Material, metric: str) -> list[tuple[str, Figure]]:
    """The segments with a value that more than a small sample carries."""
    return [
        (key.member, figure)
        for key, figure in material.figures.items()
        if key.metric == metric
        and key.dimension == "segment"
        and key.period is None
        and key.member not in (None, "", "(none)")
        and key.goal is None
        and key.owner is None
        and figure.value is not None
        and figure.sample >= material.terms.min_sample
        and key.member
    ]
