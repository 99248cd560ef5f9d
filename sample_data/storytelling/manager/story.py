"""Brandon, sales manager: six reps with territories and segments, and two of them short of pipeline in March."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from storytelling.contacts import Contact, Habit, of_deal
from storytelling.days import day
from storytelling.exports import Crm, Stage, activities, last_contacts, opportunity_id, salesforce_report, table
from storytelling.lives import Life
from storytelling.manager.team import REPS, Rep, decided, plans, undecided
from storytelling.past import Market, Quarter, closed_deals
from storytelling.story_file import File, Story, actions, entries, words

HERE = Path(__file__).parent
OWNER = "Brandon Nyberg"
TODAY = day("2026-04-01")
FIRST_ACTIVITY = day("2025-10-01")
STAGES = {
    "Qualification": Stage("opportunity", 10, "Pipeline"),
    "Needs Analysis": Stage("opportunity", 30, "Pipeline"),
    "Proposal/Price Quote": Stage("late", 60, "Best Case"),
    "Negotiation/Review": Stage("late", 80, "Commit"),
}
YEAR_BEFORE = (("2025-Q1", 3, 9), ("2025-Q2", 3, 10), ("2025-Q3", 2, 9))
EXPORT_DAYS = tuple(map(day, "2025-10-01 2025-11-03 2025-12-01 2026-01-05 2026-02-02 2026-03-02 2026-04-01".split()))
HABIT = Habit(
    on_stage={
        "Qualification": ("call", "Qualification"),
        "Needs Analysis": ("meeting", "Needs analysis"),
        "Proposal/Price Quote": ("demo", "Product demo"),
        "Negotiation/Review": ("meeting", "Terms"),
    },
    least_days=10,
    most_days=18,
    no_show=0.08,
)
FORECASTS = tuple(
    {"period": period, "made_on": day(made_on), "commit": f"{commit}USD", "best_case": f"{best_case}USD"}
    for period, made_on, commit, best_case in (
        ("2025-Q4", "2025-10-03", 2_200_000, 2_450_000),
        ("2025-Q4", "2025-11-17", 2_100_000, 2_300_000),
        ("2026-Q1", "2026-01-05", 2_150_000, 2_500_000),
        ("2026-Q1", "2026-02-16", 2_200_000, 2_450_000),
        ("2026-Q2", "2026-03-30", 2_150_000, 2_600_000),
    )
)
LEAVE = {
    "reason": "leave",
    "note": "Parental leave, two weeks in January",
    "agreed_by": "Brandon Nyberg",
    "agreed_on": day("2025-12-15"),
}
GOALS = (
    {"period": "2025-Q4", "name": "quota", "metric": "revenue_won", "target": "2100000USD"},
    {"period": "2026-Q1", "name": "quota", "metric": "revenue_won", "target": "2180000USD"},
    {"period": "2026-Q1", "name": "win rate", "metric": "win_rate", "target": "25%"},
    {"period": "2026-Q1", "name": "SMB revenue", "metric": "revenue_won", "target": "700000USD", "segment": "SMB"},
    {"period": "2026-Q2", "name": "quota", "metric": "revenue_won", "target": "2300000USD"},
    {
        "period": "2026-Q1",
        "name": "quota",
        "metric": "revenue_won",
        "target": "400000USD",
        "owner": "Maja Koskinen",
        "adjustments": [{"percent": "-5", **LEAVE}],
    },
)
BENCHMARKS = ({"period": "2026-Q1", "metric": "win_rate", "value": "24%", "benchmark": "company, all regions"},)


def identify(key: str) -> str:
    return opportunity_id(2**25 + int.from_bytes(sha256(key.encode()).digest()[:3], "big"))


def market_of(rep: Rep) -> Market:
    return Market(
        owner=rep.name,
        stages=tuple(STAGES),
        products=("Planning", "Planning", "Forecasting", "Analytics"),
        region_of=lambda _: rep.territory,
        segments=(rep.segment, rep.segment, rep.segment, rep.segment, rep.other_segment),
        sources=("Inbound", "Outbound", "Outbound", "Partner", "Event"),
        reasons=("Price", "Price", "No decision", "No decision", "Competitor", "Missing feature", "Budget frozen", ""),
        lost_amounts=(15_000, 90_000),
        identify=identify,
        next_steps=("Success criteria", "Reference call", "Price to the board", "Contract to legal"),
    )


def all_lives() -> list[Life]:
    lives: list[Life] = []
    planned = []
    users = Counter(rep.names for rep in REPS)
    pools = {names: iter(names(110 * users[names], OWNER)) for names in users}
    for rep in REPS:
        accounts = pools[rep.names]
        planned += [plan for quarter in ("2025-Q4", "2026-Q1") for plan in plans(rep, quarter, accounts)]
        lives += undecided(rep, market_of(rep), accounts)
        for key, won, lost in YEAR_BEFORE:
            quarter = Quarter(key, won, rep.quota * won // 4 // 500 * 500, lost, 70)
            lives += closed_deals(quarter, market_of(rep), [next(accounts) for _ in range(won + lost)])
    lives += decided(planned, market_of)
    return sorted(lives, key=lambda life: (life.created, life.id))


def files(lives: list[Life], contacts: list[Contact]) -> Iterator[File]:
    crm = Crm(STAGES, last_contacts(contacts))
    people = [(f"P{at:02d}", rep.name, rep.territory, rep.segment, OWNER) for at, rep in enumerate(REPS, start=1)]
    yield File("people.csv", "people", TODAY, "generic", table("id,name,territory,segment,manager", people))
    for as_of in EXPORT_DAYS:
        kept = [
            life for life in lives if as_of == EXPORT_DAYS[0] or as_of - (life.closed_on(as_of) or as_of) <= timedelta(days=95)
        ]
        yield File(f"team-{as_of}.csv", "deals", as_of, "salesforce", salesforce_report(kept, crm, as_of))
    recent = [contact for contact in contacts if contact.on >= FIRST_ACTIVITY]
    yield File("activities.csv", "activities", TODAY, "generic", activities(recent))
    quotas = [("quota", "revenue_won", rep.quota, "USD", "2026-Q1", rep.name) for rep in REPS if rep.name != "Maja Koskinen"]
    yield File("goals.csv", "goals", TODAY, "generic", table("name,metric,target,currency,period,owner", quotas))


def told(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def story() -> Story:
    lives = all_lives()
    contacts = [contact for life in lives for contact in of_deal(life, HABIT, day("2026-03-31"))]
    logged, cited = entries(told("entries.txt"), {life.account: life.id for life in lives})
    return Story(
        folder="manager",
        today=TODAY,
        role="manager",
        owner=OWNER,
        files=tuple(files(lives, contacts)),
        stages={name: stage.step for name, stage in STAGES.items()},
        periods=tuple({"key": key, "role": "manager", "owner": OWNER} for key in ("2025-Q4", "2026-Q1")),
        goals=GOALS,
        forecasts=FORECASTS,
        measurements=BENCHMARKS,
        entries=tuple(logged),
        texts=tuple(words(told("words-2026-Q1.txt"), "2026-Q1")),
        citations=tuple(cited),
        actions=tuple(actions(told("actions.txt"))),
    )
