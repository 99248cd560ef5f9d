"""What is open: its value, its weight, its stages, and what lies still in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from salestui.domain.deal import LOST, WON, Step
from salestui.metrics.answer import (
    EXPECTED_ON,
    NUMERATOR,
    Answer,
    Lines,
    Shared,
    count,
    lines,
    open_rows,
    share_rows,
    total,
)
from salestui.metrics.declare import HIGHER, LOWER, PIPELINE, SNAPSHOT, metric
from salestui.metrics.distribution import NOT_KNOWN, by_amount, by_count, grouped
from salestui.metrics.figure import Absent, Note, Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.movement import stalled
from salestui.metrics.state import snap

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "pipeline_value",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="Σ amount over O(T): open on the day T and not omitted from the forecast",
)
def pipeline_value(look: Look) -> Answer:
    return total(look, amounts(look, look.once(pipeline))).noting(*look.once(snapshot_notes))


@metric("open_deals", unit=Unit.COUNT, better=None, dated_by=SNAPSHOT, family=PIPELINE, formula="|O(T)|")
def open_deals(look: Look) -> Answer:
    return how_many(look, look.once(pipeline)).noting(*look.once(snapshot_notes))


@metric(
    "weighted_pipeline",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="Σ amount × p over O(T) with amount and p known; a row's factor is its p",
    settings=("weighted_pipeline",),
)
def weighted_pipeline(look: Look) -> Answer:
    """The CRM's "expected revenue" [S9]; rounded once. A deal without amount or without p is left out."""
    return weighted(look, look.once(pipeline)).noting(*look.once(snapshot_notes))


@metric(
    "stage_mix",
    unit=Unit.DISTRIBUTION,
    better=None,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="per stage in the CRM's order: count, Σ amount, share of the total",
    settings=("stage_mix",),
)
def stage_mix(look: Look) -> Answer:
    """Stages that the CRM gave no order come after the others, by name; deals whose stage is not known last."""
    groups = grouped(look, ((deal.stage or NOT_KNOWN, deal) for deal in look.once(pipeline)), lambda _: look.day)
    order = {stage: place for place, stage in enumerate(look.ledger.book.stage_order)}
    ordered = sorted(groups.values(), key=lambda g: (g.key == NOT_KNOWN, order.get(g.key, len(order)), g.key))
    return by_count(look, ordered) if look.chose("stage_mix", "count") else by_amount(look, ordered)


@metric(
    "stalled_deals",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="|{d in O(T) : T − moved(d,T) > days}|",
    settings=("stalled",),
)
def stalled_deals(look: Look) -> Answer:
    """Strictly more days than the stage allows [S10][S11]; a row's value is its days without movement."""
    idle = look.once(stalled_pipeline)
    deals = [deal for deal, _ in idle]

    def rows() -> tuple[Row, ...]:
        found = open_rows(look, deals, NUMERATOR, look.day)
        return tuple(row._replace(value=Fraction(days)) for row, (_, days) in zip(found, idle, strict=True))

    return count(look, len(deals), rows)


@metric(
    "stalled_value",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="Σ amount over the stalled deals",
    settings=("stalled",),
)
def stalled_value(look: Look) -> Answer:
    return total(look, amounts(look, [deal for deal, _ in look.once(stalled_pipeline)]))


@metric(
    "late_stage_without_next_step",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="|{d in O(T) : step(stage) = late and next_step is empty}|",
)
def late_stage_without_next_step(look: Look) -> Answer:
    """Absent where no export has the column; deals of a source that has none are left out."""
    sources = {deal.source for deal in look.once(pipeline)} or {one.source for one in look.ledger.book.snapshots}
    telling = {source for source in sources if _has_next_steps(look, source)}
    if not telling:
        return Answer(absent=Absent.NO_DATA if look.watched("deals") else Absent.NOT_WATCHED)
    late = {stage for stage in {deal.stage for deal in look.once(pipeline)} if look.ledger.step(stage) is Step.LATE}
    lacking = [
        deal
        for deal in look.once(pipeline)
        if deal.stage in late and deal.source in telling and not (deal.next_step and deal.next_step.strip())
    ]
    return how_many(look, lacking).noting(steps_note(look))


@metric(
    "overdue_deals",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=PIPELINE,
    formula="|{d in O(T) : expected_close_on < T}|",
)
def overdue_deals(look: Look) -> Answer:
    day = look.day
    late = [deal for deal in look.once(pipeline) if deal.expected_close_on is not None and deal.expected_close_on < day]
    return how_many(look, late)


# parts that other families use


