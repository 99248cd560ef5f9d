"""The results' draft: the metrics of the role, what moved most first, each with what moved it."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.figures import why
from salestui.summary.drafts.teller import Teller, size_of_move
from salestui.summary.offered import drafted_metrics
from salestui.summary.sections.results import KEY
from salestui.summary.worst import worst_result


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """The rows of metrics, and a line for each."""
    figures = [figure for metric in drafted_metrics(teller.material) if (figure := teller.material.figure(metric))]
    for row, figure in enumerate(_ordered(teller, figures), start=1):
        yield FieldKey(KEY, "metric", row), figure.metric
        yield FieldKey(KEY, "why", 0, figure.metric), why(teller, figure, allotted, "abc"[row % 3])


def _ordered(teller: Teller, figures: list[Figure]) -> list[Figure]:
    """What moved most first; the weakest second at the latest, so that nobody has to look for it."""
    ordered = sorted(figures, key=size_of_move, reverse=True)
    worst = worst_result(teller.material)
    weakest = [figure for figure in ordered[2:] if worst and figure.metric == worst.figure.metric]
    return [*ordered[:1], *weakest, *(figure for figure in ordered[1:] if figure not in weakest)]
