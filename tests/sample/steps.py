"""How far deals came, and the activities behind it (METRICS.md 2 and 6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from .book import WON, Activity, Book, Deal, Span
from .deals import counting, lost, total, won
from .past import as_known, rows_of, snapshot

RANKS = ("lead", "meeting", "opportunity", "late", "won")


def entered(book: Book, deal: Deal, step: str) -> date | None:
    """The first known day on which the deal was at `step` or beyond; None where it was never seen so far."""
    rows = [(as_of, book.step(row.stage)) for as_of, row in rows_of(book, deal.id)]
    if rows[0][1] == "lost":
        return None
    days = [as_of for as_of, at in rows[1:] if at != "lost" and RANKS.index(at) >= RANKS.index(step)]
    if RANKS.index(rows[0][1]) >= RANKS.index(step):
        days.append(deal.created)
    if step in ("lead", "meeting"):
        days += [a.on for a in book.activities if a.deal == deal.id and a.is_meeting and a.held]
    return min(days, default=None)


def reached(book: Book, deal: Deal, step: str, by: date) -> bool:
    on = entered(book, deal, step)
    return (on is not None and on <= by) or (deal.status == WON and deal.closed is not None and deal.closed <= by)


def late_stage_conversion(book: Book, span: Span) -> Fraction:
    wins, losses = won(book, span), lost(book, span)
    late = [deal for deal in losses if entered(book, deal, "late")]
    return Fraction(len(wins), len(wins) + len(late))


def lead_to_meeting(book: Book, span: Span) -> Fraction:
    cohort = [d for d in counting(book).values() if span.holds(entered(book, d, "lead"))]
    return Fraction(sum(reached(book, deal, "meeting", span.end) for deal in cohort), len(cohort))


# Activities


def done(book: Book, span: Span, *kinds: str) -> list[Activity]:
    """Activities of the quarter that took place, of `kinds` or of all."""
    return [a for a in book.activities if span.holds(a.on) and a.held and (a.kind in kinds or not kinds)]


def per_week(book: Book, span: Span, *kinds: str) -> Fraction:
    days = (span.end - span.start).days + 1
    return Fraction(7 * len(done(book, span, *kinds)), days)


def meetings_held(book: Book, span: Span) -> list[Activity]:
    return done(book, span, "meeting", "demo")


def show_rate(book: Book, span: Span) -> Fraction:
    held = len(meetings_held(book, span))
    missed = [a for a in book.activities if span.holds(a.on) and a.is_meeting and a.outcome == "no_show"]
    return Fraction(held, held + len(missed))


def meeting_to_opportunity(book: Book, span: Span) -> tuple[int, int]:
    """How many held meetings of the quarter have led to an opportunity by its end, and of how many.

    Of a deal's meetings before it became an opportunity only the first counts.
    """
    deals = counting(book)
    became = of = 0
    seen: set[str] = set()
    for activity in sorted(meetings_held(book, span)):
        deal = deals.get(activity.deal)
        if deal is None:
            of += 1
            continue
        on = entered(book, deal, "opportunity")
        if on is None or activity.on < on:
            if deal.id in seen:
                continue
            seen.add(deal.id)
        of += 1
        became += reached(book, deal, "opportunity", span.end)
    return became, of


def pipeline_influenced(book: Book, span: Span) -> Decimal:
    """The amounts, at the quarter's end, of deals with a held meeting in it that were not closed before it."""
    deals = counting(book)
    met = {a.deal for a in meetings_held(book, span) if a.deal in deals}
    last = snapshot(book, span.end)
    return total(
        as_known(book, deal, last).amount for deal in met if not ((closed := deals[deal].closed) and closed < span.start)
    )
