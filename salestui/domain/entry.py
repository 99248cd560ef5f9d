"""A line of the log: what a rep noted, with the metric, account, tags and numbers that stand in it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

WIN, RISK, BLOCKER, TEAM, PROCESS, LEARNING, PRAISE = (
    "win",
    "risk",
    "blocker",
    "team",
    "process",
    "learning",
    "praise",
)
KINDS = (WIN, RISK, BLOCKER, TEAM, PROCESS, LEARNING, PRAISE)

_ACCOUNT = re.compile(r"(?<!\w)@(?:'([^']+)'|\"([^\"]+)\"|([\w&.\-]*\w))")
_TAG = re.compile(r"(?<![\w&])#(\w[\w\-]*)")
_METRIC = re.compile(r"(?<!\w)\+([a-z]\w*)")
_NUMBER = r"[^\s\w]?\d[\d.,\u00a0\u202f]*(?:\s?(?:%|k\b|m\b|tkr\b|mnkr\b))?"
_SPAN = re.compile(
    rf"(?P<before>{_NUMBER})\s*(?:\bto\b|\btill\b|→|->)\s*(?P<after>{_NUMBER})(?P<unit>\s?(?:%|k|tkr|mnkr|kr|days|dagar))?",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    """`id` orders entries of one day. `before` and `after` are the numbers as typed ("41k", "47k")."""

    id: int
    on: date
    kind: str
    text: str
    metric: str | None = None
    before: str | None = None
    after: str | None = None
    account: str | None = None
    deal: str | None = None
    tags: tuple[str, ...] = ()
    link: str | None = None
    created_at: str = ""


class Understood(NamedTuple):
    """What a line says beside its words."""

    metric: str | None
    before: str | None
    after: str | None
    account: str | None
    tags: tuple[str, ...]


def understand(text: str) -> Understood:
    """The `+metric`, `@Account`, `#tags` and the first "41k to 47k" in `text`; the text itself stays as it was typed."""
    account = _ACCOUNT.search(text)
    metric = _METRIC.search(text)
    span = _SPAN.search(text)
    return Understood(
        metric=metric[1] if metric else None,
        before=span["before"].strip(" .,") if span else None,
        after=(span["after"].strip(" .,") + (span["unit"] or "")).strip() if span else None,
        account=next(part for part in account.groups() if part) if account else None,
        tags=tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(text))),
    )
