"""Book A of METRICS.md 10: one rep's first quarter of 2026, as three exports showed it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from salestui.domain.activity import Movement
from salestui.domain.book import Book, Watched
from salestui.domain.book_deal import BookDeal
from salestui.domain.deal import MAPPED_FIELDS, DealChange, Snapshot, Step
from salestui.domain.goal import Adjustment, Forecast, Goal, Measurement
from salestui.domain.money import Money

TODAY = date(2026, 4, 2)
EXPORTS = (date(2026, 1, 2), date(2026, 2, 15), date(2026, 4, 1))
STEPS = {
    "Discovery": Step.OPPORTUNITY,
    "Proposal": Step.LATE,
    "Negotiation": Step.LATE,
    "Closed Won": Step.WON,
    "Closed Lost": None,
}

_TABLE = """
D1 |40,000.00 |won |Proposal   |2025-11-10|2026-01-20|2026-01-31|new    |           |SMB|inbound |   |
D2 |60,000.00 |won |Negotiation|2025-12-01|2026-02-27|2026-02-28|new    |           |Mid|outbound|   |
D3 |25,000.00 |won |Negotiation|2026-01-15|2026-03-10|2026-03-15|upsell |           |SMB|inbound |   |
D4 |30,000.50 |won |Negotiation|2025-10-06|2026-03-31|2026-03-30|new    |           |Mid|partner |   |
D5 |50,000.00 |lost|Proposal   |2025-12-15|2026-02-10|2026-02-20|new    |Price      |Mid|outbound|   |
D6 |20,000.00 |lost|Discovery  |2026-01-05|2026-03-02|2026-03-31|new    |No decision|SMB|inbound |   |
D7 |40,000.00 |lost|Discovery  |2026-01-20|2026-01-21|2026-02-28|new    |Duplicate  |SMB|inbound |   |
D8 |36,000.00 |won |Negotiation|2025-12-01|2026-03-15|2026-03-20|renewal|           |   |        |   |
D9 |12,000.00 |lost|Proposal   |2025-12-01|2026-02-28|2026-02-28|renewal|Closed down|   |        |   |
D10|80,000.00 |open|Negotiation|2025-12-20|          |2026-05-15|new    |           |   |        |0.7|2026-03-20
D11|45,000.00 |open|Proposal   |2026-02-01|          |2026-04-30|new    |           |   |        |0.5|2026-02-20
D12|15,000.00 |open|Discovery  |2026-03-05|          |2026-06-15|new    |           |   |        |0.2|2026-03-28
D13|          |open|Discovery  |2026-03-20|          |2026-05-30|new    |           |   |        |0.2|2026-03-20
D14|24,000.00 |open|Proposal   |2026-02-01|          |2026-05-01|renewal|           |   |        |0.4|2026-02-10
D15|10,000.00 |open|Proposal   |2026-01-10|          |2026-03-28|new    |           |   |        |0.5|2026-03-27
D16|100,000.00|won |Negotiation|2025-09-01|2025-11-20|2025-11-30|new    |           |Mid|outbound|   |
D17|30,000.00 |lost|Proposal   |2025-10-01|2025-12-10|2025-12-31|new    |Price      |Mid|outbound|   |
"""

_MOVEMENTS = """
A 2025-06 new 10000 | B 2025-07 new 5000 | C 2025-08 new 2000 | E 2025-02 new 700 | E 2025-09 churn 700
A 2026-01 expansion 1500 | B 2026-02 contraction 500 | D 2026-02 new 3000 | C 2026-03 churn 2000 | E 2026-03 reactivation 800
"""


def book_a() -> Book:
    deals, changes = [], {}
    for line in _TABLE.strip().splitlines():
        deal, history = _deal(line)
        deals.append(deal)
        changes[deal.id] = history
    pushed = DealChange("D10", "expected_close_on", "2026-03-25", "2026-05-15", EXPORTS[1], 2)
    changes["D10"] = (pushed,)
    return Book(
        deals=tuple(deals),
        changes=changes,
        snapshots=tuple(
            Snapshot(run, "generic", day, None, True, True, frozenset(MAPPED_FIELDS)) for run, day in enumerate(EXPORTS, 1)
        ),
        steps=STEPS,
        stage_order=tuple(STEPS),
        movements=_movements(),
        goals=(
            Goal(
                "quota",
                "revenue_won",
                usd(200_000),
                "2026-Q1",
                adjustments=(
                    Adjustment(Fraction(-10), None, "leave", "Parental leave in February", "Karin Berg", date(2026, 1, 12)),
                    Adjustment(None, usd(-20_000), "reassigned", "Denmark went to Freja", "Karin Berg", date(2026, 2, 1)),
                ),
                id=1,
            ),
            Goal("quota", "revenue_won", usd(180_000), "2026-Q2", id=2),
        ),
        forecasts=(
            Forecast(1, "2026-Q1", date(2026, 1, 5), usd(170_000), usd(210_000)),
            Forecast(2, "2026-Q1", date(2026, 2, 20), usd(150_000), usd(180_000)),
            Forecast(3, "2026-Q1", date(2026, 3, 25), usd(156_000), usd(160_000)),
        ),
        measurements=(
            Measurement(1, "acquisition_cost", "2026-Q1", usd(60_000)),
            Measurement(2, "gross_margin", "2026-Q1", Fraction(8, 10)),
        ),
        watched={"deals": Watched(EXPORTS[0], EXPORTS[-1]), "mrr": Watched(date(2025, 12, 31), EXPORTS[-1])},
        first_currency="USD",
    )


def usd(amount: int | str) -> Money:
    return Money.of(Fraction(amount), "USD")


def _deal(line: str) -> tuple[BookDeal, tuple[DealChange, ...]]:
    """The deal's newest record, and what the exports after the first that held it showed to have changed."""
    cells = [cell.strip() or None for cell in line.split("|")]
    number, amount, status, stage, created, closed, expected, kind, reason, segment, source, probability, active = cells
    created_on, closed_on = date.fromisoformat(created or ""), date.fromisoformat(closed) if closed else None
    first = next(day for day in EXPORTS if day >= created_on)
    seen_closed = next(day for day in EXPORTS if day >= closed_on) if closed_on else None
    now = {"won": "Closed Won", "lost": "Closed Lost"}.get(status or "", stage)
    history = ()
    if seen_closed and seen_closed > first:
        run = EXPORTS.index(seen_closed) + 1
        history = tuple(
            DealChange(number or "", field, before, after, seen_closed, run)
            for field, before, after in (("stage", stage, now), ("status", "open", status), ("closed_on", None, closed))
        )
    deal = BookDeal(
        id=number or "",
        source="generic",
        name=f"Deal {number}",
        account=f"Account {number}",
        amount_minor=int(amount.replace(",", "").replace(".", "")) if amount else None,
        currency="USD" if amount else None,
        contract_months=12 if number == "D8" else None,
        stage=now,
        status=status or "",
        probability=probability,
        created_on=created_on,
        expected_close_on=date.fromisoformat(expected or ""),
        closed_on=closed_on,
        deal_type=kind,
        lead_source=source,
        loss_reason=reason,
        last_activity_on=date.fromisoformat(active) if active else None,
        segment=segment,
        first_seen_on=first,
    )
    return deal, history


def _movements() -> tuple[Movement, ...]:
    told = [part.split() for part in _MOVEMENTS.replace("\n", "|").split("|") if part.strip()]
    return tuple(
        Movement(number, date.fromisoformat(f"{month}-01"), account, kind, int(amount) * 100, "USD")
        for number, (account, month, kind, amount) in enumerate(told, 1)
    )
