"""The figures of METRICS.md that the five stories are about, worked out once more from the rows of their files.

Every function takes the book, the quarter and, where a figure is of one rep or one segment, that filter. Ratios are exact
fractions, money decimals, durations days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .book import LOST, OPEN, WON, Activity, Book, Deal, Export, Span

Filter = Callable[[Deal], bool]
EXCLUDED_REASONS = ("duplicate", "dubblett", "test")
GRACE = timedelta(days=7)


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


# A deal's past, as the exports showed it


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
    """The deals that were open on `day`, as they were then: those in the pipeline, or of `kinds` instead of the ones that count."""
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
    days += [as_of for (as_of, row), (_, before) in zip(rows[1:], rows, strict=False) if row.stage != before.stage]
    return max(known for known in days if known <= day)


def stalled(book: Book, day: date, those: Filter = everything) -> list[Deal]:
    return [deal for deal in open_on(book, day, those) if (day - moved_on(book, deal, day)).days > 30]


def late_without_next_step(book: Book, day: date) -> list[Deal]:
    return [deal for deal in open_on(book, day) if book.step(deal.stage) == "late" and not deal.next_step]


def overdue(book: Book, day: date) -> list[Deal]:
    return [deal for deal in open_on(book, day) if deal.due and deal.due < day]


def due_in(book: Book, span: Span) -> set[str]:
    """Deals that were ever due in the quarter: in an export of it, of its first day or last day, or by a change seen between."""
    first, last = snapshot(book, span.start), snapshot(book, span.end)
    exports = {export.as_of: export for export in book.exports if span.holds(export.as_of)}
    exports.update({export.as_of: export for export in (first, last)})
    ids = {d.id for e in exports.values() for d in e.rows.values() if d.status == OPEN and span.holds(d.due)}
    for deal in book.newest:
        rows = [(as_of, row.due) for as_of, row in rows_of(book, deal) if row.due]
        for (_, before), (as_of, due) in zip(rows, rows[1:], strict=False):
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
        for (_, before), (as_of, row) in zip(rows, rows[1:], strict=False):
            if before.status != OPEN and row.status == OPEN and span.holds(as_of):
                found.append(row)
    return found


# Steps


def entered(book: Book, deal: Deal, step: str) -> date | None:
    """The first known day on which the deal was at `step` or beyond; None where it was never seen so far."""
    ranks = ("lead", "meeting", "opportunity", "late", "won")
    rows = rows_of(book, deal.id)
    if book.step(rows[0][1].stage) == "lost":
        return None
    days = []
    if ranks.index(book.step(rows[0][1].stage)) >= ranks.index(step):
        days.append(deal.created)
    days += [
        as_of for as_of, row in rows[1:] if book.step(row.stage) != "lost" and ranks.index(book.step(row.stage)) >= ranks.index(step)
    ]
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


# Customers


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


# Goals and forecasts


def amount_of(text: str) -> Decimal:
    return Decimal(text.removesuffix("USD").removesuffix("%"))


def targets(book: Book, period: str, metric: str, owner: str = "") -> list[tuple[str, Decimal]]:
    """(name, adjusted target) of the goals for `metric`, from story.toml and from goals.csv."""
    found = [
        (row["name"], amount_of(row["target"]))
        for row in book.tables.get("goals", ())
        if (row["period"], row["metric"], row.get("owner", "")) == (period, metric, owner)
    ]
    for goal in book.story.get("goals", ()):
        if (goal["period"], goal["metric"], goal.get("owner", "")) == (period, metric, owner):
            target = amount_of(goal["target"])
            changes = goal.get("adjustments", ())
            percents = sum((Decimal(a["percent"]) for a in changes if "percent" in a), Decimal(0))
            found.append((goal["name"], target + target * percents / 100 + total(amount_of(a["amount"]) for a in changes if "amount" in a)))
    return found


def quota(book: Book, period: str, metric: str = "revenue_won", owner: str = "") -> Decimal:
    (target,) = (target for name, target in targets(book, period, metric, owner) if name == "quota")
    return target


def first_commit(book: Book, period: str, span: Span) -> Decimal:
    made = [
        (date.fromisoformat(row["made_on"]), Decimal(row["commit"]))
        for row in book.tables.get("forecasts", ())
        if row["period"] == period and not row.get("owner")
    ]
    made += [
        (row["made_on"], amount_of(row["commit"]))
        for row in book.story.get("forecasts", ())
        if row["period"] == period and not row.get("owner")
    ]
    return min(pair for pair in made if span.start - timedelta(days=14) <= pair[0] <= span.end)[1]


def accuracy(actual: Decimal, commit: Decimal) -> Fraction:
    return max(Fraction(0), 1 - abs(Fraction(actual - commit)) / Fraction(actual))
