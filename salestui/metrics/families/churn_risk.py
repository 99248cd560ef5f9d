"""Which customers may be about to leave, seen early enough to act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from salestui.metrics.answer import NUMERATOR, Answer, count, open_rows, total
from salestui.metrics.declare import CUSTOMER, LOWER, SNAPSHOT, metric
from salestui.metrics.families.pipeline import amounts
from salestui.metrics.families.renewals import due_days
from salestui.metrics.figure import Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.movement import stalled

if TYPE_CHECKING:
    from salestui.domain.book_deal import BookDeal  # brings msgspec, which figures that are kept do without

IDLE, OVERDUE, POSTPONED, UNLIKELY = "idle", "overdue", "postponed", "unlikely"


@metric(
    "churn_risk_accounts",
    unit=Unit.COUNT,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=CUSTOMER,
    formula="distinct accounts over the open renewals due within the window that are idle, overdue, postponed or unlikely",
    settings=("churn_risk", "stalled"),
    scoped=False,
)
def churn_risk_accounts(look: Look) -> Answer:
    """Our own rule, from data that exports have. A deal without an account is one of its own; a row's signals say which hit."""
    at_risk = look.once(renewals_at_risk)
    accounts = {one.deal.account or one.deal.id for one in at_risk}
    return count(look, len(accounts), lambda: _rows(look, at_risk))


@metric(
    "churn_risk_value",
    unit=Unit.MONEY,
    better=LOWER,
    dated_by=SNAPSHOT,
    family=CUSTOMER,
    formula="Σ amount over the renewals at risk",
    settings=("churn_risk", "stalled"),
    scoped=False,
)
def churn_risk_value(look: Look) -> Answer:
    at_risk = look.once(renewals_at_risk)
    found = total(look, amounts(look, [one.deal for one in at_risk]))
    with_amount = [one for one in at_risk if one.deal.amount_minor is not None]
    return found._replace(rows=lambda: _rows(look, with_amount)) if found.value is not None else found


class AtRisk(NamedTuple):
    """An open renewal as it stood on the look's day, and which of the four signals hit."""

    deal: BookDeal
    signals: tuple[str, ...]


def renewals_at_risk(look: Look) -> Sequence[AtRisk]:
    latest = look.day + timedelta(days=int(look.ledger.number("churn_risk", "window")))
    near = [
        deal
        for deal in look.selection.open_renewals(look.day)
        if deal.expected_close_on is not None and deal.expected_close_on <= latest
    ]
    idle = {deal.id for deal, _ in stalled(look, near)}
    found = (AtRisk(deal, _signals(look, deal, deal.id in idle)) for deal in near)
    return [one for one in found if one.signals]


def _signals(look: Look, deal: BookDeal, is_idle: bool) -> tuple[str, ...]:
    due, expected = look.selection.once(due_days).get(deal.id), deal.expected_close_on
    least = look.ledger.number("churn_risk", "probability")
    hits = {
        IDLE: is_idle,
        OVERDUE: expected is not None and expected < look.day,
        POSTPONED: expected is not None and due is not None and expected > due,
        UNLIKELY: deal.probability is not None and Fraction(deal.probability) < least,
    }
    return tuple(name for name, hit in hits.items() if hit)


def _rows(look: Look, at_risk: Sequence[AtRisk]) -> tuple[Row, ...]:
    rows = open_rows(look, [one.deal for one in at_risk], NUMERATOR, look.day)
    return tuple(row._replace(signals=one.signals) for row, one in zip(rows, at_risk, strict=True))