def pipeline(look: Look) -> Sequence[BookDeal]:
    """O(T): the deals open on the look's day, as they stood then, that are not omitted from the forecast."""
    return [deal for deal in look.selection.open_deals(look.day) if deal.forecast_category != "omitted"]


def amounts(look: Look, deals: Sequence[BookDeal]) -> Lines:
    """What open deals are worth on the look's day."""
    return lines(look.ledger, deals, EXPECTED_ON, basis=look.day)


def how_many(look: Look, deals: Sequence[BookDeal]) -> Answer:
    """The number of open deals."""
    return count(look, len(deals), lambda: open_rows(look, deals, NUMERATOR, look.day))


def weighted(look: Look, deals: Sequence[BookDeal]) -> Answer:
    """Σ amount × p of `deals`, with what was left out."""
    chances = probabilities(look, deals)
    with_one = chances.deals
    notes = []
    if len(with_one) < len(deals):
        notes.append(Note("no_probability", (("count", str(len(deals) - len(with_one))), ("of", str(len(deals))))))
    if chances.guessed:
        notes.append(Note("probability_from_settings", (("count", str(chances.guessed)),)))
    if deals and not with_one:
        return Answer(absent=Absent.ZERO_DENOMINATOR, notes=tuple(notes))
    those = amounts(look, with_one)
    shared = Shared(those, chances.of(those.deals))
    return total(look, those, shared.minor, lambda: share_rows(look, shared, NUMERATOR)).noting(*notes)


class Chances(NamedTuple):
    """The deals whose p(d) is known, and how to tell it; how many stages took theirs from the settings for want of history."""

    deals: Sequence[BookDeal]
    p: Callable[[BookDeal], Fraction | None]
    guessed: int = 0

    def of(self, deals: Sequence[BookDeal]) -> list[Fraction]:
        """The probabilities of some of the deals."""
        return [share for share in map(self.p, deals) if share is not None]


def probabilities(look: Look, deals: Sequence[BookDeal]) -> Chances:
    """The probability of each deal by the setting in force: its own, its stage's of the settings, or its stage's in history."""
    settings = look.ledger.terms.stage_probability

    def own(deal: BookDeal) -> Fraction | None:
        return settings.get(deal.stage or "") if deal.probability is None else _exact(deal.probability)

    if look.chose("weighted_pipeline", "deal"):
        if not settings:
            return Chances([deal for deal in deals if deal.probability is not None], own)
        return Chances([deal for deal in deals if own(deal) is not None], own)
    history = look.once(_won_per_stage) if look.chose("weighted_pipeline", "historical") else {}
    stages = {deal.stage for deal in deals if deal.stage}
    of_stage = {stage: history.get(stage, settings.get(stage)) for stage in stages}
    guessed = len(stages - history.keys()) if look.chose("weighted_pipeline", "historical") else 0
    known = [deal for deal in deals if of_stage.get(deal.stage or "") is not None]
    return Chances(known, lambda deal: of_stage.get(deal.stage or ""), guessed)


@cache
def _exact(probability: str) -> Fraction:
    return Fraction(probability)


_YEAR, _FEWEST = timedelta(days=365), 10


def _won_per_stage(look: Look) -> Mapping[str, Fraction]:
    """Per stage the share won of the deals that closed in the 365 days to T and were ever seen in it; ten at the least."""
    won: dict[str, int] = {}
    decided: dict[str, int] = {}
    for deal in look.selection.closed.between(look.day - _YEAR + timedelta(days=1), look.day):
        if deal.status not in (WON, LOST):
            continue
        changes = look.ledger.changes(deal.id, "stage")
        for stage in {deal.stage, *(change.before for change in changes), *(change.after for change in changes)} - {None}:
            if stage is None:
                continue
            decided[stage] = decided.get(stage, 0) + 1
            won[stage] = won.get(stage, 0) + (deal.status == WON)
    return {stage: Fraction(won[stage], number) for stage, number in decided.items() if number >= _FEWEST}


def stalled_pipeline(look: Look) -> Sequence[tuple[BookDeal, int]]:
    """The deals of the pipeline that are stalled, with their days without movement."""
    return stalled(look, look.once(pipeline))


def _has_next_steps(look: Look, source: str) -> bool:
    at = snap(look.ledger, source, look.day)
    return at is not None and any("next_step" in one.columns for one in at.imports)


def steps_note(look: Look) -> Note | None:
    """That the steps of the stages are those proposed, not yet confirmed by the rep."""
    return None if look.ledger.book.steps_confirmed else Note("steps_not_confirmed")


def snapshot_notes(look: Look) -> tuple[Note, ...]:
    """Deals left out because the newest export came without them."""
    missing = look.selection.missing(look.day)
    return (Note("missing_open_deals", (("count", str(missing)),)),) if missing else ()
