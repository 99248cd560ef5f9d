"""Section 1, reporting period and scope: which period it is, in which role, what was the rep's to sell, and what changed."""

from __future__ import annotations

from salestui.summary.fields import Field, Kind, Part

KEY = "scope"
LIMIT = 60
OWNED = ("territory", "segment", "accounts", "motion", "product_line")
FIELDS = (
    Field("period", Kind.RECORD, command="period new"),
    Field("role", Kind.RECORD, command="period new"),
    Field("territory", Kind.LINE),
    Field("segment", Kind.LINE),
    Field("accounts", Kind.LINE),
    Field("motion", Kind.CHOICE, choices=("inbound", "outbound", "both")),
    Field("product_line", Kind.LINE),
    Field(
        "change",
        Kind.ROW,
        repeats=True,
        parts=(
            Part("kind", Kind.CHOICE, ("coverage", "pricing", "territory", "other"), words="change.kind"),
            Part("date", Kind.DAY, words="change.date"),
            Part("note", words="change.note"),
        ),
    ),
)
