"""Worlds at random: deals that open, move, slip, grow, close, reopen, vanish; in three currencies, with every sort of gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from .world import Export, Record, World

STEPS = {
    "Lead in": "lead",
    "Demo": "meeting",
    "Discovery": "opportunity",
    "Proposal": "late",
    "Contract": "late",
    "Signed": "won",
    "Dropped": "lost",
}
STAGES = list(STEPS)
OPEN_STAGES = STAGES[:5]
COLUMNS = frozenset(
    "id name account owner amount currency list_amount arr contract_months stage status probability created_on"
    " expected_close_on closed_on deal_type lead_source campaign loss_reason forecast_category last_activity_on next_step"
    " segment product".split()
)
TOKENS: dict[str, list[list[str]]] = {
    "deal_scope": [["new_business", "all"]],
    "win_rate": [["count", "value"], ["closed", "created"]],
    "average_deal_size": [["mean", "median"], ["amount", "acv"]],
    "sales_cycle_length": [["mean", "median"], ["won", "closed"], ["from_created", "from_first_meeting"]],
    "funnel": [["entered", "flow"]],
    "weighted_pipeline": [["deal", "stage", "historical"]],
    "stage_mix": [["value", "count"]],
    "stalled": [["days=30", "days=10", "days=0"], ["any", "activity", "stage"], ["", "days.Proposal=5"]],
    "slipped": [["ever_due", "opening"]],
    "coverage": [["gross", "weighted"], ["remaining", "full"], ["require_next", "assume_current"]],
    "forecast": [
        ["first", "mid", "last", "lead=30"],
        ["commit", "best_case", "midpoint"],
        ["by_actual", "by_forecast", "by_larger"],
    ],
    "pipeline_created": [["first_amount", "current_amount"]],
    "show_rate": [["kept", "booked"]],
    "activities_per_won_deal": [["period", "linked"]],
    "renewal_rate": [["due", "due", "closed_basis"], ["by_count", "by_value"], ["grace=30", "grace=10"]],
    "retention": [["period", "trailing_12m"], ["cohort_reactivation", "all_reactivation"]],
    "churn_risk": [["window=90", "window=40"], ["probability=0.5", "probability=0.3"]],
    "clv": [["margin", "revenue"], ["logo_churn", "revenue_churn"]],
    "new_customers": [["deals", "mrr"]],
    "revenue_growth": [["previous", "year_ago"]],
    "sales_velocity": [["open_deals", "closed_deals"]],
    "comparison": [["same_point", "same_point", "full"]],
}
BEGIN, END = date(2023, 6, 1), date(2024, 9, 30)
"""The worlds' span; 29 February 2024 lies in it."""


def generate(seed: int) -> World:
    chance = Random(seed)
    settings = {name: [t for t in (chance.choice(group) for group in groups) if t] for name, groups in TOKENS.items()}
    today = chance.choice([date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 3), date(2024, 5, 20), date(2024, 7, 1), END])
    world = World(
        today,
        [],
        STEPS,
        STAGES,
        settings=settings,
        missing=chance.choice(["drop", "drop", "keep"]),
        grace=chance.choice([7, 7, 0, 14]),
        stage_probability={s: Fraction(chance.randrange(0, 11), 10) for s in OPEN_STAGES if chance.random() < 0.6},
        rates=[
            (
                code,
                day,
                Fraction(chance.randrange(50, 150), 100) if code == "EUR" else Fraction(chance.randrange(60, 80), 10000),
            )
            for code, rare in (("EUR", 0.2), ("JPY", 0.3))
            for day in (BEGIN - timedelta(days=400), date(2024, 1, 10), date(2024, 3, 1))
            if chance.random() > rare * 0.3
        ],
    )
    currencies = chance.choice([["USD"], ["USD"], ["USD", "USD", "EUR", "JPY"]])
    sources = chance.choice([["one"], ["one"], ["one", "two"]])
    lives = {
        f"{source[:1]}{n}": (source, life(chance, f"{source[:1]}{n}", currencies))
        for source in sources
        for n in range(chance.randrange(6, 30))
    }
    take_exports(world, chance, lives, sources)
    ids = world.deals()
    world.removed = {deal for deal in ids if chance.random() < 0.04}
    add_activities(world, chance, ids)
    add_customers(world, chance, currencies)
    add_plans(world, chance)
    world.segments = {f"Account {n}": chance.choice(["SMB", "Mid"]) for n in range(8) if chance.random() < 0.4}
    world.watched = watching(world, chance)
    return world


