"""Section 6: activities and the funnel."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from .look import (
    NO_DATA,
    Absence,
    Look,
    closed,
    how_many,
    in_scope,
    money_sum,
    ratio,
    record_at,
    their_activities,
    watched,
)
from .past import closed_by, entered, held, held_meetings, kind, reached, step_of
from .world import Record


def took_place(look: Look) -> list[Record]:
    out = ("cancelled", "rescheduled", "no_show")
    return [a for a in their_activities(look) if a["done"] and a["outcome"] not in out]


def per_week(look: Look, *kinds: str) -> Fraction:
    found = [a for a in took_place(look) if not kinds or kind(look.world, a) in kinds]
    number = how_many(look, len(found), "activities")
    return number * 7 / ((look.until - look.start).days + 1)


def activities_per_won_deal(look: Look) -> Fraction:
    world, won = look.world, closed(look, "won")
    if world.has("activities_per_won_deal", "linked"):
        out = ("cancelled", "rescheduled", "no_show")
        linked = {
            deal: [
                a
                for a in world.activities
                if a["deal"] == deal and a["done"] and a["outcome"] not in out and a["on"] <= world.today
            ]
            for deal in won
        }
        busy = [deal for deal in won if linked[deal]]
        return ratio(look, sum(len(linked[deal]) for deal in busy), len(busy))
    number = how_many(look, len(took_place(look)), "activities")
    return ratio(look, number, len(won))


def meetings(look: Look) -> list[Record]:
    return [a for a in their_activities(look) if kind(look.world, a) in ("meeting", "demo") and held(look.world, a)]


def meetings_held(look: Look) -> Fraction:
    return how_many(look, len(meetings(look)), "activities")


def qualified_meetings(look: Look) -> Fraction:
    return how_many(look, sum(a["outcome"] == "qualified" for a in meetings(look)), "activities")


def show_rate(look: Look) -> Fraction:
    missed = ("no_show", "cancelled", "rescheduled") if look.world.has("show_rate", "booked") else ("no_show",)
    others = [a for a in their_activities(look) if kind(look.world, a) in ("meeting", "demo") and a["outcome"] in missed]
    return ratio(look, len(meetings(look)), len(meetings(look)) + len(others), "activities")


def pipeline_influenced(look: Look) -> Fraction:
    found = meetings(look)
    if found and not any(a["deal"] for a in found):
        raise Absence(NO_DATA)
    deals = {a["deal"] for a in found if a["deal"]} & set(in_scope(look, any_owner=True))
    amounts = []
    for deal in deals:
        newest = look.world.newest(deal)
        if newest["status"] != "open" and newest["closed"] is not None and newest["closed"] < look.period.start:
            continue
        then = record_at(look.world, deal, look.asof)
        amounts.append((then["amount"], then["currency"], look.until))
    return money_sum(look, amounts, "activities")


def typed_value(look: Look, metric: str) -> Fraction | None:
    """What was typed for the metric, the period and the owner."""
    if look.slice_of is not None and look.slice_of[0] != "owner":
        return None
    owner = look.slice_of[1] if look.slice_of else look.owner
    found = [t for t in look.world.typed if t["metric"] == metric and t["period"] == look.period.key and t["owner"] == owner]
    return Fraction(found[-1]["value"]) if found else None


def by_step(look: Look, step: str, following: str) -> Fraction:
    world = look.world
    cohort = [deal for deal in in_scope(look) if look.holds(entered(world, deal, step))]
    if world.has("funnel", "flow"):
        return ratio(look, sum(look.holds(entered(world, deal, following)) for deal in in_scope(look)), len(cohort))
    return ratio(look, sum(reached(world, deal, following, look.asof) for deal in cohort), len(cohort))


def lead_to_meeting_rate(look: Look) -> Fraction:
    leads = typed_value(look, "leads")
    if leads is None:
        return by_step(look, "lead", "meeting")
    first: dict[str, Record] = {}
    for activity in held_meetings(look.world):
        account = activity["account"]
        if account is None and activity["deal"] in look.world.deals():
            account = look.world.newest(activity["deal"])["account"]
        if account is None:
            continue
        before = first.get(account)
        if before is None or (activity["on"], activity["id"]) < (before["on"], before["id"]):
            first[account] = activity
    ids = {a["id"] for a in their_activities(look)}
    return ratio(look, sum(a["id"] in ids for a in first.values()), leads)


def meeting_to_opportunity_rate(look: Look) -> Fraction:
    world = look.world
    if not their_activities(look) and not watched(look, "activities"):
        return by_step(look, "meeting", "opportunity")
    scope = set(in_scope(look, any_owner=True))
    number = of = 0
    for activity in meetings(look):
        deal = activity["deal"]
        if deal not in scope:
            of += 1
            continue
        since = entered(world, deal, "opportunity")
        before = [a for a in meetings(look) if a["deal"] == deal and (since is None or a["on"] < since)]
        if activity in before and activity != min(before, key=lambda a: (a["on"], a["id"])):
            continue
        of += 1
        number += reached(world, deal, "opportunity", look.asof)
    return ratio(look, number, of, "activities")


def late_stage_conversion_rate(look: Look) -> Fraction:
    won = closed(look, "won")
    lost = [deal for deal in closed(look, "lost") if reached(look.world, deal, "late")]
    return ratio(look, len(won), len(won) + len(lost))


def stage_conversion_rate(look: Look) -> list[tuple[str, int, int, Fraction | None]]:
    """stage, went on, of, share."""
    world = look.world
    days = {deal: stage_days(look, deal) for deal in in_scope(look)}
    found = []
    for place, stage in enumerate(world.stages):
        if step_of(world, stage) in (None, "lost", "won"):
            continue
        later = [s for s in world.stages[place + 1 :] if step_of(world, s) not in (None, "lost")]
        cohort = [deal for deal in days if look.holds(days[deal].get(stage))]
        if world.has("funnel", "flow"):
            went = [
                deal
                for deal in days
                if days[deal]
                and (
                    any(look.holds(days[deal].get(s)) for s in later)
                    or (world.newest(deal)["status"] == "won" and look.holds(world.newest(deal)["closed"]))
                )
            ]
        else:
            went = [
                deal
                for deal in cohort
                if any(s in days[deal] and days[deal][s] <= look.asof for s in later)
                or (world.newest(deal)["status"] == "won" and closed_by(world.newest(deal), look.asof))
            ]
        if cohort or went:
            found.append((stage, len(went), len(cohort), Fraction(len(went), len(cohort)) if cohort else None))
    ratio(look, 0, sum(of for _, _, of, _ in found))
    return found


def stage_days(look: Look, deal: str) -> dict[str, object]:
    """The first day on which the deal was in each stage; nothing if it was first seen closed."""
    rows = look.world.history(deal)
    if rows[0][1]["status"] != "open":
        return {}
    days = {}
    created_on = look.world.newest(deal)["created"]
    if rows[0][1]["stage"] is not None and created_on is not None:
        days[rows[0][1]["stage"]] = created_on
    for (_, before), (as_of, row) in pairwise(rows):
        if before["stage"] != row["stage"] and row["stage"] is not None:
            days[row["stage"]] = min(as_of, days.get(row["stage"], as_of))
    return days
