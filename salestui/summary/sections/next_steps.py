"""Section 9, next steps: three to five actions to keep or to fix, each with the metric, target and day in which it shows."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind

KEY = "next_steps"
LIMIT = 90
FIELDS = (
    Field(
        "action",
        Kind.RECORD,
        repeats=True,
        at_least=3,
        at_most=5,
        command="action add",
        records=("kind", "text", "metric", "target", "by", "reporting"),
        words="text",
    ),
)