def day_between(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange(max(1, (last - first).days + 1)))


def life(chance: Random, deal: str, currencies: Sequence[str]) -> list[tuple[date, Record]]:
    """What the CRM says of the deal from each day on."""
    born = day_between(chance, BEGIN, END - timedelta(days=20))
    kind = chance.choice(["new", "new", "new", "upsell", "addon", "renewal", "renewal", None])
    row: dict[str, Any] = {
        "name": f"Deal {deal}",
        "account": chance.choice([f"Account {chance.randrange(8)}", f"Account {chance.randrange(8)}", None]),
        "owner": chance.choice(["Anna", "Bo"]),
        "amount": chance.choice(
            [None, 0, chance.randrange(-5_000_00, -1), *(chance.randrange(1, 90_000_00) for _ in range(9))]
        ),
        "currency": chance.choice(currencies),
        "list": chance.choice([None, 0, chance.randrange(1, 99_000_00), chance.randrange(1, 99_000_00)]),
        "arr": chance.choice([None, None, None, chance.randrange(1, 50_000_00)]),
        "months": chance.choice([None, 1, 12, 24, 36]),
        "stage": chance.choice(OPEN_STAGES[:3]),
        "status": "open",
        "probability": chance.choice([None, "0", "0.2", "0.5", "0.75", "1"]),
        "created": born if chance.random() > 0.05 else None,
        "due": day_between(chance, born, born + timedelta(days=150)) if chance.random() > 0.05 else None,
        "closed": None,
        "type": kind,
        "source": chance.choice(["inbound", "outbound", None]),
        "campaign": chance.choice(["spring", None]),
        "reason": None,
        "category": chance.choice(["pipeline", "commit", "best_case", "omitted", None]),
        "last_activity": None,
        "next_step": chance.choice([None, " ", "Call"]),
        "segment": chance.choice(["SMB", "Mid", None]),
        "product": chance.choice(["A", "B"]),
    }
    if row["amount"] is None and chance.random() < 0.5:
        row["currency"] = None
    told, now = [(born, dict(row))], born
    for _ in range(chance.randrange(0, 7)):
        now += timedelta(days=chance.randrange(1, 50))
        change(chance, row, now, currencies)
        told.append((now, dict(row)))
    return told


def change(chance: Random, row: Record, now: date, currencies: Sequence[str]) -> None:
    what = chance.random()
    if row["status"] != "open":
        if what < 0.15:
            row.update(status="open", closed=None, stage=chance.choice(OPEN_STAGES), reason=None)
        return
    if what < 0.3:
        row["stage"] = chance.choice(OPEN_STAGES)
    elif what < 0.5:
        row["due"] = day_between(chance, now - timedelta(days=20), now + timedelta(days=120))
    elif what < 0.6:
        row["amount"] = chance.choice([None, chance.randrange(1, 90_000_00)])
        row["currency"] = row["currency"] or currencies[0]
    elif what < 0.7:
        row["last_activity"] = day_between(chance, now - timedelta(days=30), now)
        row["probability"] = chance.choice([None, "0.1", "0.9"])
        row["category"] = chance.choice(["pipeline", "commit", "best_case", "omitted"])
    else:
        close(chance, row, now)


def close(chance: Random, row: Record, now: date) -> None:
    row["status"] = chance.choice(["won", "lost"])
    row["closed"] = now - timedelta(days=chance.choice([0, 0, 0, 2, 30, 200]))
    if chance.random() < 0.7:
        row["stage"] = "Signed" if row["status"] == "won" else "Dropped"
    if row["status"] == "lost":
        row["reason"] = chance.choice(["Price", "No decision", None, " Duplicate ", "Price"])


def take_exports(
    world: World, chance: Random, lives: dict[str, tuple[str, list[tuple[date, Record]]]], sources: Sequence[str]
) -> None:
    run = 0
    for source in sources:
        days = sorted({day_between(chance, BEGIN + timedelta(days=60), world.today) for _ in range(chance.randrange(1, 9))})
        for day in days:
            run += 1
            style = chance.random()
            rows = {}
            for deal, (theirs, told) in lives.items():
                known = [row for since, row in told if since <= day]
                if theirs != source or not known or chance.random() < 0.05:
                    continue
                if (style < 0.15 and known[-1]["status"] != "open") or (style > 0.9 and known[-1]["owner"] != "Anna"):
                    continue
                rows[deal] = dict(known[-1])
            columns = (
                COLUMNS
                - ({"next_step"} if chance.random() < 0.1 else set())
                - ({"forecast_category"} if chance.random() < 0.2 else set())
            )
            if rows:
                world.exports.append(Export(run, source, day, rows, columns))


