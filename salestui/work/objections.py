"""What a manager would object to in a summary, and in which language it is written."""

from __future__ import annotations

from salestui.summary.summary import Finding, Summary
from salestui.work.desk import Desk


def findings(desk: Desk, summary: Summary) -> tuple[Finding, ...]:
    """What a manager would object to in `summary`."""
    from salestui.checks import find  # the lists of words are read when something is checked

    return find(summary, written_in(desk), desk.settings.allowed_wording)


def written_in(desk: Desk) -> str:
    """The language of the rep's texts: the one that was asked for, else that of the documents."""
    settings = desk.settings
    return settings.document_language if desk.language == settings.language else desk.language
