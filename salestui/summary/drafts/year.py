"""A year's draft, or a half's, from the reviews of its quarters: what they found, each under its quarter, and how the figures went.

2026: a live number of a quarter's text is bound to that quarter (`{win_rate[period=2026-Q1]}`), so that the year says what the
quarter said. A text whose numbers cannot be bound (those of a segment) is left to the quarter. What a quarter left as a gap is
no finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from salestui.domain.action import Action
from salestui.domain.written import FieldKey, live_numbers
from salestui.metrics.figure import Unit
from salestui.summary.drafts.teller import Teller, live
from salestui.summary.material import FigureKey, Quarter
from salestui.summary.offered import drafted_metrics

GAP = "…"
MOST = {
    ("context", "driver"): 3,
    ("context", "constraint"): 2,
    ("activity", "process"): 3,
    ("customers", "action"): 3,
    ("customers", "at_risk"): 2,
    ("team", "contribution"): 3,
    ("team", "cross_functional"): 2,
    ("scope", "change"): 4,
}
"""The rows that a year takes over from its quarters, and how many: one of each quarter in turn, the last quarter first."""
_DATED = (("activity", "process"), ("scope", "change"))
"""Rows that have a day of their own and need no quarter before them."""
_LINES = ("driver", "why")
"""Lines of the headline that a quarter may have where the year's figures have none."""
MOST_CARRIED, MOST_STEPS = 3, 5
Drafted = dict[FieldKey, str]


def of_quarters(teller: Teller, section: str, drafted: Drafted) -> Drafted:
    """The draft of a section with what its quarters said in the place of what the log and the year's figures say."""
    found = dict(drafted)
    for place in MOST:
        if place[0] == section and (rows := _rows(teller, *place)):
            found = {key: text for key, text in found.items() if key[:2] != place} | rows
            found.pop(FieldKey(section, "not_applicable"), None)
    if section == "headline":
        found |= _instead_of_gaps(teller, found)
    elif section == "context" and (trend := _trend(teller)):
        found[FieldKey("context", "trend")] = trend
    elif section == "results":
        found |= _reasons(teller, found)
    elif section == "next_steps":
        found = _carried_over(teller, found)
    return found


def _rows(teller: Teller, section: str, field: str) -> Drafted:
    """The rows of the quarters with their parts, no text twice."""
    found: Drafted = {}
    told: set[str] = set()
    queues = [list(_rows_of(teller, quarter, section, field)) for quarter in reversed(teller.material.quarters)]
    turn = [queue[place] for place in range(max(map(len, queues), default=0)) for queue in queues if place < len(queue)]
    taken: list[tuple[Quarter, dict[str, str]]] = []
    for quarter, parts in turn:
        words = " ".join(parts.values()).casefold()
        if words not in told and len(taken) < MOST[section, field]:
            told.add(words)
            taken.append((quarter, parts))
    taken.sort(key=lambda one: one[0].period.start)
    for row, (quarter, parts) in enumerate(taken, start=1):
        for part, text in parts.items():
            first = part == "" and (section, field) not in _DATED
            found[FieldKey(section, field, row, part)] = _under(teller, quarter, text) if first else text
    return found


def _rows_of(teller: Teller, quarter: Quarter, section: str, field: str) -> Iterator[tuple[Quarter, dict[str, str]]]:
    rows = sorted({key.row for key, text in quarter.texts.items() if key[:2] == (section, field) and text})
    for row in rows:
        parts = {
            key.part: bound(teller, quarter, text) for key, text in quarter.texts.items() if key[:3] == (section, field, row)
        }
        whole = {part: text for part, text in parts.items() if text is not None}
        if len(whole) == len(parts) and any(whole.values()):
            yield quarter, whole


def bound(teller: Teller, quarter: Quarter, text: str) -> str | None:
    """The quarter's text with each live number bound to the quarter; None where one cannot be, or a gap is left."""
    if text.rstrip().endswith(GAP):
        return None
    pieces, last = [], 0
    for one in live_numbers(text):
        if one.name is None or one.dimension is not None:
            return None
        number = live(one.name, one.relative, period=quarter.period.key)
        if not teller.holds(number):
            return None
        pieces += [text[last : one.start], number]
        last = one.end
    return "".join((*pieces, text[last:])).strip()


