"""Sections 4 and 5: outcomes, pipeline, slips, coverage, forecast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from salestui.domain.period import Period

from .look import (
    MIXED,
    NO_DATA,
    NO_GOAL,
    NOT_WATCHED,
    ZERO,
    Absence,
    Look,
    closed,
    converted,
    created,
    half_up,
    how_many,
    in_scope,
    money_sum,
    ratio,
    watched,
)
from .past import as_left_by, closed_by, held_meetings, is_missing, is_open, snap, source_of, state, step_of
from .world import Export, Record

Amount = tuple[int | None, str | None, date]


def amounts(look: Look, deals: list[str]) -> list[Amount]:
    rows = [look.world.newest(deal) for deal in deals]
    return [(row["amount"], row["currency"], row["closed"]) for row in rows]


def acv(row: Record, minor: int) -> Fraction:
    if row["arr"] is not None or not row["months"] or row["months"] <= 12:
        return Fraction(minor)
    return Fraction(minor) * 12 / row["months"]


def acv_values(look: Look, deals: list[str]) -> list[Fraction]:
    found = []
    for deal in deals:
        row = look.world.newest(deal)
        base = row["arr"] if row["arr"] is not None else row["amount"]
        if base is not None and row["currency"]:
            found.append(acv(row, converted(look.world, base, row["currency"], row["closed"])))
    return found


def revenue_won(look: Look) -> Fraction:
    return money_sum(look, amounts(look, closed(look, "won")))


def acv_won(look: Look) -> Fraction:
    won = closed(look, "won")
    values = acv_values(look, won)
    if not won and not watched(look, "deals"):
        raise Absence(NOT_WATCHED)
    if won and not values:
        raise Absence(NO_DATA)
    return sum(values, Fraction())


def deals_won(look: Look) -> Fraction:
    return how_many(look, len(closed(look, "won")))


def deals_lost(look: Look) -> Fraction:
    return how_many(look, len(closed(look, "lost")))


def deals_reopened(look: Look) -> Fraction:
    number = 0
    for deal in in_scope(look):
        rows = look.world.history(deal)
        number += any(
            before["status"] != "open" and row["status"] == "open" and look.holds(as_of)
            for (_, before), (as_of, row) in pairwise(rows)
        )
    return how_many(look, number)


def win_rate(look: Look) -> Fraction:
    world = look.world
    if world.has("win_rate", "created"):
        everything = created(look)
        won = [d for d in everything if world.newest(d)["status"] == "won" and closed_by(world.newest(d), look.asof)]
        day = "created"
    else:
        won, everything, day = closed(look, "won"), closed(look, "won") + closed(look, "lost"), "closed"
    if world.has("win_rate", "count"):
        return ratio(look, len(won), len(everything))
    return value_rate(look, won, everything, day)


def value_rate(look: Look, won: list[str], everything: list[str], day: str) -> Fraction:
    def summed(deals: list[str]) -> tuple[int, int]:
        rows = [look.world.newest(deal) for deal in deals]
        minors = [converted(look.world, r["amount"], r["currency"], r[day]) for r in rows if r["amount"] is not None]
        return sum(minors), len(minors)

    over, _ = summed(won)
    under, number = summed(everything)
    if everything and not number:
        raise Absence(NO_DATA)
    return ratio(look, over, under, empty=not everything)


def median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    if len(ordered) % 2 == 1:
        return ordered[len(ordered) // 2]
    return (ordered[len(ordered) // 2 - 1] + ordered[len(ordered) // 2]) / 2


def average_deal_size(look: Look) -> Fraction:
    won = closed(look, "won")
    if look.world.has("average_deal_size", "acv"):
        values = acv_values(look, won)
    else:
        values = [
            Fraction(converted(look.world, minor, currency, day))
            for minor, currency, day in amounts(look, won)
            if minor is not None and currency
        ]
    if won and not values:
        raise Absence(NO_DATA)
    ratio(look, 1, len(values))
    return median(values) if look.world.has("average_deal_size", "median") else sum(values) / len(values)


def sales_cycle_length(look: Look) -> Fraction:
    world = look.world
    deals = closed(look, "won") + (closed(look, "lost") if world.has("sales_cycle_length", "closed") else [])
    days = []
    for deal in deals:
        row = world.newest(deal)
        if row["created"] is None or row["closed"] < row["created"]:
            continue
        since = row["created"]
        if world.has("sales_cycle_length", "from_first_meeting"):
            met = [a["on"] for a in held_meetings(world, deal)]
            if not met or min(met) > row["closed"]:
                continue
            since = min(met)
        days.append(Fraction((row["closed"] - since).days))
    ratio(look, 1, len(days))
    return median(days) if world.has("sales_cycle_length", "median") else sum(days) / len(days)


def average_discount(look: Look) -> Fraction:
    rows = [look.world.newest(deal) for deal in closed(look, "won")]
    priced = [row for row in rows if row["amount"] is not None and row["list"] is not None and row["list"] > 0]
    listed = sum(converted(look.world, row["list"], row["currency"], row["closed"]) for row in priced)
    sold = sum(converted(look.world, row["amount"], row["currency"], row["closed"]) for row in priced)
    if rows and not priced:
        raise Absence(NO_DATA)
    return ratio(look, listed - sold, listed)


def sales_velocity(look: Look) -> Fraction:
    if look.world.has("sales_velocity", "closed_deals"):
        number = how_many(look, len(closed(look, "won")) + len(closed(look, "lost")))
    else:
        number = how_many(look, len([d for d in in_scope(look) if is_open(look.world, d, look.day)]))
    rate, size, days = (figure(look, metric) for metric in ("win_rate", "average_deal_size", "sales_cycle_length"))
    if days == 0:
        raise Absence(ZERO)
    return number * rate * size / days


def revenue_growth(look: Look) -> Fraction:
    now = revenue_won(look)
    base = revenue_won(look.year_ago() if look.world.has("revenue_growth", "year_ago") else look.previous())
    if base == 0:
        raise Absence(ZERO)
    return (now - base) / base


Parts = list[tuple[str, int, Fraction | None, Fraction | None]]
"""key, count, amount, share."""


def spread(look: Look, keyed: list[tuple[str, Amount]], *, by_amount: bool = False) -> dict[str, tuple[int, Fraction | None]]:
    groups: dict[str, list[Amount]] = {}
    for key, amount in keyed:
        groups.setdefault(key, []).append(amount)
    found: dict[str, tuple[int, Fraction | None]] = {}
    for key, members in groups.items():
        try:
            found[key] = len(members), money_sum(look, members)
        except Absence:
            found[key] = len(members), None
    return found


def shares_by_count(look: Look, keyed: list[tuple[str, Amount]]) -> Parts:
    groups = spread(look, keyed)
    ratio(look, 0, len(keyed))
    order = sorted(groups, key=lambda key: (-groups[key][0], -(groups[key][1] or 0), key))
    return [(key, *groups[key], Fraction(groups[key][0], len(keyed))) for key in order]


def loss_reasons(look: Look) -> Parts:
    rows = [look.world.newest(deal) for deal in closed(look, "lost")]
    return shares_by_count(
        look, [((r["reason"] or "").strip() or "not stated", (r["amount"], r["currency"], r["closed"])) for r in rows]
    )


def drop_off_stage(look: Look) -> Parts:
    keyed: list[tuple[str, Amount]] = []
    for deal in closed(look, "lost"):
        row = look.world.newest(deal)
        seen_open = [r["stage"] for _, r in look.world.history(deal) if r["status"] == "open"]
        keyed.append(((seen_open[-1] if seen_open else None) or "not known", (row["amount"], row["currency"], row["closed"])))
    return shares_by_count(look, keyed)


# pipeline


def pipeline(look: Look, day: date | None = None) -> list[Record]:
    """O(T), each deal as it stood at T."""
    at = day or look.day
    found = []
    for deal in in_scope(look):
        if is_open(look.world, deal, at):
            then = state(look.world, deal, at)
            if then["category"] != "omitted":
                found.append({**then, "id": deal})
    return found


def worth(look: Look, deals: list[Record], day: date | None = None) -> Fraction:
    return money_sum(look, [(deal["amount"], deal["currency"], day or look.day) for deal in deals])


def pipeline_value(look: Look) -> Fraction:
    return worth(look, pipeline(look))


def open_deals(look: Look) -> Fraction:
    return how_many(look, len(pipeline(look)))


def probability(look: Look, deal: Record) -> Fraction | None:
    world = look.world
    settings = world.stage_probability.get(deal["stage"]) if deal["stage"] else None
    if world.has("weighted_pipeline", "stage"):
        return settings
    if world.has("weighted_pipeline", "historical"):
        won = number = 0
        for other in in_scope(look):
            row = world.newest(other)
            if row["status"] == "open" or row["closed"] is None:
                continue
            if not look.day - timedelta(days=365) < row["closed"] <= look.day:
                continue
            if deal["stage"] is not None and deal["stage"] in {r["stage"] for _, r in world.history(other)}:
                number += 1
                won += row["status"] == "won"
        return Fraction(won, number) if number >= 10 else settings
    return Fraction(deal["probability"]) if deal["probability"] is not None else settings


def weighted_pipeline(look: Look) -> Fraction:
    deals = [(deal, probability(look, deal)) for deal in pipeline(look)]
    known = [(deal, p) for deal, p in deals if p is not None]
    if deals and not known:
        raise Absence(ZERO)
    worth(look, [deal for deal, _ in known])
    return sum(
        (converted(look.world, d["amount"], d["currency"], look.day) * p for d, p in known if d["amount"] is not None),
        Fraction(),
    )


def stage_mix(look: Look) -> Parts:
    deals = pipeline(look)
    keyed: list[tuple[str, Amount]] = [(d["stage"] or "not known", (d["amount"], d["currency"], look.day)) for d in deals]
    ratio(look, 0, len(deals))
    groups = spread(look, keyed)
    place = {stage: number for number, stage in enumerate(look.world.stages)}
    order = sorted(groups, key=lambda key: (key == "not known", place.get(key, 99), key))
    if look.world.has("stage_mix", "count"):
        return [(key, *groups[key], Fraction(groups[key][0], len(deals))) for key in order]
    if any(amount[0] is not None for _, amount in keyed):
        worth(look, deals)
    total = sum(amount or 0 for _, amount in groups.values())
    return [
        (key, n, amount, amount / total if amount is not None and total > 0 else None)
        for key in order
        for n, amount in (groups[key],)
    ]


def moved(look: Look, deal: str, day: date) -> date | None:
    world = look.world
    rows = world.history(deal)
    days = [rows[-1][1]["created"]]
    if not world.has("stalled", "stage"):
        days += [row["last_activity"] for _, row in rows]
        days += [a["on"] for a in world.activities if a["deal"] == deal and a["outcome"] != "cancelled" and a["done"]]
    if not world.has("stalled", "activity"):
        days += [as_of for (_, b), (as_of, r) in pairwise(rows) if b["stage"] != r["stage"]]
    known = [d for d in days if d is not None and d <= day]
    return max(known) if known else None


def is_stalled(look: Look, deal: Record) -> bool:
    last = moved(look, deal["id"], look.day)
    return last is not None and (look.day - last).days > look.world.idle_days(deal["stage"])


def stalled_deals(look: Look) -> Fraction:
    return how_many(look, sum(is_stalled(look, deal) for deal in pipeline(look)))


def stalled_value(look: Look) -> Fraction:
    return worth(look, [deal for deal in pipeline(look) if is_stalled(look, deal)])


def late_stage_without_next_step(look: Look) -> Fraction:
    world, deals = look.world, pipeline(look)
    sources = {source_of(world, deal["id"]) for deal in deals} or {export.source for export in world.exports}

    def tells(source: str) -> bool:
        export = snap(world, source, look.day)
        return export is not None and "next_step" in export.columns

    if not any(tells(source) for source in sources):
        raise Absence(NO_DATA if watched(look, "deals") else NOT_WATCHED)
    return how_many(
        look,
        sum(
            tells(source_of(world, deal["id"]))
            and step_of(world, deal["stage"]) == "late"
            and not (deal["next_step"] or "").strip()
            for deal in deals
        ),
    )


def overdue_deals(look: Look) -> Fraction:
    return how_many(look, sum(deal["due"] is not None and deal["due"] < look.day for deal in pipeline(look)))


# slips


def due_in(look: Look) -> set[str]:
    world, period = look.world, look.period
    found = set()
    for deal in in_scope(look):
        source = source_of(world, deal)
        first, last = snap(world, source, period.start), snap(world, source, look.asof)
        assert first is not None
        assert last is not None
        chosen = [first]
        if not world.has("slipped", "opening"):
            inside = [e for e in world.exports if e.source == source and period.start <= e.as_of <= look.asof]
            chosen = [first, *inside, last]
        for export in chosen:
            if row_says_due(look, deal, export):
                found.add(deal)
        if world.has("slipped", "opening"):
            continue
        rows = world.history(deal)
        for (_, before), (as_of, row) in pairwise(rows):
            if before["due"] != row["due"] and period.holds(before["due"]) and first.as_of < as_of <= last.as_of:
                found.add(deal)
    return found


def row_says_due(look: Look, deal: str, export: Export) -> bool:
    if look.world.history(deal)[0][0] > export.as_of or is_missing(look.world, deal, export):
        return False
    row = as_left_by(look.world, deal, export.as_of)
    return row["status"] == "open" and look.period.holds(row["due"])


def slipped(look: Look) -> list[Record]:
    world = look.world
    if not any(export.as_of <= look.asof for export in world.exports):
        raise Absence("needs_two_exports")
    found = []
    for deal in sorted(due_in(look)):
        last = snap(world, source_of(world, deal), look.asof)
        assert last is not None
        row = as_left_by(world, deal, last.as_of)
        if is_missing(world, deal, last) or closed_by(row, look.asof) or closed_by(world.newest(deal), look.asof):
            continue
        then = state(world, deal, look.asof)
        if look.ended or (then["due"] is not None and then["due"] > look.period.end):
            found.append(then)
    return found


def slipped_deals(look: Look) -> Fraction:
    return how_many(look, len(slipped(look)))


def slipped_value(look: Look) -> Fraction:
    return worth(look, slipped(look), look.asof)


def slip_rate(look: Look) -> Fraction:
    number = len(slipped(look))
    return ratio(look, number, len(due_in(look)))


# goals


def goals_of(look: Look, period: Period) -> list[Record]:
    """The goals that the deals of the look are held to: of its owner, or of none; in a slice those of the segment."""
    segment = None
    if look.slice_of is not None and look.slice_of[0] != "owner":
        if look.slice_of[0] != "segment":
            return []
        segment = look.slice_of[1]
    owner = look.slice_of[1] if look.slice_of and look.slice_of[0] == "owner" else look.owner
    return [
        goal
        for goal in look.world.goals
        if goal["period"] == period.key and (goal["owner"] == owner) and (segment is None or goal["segment"] == segment)
    ]


def adjusted(goal: Record) -> Fraction:
    target = Fraction(goal["target"])
    percents = sum((Fraction(a["percent"]) for a in goal["adjustments"] if "percent" in a), Fraction())
    fixed = sum((Fraction(a["amount"]) for a in goal["adjustments"] if "amount" in a), Fraction())
    change = target * percents / 100
    return target + fixed + (half_up(change) if goal["money"] else change)


def quota(look: Look, period: Period) -> Record:
    found = goals_of(look, period)
    whole = found if look.slice_of and look.slice_of[0] == "segment" else [g for g in found if g["segment"] is None]
    named = [goal for goal in whole if goal["name"] == "quota"]
    on_revenue = [goal for goal in whole if goal["metric"] == "revenue_won"]
    if named:
        return named[0]
    if len(on_revenue) == 1:
        return on_revenue[0]
    raise Absence("ambiguous_goal" if whole else NO_GOAL)


def quota_attainment(look: Look) -> Fraction:
    return attainment(look, quota(look, look.period))


def attainment(look: Look, goal: Record) -> Fraction:
    actual = goal_result(look, goal)
    target = adjusted(goal)
    if target <= 0:
        raise Absence(ZERO)
    if goal["metric"] in ("deals_lost", "sales_cycle_length", "slip_rate"):
        if actual == 0:
            raise Absence(ZERO)
        return target / actual
    return actual / target


def goal_result(look: Look, goal: Record) -> Fraction:
    return figure(look, goal["metric"])


def figure(look: Look, metric: str) -> Fraction:
    """A figure that others are made of: from data or typed."""
    from . import says

    value = says(look, metric)
    if isinstance(value, str):
        raise Absence(value)
    assert isinstance(value, Fraction)
    return value


def target_gap(look: Look) -> Fraction:
    goal = quota(look, look.period)
    return adjusted(goal) - goal_result(look, goal)


def pace(look: Look) -> Fraction:
    goal = quota(look, look.period)
    if goal["metric"] not in ("revenue_won", "acv_won", "deals_won", "deals_lost", "pipeline_created"):
        raise Absence(NO_DATA)
    actual, target = goal_result(look, goal), adjusted(goal)
    if target <= 0:
        raise Absence(ZERO)
    elapsed = (look.until - look.start).days + 1
    return actual / (target * Fraction(elapsed, look.period.days))


# coverage


def covering(look: Look, goal: Record, period: Period) -> Fraction:
    """Σ amount (× p, or of one year) of what is open and due in `period`."""
    world = look.world
    if goal["metric"] not in ("revenue_won", "acv_won"):
        raise Absence(NO_GOAL)
    annual = goal["metric"] == "acv_won"
    deals = [deal for deal in pipeline(look) if period.holds(deal["due"])]
    total, given = Fraction(), 0
    for deal in deals:
        p = probability(look, deal) if world.has("coverage", "weighted") else Fraction(1)
        base = deal["arr"] if annual and deal["arr"] is not None else deal["amount"]
        if p is None or base is None or not deal["currency"]:
            continue
        minor = converted(world, base, deal["currency"], look.day)
        total += p * (acv(deal, minor) if annual else minor)
        given += 1
    if deals and not given:
        raise Absence(NO_DATA)
    if not deals and not watched(look, "deals"):
        raise Absence(NOT_WATCHED)
    return total


def pipeline_coverage(look: Look) -> Fraction:
    goal = quota(look, look.period)
    due = covering(look, goal, look.period)
    remaining = adjusted(goal)
    if not look.world.has("coverage", "full"):
        remaining -= won_until(look, goal)
    if remaining <= 0:
        raise Absence("target_met")
    return due / remaining


def won_until(look: Look, goal: Record) -> Fraction:
    world = look.world
    won = [d for d in in_scope(look) if world.newest(d)["status"] == "won"]
    inside = [d for d in won if world.newest(d)["closed"] and look.period.start <= world.newest(d)["closed"] <= look.day]
    if not inside and not watched(look, "deals"):
        raise Absence(NOT_WATCHED)
    if goal["metric"] == "acv_won":
        return sum(acv_values(look, inside), Fraction())
    return Fraction(
        sum(
            converted(world, minor, currency, day)
            for minor, currency, day in amounts(look, inside)
            if minor is not None and currency
        )
    )


def pipeline_coverage_next(look: Look) -> Fraction:
    following = look.period.next
    try:
        goal = quota(look, following)
    except Absence:
        if not look.world.has("coverage", "assume_current"):
            raise
        goal = quota(look, look.period)
    due = covering(look, goal, following)
    target = adjusted(goal)
    if target == 0:
        raise Absence(ZERO)
    return due / target


# forecast


def chosen(look: Look, days: list[date]) -> int | None:
    """Which of the days on which something was given, ascending, is the one."""
    world, period = look.world, look.period
    limit = min(look.asof, period.end)
    tokens = world.settings.get("forecast", ["first"])
    if "mid" in tokens:
        limit = min(limit, period.start + timedelta(days=period.days // 2 - 1))
    elif "last" in tokens:
        pass
    elif any(token.startswith("lead=") for token in tokens):
        limit = min(limit, period.end - timedelta(days=int(world.number("forecast", "lead"))))
    else:
        early = [day for day in days if period.start - timedelta(days=14) <= day <= limit]
        return max(i for i, day in enumerate(days) if day == early[0]) if early else None
    found = [i for i, day in enumerate(days) if day <= limit]
    return found[-1] if found else None


def forecast(look: Look) -> tuple[Fraction | None, Fraction | None]:
    """Commit and best case."""
    world = look.world
    given = sorted((f for f in world.forecasts if f["period"] == look.period.key), key=lambda f: (f["made_on"], f["id"]))
    if look.slice_of is not None and look.slice_of[0] != "owner":
        if given:
            raise Absence(NO_DATA)
        return from_categories(look)
    owner = look.slice_of[1] if look.slice_of else look.owner
    if owner is not None:
        theirs = [f for f in given if f["owner"] == owner]
        return pick(look, theirs) if theirs else from_categories(look)
    own = [f for f in given if f["owner"] is None]
    if own:
        return pick(look, own)
    reps = {f["owner"] for f in given}
    picked = {}
    for rep in reps:
        theirs = [f for f in given if f["owner"] == rep]
        place = chosen(look, [f["made_on"] for f in theirs])
        if place is not None:
            picked[rep] = theirs[place]
    with_quota = {
        g["owner"]
        for g in world.goals
        if g["owner"] and g["period"] == look.period.key and (g["name"] == "quota" or g["metric"] == "revenue_won")
    }
    if not picked or not with_quota <= picked.keys():
        return from_categories(look)
    commits, best = [f["commit"] for f in picked.values()], [f["best_case"] for f in picked.values()]
    return (
        None if None in commits else Fraction(sum(commits)),
        None if None in best else Fraction(sum(best)),
    )


def pick(look: Look, given: list[Record]) -> tuple[Fraction | None, Fraction | None]:
    place = chosen(look, [f["made_on"] for f in given])
    if place is None:
        raise Absence(NO_DATA)
    one = given[place]
    return tuple(None if one[name] is None else Fraction(one[name]) for name in ("commit", "best_case"))  # type: ignore[return-value]


def from_categories(look: Look) -> tuple[Fraction | None, Fraction | None]:
    world = look.world
    days = sorted({export.as_of for export in world.exports if "forecast_category" in export.columns})
    place = chosen(look, days)
    if place is None:
        raise Absence(NO_DATA)
    day = days[place]
    won = [
        world.newest(deal)
        for deal in in_scope(look)
        if world.newest(deal)["status"] == "won"
        and world.newest(deal)["closed"]
        and look.period.start <= world.newest(deal)["closed"] <= day
    ]
    due = [state(world, deal, day) for deal in in_scope(look) if is_open(world, deal, day)]
    due = [deal for deal in due if look.period.holds(deal["due"])]

    def summed(*categories: str) -> Fraction:
        total = sum(converted(world, r["amount"], r["currency"], r["closed"]) for r in won if r["amount"] is not None)
        total += sum(
            converted(world, d["amount"], d["currency"], day)
            for d in due
            if d["category"] in categories and d["amount"] is not None
        )
        return Fraction(total)

    return mixed_or(summed, "commit"), mixed_or(summed, "commit", "best_case")


class _Mixed(Fraction):
    """A figure of a forecast that has amounts without a rate."""


def mixed_or(summed: Callable[..., Fraction], *categories: str) -> Fraction:
    try:
        return summed(*categories)
    except Absence:
        return _Mixed(0)


def told(value: Fraction | None) -> Fraction:
    if value is None:
        raise Absence(NO_DATA)
    if isinstance(value, _Mixed):
        raise Absence(MIXED)
    return value


def forecast_commit(look: Look) -> Fraction:
    return told(forecast(look)[0])


def forecast_best_case(look: Look) -> Fraction:
    return told(forecast(look)[1])


def promise(look: Look) -> Fraction:
    if look.world.has("forecast", "best_case"):
        return forecast_best_case(look)
    if look.world.has("forecast", "midpoint"):
        return (forecast_commit(look) + forecast_best_case(look)) / 2
    return forecast_commit(look)


def forecast_accuracy(look: Look) -> Fraction:
    if not look.ended:
        raise Absence("not_ended")
    actual, given = revenue_won(look), promise(look)
    error = abs(actual - given)
    if look.world.has("forecast", "by_larger"):
        under = max(actual, given)
        if under == 0:
            raise Absence(ZERO)
        return 1 - error / under
    under = given if look.world.has("forecast", "by_forecast") else actual
    if under == 0:
        raise Absence(ZERO)
    return max(Fraction(), 1 - error / under)


def forecast_bias(look: Look) -> Fraction:
    if not look.ended:
        raise Absence("not_ended")
    actual, given = revenue_won(look), promise(look)
    if actual == 0:
        raise Absence(ZERO)
    return (given - actual) / actual


def commit_attainment(look: Look) -> Fraction:
    actual, given = revenue_won(look), forecast_commit(look)
    if given == 0:
        raise Absence(ZERO)
    return actual / given


def best_case_attainment(look: Look) -> Fraction:
    actual, given = revenue_won(look), forecast_best_case(look)
    if given == 0:
        raise Absence(ZERO)
    return actual / given


def forecast_spread(look: Look) -> Fraction:
    commit = forecast_commit(look)
    return forecast_best_case(look) - commit


# creation


def pipeline_created(look: Look) -> Fraction:
    found: list[Amount] = []
    for deal in created(look):
        row = look.world.newest(deal)
        if look.world.has("pipeline_created", "current_amount"):
            found.append((row["amount"], row["currency"], row["created"]))
        else:
            found.append((*first_amount(look, deal), row["created"]))
    return money_sum(look, found)


def first_amount(look: Look, deal: str) -> tuple[int | None, str | None]:
    rows = [row for _, row in look.world.history(deal)]
    minors = [row["amount"] for row in rows if row["amount"] is not None]
    currencies = [row["currency"] for row in rows if row["currency"] is not None]
    return (minors[0] if minors else None), (currencies[0] if currencies else None)


def deals_created(look: Look) -> Fraction:
    return how_many(look, len(created(look)))
