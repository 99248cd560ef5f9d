"""The pipeline that came in: what was created, and what meetings brought forward."""

from __future__ import annotations

from datetime import date

from salestui.domain.deal import OPEN, Deal
from salestui.metrics.answer import NUMERATOR, Amounted, Answer, count, counted_deals, created_on, lines, total
from salestui.metrics.declare import CREATED_ON, HIGHER, PIPELINE, metric
from salestui.metrics.figure import Absent, Note, Unit
from salestui.metrics.ledger import Ledger
from salestui.metrics.look import Look
from salestui.metrics.state import as_number, first_value, record, snap


@metric(
    "pipeline_created",
    unit=Unit.MONEY,
    better=HIGHER,
    dated_by=CREATED_ON,
    family=PIPELINE,
    formula="Σ first amount ever seen over {d : created_on in P}; current_amount: Σ newest amount",
    settings=("pipeline_created",),
    adds_up=True,
)
def pipeline_created(look: Look) -> Answer:
    """A flow, unlike pipeline value [S22]."""
    first = not look.chose("pipeline_created", "current_amount")
    amounts = (first_amount(look.ledger, deal, deal.created_on) if first else _newest(deal) for deal in look.created())
    return total(look, lines(look.ledger, amounts)).noting(_undated(look))


@metric(
    "deals_created",
    unit=Unit.COUNT,
    better=HIGHER,
    dated_by=CREATED_ON,
    family=PIPELINE,
    formula="|{d : created_on in P}|",
    adds_up=True,
)
def deals_created(look: Look) -> Answer:
    created = look.created()
    return count(look, len(created), lambda: counted_deals(look, created, created_on, NUMERATOR)).noting(_undated(look))


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
    deals = look.selection.in_scope_of_anyone
    found = {id_: deals[id_] for done in met if (id_ := done.activity.deal) and id_ in deals}
    not_before = [d for d in found.values() if d.status == OPEN or d.closed_on is None or d.closed_on >= look.period.start]
    return total(look, lines(look.ledger, (_at(look, deal) for deal in not_before), basis=look.last), watched="activities")


def first_amount(ledger: Ledger, deal: Deal, on: date | None) -> Amounted:
    """The first amount ever seen of the deal, in the first currency."""
    return deal, on, as_number(first_value(ledger, deal, "amount_minor")), first_value(ledger, deal, "currency")


def _newest(deal: Deal) -> Amounted:
    return deal, deal.created_on, deal.amount_minor, deal.currency


def _at(look: Look, deal: Deal) -> Amounted:
    """The deal's amount on the day at which the period is looked at."""
    at = snap(look.ledger, deal.source, look.asof)
    if at is None:
        return deal, look.asof, deal.amount_minor, deal.currency
    then = record(look.ledger, deal, at.as_of)
    return deal, look.asof, then.minor, then.currency


def _undated(look: Look) -> Note | None:
    undated = look.selection.undated
    return Note("no_created_on", (("count", str(undated)),)) if undated else None
