"""A sample story read from its files alone: exports in order of arrival, and what a rep typed.

Plain Python over CSV rows. Nothing of the program is used, so that what it says of a story can be compared with this.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

SAMPLES = Path(__file__).parents[2] / "sample_data"
WON, LOST, OPEN = "won", "lost", "open"


class Deal(NamedTuple):
    """A row of an export. `due` is the expected close of an open deal, the last one known for a closed deal."""

    id: str
    name: str
    account: str
    owner: str
    amount: Decimal | None
    arr: Decimal | None
    months: int | None
    stage: str
    status: str
    probability: Decimal
    created: date
    due: date | None
    closed: date | None
    kind: str
    source: str
    reason: str
    category: str
    last_activity: date | None
    next_step: str
    segment: str

    @property
    def acv(self) -> Decimal | None:
        if self.arr is not None or self.amount is None:
            return self.arr
        return self.amount * 12 / self.months if self.months and self.months > 12 else self.amount


class Export(NamedTuple):
    as_of: date
    rows: dict[str, Deal]


class Activity(NamedTuple):
    on: date
    kind: str
    outcome: str
    owner: str
    deal: str
    account: str
    subject: str

    @property
    def is_meeting(self) -> bool:
        return self.kind in ("meeting", "demo")

    @property
    def held(self) -> bool:
        return self.outcome in ("", "held", "qualified", "not_qualified")


class Movement(NamedTuple):
    month: date
    account: str
    kind: str
    amount: Decimal


class Span(NamedTuple):
    """A quarter, both days included."""

    start: date
    end: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    @property
    def before(self) -> Span:
        last = self.start - timedelta(days=1)
        return Span(date(last.year, last.month - 2, 1), last)

    @property
    def after(self) -> Span:
        first = self.end + timedelta(days=1)
        return Span(first, _end(first))


def quarter(key: str) -> Span:
    year, number = key.split("-Q")
    start = date(int(year), 3 * int(number) - 2, 1)
    return Span(start, _end(start))


def _end(start: date) -> date:
    return (start.replace(day=1) + timedelta(days=95)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Book:
    """A story. `exports` are its deals imports in order."""

    folder: Path
    story: dict[str, Any]
    exports: tuple[Export, ...]
    activities: tuple[Activity, ...] = ()
    movements: tuple[Movement, ...] = ()
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        day = self.story["today"]
        assert isinstance(day, date)
        return day

    @cached_property
    def newest(self) -> dict[str, Deal]:
        """Every deal's newest row; of a closed deal `due` is the last date known while it was open."""
        rows: dict[str, Deal] = {}
        for export in self.exports:
            for deal in export.rows.values():
                known = rows.get(deal.id)
                rows[deal.id] = deal._replace(due=deal.due or (known.due if known else None))
        return rows

    def step(self, stage: str) -> str:
        """lead, meeting, opportunity, late, won or lost: what the story says that the stage stands for."""
        status = _status(stage)
        return status if status != OPEN else str(self.story["stages"].get(stage, "opportunity"))


def read(name: str) -> Book:
    folder = SAMPLES / name
    story = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
    exports: list[Export] = []
    activities: list[Activity] = []
    movements: list[Movement] = []
    tables: dict[str, list[dict[str, str]]] = {}
    for item in story["imports"]:
        rows = list(_rows(folder / item["file"]))
        match item["kind"]:
            case "deals":
                exports.append(Export(item["as_of"], {deal.id: deal for deal in map(_deal, rows)}))
            case "activities":
                activities += [_activity(row) for row in rows]
            case "mrr":
                movements += [_movement(row) for row in rows]
            case kind:
                tables.setdefault(kind, []).extend(rows)
    return Book(folder, story, tuple(exports), _kinds_settled(activities), tuple(movements), tables)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table; those of a report end at the blank line above its footer."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        head = next(reader)
        for row in reader:
            if not row:
                return
            yield dict(zip(head, row, strict=True))


