"""A finding in words: what a manager would object to, and what to do about it."""

from __future__ import annotations

from datetime import date

from salestui.domain.period import YEAR, holding
from salestui.domain.text import one_line
from salestui.render.numbers import Numbers
from salestui.render.wording import Wording
from salestui.summary.material import Material
from salestui.summary.summary import Finding

_DAY = date(2000, 1, 1)
_NOTHING = Material(holding(YEAR, _DAY), _DAY)
"""A finding's cells hold figures and quoted words, never a text with live numbers, and so need no material."""


def message(finding: Finding, numbers: Numbers) -> str:
    """What is wrong, on one line, in the language of `numbers`."""
    return _said(finding, "message", numbers)


def fix(finding: Finding, numbers: Numbers) -> str:
    """What to do, on one line."""
    return _said(finding, "fix", numbers)


def _said(finding: Finding, what: str, numbers: Numbers) -> str:
    wording = Wording(numbers, _NOTHING)
    key = f"checks.{finding.check}.{what}"
    variant = f"{key}_{finding.case}"
    values = {name: wording.text(cell) for name, cell in finding.values}
    return one_line(wording.guide(variant if finding.case and wording.guide.has(variant) else key, **values))