def _under(teller: Teller, quarter: Quarter, text: str) -> str:
    return teller.say("drafts.year.under", quarter=_short(quarter), text=text)


def _short(quarter: Quarter) -> str:
    """Q1, as the key of the period ends."""
    return quarter.period.key.rpartition("-")[2]


def _instead_of_gaps(teller: Teller, drafted: Drafted) -> Drafted:
    """What the last quarter that knew it said, for each line that the year's figures leave open."""
    found: Drafted = {}
    for slot in _LINES:
        key = FieldKey("headline", slot)
        if drafted.get(key, "").rstrip().endswith(GAP):
            said = (
                (quarter, bound(teller, quarter, quarter.texts.get(key, ""))) for quarter in reversed(teller.material.quarters)
            )
            if line := next(((quarter, text) for quarter, text in said if text), None):
                found[key] = _under(teller, *line)
    return found


def _reasons(teller: Teller, drafted: Drafted) -> Drafted:
    """Behind a figure whose reason the year leaves open, the reasons that its quarters gave."""
    found: Drafted = {}
    gap = teller.gap()
    for key, text in drafted.items():
        if key.field == "why" and text.endswith(gap):
            told = (
                (quarter, bound(teller, quarter, quarter.texts.get(key, ""))) for quarter in reversed(teller.material.quarters)
            )
            if line := next(((quarter, reason) for quarter, reason in told if reason), None):
                found[key] = text[: -len(gap)] + _under(teller, *line)
    return found


def _trend(teller: Teller) -> str | None:
    """How the first metric of the review went through the quarters: "Win rate by quarter: 24 % → 26 % → 28 % → 30 %"."""
    for metric in drafted_metrics(teller.material):
        known = [
            quarter
            for quarter in teller.material.quarters
            if FigureKey(metric, period=quarter.period.key) in teller.material.figures
        ]
        figures = [teller.material.figures[FigureKey(metric, period=quarter.period.key)] for quarter in known]
        if len(known) > 1 and all(figure.value is not None and figure.unit is not Unit.DISTRIBUTION for figure in figures):
            values = ", ".join(f"{_short(one)} {live(metric, period=one.period.key)}" for one in known)
            return teller.say("drafts.year.trend", metric=teller.label(metric), values=values)
    return None


def _carried_over(teller: Teller, drafted: Drafted) -> Drafted:
    """The next steps of the last quarter that are not done come first, as far as they fit; the year's own follow."""
    quarters = teller.material.quarters
    open_still = [action for action in (quarters[-1].actions if quarters else ()) if action.done_on is None]
    own: dict[int, dict[str, str]] = {}
    for key, text in drafted.items():
        own.setdefault(key.row, {})[key.part] = text
    steps = [_parts(teller, action) for action in open_still[:MOST_CARRIED]]
    metrics = {step.get("metric") for step in steps}
    rest = [step for step in own.values() if step.get("metric") not in metrics and not step.get("text", "").endswith(GAP)]
    kinds = {step["kind"] for step in steps}
    needed = [step for step in rest if step["kind"] not in kinds or "reporting" in step]
    steps += [*needed, *(step for step in rest if step not in needed)][: max(0, MOST_STEPS - len(steps))]
    return {
        FieldKey("next_steps", "action", row, part): text
        for row, step in enumerate(steps, start=1)
        for part, text in step.items()
        if text
    }


def _parts(teller: Teller, action: Action) -> dict[str, str]:
    """A step of the quarter as a row of the draft; one that was due before the year's end is due in what comes."""
    end = teller.material.period.end
    by = action.by if action.by and action.by > end else teller.material.quarters[-1].period.next.end
    parts = {"kind": action.kind, "text": action.text, "metric": action.metric or "", "target": action.target or ""}
    return parts | {"by": by.isoformat()} | ({"reporting": "yes"} if action.reporting else {})
