"""Goals with their adjustments, and what was forecast (METRICS.md 4 and 5)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .book import Book, Span
from .deals import total


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
            percents = total(Decimal(change["percent"]) for change in changes if "percent" in change)
            amounts = total(amount_of(change["amount"]) for change in changes if "amount" in change)
            found.append((goal["name"], target + target * percents / 100 + amounts))
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
