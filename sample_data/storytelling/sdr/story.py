"""Jessica, sales development: leads become meetings, and few of the meetings become opportunities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from storytelling.chance import between, chance, pick, shuffled
from storytelling.contacts import Contact, cold
from storytelling.days import day, later, quarter_end, working, working_before
from storytelling.exports import Crm, Stage, activities, last_contacts, sheet, table
from storytelling.lives import LOST, WON, Life, State
from storytelling.names import english, swedish
from storytelling.story_file import File, Story, actions, entries, words

HERE = Path(__file__).parent
OWNER = "Jessica Ek"
TODAY = day("2026-04-01")
STAGES = {
    "New Lead": Stage("lead", 5, "Pipeline"),
    "Meeting Held": Stage("meeting", 15, "Pipeline"),
    "Qualified": Stage("opportunity", 35, "Pipeline"),
    "Proposal": Stage("late", 60, "Best Case"),
}
EXPORT_DAYS = tuple(map(day, "2025-10-01 2025-11-03 2025-12-01 2025-12-31 2026-02-02 2026-03-02 2026-03-30".split()))
REASONS = ("No fit", "No reply", "Not now", "Too small")
NEVER = date.max


class Term(NamedTuple):
    """A quarter of Jessica's: how many meetings were held with leads of the CRM and with others, and what did not take place.

    `amounts` are those of the meetings that became opportunities, `early` those of deals that have an amount but are none yet.
    """

    key: str
    with_leads: int
    with_others: int
    not_qualified: int
    no_shows: int
    cancelled: int
    rescheduled: int
    leads_without: int
    amounts: tuple[int, ...]
    early: tuple[int, ...]
    calls: float


TERMS = (
    Term("2025-Q4", 48, 6, 5, 15, 5, 4, 104, (90_000, 64_000, 105_000, 72_000, 88_000, 110_000, 58_000, 98_000), (), 16.0),
    Term(
        "2026-Q1", 56, 6, 4, 9, 4, 5, 128, (120_000, 96_000, 88_000, 110_000, 74_000, 92_000, 65_000, 80_000),
        (40_000, 30_000, 25_000), 20.0,
    ),
)  # fmt: skip


def _spread(term: Term, count: int, what: str, first_days: int = 4, last_days: int = 2) -> list[date]:
    """`count` working days over the quarter, ascending."""
    last = later(quarter_end(term.key), -last_days)
    first = later(quarter_end(term.key), -89 + first_days)
    span = (last - first).days
    days = [later(first, int(span * (at + chance(term.key, what, at)) / count)) for at in range(count)]
    return [min(working(on), working_before(last)) for on in days]


def leads(term: Term, names: list[str]) -> Iterator[tuple[Life, date | None]]:
    """The quarter's leads with the day of their meeting, if one was held."""
    met = _spread(term, term.with_leads, "met")
    becoming = dict(zip(range(1, len(met), 5), term.amounts, strict=False))
    early = dict(zip(range(len(met) - 9, len(met), 4), term.early, strict=False))
    for number, on in enumerate(met):
        created = working_before(later(on, -between(5, 15, term.key, number)))
        amount = becoming.get(number, early.get(number))
        yield _met(names[number], created, on, amount, number in becoming), on
    for number, created in enumerate(_spread(term, term.leads_without, "lead", first_days=1)):
        yield _unmet(names[term.with_leads + number], created), None


def _lead(name: str, turns: list[tuple[date, State]]) -> Life:
    kept = [turn for at, turn in enumerate(turns) if turn[0] < TODAY and (at == 0 or turn[0] > turns[at - 1][0])]
    return Life(
        id=f"L-{between(100_000, 999_999, name)}",
        account=name,
        product=pick(("Payroll", "Payroll", "Rostering", "Expenses"), name, "product"),
        region=pick(("Sweden", "Sweden", "United Kingdom"), name, "region") if name.endswith("AB") else "United Kingdom",
        segment=pick(("SMB", "Mid-Market", "Mid-Market"), name, "segment"),
        source=pick(("Inbound", "Inbound", "Outbound", "Outbound", "Event"), name, "source"),
        type="New business",
        owner=OWNER,
        turns=tuple(kept),
    )


def _met(name: str, created: date, on: date, amount: int | None, becomes: bool) -> Life:
    state = State("New Lead", working(later(created, 120)), None)
    held = replace(state, stage="Meeting Held", amount=Decimal(amount) if amount and not becomes else None)
    turns = [(created, state), (on, held)]
    if becomes:
        qualified = working(later(on, between(6, 12, name, "qualified")))
        turns.append(
            (
                qualified,
                replace(held, stage="Qualified", amount=Decimal(amount or 0), next_step="Handed to the account executive"),
            )
        )
        proposal = working(later(qualified, between(20, 34, name, "proposal")))
        turns.append((proposal, replace(turns[-1][1], stage="Proposal", next_step="Quote")))
        end = working(later(proposal, between(25, 45, name, "end")))
        won = chance(name, "won") < 0.4
        turns.append(
            (end, replace(turns[-1][1], stage=WON if won else LOST, closes=end, reason="" if won else "Price", next_step=""))
        )
    elif not amount:
        end = working(later(on, between(14, 40, name, "end")))
        turns.append((end, replace(held, stage=LOST, closes=end, reason=pick(REASONS, name, "reason"))))
    return _lead(name, turns)


