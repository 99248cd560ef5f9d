"""The pipeline that came in: what was created, and what meetings brought forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.domain.deal import OPEN
from salestui.metrics.answer import CREATED_ON, NUMERATOR, Answer, count, counted_deals, lines, total
from salestui.metrics.declare import BY_CREATION, HIGHER, PIPELINE, metric
from salestui.metrics.figure import Absent, Note, Unit
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.state import as_number, first_value, record, snap

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without


@metric(
    "pipeline_created",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=BY_CREATION,
    family=PIPELINE,
    formula="Σ first amount ever seen over {d : created_on in P}; current_amount: Σ newest amount",
    settings=("pipeline_created",),
    adds_up=True,
)
def pipeline_created(look: Look) -> Answer:
    """A flow, unlike pipeline value [S22]."""
    created = look.created()
    deals = created if look.chose("pipeline_created", "current_amount") else at_first(look.ledger, created)
    return total(look, lines(look.ledger, deals, CREATED_ON)).noting(_undated(look))


@metric(
    "deals_created",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=BY_CREATION,
    family=PIPELINE,
    formula="|{d : created_on in P}|",
    adds_up=True,
)
def deals_created(look: Look) -> Answer:
    created = look.created()
    return count(look, len(created), lambda: counted_deals(look, created, CREATED_ON, NUMERATOR)).noting(_undated(look))


@metric(
    "pipeline_influenced",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by="activity date",
    family=PIPELINE,
    formula="Σ amount at asof over distinct deals with a held meeting or demo in P and not closed before its start",
    adds_up=True,
)
def pipeline_influenced(look: Look) -> Answer:
    """For those who own meetings, not deals: the meetings are the owner's, the deals anyone's. A deal counts once."""
    met = [done for done in look.activities() if done.is_meeting and done.held]
    if met and not any(done.activity.deal for done in met):
        return Answer(absent=Absent.NO_DATA)
    deals = look.selection.in_scope_of_anyone if met else {}
    found = {id_: deals[id_] for done in met if (id_ := done.activity.deal) and id_ in deals}
    not_before = [d for d in found.values() if d.status == OPEN or d.closed_on is None or d.closed_on >= look.period.start]
    then = [_at(look, deal) for deal in not_before]
    return total(look, lines(look.ledger, then, lambda _: look.asof, basis=look.last), watched="activities")


def at_first(ledger: Ledger, deals: Sequence[BookDeal]) -> list[BookDeal]:
    """The deals with the first amount and currency that were ever seen of them."""
    amounts, currencies = ledger.history("amount_minor"), ledger.history("currency")
    return [
        deal.but(
            amount_minor=as_number(first_value(ledger, deal, "amount_minor")), currency=first_value(ledger, deal, "currency")
        )
        if deal.id in amounts or deal.id in currencies
        else deal
        for deal in deals
    ]


def _at(look: Look, deal: BookDeal) -> BookDeal:
    """The deal with its amount on the day at which the period is looked at."""
    at = snap(look.ledger, deal.source, look.asof)
    if at is None:
        return deal
    then = record(look.ledger, deal, at.as_of)
    return deal.but(amount_minor=then.amount_minor, currency=then.currency)


def _undated(look: Look) -> Note | None:
    undated = look.selection.created.undated
    return Note("no_created_on", (("count", str(undated)),)) if undated else None