def _deal(row: dict[str, str]) -> Deal:
    is_report = "Opportunity ID" in row
    names = REPORT if is_report else SHEET

    def cell(of: str) -> str:
        return row.get(names[of], "").strip()

    status = _status(cell("stage"))
    if is_report:
        due, closed = (_day(cell("close")), None) if status == OPEN else (None, _day(cell("close")))
    else:
        assert status == row["status"]
        due, closed = _day(row["expected_close_on"]), _day(row["closed_on"])
    created = _day(cell("created"))
    assert created
    return Deal(
        cell("id"),
        cell("name"),
        cell("account"),
        cell("owner"),
        _amount(cell("amount")),
        _amount(cell("arr")),
        int(cell("months")) if cell("months") else None,
        cell("stage"),
        status,
        Decimal(cell("probability")) / 100,
        created,
        due,
        closed,
        _kind(cell("kind")),
        cell("source"),
        cell("reason"),
        cell("category").lower(),
        _day(cell("last_activity")),
        cell("next_step"),
        cell("segment"),
    )


REPORT = {
    "id": "Opportunity ID",
    "name": "Opportunity Name",
    "account": "Account Name",
    "owner": "Opportunity Owner",
    "amount": "Amount",
    "arr": "ARR",
    "months": "Contract Months",
    "stage": "Stage",
    "probability": "Probability (%)",
    "created": "Created Date",
    "close": "Close Date",
    "kind": "Type",
    "source": "Lead Source",
    "reason": "Loss Reason",
    "category": "Forecast Category",
    "last_activity": "Last Activity",
    "next_step": "Next Step",
    "segment": "Segment",
}
SHEET = {
    **{
        name: name
        for name in ("id", "name", "account", "owner", "amount", "arr", "stage", "probability", "next_step", "segment")
    },
    "months": "contract_months",
    "created": "created_on",
    "kind": "deal_type",
    "source": "lead_source",
    "reason": "loss_reason",
    "category": "forecast_category",
    "last_activity": "last_activity_on",
}


def _status(stage: str) -> str:
    return WON if "won" in stage.lower() else LOST if "lost" in stage.lower() else OPEN


def _kind(text: str) -> str:
    words = text.lower()
    if "renew" in words:
        return "renewal"
    if "add-on" in words:
        return "addon"
    if "existing" in words or "upsell" in words:
        return "upsell"
    return "new" if "new" in words else ""


def _day(text: str) -> date | None:
    if not text:
        return None
    return datetime.strptime(text, "%m/%d/%Y").date() if "/" in text else date.fromisoformat(text)  # noqa: DTZ007


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _activity(row: dict[str, str]) -> Activity:
    on = _day(row["date"])
    assert on
    return Activity(on, row["type"], row["outcome"], row["owner"], row["deal id"], row["account"], row["subject"])


def _movement(row: dict[str, str]) -> Movement:
    month = _day(row["month"])
    assert month
    return Movement(month, row["account"], row["kind"], Decimal(row["amount"]))


def _kinds_settled(activities: list[Activity]) -> tuple[Activity, ...]:
    """Each activity with the one kind that it counts as: a demo, a follow-up, or what the CRM says."""
    first_met: dict[str, date] = {}
    for activity in activities:
        if activity.deal and activity.is_meeting and activity.held:
            first_met[activity.deal] = min(activity.on, first_met.get(activity.deal, activity.on))
    return tuple(activity._replace(kind=_settled(activity, first_met)) for activity in activities)


def _settled(activity: Activity, first_met: dict[str, date]) -> str:
    subject = activity.subject.lower()
    if "demo" in activity.kind or "demo" in subject:
        return "demo"
    if "follow" in subject:
        return "follow_up"
    if activity.kind in ("task", "call", "email") and activity.on > first_met.get(activity.deal, date.max):
        return "follow_up"
    return activity.kind
