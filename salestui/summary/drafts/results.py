"""The results' draft: the metrics of the role, what moved most first, each with what moved it."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.written import FieldKey
from salestui.summary.drafts.allotted import Allotted
from salestui.summary.drafts.figures import why
from salestui.summary.drafts.teller import Teller, size_of_move
from salestui.summary.offered import drafted_metrics
from salestui.summary.sections.results import KEY


def draft(teller: Teller, allotted: Allotted) -> Iterator[tuple[FieldKey, str]]:
    """The rows of metrics, and a line for each. A growth rate is a change itself and gets none."""
    figures = [figure for metric in drafted_metrics(teller.material) if (figure := teller.material.figure(metric))]
    figures.sort(key=size_of_move, reverse=True)
    for row, figure in enumerate(figures, start=1):
        yield FieldKey(KEY, "metric", row), figure.metric
        if figure.metric not in ("revenue_growth", "quota_attainment"):
            yield FieldKey(KEY, "why", 0, figure.metric), why(teller, figure, allotted, "abc"[row % 3])
