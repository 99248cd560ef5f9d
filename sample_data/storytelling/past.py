"""Quarters that are over: deals that add up to what a quarter is remembered for, with a believable life each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from storytelling.chance import between, chance, pick, shares, shuffled
from storytelling.days import later, quarter_end, quarter_start, working, working_before
from storytelling.lives import LOST, WON, Life, State


class Quarter(NamedTuple):
    """`won` deals that sum to `revenue`, `lost` others; `cycle` is about how many days a won deal took."""

    key: str
    won: int
    revenue: int
    lost: int
    cycle: int


class Market(NamedTuple):
    """Whom a rep sells what to. `weights` give how often each of the options occurs."""

    owner: str
    stages: tuple[str, ...]
    products: tuple[str, ...]
    region_of: Callable[[str], str]
    segments: Sequence[str]
    sources: Sequence[str]
    reasons: Sequence[str]
    lost_amounts: tuple[int, int]
    identify: Callable[[str], str]
    next_steps: tuple[str, ...] = ("Agree the next meeting",)
    new: str = "New Business"


def closed_deals(quarter: Quarter, market: Market, accounts: Sequence[str]) -> Iterator[Life]:
    """The won and lost deals of `quarter`, one for each of `accounts` (of which there must be won + lost)."""
    first, last = quarter_start(quarter.key), quarter_end(quarter.key)
    span = (last - first).days
    amounts = shares(quarter.revenue, quarter.won, 250, market.owner, quarter.key)
    drift = _cycles(quarter)
    for number, account in enumerate(accounts[: quarter.won + quarter.lost]):
        won = number < quarter.won
        key = (market.owner, quarter.key, account)
        place = (number if won else number - quarter.won) + 0.2 + 0.6 * chance(*key, "day")
        day = later(first, int(span * place / (quarter.won if won else quarter.lost)))
        closed = working_before(min(working(day), last))
        cycle = drift[number] if won else between(20, quarter.cycle + 30, *key, "cycle")
        amount = amounts[number] if won else between(*market.lost_amounts, *key, "amount") // 500 * 500
        reason = "" if won else pick(market.reasons, *key, "reason")
        life = closed_deal(market, account, working_before(later(closed, -cycle)), closed, Decimal(amount), won, reason, last)
        yield replace(life, region=market.region_of(account))


def _cycles(quarter: Quarter) -> list[int]:
    middle = (quarter.won - 1) / 2
    spread = shuffled([round((at - middle) * 60 / max(quarter.won, 1)) for at in range(quarter.won)], quarter.key)
    return [quarter.cycle + days for days in spread]


def closed_deal(
    market: Market, account: str, created: date, closed: date, amount: Decimal, won: bool, reason: str, last: date
) -> Life:
    """The life of a deal that was decided on `closed`; it was due in its quarter, which ends on `last`, from the first day."""
    key = (market.owner, account, created)
    stages = market.stages[0 if chance(*key, "start") < 0.35 else 1 :]
    reached = len(stages) if won else 1 + int(chance(*key, "reached") ** 0.8 * len(stages))
    days = (closed - created).days
    due = working_before(min(last, later(closed, between(0, 18, *key, "due"))))
    state = State(stages[0], max(due, closed), amount)
    turns = [(created, state)]
    for number in range(1, reached):
        on = working(later(created, round(days * number / (reached + 0.5))))
        if turns[-1][0] < on < closed:
            state = replace(state, stage=stages[number], next_step=pick(market.next_steps, *key, number))
            turns.append((on, state))
    turns.append((closed, replace(state, stage=WON if won else LOST, closes=closed, reason=reason, next_step="")))
    return Life(
        market.identify(f"{account}|{created}"),
        account,
        pick(market.products, *key, "product"),
        "",
        pick(market.segments, *key, "segment", won),
        pick(market.sources, *key, "source", won),
        market.new,
        market.owner,
        tuple(turns),
    )
