"""Michael, account executive: two years of deals, thirteen weekly exports of the quarter that has just ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from storytelling.contacts import Contact, Habit, cold, of_deal
from storytelling.days import day, every, later
from storytelling.exports import Crm, Stage, activities, last_contacts, opportunity_id, salesforce_report, table
from storytelling.lives import WON, Life, read
from storytelling.names import norwegian
from storytelling.past import Market, Quarter, closed_deals
from storytelling.story_file import File, Story, actions, entries, words

HERE = Path(__file__).parent
OWNER = "Michael Aalto"
TODAY = day("2026-04-01")
FIRST_ACTIVITY = day("2025-01-01")
STAGES = {
    "Lead In": Stage("lead", 10, "Pipeline"),
    "First Meeting": Stage("meeting", 20, "Pipeline"),
    "Needs Analysis": Stage("opportunity", 40, "Pipeline"),
    "Proposal": Stage("late", 60, "Best Case"),
    "Negotiation": Stage("late", 80, "Commit"),
}
PAST = (
    Quarter("2024-Q2", 6, 168_000, 20, 71),
    Quarter("2024-Q3", 7, 217_000, 22, 74),
    Quarter("2024-Q4", 9, 315_000, 25, 70),
    Quarter("2025-Q1", 8, 288_000, 24, 76),
    Quarter("2025-Q2", 10, 385_000, 27, 79),
    Quarter("2025-Q3", 8, 300_000, 24, 83),
    Quarter("2025-Q4", 10, 410_000, 26, 82),
)
CUSTOMERS_WHO_COME_BACK = {
    "2024-Q4": ("Myrlund Helse AS",),
    "2025-Q1": ("Ulvberg Gruppen AS", "Torvald Vekst AS", "Saltmyr Fisk AS", "Grenlund Trevare AS"),
    "2025-Q2": ("Brusvik Bakeri AS", "Hvalstrand Marina AS"),
}
EXPORT_DAYS = (day("2025-10-01"), day("2025-11-03"), day("2025-12-01"), *every(7, day("2026-01-05"), day("2026-03-30")), TODAY)
KEPT_IN_REPORT = timedelta(days=120)
HABIT = Habit(
    on_stage={
        "Lead In": ("call", "First call"),
        "First Meeting": ("meeting", "First meeting"),
        "Needs Analysis": ("meeting", "Needs analysis with the planning team"),
        "Proposal": ("demo", "Product demo"),
        "Negotiation": ("meeting", "Commercial terms"),
    },
    no_show=0.14,
    extra_meetings=((day("2025-01-01"), day("2025-12-31"), 0.08),),
)
COLD_CALLS = (("2025-01-01", 9.0), ("2025-04-01", 8.0), ("2025-07-01", 7.0), ("2025-10-01", 7.5), ("2026-01-01", 15.0))


QUOTAS = {
    "2024-Q4": 320_000,
    "2025-Q1": 330_000,
    "2025-Q2": 360_000,
    "2025-Q3": 370_000,
    "2025-Q4": 402_000,
    "2026-Q2": 520_000,
}
FORECASTS = (
    ("2025-01-07", "2025-Q1", 340_000, 410_000),
    ("2025-02-14", "2025-Q1", 315_000, 360_000),
    ("2025-03-21", "2025-Q1", 290_000, 300_000),
    ("2025-04-02", "2025-Q2", 350_000, 440_000),
    ("2025-05-16", "2025-Q2", 365_000, 420_000),
    ("2025-06-20", "2025-Q2", 380_000, 395_000),
    ("2025-07-02", "2025-Q3", 372_000, 430_000),
    ("2025-08-15", "2025-Q3", 325_000, 370_000),
    ("2025-09-19", "2025-Q3", 305_000, 315_000),
    ("2025-10-02", "2025-Q4", 471_500, 540_000),
    ("2025-11-14", "2025-Q4", 430_000, 480_000),
    ("2025-12-15", "2025-Q4", 405_000, 425_000),
    ("2026-01-05", "2026-Q1", 711_200, 820_000),
    ("2026-02-13", "2026-Q1", 640_000, 730_000),
    ("2026-03-20", "2026-Q1", 565_000, 590_000),
    ("2026-03-30", "2026-Q2", 480_000, 620_000),
)
MEASUREMENTS = (
    ("average_discount", "2025-Q4", "12%", ""),
    ("average_discount", "2026-Q1", "8%", ""),
)
BENCHMARKS = (
    {"period": "2026-Q1", "metric": "win_rate", "value": "25%", "benchmark": "team average", "note": "Five reps, Nordics"},
    {"period": "2026-Q1", "metric": "forecast_accuracy", "value": "81%", "benchmark": "team average"},
    {"period": "2025-Q4", "metric": "win_rate", "value": "24%", "benchmark": "team average"},
)
RAMP = {"reason": "ramp", "agreed_by": "Karin Berg"}
AGREED_GOALS = (
    {
        "period": "2024-Q2",
        "name": "quota",
        "metric": "revenue_won",
        "target": "260000USD",
        "adjustments": [{"percent": "-40", **RAMP, "note": "First quarter in the role", "agreed_on": day("2024-04-08")}],
    },
    {
        "period": "2024-Q3",
        "name": "quota",
        "metric": "revenue_won",
        "target": "300000USD",
        "adjustments": [{"percent": "-20", **RAMP, "note": "Second quarter in the role", "agreed_on": day("2024-07-01")}],
    },
    {
        "period": "2026-Q1",
        "name": "quota",
        "metric": "revenue_won",
        "target": "530000USD",
        "adjustments": [
            {
                "amount": "-25000USD",
                "reason": "reassigned",
                "note": "Denmark to Freja Dam: 4 open deals",
                "agreed_by": "Karin Berg",
                "agreed_on": day("2026-02-16"),
            }
        ],
    },
    {"period": "2026-Q1", "name": "forecast accuracy", "metric": "forecast_accuracy", "target": "90%"},
    {"period": "2026-Q1", "name": "win rate", "metric": "win_rate", "target": "28%"},
    {"period": "2026-Q1", "name": "next quarter's coverage", "metric": "pipeline_coverage_next", "target": "3"},
)
LATER_MOVEMENTS: tuple[tuple[str, str, str, Decimal | None], ...] = (
    ("2025-05-01", "Isgard Mat AS", "churn", None),
    ("2025-08-01", "Myrlund Helse AS", "contraction", Decimal(500)),
    ("2025-09-01", "Rosenvær Handel AS", "churn", None),
    ("2026-01-01", "Torvald Vekst AS", "expansion", Decimal(640)),
    ("2026-02-01", "Saltmyr Fisk AS", "contraction", Decimal(458)),
    ("2026-02-01", "Rosenvær Handel AS", "reactivation", Decimal(1500)),
    ("2026-03-01", "Grenlund Trevare AS", "churn", None),
)


def identify(key: str) -> str:
    """Michael's opportunity for `key`; ids look alike within an org, and no two are the same."""
    return opportunity_id(int.from_bytes(sha256(key.encode()).digest()[:3], "big"))


