"""Section 3, key metrics and results: the three to five figures that stand for the plan, and a line of why for each."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind

KEY = "results"
LIMIT = 180
FIELDS = (
    Field("metric", Kind.METRIC, repeats=True, at_least=3, at_most=5, words="metrics"),
    Field("why", Kind.PROSE, named_by="metric", entry_kinds=("win", "process", "learning", "praise")),
    Field("benchmark", Kind.RECORD, command="measure"),
)
