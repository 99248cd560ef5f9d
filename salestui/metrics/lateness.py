"""Why deals are late: per stage those that slipped or stalled, and the blockers and risks that were logged on deals in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salestui.domain.entry import BLOCKER, RISK, Entry
from salestui.domain.text import same_name
from salestui.metrics.asked import look_at
from salestui.metrics.distribution import NOT_KNOWN
from salestui.metrics.families.pipeline import pipeline, stalled_pipeline
from salestui.metrics.families.slips import slipped
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.question import Question

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@dataclass(frozen=True, slots=True)
class StageReasons:
    """The late deals of one stage (their ids), and the entries of the period that are linked to open deals in it."""

    stage: str
    slipped: tuple[str, ...]
    stalled: tuple[str, ...]
    blockers: tuple[Entry, ...]
    risks: tuple[Entry, ...]


def late_reasons(ledger: Ledger, question: Question, entries: Iterable[Entry]) -> tuple[StageReasons, ...]:
    """Per stage in the CRM's order; a stage with neither late deals nor entries is left away.

    An entry is linked to the deal that it names, else to the one open or slipped deal of its account.
    """
    look = look_at(ledger, question)
    late, idle = slipped(look), [deal for deal, _ in look.once(stalled_pipeline)]
    linked = _linked(look, {deal.id: deal for deal in (*late, *look.once(pipeline))}, entries)
    stages = dict.fromkeys(_stage(deal) for deal in (*late, *idle, *(deal for deal, _ in linked)))
    order: Sequence[str] = look.ledger.book.stage_order
    place = {stage: number for number, stage in enumerate(order)}
    return tuple(
        StageReasons(
            stage,
            tuple(deal.id for deal in late if _stage(deal) == stage),
            tuple(deal.id for deal in idle if _stage(deal) == stage),
            tuple(entry for deal, entry in linked if _stage(deal) == stage and entry.kind == BLOCKER),
            tuple(entry for deal, entry in linked if _stage(deal) == stage and entry.kind == RISK),
        )
        for stage in sorted(stages, key=lambda stage: (place.get(stage, len(place)), stage))
    )


def _linked(look: Look, deals: Mapping[str, BookDeal], entries: Iterable[Entry]) -> list[tuple[BookDeal, Entry]]:
    """The blockers and risks of the period with the deal that each is about."""
    accounts = _sole_deals(deals.values())
    found = []
    for entry in entries:
        if entry.kind in (BLOCKER, RISK) and look.first <= entry.on <= look.last:
            deal = deals.get(entry.deal or "") or (accounts.get(same_name(entry.account)) if entry.account else None)
            if deal is not None:
                found.append((deal, entry))
    return found


def _stage(deal: BookDeal) -> str:
    return deal.stage or NOT_KNOWN


def _sole_deals(deals: Iterable[BookDeal]) -> dict[str, BookDeal]:
    """Per account its deal, where it has one alone."""
    found: dict[str, list[BookDeal]] = {}
    for deal in deals:
        if deal.account:
            found.setdefault(same_name(deal.account), []).append(deal)
    return {account: theirs[0] for account, theirs in found.items() if len(theirs) == 1}