def market() -> Market:
    return Market(
        owner=OWNER,
        stages=tuple(STAGES),
        products=("Planning", "Planning", "Forecasting", "Forecasting", "Analytics", "Connect"),
        region_of=lambda account: "Denmark" if account.endswith("A/S") else "Norway",
        segments=("SMB", "SMB", "Mid-Market", "Mid-Market", "Mid-Market", "Enterprise"),
        sources=("Outbound", "Outbound", "Inbound", "Inbound", "Partner", "Event", "Referral"),
        reasons=("Price", "Price", "No decision", "No decision", "Competitor", "Missing feature", "Budget frozen", ""),
        lost_amounts=(9_000, 78_000),
        identify=identify,
        next_steps=("Agree success criteria", "Reference call", "Price to the board", "Contract to legal"),
    )


def all_lives() -> list[Life]:
    lives = [life for quarter in PAST for life in closed_deals(quarter, market(), _accounts(quarter))]
    for file in ("quarter.txt", "renewals.txt"):
        lives += read((HERE / file).read_text(encoding="utf-8"), OWNER, tuple(STAGES), identify)
    return sorted(lives, key=lambda life: (life.created, life.id))


def _accounts(quarter: Quarter) -> list[str]:
    """Accounts of a past quarter: customers who come back later first, so that theirs are among the won deals."""
    pool = norwegian(sum(q.won + q.lost for q in PAST), OWNER)
    start = sum(q.won + q.lost for q in PAST[: PAST.index(quarter)])
    known = CUSTOMERS_WHO_COME_BACK.get(quarter.key, ())
    others = pool[start : start + quarter.won + quarter.lost - len(known)]
    return [*known, *(name.replace(" AS", " A/S") if at % 5 == 3 else name for at, name in enumerate(others))]


def all_contacts(lives: list[Life]) -> list[Contact]:
    contacts = [contact for life in lives for contact in of_deal(life, HABIT, TODAY - timedelta(days=1))]
    starts = [*(day(on) for on, _ in COLD_CALLS), TODAY]
    prospects = tuple(norwegian(400, "prospects")[230:])
    for (_, per_week), first, following in zip(COLD_CALLS, starts, starts[1:], strict=False):
        contacts += cold(OWNER, "call", per_week, first, later(following, -1), prospects)
        contacts += cold(OWNER, "email", 4.0, first, later(following, -1), prospects)
    return contacts


