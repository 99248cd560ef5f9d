"""Figures of decided deals (METRICS.md 1 and 4), worked out once more from the rows of a story's files.

Every function takes the book, the quarter and, where a figure is of one rep or one segment, that filter. Ratios are exact
fractions, money decimals, durations days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from .book import LOST, WON, Book, Deal, Span

Filter = Callable[[Deal], bool]
EXCLUDED_REASONS = ("duplicate", "dubblett", "test")


def everything(_: Deal) -> bool:
    return True


def owned_by(owner: str) -> Filter:
    return lambda deal: deal.owner == owner


def in_segment(segment: str) -> Filter:
    return lambda deal: deal.segment == segment


def counting(book: Book, those: Filter = everything) -> dict[str, Deal]:
    """The deals that count by default: no renewals, none lost for an excluded reason."""
    return {
        deal.id: deal
        for deal in book.newest.values()
        if deal.kind != "renewal" and those(deal) and not (deal.status == LOST and deal.reason.lower() in EXCLUDED_REASONS)
    }


def won(book: Book, span: Span, those: Filter = everything) -> list[Deal]:
    return [d for d in counting(book, those).values() if d.status == WON and span.holds(d.closed)]


def lost(book: Book, span: Span, those: Filter = everything) -> list[Deal]:
    return [d for d in counting(book, those).values() if d.status == LOST and span.holds(d.closed)]


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def revenue(book: Book, span: Span, those: Filter = everything) -> Decimal:
    return total(deal.amount for deal in won(book, span, those))


def win_rate(book: Book, span: Span, those: Filter = everything) -> Fraction:
    wins = len(won(book, span, those))
    return Fraction(wins, wins + len(lost(book, span, those)))


def average(amounts: Iterable[Decimal | None]) -> Fraction:
    known = [amount for amount in amounts if amount is not None]
    return Fraction(total(known)) / len(known)


def cycle(book: Book, span: Span, those: Filter = everything) -> Fraction:
    days = [(deal.closed - deal.created).days for deal in won(book, span, those) if deal.closed]
    return Fraction(sum(days), len(days))


def loss_reasons(book: Book, span: Span) -> Counter[str]:
    return Counter(deal.reason for deal in lost(book, span))
