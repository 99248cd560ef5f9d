"""The pipeline on a day, and what slipped out of a quarter (METRICS.md 2 and 5), from what each export showed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .book import OPEN, Book, Deal, Export, Span
from .deals import Filter, counting, everything, revenue, total

GRACE = timedelta(days=7)


def snapshot(book: Book, day: date) -> Export:
    """The export that shows `day` best: the first in the seven days from it, else the last before, else the first after."""
    near = [export for export in book.exports if day <= export.as_of <= day + GRACE]
    before = [export for export in book.exports if export.as_of < day]
    return near[0] if near else before[-1] if before else book.exports[0]


def rows_of(book: Book, deal: str) -> list[tuple[date, Deal]]:
    return [(export.as_of, export.rows[deal]) for export in book.exports if deal in export.rows]


def as_known(book: Book, deal: str, export: Export) -> Deal:
    """The row that `export` left: its own or the last before it; where the deal was first seen later, that first row."""
    rows = rows_of(book, deal)
    earlier = [row for as_of, row in rows if as_of <= export.as_of]
    row = earlier[-1] if earlier else rows[0][1]
    if row.status == OPEN:
        return row
    while_open = [known for as_of, known in rows if as_of <= export.as_of and known.status == OPEN]
    return row._replace(due=while_open[-1].due if while_open else row.due)


def open_on(book: Book, day: date, those: Filter = everything, kinds: Filter | None = None) -> list[Deal]:
    """The deals that were open on `day`, as they were then: those that count as pipeline, or all of `kinds` instead."""
    export = snapshot(book, day)
    deals = counting(book, those) if kinds is None else {d.id: d for d in book.newest.values() if kinds(d)}
    found = []
    for newest in deals.values():
        then = as_known(book, newest.id, export)
        closed = [row for row in (then, newest) if row.status != OPEN and row.closed and row.closed <= day]
        if newest.created <= day and newest.id in export.rows and not closed:
            found.append(_while_open(book, then, export))
    return [deal for deal in found if deal.category != "omitted" or kinds]


def _while_open(book: Book, then: Deal, export: Export) -> Deal:
    """Where the snapshot already shows the deal closed: its stage, date, probability and next step of while it was open."""
    if then.status == OPEN:
        return then
    rows = [row for as_of, row in rows_of(book, then.id) if row.status == OPEN and as_of <= export.as_of]
    assert rows, f"{then.name} was never seen open"
    last = rows[-1]
    return then._replace(stage=last.stage, due=last.due, next_step=last.next_step, category=last.category)


def moved_on(book: Book, deal: Deal, day: date) -> date:
    """The last day up to `day` on which something happened to the deal."""
    rows = rows_of(book, deal.id)
    days = [deal.created]
    days += [row.last_activity for _, row in rows if row.last_activity]
    days += [a.on for a in book.activities if a.deal == deal.id and a.outcome != "cancelled"]
    days += [as_of for (_, before), (as_of, row) in pairwise(rows) if row.stage != before.stage]
    return max(known for known in days if known <= day)


def stalled(book: Book, day: date, those: Filter = everything) -> list[Deal]:
    return [deal for deal in open_on(book, day, those) if (day - moved_on(book, deal, day)).days > 30]


def late_without_next_step(book: Book, day: date) -> list[Deal]:
    return [deal for deal in open_on(book, day) if book.step(deal.stage) == "late" and not deal.next_step]


def overdue(book: Book, day: date) -> list[Deal]:
    return [deal for deal in open_on(book, day) if deal.due and deal.due < day]


def due_in(book: Book, span: Span) -> set[str]:
    """Deals that were ever due in the quarter: in an export of it, of its first or last day, or by a change seen between."""
    first, last = snapshot(book, span.start), snapshot(book, span.end)
    exports = {export.as_of: export for export in book.exports if span.holds(export.as_of)}
    exports.update({export.as_of: export for export in (first, last)})
    ids = {d.id for e in exports.values() for d in e.rows.values() if d.status == OPEN and span.holds(d.due)}
    for deal in book.newest:
        rows = [(as_of, row.due) for as_of, row in rows_of(book, deal) if row.due]
        for (_, before), (as_of, due) in pairwise(rows):
            if before != due and span.holds(before) and first.as_of < as_of <= last.as_of:
                ids.add(deal)
    return ids & counting(book).keys()


def slipped(book: Book, span: Span) -> list[Deal]:
    """Due in a quarter that has ended, and neither won nor lost in it."""
    last = snapshot(book, span.end)
    found = []
    for deal in due_in(book, span):
        newest = book.newest[deal]
        row = as_known(book, deal, last)
        was_closed = [r for r in (row, newest) if r.status != OPEN and r.closed and r.closed <= span.end]
        if deal in last.rows and not was_closed:
            found.append(row)
    return found


def coverage(book: Book, span: Span, day: date, quota: Decimal, those: Filter = everything) -> Fraction:
    """Open pipeline due in the quarter, of what was still to win on `day`."""
    pipeline = total(deal.amount for deal in open_on(book, day, those) if span.holds(deal.due))
    return Fraction(pipeline) / Fraction(quota - revenue(book, Span(span.start, min(day, span.end)), those))


def coverage_next(book: Book, span: Span, quota: Decimal) -> Fraction:
    return Fraction(total(d.amount for d in open_on(book, span.end) if span.after.holds(d.due))) / Fraction(quota)


def pipeline_created(book: Book, span: Span) -> Decimal:
    """First amount ever seen of the deals that were created in the quarter."""
    first = {deal: rows_of(book, deal)[0][1] for deal in counting(book)}
    return total(deal.amount for deal in first.values() if span.holds(deal.created))


def reopened(book: Book, span: Span) -> list[Deal]:
    found = []
    for deal in counting(book):
        rows = rows_of(book, deal)
        for (_, before), (as_of, row) in pairwise(rows):
            if before.status != OPEN and row.status == OPEN and span.holds(as_of):
                found.append(row)
    return found
