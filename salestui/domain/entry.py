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

# Compiled when a line first holds their sign: at a prompt the compiling would be felt more than the logging.
_ACCOUNT = r"(?<!\w)@(?:'([^']+)'|\"([^\"]+)\"|([\w&.\-]*\w))"
_TAG = r"(?<![\w&])#(\w[\w\-]*)"
_METRIC = r"(?<!\w)\+([a-z]\w*)"
_NUMBER = r"[^\s\w]?\d[\d.,\u00a0\u202f]*(?:\s?(?:%|k\b|m\b|tkr\b|mnkr\b))?"
_MONTH = (
    r"(?:jan(?:uar[yi])?|feb(?:ruar[yi])?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|jun[ei]?|jul[yi]?|aug(?:usti?)?"
    r"|sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_SPAN = (
    rf"(?i)(?P<before>{_NUMBER})\s*(?:\bto\b|\btill\b|→|->)\s*(?P<after>{_NUMBER})"
    r"(?P<unit>\s?(?:%|k|tkr|mnkr|kr|days|dagar))?"
    r"(?!\d|-\d|\s" + _MONTH + ")"  # a day of the calendar is no figure
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
    account = re.search(_ACCOUNT, text) if "@" in text else None
    metric = re.search(_METRIC, text) if "+" in text else None
    span = re.search(_SPAN, text) if any(character.isdigit() for character in text) else None
    return Understood(
        metric=metric[1] if metric else None,
        before=span["before"].strip(" .,") if span else None,
        after=(span["after"].strip(" .,") + (span["unit"] or "")).strip() if span else None,
        account=next(part for part in account.groups() if part) if account else None,
        tags=tuple(dict.fromkeys(tag.lower() for tag in re.findall(_TAG, text))) if "#" in text else (),
    )


def as_read(text: str) -> str:
    """The text with `@'Acme AB'` as Acme AB: the sign is for whoever types."""
    return re.sub(_ACCOUNT, lambda account: next(part for part in account.groups() if part), text) if "@" in text else text
