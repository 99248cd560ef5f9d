"""Brandon's six reps and what each sold, lost and let slip in two quarters, so that the team's figures come out as told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from storytelling.chance import between, chance, pick, shares
from storytelling.days import day, is_working, later, quarter_end, working, working_before
from storytelling.lives import Life, State
from storytelling.names import danish, english, finnish, norwegian, swedish
from storytelling.past import Market, closed_deal


class Half(NamedTuple):
    """What was won in a stretch of a quarter, and how many deals were lost in it; `lost_value` 0 leaves their size open."""

    won: int
    revenue: int
    lost: int
    lost_value: int = 0


class Rep(NamedTuple):
    """`early` is the quarter up to the last day of February, `late` is March; `slipped` are the amounts that were moved on."""

    name: str
    territory: str
    segment: str
    other_segment: str
    names: Callable[[int, str], list[str]]
    quota: int
    before: Half
    early: Half
    late: Half
    slipped: tuple[int, ...]
    open_deals: int


REPS = (
    Rep(
        "Sofia Lindh", "Sweden North", "Mid-Market", "Enterprise", swedish, 420_000,
        Half(4, 430_000, 13), Half(3, 270_000, 8), Half(2, 202_000, 4, 136_000), (52_000,), 15,
    ),
    Rep(
        "Erik Dahlgren", "Sweden South", "Enterprise", "Mid-Market", swedish, 400_000,
        Half(3, 390_000, 10), Half(2, 290_000, 6), Half(1, 165_400, 3, 176_000), (), 12,
    ),
    Rep(
        "Maja Koskinen", "Finland", "Mid-Market", "SMB", finnish, 380_000,
        Half(4, 360_000, 13), Half(3, 235_000, 9), Half(2, 163_000, 4, 147_000), (38_000,), 14,
    ),
    Rep(
        "Jonas Friis", "Denmark", "SMB", "Mid-Market", danish, 350_000,
        Half(5, 340_000, 17), Half(4, 235_000, 11), Half(2, 126_000, 5, 127_000), (), 15,
    ),
    Rep(
        "Nora Haugen", "Norway", "SMB", "Mid-Market", norwegian, 330_000,
        Half(4, 290_000, 16), Half(3, 180_000, 11), Half(2, 121_000, 4, 63_000), (26_000,), 9,
    ),
    Rep(
        "Tom Ellery", "United Kingdom", "Enterprise", "Mid-Market", english, 300_000,
        Half(2, 250_000, 9), Half(1, 120_000, 6), Half(1, 138_000, 3, 88_000), (80_000,), 7,
    ),
)  # fmt: skip
FIRST, MARCH, LAST = day("2026-01-01"), day("2026-03-02"), day("2026-03-31")
SMB_CYCLE = {"2025-Q4": 52, "2026-Q1": 41}
CYCLE = {"SMB": 45, "Mid-Market": 68, "Enterprise": 92}
SOURCES = {
    "SMB": ("Inbound", "Inbound", "Inbound", "Partner", "Event"),
    "Mid-Market": ("Inbound", "Outbound", "Outbound", "Partner", "Event"),
    "Enterprise": ("Outbound", "Outbound", "Partner"),
}


class Plan(NamedTuple):
    """A deal to be told: when it was decided and how."""

    rep: Rep
    account: str
    segment: str
    quarter: str
    closed: date
    amount: int
    won: bool


def plans(rep: Rep, quarter: str, accounts: Iterator[str]) -> Iterator[Plan]:
    """The decided deals of a rep in one of the two quarters."""
    if quarter == "2025-Q4":
        yield from _half(rep, quarter, rep.before, day("2025-10-03"), day("2025-12-22"), accounts)
        return
    yield from _half(rep, quarter, rep.early, day("2026-01-08"), day("2026-02-27"), accounts)
    yield from _half(rep, quarter, rep.late, day("2026-03-05"), LAST, accounts)


def _half(rep: Rep, quarter: str, half: Half, first: date, last: date, accounts: Iterator[str]) -> Iterator[Plan]:
    span = (last - first).days
    revenue = shares(half.revenue, half.won, 500, rep.name, quarter, first, spread=0.35)
    sizes = [between(*LOST_AMOUNTS[rep.segment], rep.name, first, at) // 500 * 500 for at in range(half.lost)]
    if half.lost_value:
        sizes = shares(half.lost_value, half.lost, 500, rep.name, first, "lost")
    for won, amounts in ((True, revenue), (False, sizes)):
        for number, amount in enumerate(amounts):
            place = (number + 0.15 + 0.7 * chance(rep.name, first, won, number)) / len(amounts)
            closed = min(working(later(first, int(span * place))), working_before(last))
            other = chance(rep.name, first, number, "segment") < 0.2 and (not won or number == 1)
            segment = rep.other_segment if other else rep.segment
            yield Plan(rep, next(accounts), segment, quarter, closed, amount, won)


LOST_AMOUNTS = {"SMB": (12_000, 45_000), "Mid-Market": (25_000, 90_000), "Enterprise": (60_000, 190_000)}


def smb_cycles(planned: Sequence[Plan], quarter: str) -> dict[str, int]:
    """How many days each won SMB deal of `quarter` took: their mean is exact, and all began on working days."""
    wins = [plan for plan in planned if plan.won and plan.segment == "SMB" and plan.quarter == quarter]
    left = SMB_CYCLE[quarter] * len(wins)
    cycles: dict[str, int] = {}
    for number, plan in enumerate(wins, start=1):
        wish = round(left / (len(wins) - number + 1)) + (between(-9, 9, plan.account, "cycle") if number < len(wins) - 3 else 0)
        choices = [days for days in range(20, 80) if is_working(later(plan.closed, -days))]
        cycles[plan.account] = min(choices, key=lambda days: (abs(days - wish), days))
        left -= cycles[plan.account]
    return _levelled(wins, cycles, left)


def _levelled(wins: Sequence[Plan], cycles: dict[str, int], left: int) -> dict[str, int]:
    """`cycles` with the `left` days given to deals that still begin on a working day then."""
    for plan in wins:
        longer = cycles[plan.account] + left
        if left and longer >= 20 and is_working(later(plan.closed, -longer)):
            return {**cycles, plan.account: longer}
    return cycles


def decided(planned: Sequence[Plan], market_of: Callable[[Rep], Market]) -> Iterator[Life]:
    cycles = smb_cycles(planned, "2025-Q4") | smb_cycles(planned, "2026-Q1")
    for plan in planned:
        market = market_of(plan.rep)
        usual = CYCLE[plan.segment] + between(-18, 22, plan.account, "cycle")
        if not plan.won and plan.closed >= MARCH:
            usual = max(usual, (plan.closed - MARCH).days + 12)
        created = later(plan.closed, -cycles.get(plan.account, usual))
        created = created if plan.account in cycles else working_before(created)
        reason = "" if plan.won else pick(market.reasons, plan.account, "reason")
        last = quarter_end(plan.quarter)
        life = closed_deal(market, plan.account, created, plan.closed, Decimal(plan.amount), plan.won, reason, last)
        source = pick(SOURCES[plan.segment], plan.account, "source")
        yield replace(life, segment=plan.segment, region=plan.rep.territory, source=source)


def undecided(rep: Rep, market: Market, accounts: Iterator[str]) -> Iterator[Life]:
    """Deals that slipped out of the quarter, and those that are due in the next ones."""
    for number, amount in enumerate(rep.slipped):
        account, key = next(accounts), (rep.name, "slipped", number)
        created = working(later(day("2025-12-08"), between(0, 25, *key)))
        state = State(market.stages[1], day("2026-03-20"), Decimal(amount), next_step="Success criteria")
        late = replace(state, stage=market.stages[2], next_step="Price to the board")
        new_date = working(later(day("2026-05-04"), between(0, 30, *key, "new")))
        moved = replace(late, closes=new_date, next_step="New date with the buyer")
        moved_on = working(later(day("2026-03-09"), between(0, 8, *key, "on")))
        yield _open(rep, market, account, ((created, state), (working(later(created, 30)), late), (moved_on, moved)))
    for number in range(rep.open_deals):
        account, key = next(accounts), (rep.name, "open", number)
        created = working(later(day("2026-01-12"), int((number + chance(*key)) * 76 / rep.open_deals)))
        amount = between(*LOST_AMOUNTS[rep.segment], *key, "amount") // 500 * 500
        state = State(market.stages[0], working(later(day("2026-04-16"), between(0, 70, *key, "due"))), Decimal(amount))
        turns = [(created, state)]
        for stage, days in zip(market.stages[1:4], (14, 35, 60), strict=True):
            on = working(later(created, days))
            if on < LAST:
                empty = chance(*key, stage) < 0.25
                next_step = "" if empty else pick(market.next_steps, *key, stage)
                state = replace(state, stage=stage, next_step=next_step, quiet=chance(*key, stage, "quiet") < 0.12)
                turns.append((on, state))
            if state.quiet:
                break
        yield _open(rep, market, account, tuple(turns))


def _open(rep: Rep, market: Market, account: str, turns: tuple[tuple[date, State], ...]) -> Life:
    created = turns[0][0]
    product, source = pick(market.products, account, "product"), pick(SOURCES[rep.segment], account, "source")
    key = market.identify(f"{account}|{created}")
    return Life(key, account, product, rep.territory, rep.segment, source, market.new, rep.name, turns)
