"""A finding in words: how much it weighs, what a manager would object to, and what to do."""

from __future__ import annotations

from textual.content import Content

from salestui.guide import Words
from salestui.render.findings import fix, message
from salestui.render.numbers import Numbers
from salestui.summary.summary import Finding

MARKS = {"error": "✗", "warn": "!", "hint": "·"}
"""Never alone: the word of its weight stands beside it."""
_STYLES = {"error": "$text-error bold", "warn": "$text-warning bold", "hint": "dim"}


def finding_in_short(finding: Finding, said: Words) -> Content:
    """Weight and message alone."""
    weight = (_weight(finding, said), _STYLES.get(finding.severity, ""))
    return Content.assemble(weight, message(finding, Numbers(said.language)))


def finding_said(finding: Finding, said: Words, *, place: str = "") -> Content:
    """Weight, message, and what to do; `place` in front says where, unless the message names it."""
    numbers = Numbers(said.language)
    what = message(finding, numbers)
    where = f"{place}: " if place and place not in what else ""
    return Content.assemble(
        (_weight(finding, said), _STYLES.get(finding.severity, "")),
        (where, "bold"),
        what,
        " ",
        (fix(finding, numbers), "dim"),
    )


def _weight(finding: Finding, said: Words) -> str:
    """Its mark and its word: ✗ must, ! mend, · look."""
    return f"{MARKS[finding.severity]} {said(f'words.weight.{finding.severity}')}  "
