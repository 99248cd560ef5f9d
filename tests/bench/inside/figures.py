"""Figures and checks asked again within one process: `figures.py STORE COUNT`.

Told in seconds, by the clock and of processor time:
`after_entry` and `after_text`, all figures of the period after a line was logged or a text changed, and
`checks`, all checks over the document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from salestui.domain.written import FieldKey
from salestui.metrics.figure import Figure
from salestui.work import log, periods, review, writing
from salestui.work.desk import open_desk
from salestui.work.figures import figures
from tests.bench.data import PERIOD, TODAY
from tests.bench.timing import Run, timed


def _told(found: Sequence[Figure]) -> list[tuple[object, ...]]:
    return [(figure.metric, figure.goal, figure.value, figure.sample, figure.absent) for figure in found]


def main(path: str, count: int) -> None:
    told: dict[str, list[Run]] = {"after_entry": [], "after_text": [], "checks": []}
    with open_desk(path, today=TODAY, create=False) as desk:
        period = periods.chosen(desk, PERIOD)
        first = _told(figures(desk, period, owner="all"))
        for number in range(count):
            log.add(desk.store, log.read_line(f"Call with finance about the {number}th proposal", "win", TODAY))
            told["after_entry"].append(timed(lambda: figures(desk, period, owner="all")))
            writing.set_field(desk, period, FieldKey("context", "driver", 1), f"The budget came {number} weeks late")
            told["after_text"].append(timed(lambda: figures(desk, period, owner="all")))
        if _told(figures(desk, period, owner="all")) != first:
            raise SystemExit("A figure changed that should not have.")
        summary = review.review(desk, period).summary
        for _ in range(count):
            told["checks"].append(timed(lambda: review.findings(desk, summary)))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
