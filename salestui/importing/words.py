"""What a stage, status, type or forecast category means (METRICS.md 1.2 and 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from salestui.domain.deal import LOST, OPEN, WON, Step

_WON = re.compile(r"won(?![a-z])|vunn|avslutad tagen")
_LOST = re.compile(r"lost(?![a-z])|förlor|^(?:disqualified|cancell?ed|out-sold)$")
_UNDECIDED = frozenset(("closed", "done", "complete", "completed", "avslutad", "stängd"))
_SAYS_OPEN = frozenset(("open", "active", "in progress", "on hold", "öppen", "aktiv", "pågående", "otevřený"))
DELETED = frozenset(("deleted", "borttagen", "raderad"))


def status_of(word: str, said: Mapping[str, str]) -> str | None:
    """The status that a stage or status word names; None where it may be won as well as lost.

    `said` holds what the rep said of words (case folded). A word that is neither won nor lost is open.
    """
    plain = " ".join(word.casefold().split())
    if plain in said:
        return said[plain]
    if _LOST.search(plain):
        return LOST
    if _WON.search(plain):
        return WON
    return None if plain in _UNDECIDED else OPEN


def says_open(word: str) -> bool:
    """Whether a word is one of those by which CRMs call a deal open, not merely an unknown one."""
    return word.strip().casefold() in _SAYS_OPEN


def combined_status(
    stage: str | None,
    status: str | None,
    *,
    won: bool | None,
    closed: bool | None,
    lost: bool | None,
    status_decides: bool,
    said: Mapping[str, str],
) -> str | None:
    """Won, lost or open from flags, else from the status beside the stage, else from the stage; None where undecided."""
    if won:
        return WON
    if lost or (closed and won is False):
        return LOST
    if closed is False:
        return OPEN
    if status:
        by_status = status_of(status, said)
        known = by_status in (WON, LOST) or says_open(status) or status.casefold() in said
        if status_decides or known or not stage:
            return by_status
    if stage:
        by_stage = status_of(stage, said)
        return None if by_stage == OPEN and closed else by_stage
    return None


_RENEWAL = re.compile(r"renew|förny")
_ADDON = re.compile(r"add-on|addon|tillägg")
_UPSELL = re.compile(r"existing|upsell|expansion|cross|befintlig")
_NEW = re.compile(r"new|ny")


def deal_type_of(renewal: bool | None, pipeline: str | None, kind: str | None) -> str | None:
    """Renewal, addon, upsell, new or none: the flag, then the pipeline's name, then the type (METRICS.md 1.2)."""
    if renewal or (pipeline and _RENEWAL.search(pipeline.casefold())):
        return "renewal"
    said = (kind or "").casefold()
    for form, name in ((_RENEWAL, "renewal"), (_ADDON, "addon"), (_UPSELL, "upsell"), (_NEW, "new")):
        if form.search(said):
            return name
    return None


_CATEGORIES = {
    "pipeline": "pipeline",
    "best case": "best_case",
    "bestcase": "best_case",
    "bästa utfall": "best_case",
    "most likely": "best_case",
    "mostlikely": "best_case",
    "commit": "commit",
    "committed": "commit",
    "forecast": "commit",
    "åtagande": "commit",
    "closed": "closed",
    "closed won": "closed",
    "won": "closed",
    "stängd": "closed",
    "omitted": "omitted",
    "omit": "omitted",
    "lost": "omitted",
    "not forecasted": "omitted",
    "utelämnad": "omitted",
}


def forecast_category_of(word: str | None) -> str | None:
    """pipeline, best_case, commit, closed or omitted; `Forecast` and `Commit` are one. None for a customer's own word."""
    return _CATEGORIES.get(" ".join(word.casefold().replace("_", " ").split())) if word else None


_LATE = re.compile(
    r"propos(?!ition)|offert|quote|negotiat|förhandl|contract|avtal|procure|legal|juridi|verbal|decision maker bought|bought-in"
    r"|decisionmakerboughtin|commit"
)
_MEETING = re.compile(r"meet|demo|möte|appointment")
_LEAD = re.compile(r"lead|prospect|contact made|new enquiry|cold")
_STAGES = (
    _LATE,
    _MEETING,
    _LEAD,
    re.compile(r"qualif|kvalific|needs analysis|behovsanalys|value proposition|perception|discovery|evaluat|solution|lösning"),
)


def names_a_stage(word: str) -> bool:
    """Whether a text is one of the words by which CRMs name a stage or a status."""
    plain = " ".join(word.casefold().split())
    return status_of(word, {}) != OPEN or plain in _SAYS_OPEN or any(form.search(plain) for form in _STAGES)


def step_of(stage: str, said: Mapping[str, str]) -> str:
    """The step that a stage's name suggests: lead, meeting, opportunity, late, won, or `lost`, which is none."""
    status = status_of(stage, said)
    if status in (WON, LOST):
        return status
    plain = stage.casefold()
    for form, step in ((_LATE, Step.LATE), (_MEETING, Step.MEETING), (_LEAD, Step.LEAD)):
        if form.search(plain):
            return step.value
    return Step.OPPORTUNITY.value


def in_order(stages: Iterable[str], own: tuple[str, ...], steps: Mapping[str, str]) -> list[str]:
    """Stages from first to last: as the CRM itself has them, the customer's own by their step."""
    ranks = [step.value for step in Step]
    known = [name.casefold() for name in own]

    def place(stage: str) -> tuple[int, int, str]:
        step, plain = steps[stage], stage.casefold()
        alike = (index for index, name in enumerate(known) if name.startswith(plain) or plain.startswith(name))
        at = known.index(plain) if plain in known else next(alike, len(known))
        return (ranks.index(step) if step in ranks else len(ranks), at, stage)

    return sorted(stages, key=place)
