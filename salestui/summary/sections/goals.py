"""Section 2, goals and targets: what the rep was measured against, one line a goal, without commentary."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind

KEY = "goals"
LIMIT = 30
FIELDS = (
    Field(
        "goal",
        Kind.RECORD,
        repeats=True,
        at_least=1,
        command="goal set",
        records=("name", "metric", "target", "adjust"),
        words="name",
    ),
)
