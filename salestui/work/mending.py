"""What of a finding can be mended without the rep's words: a typed number made live, a misspelt name of a figure put right."""

from __future__ import annotations

from salestui.domain.period import Period
from salestui.store.texts import DRAFT
from salestui.summary.blocks import Said
from salestui.summary.summary import Finding
from salestui.work import writing
from salestui.work.desk import Desk

_WRONG = {"number-contradicts-data": ("typed", "live"), "live-number-unknown": ("name", "nearest")}
"""By check, the values of a finding that hold what stands there and what would be right."""


def mended(finding: Finding, text: str) -> str | None:
    """`text`, the one that the finding is about, put right; None where only the rep can do that."""
    names = _WRONG.get(finding.check)
    if names is None or finding.start is None or finding.end is None:
        return None
    wrong, right = (_words(finding, name) for name in names)
    first = right.partition(", ")[0]
    if not first or text[finding.start : finding.end] != wrong:
        return None
    return text[: finding.start] + first + text[finding.end :]


def mend(desk: Desk, period: Period, finding: Finding) -> bool:
    """Put the text right in its field; what stood there is kept as an earlier version. False where only the rep can.

    Raises Refusal `period-finalised`.
    """
    before = writing.texts(desk, period).get(finding.key, "") if finding.key else ""
    after = mended(finding, before)
    if finding.key is None or after is None:
        return False
    writing.set_field(desk, period, finding.key, after, seen=before, reason=DRAFT)
    return True


def _words(finding: Finding, name: str) -> str:
    cell = dict(finding.values).get(name)
    return cell.text if isinstance(cell, Said) else ""
