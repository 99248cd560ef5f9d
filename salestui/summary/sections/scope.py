"""Section 1, reporting period and scope: which period it is, in which role, what was the rep's to sell, and what changed."""

from __future__ import annotations

from salestui.domain.period import RANGE
from salestui.domain.written import FieldKey
from salestui.summary.blocks import Block, Cell, Days, Joined, Line, Lines, Span, Words
from salestui.summary.cells import count, said
from salestui.summary.dated import dated
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.material import Material

KEY = "scope"
LIMIT = 50
CHANGES = ("coverage", "pricing", "territory", "other")
MOTIONS = ("inbound", "outbound", "both")
OWNED = ("territory", "segment", "accounts", "motion", "product_line")
FIELDS: tuple[Field, ...] = (
    Field("period", Kind.RECORD, command="period new"),
    Field("role", Kind.RECORD, command="period new"),
    Field("territory", Kind.LINE),
    Field("segment", Kind.LINE),
    Field("accounts", Kind.LINE),
    Field("motion", Kind.CHOICE, choices=MOTIONS),
    Field("product_line", Kind.LINE),
    Field(
        "change",
        Kind.ROW,
        repeats=True,
        parts=(
            Part("kind", Kind.CHOICE, CHANGES, words="change.kind"),
            Part("date", Kind.DAY, words="change.date"),
            Part("note", words="change.note"),
        ),
    ),
)


def facts(material: Material) -> tuple[Block, ...]:
    """How long the period is, how far it has come, what it is compared with, and how many owners are in the data."""
    lines = [Line((_length(material),), Words("document.scope.period"))]
    if len(material.owners) > 1:
        lines.append(Line((Words("metrics.note.owners", (("count", count(len(material.owners))),)),)))
    return (Lines(tuple(lines)),)


def blocks(material: Material) -> tuple[Block, ...]:
    """Period, role, what was owned in one line, and each change with its day."""
    lines = [Line((_length(material),), Words("document.scope.period"))]
    if material.role:
        lines.append(Line((Words(f"words.role.{material.role}"),), Words("document.scope.role")))
    owned = tuple(cell for cell in (_owned(material, key) for key in OWNED) if cell)
    if owned:
        lines.append(Line((Joined(owned, by=" · "),), Words("document.scope.owned")))
    lines += [
        Line((cell,), Words("document.scope.changes"))
        for row in material.rows(KEY, "change")
        if (cell := dated(material, FieldKey(KEY, "change", row), "words.scope_change", CHANGES))
    ]
    return (Lines(tuple(lines)),)


def _owned(material: Material, key: str) -> Cell | None:
    text = said(material, KEY, key)
    if text and key == "motion" and text.text in MOTIONS:
        return Words(f"document.scope.motion_{text.text}")
    return text


def _length(material: Material) -> Cell:
    """ "2026-Q1, 1 January–31 March 2026, 90 days, compared with 2025-Q4"."""
    period, today = material.period, material.today
    named: tuple[Cell, ...] = () if period.kind == RANGE else (Span(period),)
    if period.running(today):
        passed = (("day", count(period.elapsed(today))), ("days", count(period.days)))
        length = Words("words.period.day_of", passed)
    else:
        length = Words("words.count.days", (("count", count(period.days)),))
    compared = Words("document.scope.compared_with", (("period", Span(period.previous)),))
    return Joined((*named, Days(period.start, period.end), length, compared))