def reports(lives: list[Life], crm: Crm) -> Iterator[File]:
    """The exports: the first holds the whole past, each later one what is open or was closed in the last 120 days."""
    for as_of in EXPORT_DAYS:
        shown = lives if as_of == EXPORT_DAYS[0] else [life for life in lives if _in_report(life, as_of)]
        text = salesforce_report(shown, crm, as_of)
        yield File(f"report-{as_of}.csv", "deals", as_of, "salesforce", text)


def _in_report(life: Life, as_of: date) -> bool:
    closed = life.closed_on(as_of)
    return closed is None or as_of - closed <= KEPT_IN_REPORT


def movements(lives: list[Life]) -> list[tuple[str, str, str, Decimal, str]]:
    """Monthly revenue of Michael's customers: a twelfth of what they signed, from the month after, and what became of it."""
    rows = []
    monthly: dict[str, Decimal] = {}
    for life in lives:
        closed = life.closed_on(TODAY)
        if closed and life.end.stage == WON and life.type != "Renewal" and life.end.amount is not None:
            month = later(closed.replace(day=1), 31).replace(day=1)
            amount = (life.end.amount / 12).quantize(Decimal(1))
            if month < TODAY:
                monthly[life.account] = monthly.get(life.account, Decimal(0)) + amount
                rows.append(
                    (month.isoformat(), life.account, "new" if life.type == "New Business" else "expansion", amount, "USD")
                )
    rows += [(month, account, kind, amount or monthly[account], "USD") for month, account, kind, amount in LATER_MOVEMENTS]
    return sorted(rows)


def goals() -> str:
    rows: list[tuple[str, ...]] = []
    for key, quota in QUOTAS.items():
        rows.append(("quota", "revenue_won", str(quota), "USD", key, ""))
    for key in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q2"):
        rows.append(("forecast accuracy", "forecast_accuracy", "90%" if key > "2026" else "85%", "", key, ""))
        rows.append(("win rate", "win_rate", "28%" if key > "2025-Q2" else "25%", "", key, ""))
    return table("name,metric,target,currency,period,owner", rows)


def files(lives: list[Life], contacts: list[Contact]) -> Iterator[File]:
    crm = Crm(STAGES, last_contacts(contacts), us_dates=True)
    accounts = {life.account: (life.segment, life.region) for life in lives}
    rows = [(f"A{number:04d}", name, *accounts[name]) for number, name in enumerate(sorted(accounts), start=1)]
    people = [("P01", OWNER, "Norway", "Mid-Market", "Karin Berg"), ("P02", "Freja Dam", "Denmark", "Mid-Market", "Karin Berg")]
    kept = [contact for contact in contacts if contact.on >= FIRST_ACTIVITY]
    yield File("people.csv", "people", TODAY, "generic", table("id,name,territory,segment,manager", people))
    yield File("accounts.csv", "accounts", TODAY, "generic", table("id,name,segment,region", rows))
    yield from reports(lives, crm)
    yield File("activities.csv", "activities", TODAY, "generic", activities(kept))
    yield File("mrr.csv", "mrr", TODAY, "generic", table("month,account,kind,amount,currency", movements(lives)))
    yield File("goals.csv", "goals", TODAY, "generic", goals())
    head = "made_on,period,commit,best_case,currency,owner"
    yield File("forecasts.csv", "forecasts", TODAY, "generic", table(head, [(*row, "USD", "") for row in FORECASTS]))
    yield File("measurements.csv", "measurements", TODAY, "generic", table("metric,period,value,label", MEASUREMENTS))


def told(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def story() -> Story:
    lives = all_lives()
    contacts = all_contacts(lives)
    logged, cited = entries(told("entries.txt"), {life.account: life.id for life in lives})
    return Story(
        folder="ae",
        today=TODAY,
        role="ae",
        owner=OWNER,
        files=tuple(files(lives, contacts)),
        stages={name: stage.step for name, stage in STAGES.items()},
        periods=tuple({"key": key, "role": "ae", "owner": OWNER} for key in ("2025-Q4", "2026-Q1")),
        goals=AGREED_GOALS,
        measurements=BENCHMARKS,
        entries=tuple(logged),
        texts=(*words(told("words-2025-Q4.txt"), "2025-Q4"), *words(told("words-2026-Q1.txt"), "2026-Q1")),
        citations=tuple(cited),
        actions=tuple(actions(told("actions.txt"))),
    )
