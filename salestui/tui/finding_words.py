"""A finding in words: how much it weighs, what a manager would object to, and what to do."""

from __future__ import annotations

from textual.content import Content

from salestui.domain.text import one_line
from salestui.guide import Words
from salestui.summary.summary import Finding

MARKS = {"error": "✗", "warn": "!", "hint": "·"}
_STYLES = {"error": "$text-error bold", "warn": "$text-warning bold", "hint": "dim"}


def message(finding: Finding, said: Words) -> str:
    return one_line(said(f"checks.{finding.check}.message", **dict(finding.values)))


def fix(finding: Finding, said: Words) -> str:
    key = f"checks.{finding.check}.fix"
    return one_line(said(key, **dict(finding.values))) if said.has(key) else ""


def finding_said(finding: Finding, said: Words, *, place: str = "") -> Content:
    """Mark, message, and what to do; `place` in front says where."""
    return Content.assemble(
        (MARKS.get(finding.severity, "!") + " ", _STYLES.get(finding.severity, "")),
        (f"{place}: " if place else "", "bold"),
        message(finding, said),
        " ",
        (fix(finding, said), "dim"),
    )
