"""A world as the program's own book: the newest records, and what each export showed to have changed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from salestui.domain.activity import Activity, Movement
from salestui.domain.book import Account, Book, Watched
from salestui.domain.book_deal import BookDeal
from salestui.domain.deal import DealChange, Snapshot, Step
from salestui.domain.goal import Adjustment, Forecast, Goal, Measurement
from salestui.domain.money import Money, Rate
from salestui.domain.terms import Terms

from .past import exports_of, is_missing, source_of
from .world import Record, World

FIELDS = {
    "name": "name",
    "account": "account",
    "owner": "owner",
    "amount": "amount_minor",
    "currency": "currency",
    "list": "list_amount_minor",
    "arr": "arr_minor",
    "months": "contract_months",
    "stage": "stage",
    "status": "status",
    "probability": "probability",
    "created": "created_on",
    "due": "expected_close_on",
    "closed": "closed_on",
    "type": "deal_type",
    "source": "lead_source",
    "campaign": "campaign",
    "reason": "loss_reason",
    "category": "forecast_category",
    "last_activity": "last_activity_on",
    "next_step": "next_step",
    "segment": "segment",
    "product": "product",
}


def as_book(world: World) -> Book:
    deals, changes, absences = [], {}, {}
    for id_ in world.deals():
        rows = world.history(id_)
        newest = {FIELDS[name]: value for name, value in rows[-1][1].items()}
        removed = "deleted" if id_ in world.removed else None
        deals.append(BookDeal(id=id_, source=source_of(world, id_), removed=removed, first_seen_on=rows[0][0], **newest))
        changes[id_] = tuple(
            DealChange(id_, FIELDS[name], text(before[name]), text(row[name]), as_of)
            for (_, before), (as_of, row) in pairwise(rows)
            for name in FIELDS
            if before[name] != row[name]
        )
        keep, world.missing = world.missing, "drop"
        missing = [e.run for e in exports_of(world, source_of(world, id_)) if is_missing(world, id_, e)]
        world.missing = keep
        if missing:
            absences[id_] = frozenset(missing)
    exports = sorted(world.exports, key=lambda e: (e.as_of, e.run))
    return Book(
        deals=tuple(deals),
        changes={id_: told for id_, told in changes.items() if told},
        snapshots=tuple(
            Snapshot(
                e.run,
                e.source,
                e.as_of,
                frozenset(e.owners),
                e.holds_open,
                any(r["status"] != "open" for r in e.rows.values()),
                e.columns,
            )
            for e in exports
        ),
        absences=absences,
        steps={stage: None if step == "lost" else Step(step) for stage, step in world.steps.items()},
        stage_order=tuple(world.stages),
        activities=tuple(Activity(**a) for a in world.activities),
        movements=tuple(
            Movement(m["id"], m["month"], m["account"], m["kind"], m["amount"], m["currency"], m["owner"])
            for m in world.movements
        ),
        goals=tuple(goal_of(goal, world.currency) for goal in world.goals),
        forecasts=tuple(
            Forecast(f["id"], f["period"], f["made_on"], usd(f["commit"]), usd(f["best_case"]), f["owner"])
            for f in world.forecasts
        ),
        measurements=tuple(
            Measurement(
                number,
                t["metric"],
                t["period"],
                Money(t["value"], world.currency) if t["metric"] == "acquisition_cost" else Fraction(t["value"]),
                owner=t["owner"],
            )
            for number, t in enumerate(world.typed, 1)
        ),
        accounts=tuple(Account(name, segment=segment) for name, segment in world.segments.items()),
        watched={what: Watched(*days) for what, days in world.watched.items()},
    )


def terms_of(world: World) -> Terms:
    return Terms(
        currency=world.currency,
        rates=tuple(Rate(code, world.currency, day.isoformat(), rate) for code, day, rate in world.rates),
        definitions={name: tuple(tokens) for name, tokens in world.settings.items()},
        snapshot_grace_days=world.grace,
        missing_open_deals=world.missing,
        stage_probability=world.stage_probability,
    )


def usd(minor: int | None) -> Money | None:
    return None if minor is None else Money(minor, "USD")


def goal_of(goal: Record, currency: str) -> Goal:
    def value(number: int | Fraction) -> Money | Fraction:
        return Money(int(number), currency) if goal["money"] else Fraction(number)

    return Goal(
        goal["name"],
        goal["metric"],
        value(goal["target"]),
        goal["period"],
        goal["owner"],
        goal["segment"],
        tuple(
            Adjustment(
                a.get("percent"), value(a["amount"]) if "amount" in a else None, "other", "agreed", "Karin", date(2024, 1, 1)
            )
            for a in goal["adjustments"]
        ),
        goal["id"],
    )


def text(value: object) -> str | None:
    return None if value is None else str(value)
