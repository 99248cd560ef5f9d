"""The life of a deal: who it is with, and what became of it day by day, as a rep would tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from storytelling.days import day, is_working

WON, LOST = "Closed Won", "Closed Lost"


@dataclass(frozen=True)
class State:
    """What the CRM would show of a deal on a day. `contact` tells what was done on that day alone."""

    stage: str
    closes: date
    amount: Decimal | None
    next_step: str = ""
    reason: str = ""
    omitted: bool = False
    gone: bool = False
    quiet: bool = False
    probability: int | None = None
    contact: str = ""

    @property
    def closed(self) -> bool:
        return self.stage in (WON, LOST)


@dataclass(frozen=True)
class Life:
    """`turns` are (day, state from that day on), ascending; the first is the day of creation."""

    id: str
    account: str
    product: str
    region: str
    segment: str
    source: str
    type: str
    owner: str
    turns: tuple[tuple[date, State], ...]
    arr: Decimal | None = None
    months: int | None = None

    @property
    def name(self) -> str:
        return f"{self.account} - {self.product}"

    @property
    def created(self) -> date:
        return self.turns[0][0]

    @property
    def end(self) -> State:
        return self.turns[-1][1]

    def on(self, today: date) -> State | None:
        """The state at the end of `today`; None before the deal was created."""
        known = [state for on, state in self.turns if on <= today]
        return known[-1] if known else None

    def closed_on(self, today: date) -> date | None:
        """The day on which the deal was won or lost, as known on `today`; None while it is open."""
        state = self.on(today)
        return state.closes if state and state.closed else None


def read(text: str, owner: str, stages: tuple[str, ...], identify: Callable[[str], str]) -> Iterator[Life]:
    """The lives told in `text`; `identify` gives an id for what is peculiar to a deal.

    A life is a line `account | product | region | segment | source | type | amount`, where the amount may be followed by
    `arr N` and `months N`, and indented lines `DAY what, what, ...`. What can happen: a stage; `closes DAY`; an amount;
    `won`; `lost REASON`; `next: TEXT` (to the end of the line, `-` for none); `call`, `email`, `meeting`, `demo` on that
    day; `quiet` (nobody answers from then on) and `talks`; `p N` (probability); `omitted`; `gone` (no longer in the export).
    A line that begins with # is a remark. Raises ValueError for a line that says nothing.
    """
    head = ""
    turns: list[str] = []
    for line in [*text.splitlines(), "end"]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith(" "):
            turns.append(line)
            continue
        if head:
            yield _life(head, turns, owner, stages, identify)
        head, turns = line, []


def _life(head: str, lines: list[str], owner: str, stages: tuple[str, ...], identify: Callable[[str], str]) -> Life:
    parts = [part.strip() for part in head.split("|")]
    account, product, region, segment, source, kind, figures = parts
    amount, *rest = figures.split()
    extra = dict(zip(rest[::2], map(Decimal, rest[1::2]), strict=True))
    state = State(stages[0], date.min, None if amount == "-" else Decimal(amount))
    turns: list[tuple[date, State]] = []
    for line in lines:
        written, _, things = line.strip().partition(" ")
        on = day(written)
        if not (is_working(on) or "email" in things) or (turns and on <= turns[-1][0]):
            raise ValueError(f"{account}: {written} is no working day after the one before")
        state = _happened(state, on, things, stages)
        turns.append((on, state))
    months = int(extra["months"]) if "months" in extra else None
    key = identify(f"{account}|{product}|{turns[0][0]}")
    return Life(key, account, product, region, segment, source, kind, owner, tuple(turns), extra.get("arr"), months)


def _happened(state: State, on: date, things: str, stages: tuple[str, ...]) -> State:
    """`state` after what a line tells of the day `on`."""
    things, _, following = things.partition("next:")
    state = replace(state, contact="")
    if following:
        state = replace(state, next_step="" if following.strip() == "-" else following.strip())
    for thing in filter(None, (part.strip() for part in things.split(","))):
        state = replace(state, stage=thing, reason="") if thing in stages else _changed(state, on, thing)
    return state


def _changed(state: State, on: date, thing: str) -> State:
    word, _, rest = thing.partition(" ")
    match word:
        case "won" | "lost":
            return replace(state, stage=WON if word == "won" else LOST, closes=on, reason=rest, next_step="")
        case "closes":
            return replace(state, closes=day(rest))
        case "quiet" | "talks":
            return replace(state, quiet=word == "quiet")
        case "omitted":
            return replace(state, omitted=True)
        case "gone":
            return replace(state, gone=True)
        case "p":
            return replace(state, probability=int(rest))
        case "call" | "email" | "meeting" | "demo":
            return replace(state, contact=word)
        case _:
            return replace(state, amount=Decimal(thing))
