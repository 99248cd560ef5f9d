"""Ashley, account manager: fourteen of fifteen renewals signed, two mid-size accounts at risk that were seen late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storytelling.account_manager.customers import movements, renewals
from storytelling.chance import between
from storytelling.contacts import Contact, Habit, of_deal
from storytelling.days import day
from storytelling.exports import Crm, Stage, activities, last_contacts, sheet, table
from storytelling.lives import Life, read
from storytelling.story_file import File, Story, actions, entries, words

HERE = Path(__file__).parent
OWNER = "Ashley Holm"
TODAY = day("2026-04-01")
STAGES = {
    "Success Review": Stage("opportunity", 60, "Pipeline"),
    "Terms Sent": Stage("late", 75, "Best Case"),
    "Negotiation": Stage("late", 85, "Commit"),
}
EXPORT_DAYS = tuple(map(day, "2025-10-01 2025-11-03 2025-12-01 2026-01-05 2026-02-02 2026-03-02 2026-04-01".split()))
HABIT = Habit(
    on_stage={
        "Success Review": ("meeting", "Success review"),
        "Terms Sent": ("meeting", "Terms"),
        "Negotiation": ("call", "Open points"),
    },
    least_days=9,
    most_days=15,
    extra_meetings=((day("2026-01-01"), TODAY, 0.15),),
)
GOALS = (
    {"period": "2025-Q4", "name": "quota", "metric": "renewed_mrr", "target": "900000USD"},
    {"period": "2026-Q1", "name": "quota", "metric": "renewed_mrr", "target": "950000USD"},
    {"period": "2026-Q1", "name": "expansion", "metric": "expansion_revenue", "target": "220000USD"},
    {"period": "2026-Q1", "name": "net retention", "metric": "net_revenue_retention", "target": "101%"},
)
MEASUREMENTS = (
    {"period": "2025-Q4", "metric": "gross_margin", "value": "78%"},
    {"period": "2026-Q1", "metric": "gross_margin", "value": "78%", "note": "From finance, subscription only"},
    {"period": "2026-Q1", "metric": "acquisition_cost", "value": "90000USD", "note": "Two referrals, partner fee included"},
    {"period": "2026-Q1", "metric": "renewal_rate", "value": "91%", "benchmark": "team average"},
)


def identify(key: str) -> str:
    return f"C-{between(10_000, 99_999, key)}"


def files(renewed: list[Life], others: list[Life], contacts: list[Contact]) -> Iterator[File]:
    crm = Crm(STAGES, last_contacts(contacts))
    lives = sorted([*renewed, *others], key=lambda life: (life.created, life.id))
    accounts = {life.account: (life.segment, life.region) for life in lives}
    rows = [(f"A{number:04d}", name, *accounts[name]) for number, name in enumerate(sorted(accounts), start=1)]
    yield File("accounts.csv", "accounts", TODAY, "generic", table("id,name,segment,region", rows))
    for as_of in EXPORT_DAYS:
        yield File(f"deals-{as_of}.csv", "deals", as_of, "generic", sheet(lives, crm, as_of))
    yield File("activities.csv", "activities", TODAY, "generic", activities(contacts))
    yield File("mrr.csv", "mrr", TODAY, "generic", table("month,account,kind,amount,currency", movements(others, TODAY)))


def told(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def story() -> Story:
    others = list(read(told("deals.txt"), OWNER, tuple(STAGES), identify))
    renewed = list(renewals(OWNER, tuple(STAGES), identify, TODAY))
    contacts = [contact for life in (*renewed, *others) for contact in of_deal(life, HABIT, day("2026-03-31"))]
    deals: dict[str, list[Life]] = {}
    for life in (*renewed, *others):
        deals.setdefault(life.account, []).append(life)
    logged, cited = entries(told("entries.txt"), {name: lives[0].id for name, lives in deals.items() if len(lives) == 1})
    return Story(
        folder="account_manager",
        today=TODAY,
        role="account_manager",
        owner=OWNER,
        files=tuple(files(renewed, others, contacts)),
        stages={name: stage.step for name, stage in STAGES.items()},
        periods=tuple({"key": key, "role": "account_manager", "owner": OWNER} for key in ("2025-Q4", "2026-Q1")),
        goals=GOALS,
        measurements=MEASUREMENTS,
        entries=tuple(logged),
        texts=tuple(words(told("words-2026-Q1.txt"), "2026-Q1")),
        citations=tuple(cited),
        actions=tuple(actions(told("actions.txt"))),
    )
