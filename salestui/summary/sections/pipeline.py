"""Section 4, pipeline health and forecast: what is left to win, what slipped, and how far the forecast can be trusted."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind

KEY = "pipeline"
LIMIT = 120
FIELDS = (
    Field("forecast", Kind.RECORD, command="forecast add", records=("commit", "best_case", "made_on"), words="commit"),
    Field("risk_slip", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.slip"),
    Field("risk_late_stage", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.late_stage"),
    Field("risk_buyer", Kind.LINE, repeats=True, entry_kinds=("risk", "blocker"), words="risk.buyer"),
    Field("outlook", Kind.PROSE, entry_kinds=("risk",)),
)
