"""Why deals were lost, and how far they had come."""

from __future__ import annotations

from salestui.metrics.answer import CLOSED_ON, Answer
from salestui.metrics.declare import BY_CLOSING, CONTEXT, metric
from salestui.metrics.distribution import NOT_KNOWN, NOT_STATED, by_count, grouped, most_first
from salestui.metrics.figure import Unit
from salestui.metrics.look import Look
from salestui.metrics.state import stage_of_loss


@metric(
    "loss_reasons",
    unit=Unit.DISTRIBUTION,
    better=None,
    dated_by=BY_CLOSING,
    family=CONTEXT,
    formula="per loss_reason over lost(P): count, share = count / |lost(P)|, Σ amount",
)
def loss_reasons(look: Look) -> Answer:
    """Reasons as the CRM has them; those of deals without one are "not stated"."""
    reasons = (((deal.loss_reason or "").strip() or NOT_STATED, deal) for deal in look.lost())
    return by_count(look, most_first(grouped(look, reasons, CLOSED_ON)))


@metric(
    "drop_off_stage",
    unit=Unit.DISTRIBUTION,
    better=None,
    dated_by=BY_CLOSING,
    family=CONTEXT,
    formula="per stage over lost(P): the last stage seen while the deal was open; count, share, Σ amount",
)
def drop_off_stage(look: Look) -> Answer:
    """A deal that was never seen open dropped out in a stage that is "not known": shown, not guessed."""
    told = look.ledger.history("status")
    stages = ((stage_of_loss(look.ledger, deal) or NOT_KNOWN if deal.id in told else NOT_KNOWN, deal) for deal in look.lost())
    return by_count(look, most_first(grouped(look, stages, CLOSED_ON)))
