"""Section 6, customer impact: renewals, growth and churn beside what was done for them; or one sentence that says why not."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind, Part

KEY = "customers"
LIMIT = 80
FIELDS = (
    Field("action", Kind.LINE, repeats=True, parts=(Part("metric", Kind.METRIC),), entry_kinds=("win", "process", "praise")),
    Field("at_risk", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker")),
    Field("not_applicable", Kind.FLAG),
)