def add_activities(world: World, chance: Random, ids: Sequence[str]) -> None:
    outcomes = [None, "held", "qualified", "not_qualified", "no_show", "cancelled", "rescheduled"]
    for number in range(chance.choice([0, 15, 60])):
        deal = chance.choice([*ids, None, "unknown"]) if ids and chance.random() < 0.8 else None
        world.activities.append(
            {
                "id": number + 1,
                "on": day_between(chance, BEGIN, world.today + timedelta(days=10)),
                "kind": chance.choice(["call", "email", "meeting", "meeting", "demo", "task", "other"]),
                "subject": chance.choice([None, None, "Product DEMO", "Follow up", "Uppföljning", "Lunch"]),
                "outcome": chance.choice(outcomes),
                "done": chance.random() > 0.1,
                "owner": chance.choice(["Anna", "Bo"]),
                "deal": deal,
                "account": chance.choice([None, f"Account {chance.randrange(8)}"]),
            }
        )


def add_customers(world: World, chance: Random, currencies: Sequence[str]) -> None:
    for number in range(chance.choice([0, 10, 40])):
        world.movements.append(
            {
                "id": number + 1,
                "month": day_between(chance, date(2023, 1, 1), world.today).replace(day=1),
                "account": f"Account {chance.randrange(6)}",
                "kind": chance.choice(["new", "new", "expansion", "reactivation", "contraction", "churn"]),
                "amount": chance.randrange(0, 3_000_00),
                "currency": currencies[0] if chance.random() < 0.9 else chance.choice(currencies),
                "owner": chance.choice(["Anna", "Bo"]),
            }
        )


def add_plans(world: World, chance: Random) -> None:
    keys = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2023-12", "2024-01", "2024-02", "2024-03"]
    metrics = ["revenue_won", "revenue_won", "acv_won", "win_rate", "deals_lost", "sales_cycle_length", "pipeline_created"]
    names = {}
    for number in range(chance.choice([0, 3, 12])):
        metric = chance.choice(metrics)
        is_money = metric in ("revenue_won", "acv_won", "pipeline_created")
        goal = {
            "id": number + 1,
            "name": chance.choice(["quota", "other", "third"]),
            "metric": metric,
            "money": is_money,
            "target": chance.randrange(1, 300_000_00) if is_money else Fraction(chance.randrange(1, 60), 10),
            "period": chance.choice(keys),
            "owner": chance.choice([None, None, "Anna", "Bo"]),
            "segment": chance.choice([None, None, None, "SMB"]),
            "adjustments": [],
        }
        if chance.random() < 0.5:
            goal["adjustments"] = [{"percent": Fraction(chance.choice([-10, -35, 5]))}, {"percent": Fraction(-15, 2)}]
            if is_money:
                goal["adjustments"].append({"amount": chance.randrange(-50_000_00, 1_000_00)})
        names[goal["name"], goal["period"], goal["owner"], goal["segment"]] = goal
    world.goals = sorted(names.values(), key=lambda goal: goal["id"])
    for number in range(chance.choice([0, 0, 4, 14])):
        world.forecasts.append(
            {
                "id": number + 1,
                "period": chance.choice(keys),
                "made_on": day_between(chance, date(2023, 9, 20), date(2024, 6, 30)),
                "commit": chance.choice([None, chance.randrange(0, 200_000_00), chance.randrange(0, 200_000_00)]),
                "best_case": chance.randrange(0, 300_000_00),
                "owner": chance.choice([None, None, "Anna", "Bo"]),
            }
        )
    for metric, value in (
        ("leads", 40),
        ("acquisition_cost", 60_000_00),
        ("gross_margin", Fraction(4, 5)),
        ("lead_response_hours", 3),
        ("win_rate", Fraction(3, 10)),
    ):
        world.typed += [
            {"metric": metric, "period": key, "value": value, "owner": chance.choice([None, None, "Anna"])}
            for key in keys
            if chance.random() < 0.3
        ]


def watching(world: World, chance: Random) -> dict[str, tuple[date, date]]:
    found = {}
    if world.exports:
        found["deals"] = min(e.as_of for e in world.exports), max(e.as_of for e in world.exports)
    for what in ("activities", "mrr"):
        if chance.random() < 0.7:
            first, newest = sorted(day_between(chance, BEGIN, world.today) for _ in range(2))
            found[what] = first, newest
    return found
