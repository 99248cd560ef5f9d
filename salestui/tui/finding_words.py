"""A finding in words: how much it weighs, what a manager would object to, and what to do."""

from __future__ import annotations

from textual.content import Content

from salestui.guide import Words
from salestui.render import findings
from salestui.render.numbers import Numbers
from salestui.summary.summary import Finding

MARKS = {"error": "✗", "warn": "!", "hint": "·"}
_STYLES = {"error": "$text-error bold", "warn": "$text-warning bold", "hint": "dim"}


def message(finding: Finding, said: Words) -> str:
    return findings.message(finding, Numbers(said.language))


def fix(finding: Finding, said: Words) -> str:
    return findings.fix(finding, Numbers(said.language))


def finding_said(finding: Finding, said: Words, *, place: str = "") -> Content:
    """Mark, message, and what to do; `place` in front says where."""
    return Content.assemble(
        (MARKS.get(finding.severity, "!") + " ", _STYLES.get(finding.severity, "")),
        (f"{place}: " if place else "", "bold"),
        message(finding, said),
        " ",
        (fix(finding, said), "dim"),
    )
