"""Which customers may be about to leave, seen early enough to act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from salestui.metrics.answer import NUMERATOR, Answer, count, deal_row, total
from salestui.metrics.declare import CUSTOMER, LOWER, SNAPSHOT, metric
from salestui.metrics.families.pipeline import amounts
from salestui.metrics.families.renewals import due_days
from salestui.metrics.figure import Row, Unit
from salestui.metrics.look import Look
from salestui.metrics.movement import stalled
from salestui.metrics.state import OpenDeal

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
    accounts = {one.known.deal.account or one.known.deal.id for one in at_risk}
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
    found = total(look, amounts(look, [one.known for one in at_risk]))
    with_amount = [one for one in at_risk if one.known.minor is not None]
    return found._replace(rows=lambda: _rows(look, with_amount)) if found.value is not None else found


class AtRisk(NamedTuple):
    """An open renewal, and which of the four signals hit."""

    known: OpenDeal
    signals: tuple[str, ...]


def renewals_at_risk(look: Look) -> Sequence[AtRisk]:
    window = timedelta(days=int(look.ledger.number("churn_risk", "window")))
    near = [
        known
        for known in look.selection.open_renewals(look.day)
        if known.expected_close_on is not None and known.expected_close_on <= look.day + window
    ]
    idle = {known.deal.id for known, _ in stalled(look, near)}
    found = (AtRisk(known, _signals(look, known, known.deal.id in idle)) for known in near)
    return [one for one in found if one.signals]


def _signals(look: Look, known: OpenDeal, is_idle: bool) -> tuple[str, ...]:
    due, expected = look.selection.once(due_days).get(known.deal.id), known.expected_close_on
    least = look.ledger.number("churn_risk", "probability")
    hits = {
        IDLE: is_idle,
        OVERDUE: expected is not None and expected < look.day,
        POSTPONED: expected is not None and due is not None and expected > due,
        UNLIKELY: known.probability is not None and Fraction(known.probability) < least,
    }
    return tuple(name for name, hit in hits.items() if hit)


def _rows(look: Look, at_risk: Sequence[AtRisk]) -> tuple[Row, ...]:
    rows = []
    for known, signals in at_risk:
        minor = None
        if known.minor is not None and known.currency is not None:
            minor = look.ledger.converted(known.minor, known.currency, look.day)
        row = deal_row(look, known.deal, known.expected_close_on, NUMERATOR, minor)
        rows.append(row._replace(signals=signals))
    return tuple(rows)
