"""Daniel, enterprise account executive: few large deals, a quota in annual contract value, two slips that cost the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storytelling.chance import between
from storytelling.contacts import Contact, Habit, of_deal
from storytelling.days import day
from storytelling.exports import Crm, Stage, activities, last_contacts, sheet, table
from storytelling.lives import Life, read
from storytelling.names import english
from storytelling.past import Market, Quarter, closed_deals
from storytelling.story_file import File, Story, actions, entries, words

HERE = Path(__file__).parent
OWNER = "Daniel Brandt"
TODAY = day("2026-04-01")
FIRST_ACTIVITY = day("2025-04-01")
STAGES = {
    "Discovery": Stage("opportunity", 20, "Pipeline"),
    "Solution Design": Stage("opportunity", 40, "Pipeline"),
    "Proposal": Stage("late", 60, "Best Case"),
    "Procurement": Stage("late", 80, "Commit"),
}
PAST = (
    Quarter("2025-Q1", 4, 700_000, 8, 74),
    Quarter("2025-Q2", 4, 760_000, 9, 76),
    Quarter("2025-Q3", 3, 520_000, 7, 80),
)
EXPORT_DAYS = tuple(map(day, "2025-10-01 2025-11-03 2025-12-01 2026-01-05 2026-02-02 2026-03-02 2026-04-01".split()))
HABIT = Habit(
    on_stage={
        "Discovery": ("meeting", "Discovery"),
        "Solution Design": ("demo", "Technical demo with the architects"),
        "Proposal": ("meeting", "Proposal walk-through"),
        "Procurement": ("meeting", "Terms with purchasing"),
    },
    least_days=6,
    most_days=11,
    extra_meetings=((day("2025-01-01"), TODAY, 0.2),),
)
AGREED = {
    "reason": "other",
    "note": "Solution engineer from September",
    "agreed_by": "Ruth Callan",
    "agreed_on": day("2025-10-06"),
}
GOALS = (
    {
        "period": "2025-Q4",
        "name": "quota",
        "metric": "acv_won",
        "target": "780000USD",
        "adjustments": [{"amount": "20000USD", **AGREED}],
    },
    {"period": "2025-Q4", "name": "forecast accuracy", "metric": "forecast_accuracy", "target": "90%"},
    {"period": "2026-Q1", "name": "quota", "metric": "acv_won", "target": "1140000USD"},
    {"period": "2026-Q1", "name": "forecast accuracy", "metric": "forecast_accuracy", "target": "90%"},
    {"period": "2026-Q2", "name": "quota", "metric": "acv_won", "target": "1150000USD"},
)
FORECASTS = tuple(
    {"period": period, "made_on": day(made_on), "commit": f"{commit}USD", "best_case": f"{best_case}USD"}
    for period, made_on, commit, best_case in (
        ("2025-Q4", "2025-10-02", 850_200, 980_000),
        ("2025-Q4", "2025-12-05", 790_000, 860_000),
        ("2026-Q1", "2026-01-05", 1_260_000, 1_480_000),
        ("2026-Q1", "2026-02-16", 1_230_000, 1_340_000),
        ("2026-Q1", "2026-03-23", 1_060_000, 1_090_000),
        ("2026-Q2", "2026-03-31", 1_020_000, 1_500_000),
    )
)
BENCHMARKS = (
    {"period": "2026-Q1", "metric": "win_rate", "value": "30%", "benchmark": "team average"},
    {"period": "2026-Q1", "metric": "sales_cycle_length", "value": "88", "benchmark": "team average"},
)


def identify(key: str) -> str:
    return f"E-{between(10_000, 99_999, key)}"


def all_lives() -> list[Life]:
    market = Market(
        owner=OWNER,
        stages=tuple(STAGES),
        products=("Suite", "Claims", "Planning"),
        region_of=lambda _: "England",
        segments=("Manufacturing", "Manufacturing", "Financial services", "Utilities", "Retail"),
        sources=("Outbound", "Outbound", "Partner", "Partner", "Inbound", "Event"),
        reasons=("Price", "No decision", "No decision", "Competitor", "Missing feature", "Budget frozen"),
        lost_amounts=(80_000, 320_000),
        identify=identify,
        new="New business",
    )
    lives = list(read(told("deals.txt"), OWNER, tuple(STAGES), identify))
    named = {life.account for life in lives}
    pool = [name for name in english(90, OWNER) if name not in named]
    for quarter in PAST:
        count = quarter.won + quarter.lost
        lives += closed_deals(quarter, market, pool[:count])
        pool = pool[count:]
    return sorted(lives, key=lambda life: (life.created, life.id))


def files(lives: list[Life], contacts: list[Contact]) -> Iterator[File]:
    crm = Crm(STAGES, last_contacts(contacts))
    rows = [(f"A{number:04d}", life.account, life.segment, life.region) for number, life in enumerate(lives, start=1)]
    yield File("accounts.csv", "accounts", TODAY, "generic", table("id,name,segment,region", rows))
    for as_of in EXPORT_DAYS:
        yield File(f"deals-{as_of}.csv", "deals", as_of, "generic", sheet(lives, crm, as_of))
    kept = [contact for contact in contacts if contact.on >= FIRST_ACTIVITY]
    yield File("activities.csv", "activities", TODAY, "generic", activities(kept))


def told(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def story() -> Story:
    lives = all_lives()
    contacts = [contact for life in lives for contact in of_deal(life, HABIT, day("2026-03-31"))]
    logged, cited = entries(told("entries.txt"), {life.account: life.id for life in lives})
    return Story(
        folder="enterprise_ae",
        today=TODAY,
        role="enterprise_ae",
        owner=OWNER,
        files=tuple(files(lives, contacts)),
        stages={name: stage.step for name, stage in STAGES.items()},
        periods=tuple({"key": key, "role": "enterprise_ae", "owner": OWNER} for key in ("2025-Q4", "2026-Q1")),
        goals=GOALS,
        forecasts=FORECASTS,
        measurements=BENCHMARKS,
        entries=tuple(logged),
        texts=tuple(words(told("words-2026-Q1.txt"), "2026-Q1")),
        citations=tuple(cited),
        actions=tuple(actions(told("actions.txt"))),
    )