def _unmet(name: str, created: date) -> Life:
    state = State("New Lead", working(later(created, 120)), None)
    end = working(later(created, between(18, 50, name, "end")))
    return _lead(name, [(created, state), (end, replace(state, stage=LOST, closes=end, reason=pick(REASONS, name, "reason")))])


def contacts(term: Term, told: list[tuple[Life, date | None]], others: list[str]) -> Iterator[Contact]:
    """Meetings with their outcomes, and the calls and mails that led to them."""
    met = [(on, life.id, life.account) for life, on in told if on]
    met += [(on, "", name) for on, name in zip(_spread(term, term.with_others, "others"), others, strict=False)]
    lost_on = {life.id for life, _ in told if life.end.stage == LOST and life.end.reason in ("No fit", "Too small")}
    doubtful = [at for at, (_, deal, _) in enumerate(met) if not deal or deal in lost_on]
    failed = set(shuffled(doubtful, term.key, "not qualified")[: term.not_qualified])
    for at, (on, deal, account) in enumerate(met):
        outcome = "not_qualified" if at in failed else "qualified"
        yield Contact(on, "meeting", outcome, OWNER, deal, account, "Qualification meeting")
    unmet = shuffled([life for life, on in told if not on], term.key, "unmet")
    outcomes = ["no_show"] * term.no_shows + ["cancelled"] * term.cancelled + ["rescheduled"] * term.rescheduled
    for life, outcome in zip(unmet, outcomes, strict=False):
        on = working(later(life.created, between(4, 9, life.id, outcome)))
        yield Contact(
            min(on, working_before(quarter_end(term.key))),
            "meeting",
            outcome,
            OWNER,
            life.id,
            life.account,
            "Qualification meeting",
        )
    for life, meeting in told:
        for number, kind in enumerate(("call", "email", "call")):
            when = working(later(life.created, number * 2))
            if when < (meeting or NEVER) and when < min(TODAY, life.end.closes if life.end.closed else NEVER):
                yield Contact(
                    when, kind, "held", OWNER, life.id, life.account, ("First call", "Agenda and times", "Second call")[number]
                )
    first = later(quarter_end(term.key), -90)
    yield from cold(OWNER, "call", term.calls, max(first, working(first)), quarter_end(term.key), tuple(others))


def quarters() -> tuple[list[Life], list[Contact]]:
    """All leads, by the day of their creation, and all that was done."""
    pool = shuffled([*swedish(330, OWNER), *english(70, OWNER)], OWNER)
    lives: list[Life] = []
    done: list[Contact] = []
    for term in TERMS:
        count = term.with_leads + term.leads_without
        names, pool = pool[:count], pool[count:]
        found = list(leads(term, names))
        lives += (life for life, _ in found)
        done += contacts(term, found, pool[-40:])
    return sorted(lives, key=lambda life: (life.created, life.id)), done


def files(lives: list[Life], done: list[Contact]) -> Iterator[File]:
    crm = Crm(STAGES, last_contacts(done))
    rows = [(f"A{number:04d}", life.account, life.segment, life.region) for number, life in enumerate(lives, start=1)]
    yield File("accounts.csv", "accounts", TODAY, "generic", table("id,name,segment,region", rows))
    for as_of in EXPORT_DAYS:
        shown = [life for life in lives if (as_of - (life.closed_on(as_of) or as_of)).days <= 45]
        yield File(f"pipeline-{as_of}.csv", "deals", as_of, "generic", sheet(shown, crm, as_of))
    yield File("activities-2026-03-31.csv", "activities", day("2026-03-31"), "generic", activities(done))


def told(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


GOALS = (
    {"period": "2025-Q4", "name": "quota", "metric": "qualified_meetings", "target": "50"},
    {"period": "2026-Q1", "name": "quota", "metric": "qualified_meetings", "target": "55"},
    {"period": "2026-Q1", "name": "pipeline", "metric": "pipeline_influenced", "target": "800000USD"},
    {"period": "2026-Q1", "name": "conversion", "metric": "meeting_to_opportunity_rate", "target": "18%"},
)
MEASUREMENTS = (
    {"period": "2025-Q4", "metric": "lead_response_hours", "value": "9", "note": "Median, from the inbox"},
    {"period": "2026-Q1", "metric": "lead_response_hours", "value": "4", "note": "Median, from the inbox"},
    {"period": "2026-Q1", "metric": "meeting_to_opportunity_rate", "value": "18%", "benchmark": "team average"},
    {"period": "2026-Q1", "metric": "show_rate", "value": "80%", "benchmark": "team average"},
)


def story() -> Story:
    lives, done = quarters()
    logged, cited = entries(told("entries.txt"), {life.account: life.id for life in lives})
    return Story(
        folder="sdr",
        today=TODAY,
        role="sdr",
        owner=OWNER,
        files=tuple(files(lives, done)),
        stages={name: stage.step for name, stage in STAGES.items()},
        periods=tuple({"key": key, "role": "sdr", "owner": OWNER} for key in ("2025-Q4", "2026-Q1")),
        goals=GOALS,
        measurements=MEASUREMENTS,
        entries=tuple(logged),
        texts=tuple(words(told("words-2026-Q1.txt"), "2026-Q1")),
        citations=tuple(cited),
        actions=tuple(actions(told("actions.txt"))),
    )
