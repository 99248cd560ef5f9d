"""Renewals, expansion, churn risk and monthly revenue (METRICS.md 7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .book import OPEN, WON, Book, Deal, Span
from .deals import total, won
from .past import moved_on, open_on, rows_of


def renewals(book: Book, span: Span, status: str) -> list[Deal]:
    return [d for d in book.newest.values() if d.kind == "renewal" and d.status == status and span.holds(d.closed)]


def monthly(deal: Deal) -> Fraction:
    if deal.arr is not None:
        return Fraction(deal.arr) / 12
    assert deal.amount is not None
    assert deal.months is not None
    return Fraction(deal.amount) / deal.months


def renewal_rate(book: Book, span: Span) -> tuple[int, int]:
    """Renewed within thirty days of their first due date, of those due in the quarter that are not pending."""
    renewed = of = 0
    for deal in book.newest.values():
        if deal.kind != "renewal":
            continue
        while_open = [row.due for _, row in rows_of(book, deal.id) if row.status == OPEN]
        due = while_open[0] if while_open else deal.closed
        if due is None or not span.holds(due):
            continue
        latest = due + timedelta(days=30)
        if deal.status == OPEN and book.today <= latest:
            continue
        of += 1
        renewed += deal.status == WON and deal.closed is not None and deal.closed <= latest
    return renewed, of


def expansion(book: Book, span: Span) -> Decimal:
    return total(deal.amount for deal in won(book, span) if deal.kind in ("upsell", "addon"))


def at_risk(book: Book, day: date) -> list[Deal]:
    found = []
    for deal in open_on(book, day, kinds=lambda d: d.kind == "renewal"):
        first_due = next(row.due for _, row in rows_of(book, deal.id) if row.status == OPEN)
        assert deal.due
        assert first_due
        idle = (day - moved_on(book, deal, day)).days > 30
        signals = (idle, deal.due < day, deal.due > first_due, deal.probability < Decimal("0.5"))
        if deal.due <= day + timedelta(days=90) and any(signals):
            found.append(deal)
    return found


SIGNS = {"new": 1, "expansion": 1, "reactivation": 1, "contraction": -1, "churn": -1}


def mrr_by_account(book: Book, day: date) -> dict[str, Decimal]:
    """Monthly recurring revenue of each account after the months that began up to `day`."""
    balances: dict[str, Decimal] = {}
    for movement in book.movements:
        if movement.month <= day:
            balances[movement.account] = balances.get(movement.account, Decimal(0)) + SIGNS[movement.kind] * movement.amount
    return balances


def moved(book: Book, span: Span, kind: str, account: str | None = None) -> Decimal:
    return total(
        m.amount for m in book.movements if m.kind == kind and span.holds(m.month) and (account is None or m.account == account)
    )


def retention(book: Book, span: Span) -> tuple[Fraction, Fraction]:
    """Gross and net revenue retention of the customers that were there when the quarter began."""
    start = {a: mrr for a, mrr in mrr_by_account(book, span.start - timedelta(days=1)).items() if mrr > 0}
    gross = net = Decimal(0)
    for account, mrr in start.items():
        loss = moved(book, span, "contraction", account) + moved(book, span, "churn", account)
        gain = moved(book, span, "expansion", account) + moved(book, span, "reactivation", account)
        gross += mrr - min(mrr, loss)
        net += max(Decimal(0), mrr + gain - loss)
    base = Fraction(sum(start.values(), Decimal(0)))
    return Fraction(gross) / base, Fraction(net) / base
