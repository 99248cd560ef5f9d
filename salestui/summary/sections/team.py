"""Section 7, qualitative impact: what works for others now because of the rep, each with its effect."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind, Part

KEY = "team"
LIMIT = 80
FIELDS = (
    Field("contribution", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("team", "praise", "learning")),
    Field("cross_functional", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("team", "blocker", "process")),
    Field("behaviour", Kind.LINE, repeats=True, parts=(Part("effect"),), entry_kinds=("process", "team", "learning")),
)
