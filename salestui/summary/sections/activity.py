"""Section 5, activity and process inputs: only the activities that explain a result, and the rules that changed."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind, Part

KEY = "activity"
LIMIT = 80
FIELDS = (
    Field(
        "activity",
        Kind.LINE,
        repeats=True,
        parts=(Part("explains", Kind.METRIC), Part("how")),
        entry_kinds=("process", "win", "learning"),
    ),
    Field(
        "process",
        Kind.ROW,
        repeats=True,
        parts=(
            Part("date", Kind.DAY, words="process.date"),
            Part("kind", Kind.CHOICE, ("qualification", "stages", "routing", "other"), words="process.kind"),
            Part("note", words="process.note"),
        ),
        entry_kinds=("process",),
    ),
)
