"""Ashley's customers: what they pay a month, when their contract is due, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from storytelling.days import day, later, working, working_before
from storytelling.lives import LOST, WON, Life, State


class Customer(NamedTuple):
    """`mrr` is what the renewed contract gives a month, `before` what the old one gave where that was more.

    `ended` is the day of the signature, or of the refusal where `lost` says why; "" while it is open. `form` tells how the
    contract stands in the file: its yearly value, or only its amount over 12 or 24 months.
    """

    account: str
    segment: str
    mrr: int
    due: str
    ended: str = ""
    lost: str = ""
    before: int = 0
    form: str = "arr"


CUSTOMERS = (
    # Renewed in 2026-Q1: fourteen of fifteen, 980,000 a month.
    Customer("Hagtorp Maskin AB", "Mid-Market", 58_000, "2026-01-16", "2026-01-14"),
    Customer("Stenlida Energi AB", "SMB", 18_000, "2026-01-23", "2026-01-22"),
    Customer("Pilvreta Mat AB", "Enterprise", 120_000, "2026-01-30", "2026-01-21"),
    Customer("Östermyra Plåt AB", "Enterprise", 105_000, "2026-01-30", "2026-01-28"),
    Customer("Järnlunda Energi AB", "Enterprise", 98_000, "2026-02-13", "2026-02-05"),
    Customer("Ramlida Teknik AB", "Mid-Market", 64_000, "2026-02-13", "2026-02-17", before=71_000),
    Customer("Kolmyra Bygg AB", "SMB", 27_000, "2026-02-20", "2026-02-12"),
    Customer("Lillhaga Fastigheter AB", "Enterprise", 92_000, "2026-02-27", "2026-02-19"),
    Customer("Dalvreta El AB", "Enterprise", 85_000, "2026-02-27", "2026-02-25", form="24 months"),
    Customer("Lindmyra Industri AB", "Mid-Market", 48_000, "2026-03-06", "2026-03-11", before=53_000),
    Customer("Alvmark Möbler AB", "Mid-Market", 80_000, "2026-03-13", "2026-03-06"),
    Customer("Nävertorp Vård AB", "Enterprise", 75_000, "2026-03-20", "2026-03-17"),
    Customer("Trosvik Kemi AB", "Mid-Market", 30_000, "2026-03-20", "2026-03-18", lost="Competitor"),
    Customer("Fallhammar Handel AB", "Mid-Market", 70_000, "2026-03-27", "2026-03-19"),
    Customer("Mellansjö Mat AB", "Mid-Market", 40_000, "2026-03-31", "2026-03-26", form="12 months"),
    # Renewed in 2025-Q4: twelve of thirteen, 890,000 a month.
    Customer("Åkervreta Möbler AB", "Mid-Market", 80_000, "2025-10-17", "2025-10-15"),
    Customer("Sundmyra Maskin AB", "Mid-Market", 60_000, "2025-10-24", "2025-10-22"),
    Customer("Ulvsjö Plåt AB", "Enterprise", 130_000, "2025-10-31", "2025-10-24"),
    Customer("Tallhagen Mat AB", "SMB", 20_000, "2025-10-31", "2025-10-30"),
    Customer("Forsvik Industri AB", "Mid-Market", 35_000, "2025-11-07", "2025-11-05"),
    Customer("Tjädermo Papper AB", "Enterprise", 110_000, "2025-11-14", "2025-11-12"),
    Customer("Idmossen Handel AB", "Mid-Market", 75_000, "2025-11-21", "2025-11-19", before=81_000),
    Customer("Rävmossa Fastigheter AB", "Enterprise", 95_000, "2025-11-28", "2025-11-20"),
    Customer("Skogvreta Papper AB", "SMB", 22_000, "2025-11-28", "2025-11-26", lost="Closed down"),
    Customer("Kråkmossa Teknik AB", "Mid-Market", 65_000, "2025-12-05", "2025-12-02"),
    Customer("Isvreta El AB", "Enterprise", 90_000, "2025-12-12", "2025-12-04"),
    Customer("Tunaberga Frakt AB", "Enterprise", 85_000, "2025-12-19", "2025-12-17"),
    Customer("Sjötorpa Kemi AB", "Mid-Market", 45_000, "2025-12-19", "2025-12-11"),
    # Open, and in hand.
    Customer("Hällvik Bygg AB", "Enterprise", 88_000, "2026-04-24"),
    Customer("Lövhammar Plåt AB", "Enterprise", 76_000, "2026-05-08"),
    Customer("Kvarntorpa Fastigheter AB", "Mid-Market", 44_000, "2026-05-22"),
    Customer("Vretalund El AB", "SMB", 16_000, "2026-06-12"),
    Customer("Norrgläntan Vård AB", "Enterprise", 102_000, "2026-06-26"),
)
NOTICE_DAYS = 100
TERMS_DAYS = 45
SIGNING_DAYS = 14


def renewals(owner: str, stages: tuple[str, ...], identify: Callable[[str], str], today: date) -> Iterator[Life]:
    """The renewal deal of each customer: opened a hundred days ahead, terms sent 45 days ahead."""
    for customer in CUSTOMERS:
        due, created = day(customer.due), working(later(day(customer.due), -NOTICE_DAYS))
        state = State(stages[0], due, Decimal(12 * customer.mrr))
        if customer.form == "24 months":
            state = replace(state, amount=Decimal(24 * customer.mrr))
        turns = [(created, state)]
        for stage, days, step in ((stages[1], TERMS_DAYS, "Answer on terms"), (stages[2], SIGNING_DAYS, "Signature")):
            state = replace(state, stage=stage, next_step=step)
            turns.append((working_before(later(due, -days)), state))
        if customer.ended:
            ended = day(customer.ended)
            end = replace(state, stage=LOST if customer.lost else WON, closes=ended, reason=customer.lost, next_step="")
            turns = [*(turn for turn in turns if turn[0] < ended), (ended, end)]
        yield Life(
            identify(f"{customer.account}|renewal|{due}"),
            customer.account,
            "Platform",
            "Sweden",
            customer.segment,
            "Customer",
            "Renewal",
            owner,
            tuple(turn for turn in turns if turn[0] <= today),
            Decimal(12 * customer.mrr) if customer.form == "arr" else None,
            24 if customer.form == "24 months" else 12,
        )


def movements(others: list[Life], today: date) -> list[tuple[str, str, str, str, str]]:
    """Monthly revenue: what each customer began with, what renewals cut or ended, and what the other won deals added."""
    rows: list[tuple[date, str, str, Decimal]] = []
    for customer in CUSTOMERS:
        began = day(customer.due).replace(day=1)
        before = customer.before or customer.mrr
        rows.append((began.replace(year=began.year - 2), customer.account, "new", Decimal(before)))
        if customer.lost:
            rows.append((day(customer.ended).replace(day=1), customer.account, "churn", Decimal(before)))
        elif customer.before:
            cut = Decimal(customer.before - customer.mrr)
            rows.append((day(customer.ended).replace(day=1), customer.account, "contraction", cut))
    for life in others:
        monthly = (life.arr or Decimal(0)) / 12
        closed = life.closed_on(today)
        if life.type == "Renewal":
            rows.append((life.end.closes.replace(day=1, year=2024), life.account, "new", monthly))
        elif closed and life.end.stage == WON:
            rows.append((closed.replace(day=1), life.account, "new" if life.type == "New business" else "expansion", monthly))
    rows += [(day(month), account, kind, Decimal(amount)) for month, account, kind, amount in SIDE_STORIES]
    return [(month.isoformat(), account, kind, f"{amount:.2f}", "USD") for month, account, kind, amount in sorted(rows)]


SIDE_STORIES = (
    ("2024-03-01", "Vinterängen Möbler AB", "new", 12_000),
    ("2025-06-01", "Vinterängen Möbler AB", "churn", 12_000),
    ("2026-02-01", "Vinterängen Möbler AB", "reactivation", 4_000),
    ("2024-09-01", "Ängslida Handel AB", "new", 38_000),
    ("2025-03-01", "Ulvsjö Plåt AB", "expansion", 9_000),
    ("2025-08-01", "Hällvik Bygg AB", "expansion", 6_000),
)
