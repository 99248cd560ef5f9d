"""Section 2: what a deal was like on a day, from the rows of the exports."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from .world import Export, Record, World

RANKS = ["lead", "meeting", "opportunity", "late", "won"]


def exports_of(world: World, source: str) -> list[Export]:
    return sorted((e for e in world.exports if e.source == source), key=lambda e: e.as_of)


def source_of(world: World, deal: str) -> str:
    return next(e.source for e in world.exports if deal in e.rows)


def snap(world: World, source: str, day: date) -> Export | None:
    exports = exports_of(world, source)
    for export in exports:
        if day <= export.as_of <= day + timedelta(days=world.grace):
            return export
    before = [e for e in exports if e.as_of < day]
    if before:
        return before[-1]
    after = [e for e in exports if e.as_of > day]
    return after[0] if after else None


def as_left_by(world: World, deal: str, day: date) -> Record:
    """The deal's record as the import of `day` left it; one that came later shows what it was when it came."""
    rows = world.history(deal)
    until = [row for as_of, row in rows if as_of <= day]
    return until[-1] if until else rows[0][1]


def is_missing(world: World, deal: str, export: Export) -> bool:
    if world.missing == "keep" or deal in export.rows:
        return False
    then = as_left_by(world, deal, export.as_of)
    was_open = then["status"] == "open" or (then["closed"] is not None and then["closed"] > export.as_of)
    existed = then["created"] is None or then["created"] <= export.as_of
    return was_open and existed and export.holds_open and (then["owner"] or "") in export.owners


def closed_by(row: Record, day: date) -> bool:
    return row["status"] in ("won", "lost") and row["closed"] is not None and row["closed"] <= day


def is_open(world: World, deal: str, day: date) -> bool:
    newest = world.newest(deal)
    if newest["created"] is not None and newest["created"] > day:
        return False
    export = snap(world, source_of(world, deal), day)
    if export is None or is_missing(world, deal, export):
        return False
    return not closed_by(as_left_by(world, deal, export.as_of), day) and not closed_by(newest, day)


def state(world: World, deal: str, day: date) -> Record:
    """The deal on `day`: of one that the snapshot shows closed, stage and the like are from when it was last seen open."""
    export = snap(world, source_of(world, deal), day)
    assert export is not None
    then = dict(as_left_by(world, deal, export.as_of))
    if then["status"] != "open":
        while_open = [row for as_of, row in world.history(deal) if as_of <= export.as_of and row["status"] == "open"]
        for name in ("stage", "due", "probability", "category", "next_step"):
            then[name] = while_open[-1][name] if while_open else None
    return then


def step_of(world: World, stage: str | None) -> str | None:
    return None if stage is None else world.steps.get(stage, "opportunity")


def held_meetings(world: World, deal: str | None = None) -> list[Record]:
    return [
        a for a in world.activities if kind(world, a) in ("meeting", "demo") and held(world, a) and deal in (None, a["deal"])
    ]


def held(world: World, activity: Record) -> bool:
    if not activity["done"]:
        return False
    if activity["outcome"] is None:
        return bool(activity["on"] < world.today)
    return activity["outcome"] in ("held", "qualified", "not_qualified")


def first_kind(activity: Record) -> str:
    subject = (activity["subject"] or "").lower()
    if activity["kind"] == "demo" or "demo" in subject:
        return "demo"
    if "follow" in subject or "uppfölj" in subject:
        return "follow_up"
    return str(activity["kind"])


def kind(world: World, activity: Record) -> str:
    named = first_kind(activity)
    if named in ("task", "call", "email") and activity["done"] and activity["deal"]:
        met = [
            other["on"]
            for other in world.activities
            if other["deal"] == activity["deal"] and first_kind(other) in ("meeting", "demo") and held(world, other)
        ]
        if met and activity["on"] > min(met):
            return "follow_up"
    return named


def entered(world: World, deal: str, step: str) -> date | None:
    rows = world.history(deal)
    first = rows[0][1]
    if first["status"] == "lost":
        return None
    days = []
    began = "won" if first["status"] == "won" else step_of(world, first["stage"])
    if began in RANKS and RANKS.index(began) >= RANKS.index(step) and first["created"] is not None:
        days.append(world.newest(deal)["created"])
    for (_, before), (as_of, row) in pairwise(rows):
        now = step_of(world, row["stage"])
        if before["stage"] != row["stage"] and now in RANKS and RANKS.index(now) >= RANKS.index(step):
            days.append(as_of)
    if step in ("lead", "meeting"):
        days += [a["on"] for a in held_meetings(world, deal)]
    return min(days) if days else None


def reached(world: World, deal: str, step: str, by: date | None = None) -> bool:
    newest = world.newest(deal)
    if newest["status"] == "won" and (by is None or closed_by(newest, by)):
        return True
    day = entered(world, deal, step)
    return day is not None and (by is None or day <= by)
