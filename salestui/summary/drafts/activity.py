"""The activity's draft: only what rose beside a result that it feeds and that got better; and the rules that changed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from salestui.domain.entry import Entry
from salestui.domain.written import FieldKey
from salestui.metrics.declare import ACTIVITY
from salestui.metrics.figure import Figure
from salestui.metrics.registry import METRICS
from salestui.summary.drafts.allotted import ACTIVITIES, Allotted
from salestui.summary.drafts.teller import Teller, live, moved_by, size_of_move
from salestui.summary.drafts.told import speaks_of
from salestui.summary.material import Material
from salestui.summary.sections.activity import KEY, PROCESS_KINDS

MOST = 2
LEAST_MOVE = Fraction(1, 20)


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """At most two activities, each with the result that it explains and how; then the process entries with their days."""
    processes = list(allotted.of(KEY))
    row = 0
    for activity in ACTIVITIES:
        figure = teller.material.figure(activity)
        how = allotted.by_metric.get(activity)
        feeds = METRICS[activity].feeds
        result = next((metric for metric in feeds if _is_result(teller.material, metric, said=how is not None)), None)
        if figure is None or result is None or row == MOST or not _more_was_done(figure):
            continue
        row += 1
        yield FieldKey(KEY, "activity", row), _done(teller, figure)
        yield FieldKey(KEY, "activity", row, "explains"), result
        yield FieldKey(KEY, "activity", row, "how"), how.short if how else teller.gap("how")
    for number, told in enumerate(processes, start=1):
        yield FieldKey(KEY, "process", number, "date"), told.entry.on.isoformat()
        yield FieldKey(KEY, "process", number, "kind"), _kind(told.entry)
        yield FieldKey(KEY, "process", number, "note"), told.short


def _done(teller: Teller, figure: Figure) -> str:
    metric = figure.metric
    key = f"activity.{metric}" if teller.say.has(f"drafts.activity.{metric}") else "activity.other"
    return teller.say(f"drafts.{key}", metric=teller.label(metric), now=live(metric), before=live(metric, "prev"))


def _more_was_done(figure: Figure) -> bool:
    """More of the activity, or a faster answer."""
    difference = moved_by(figure)
    if not difference:
        return False
    return difference < 0 if figure.metric == "lead_response_hours" else difference > 0


def _is_result(material: Material, metric: str, *, said: bool) -> bool:
    """Whether it is a result that got better. What a small sample may have done counts only where the rep `said` so."""
    figure = material.figure(metric)
    if figure is None or METRICS[metric].family == ACTIVITY or not figure.better:
        return False
    return said or (not figure.within_noise and size_of_move(figure) >= LEAST_MOVE)


def _kind(entry: Entry) -> str:
    return next((kind for kind in PROCESS_KINDS if kind != "other" and speaks_of(entry, kind)), "other")
