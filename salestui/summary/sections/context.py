"""Section 8, context: the two or three drivers behind the numbers, the pattern seen, the limits worked within."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind, Part

KEY = "context"
LIMIT = 100
FIELDS = (
    Field(
        "driver",
        Kind.PROSE,
        repeats=True,
        at_least=2,
        at_most=3,
        parts=(Part("metric", Kind.METRIC, words="driver.metric"),),
        entry_kinds=("blocker", "risk", "process", "learning"),
    ),
    Field("trend", Kind.PROSE, entry_kinds=("learning",)),
    Field("constraint", Kind.LINE, repeats=True, entry_kinds=("blocker",)),
)
