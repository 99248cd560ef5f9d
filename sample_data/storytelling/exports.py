"""The files of a story: deals as a CRM exports them, and the tables that a rep keeps by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from storytelling.contacts import Contact
from storytelling.lives import LOST, WON, Life, State

REPORT_COLUMNS = (
    "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Amount,Opportunity Currency,Stage,Probability (%),"
    "Created Date,Close Date,Lead Source,Type,Loss Reason,Forecast Category,Last Activity,Next Step,Segment,Region,Product"
).split(",")
REPORT_FOOTER = (
    "",
    '"Confidential Information - Do Not Distribute"',
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
)
SHEET_COLUMNS = (
    "id name account owner amount currency arr contract_months stage status probability created_on expected_close_on "
    "closed_on deal_type lead_source loss_reason forecast_category last_activity_on next_step segment region product"
).split()
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Stage(NamedTuple):
    """How a CRM sees a stage: the step it stands for, its default probability and its forecast category."""

    step: str
    probability: int
    category: str


class Crm(NamedTuple):
    """A CRM's set-up, and when each deal was last touched: what an export needs beside the lives."""

    stages: Mapping[str, Stage]
    contacts: Mapping[str, Sequence[date]]
    us_dates: bool = False


def opportunity_id(number: int) -> str:
    """An opportunity's id in Salesforce's 18 characters: 15 that count case, and three that check it."""
    tail = ""
    for _ in range(5):
        number, rest = divmod(number, 62)
        tail = BASE62[rest] + tail
    short = "006Qy00000" + tail
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    parts = (short[:5], short[5:10], short[10:])
    return short + "".join(letters[sum(1 << at for at, sign in enumerate(part) if sign.isupper())] for part in parts)


def salesforce_report(lives: Iterable[Life], crm: Crm, as_of: date) -> str:
    """A "Details Only" report of `lives` as they stood at the end of `as_of`, with the footer that Salesforce adds."""
    rows = [_report_row(life, state, crm, as_of) for life in lives if (state := life.on(as_of)) and not state.gone]
    return _table(REPORT_COLUMNS, rows, quoted=True) + "\n".join(REPORT_FOOTER) + "\n"


def _report_row(life: Life, state: State, crm: Crm, as_of: date) -> list[str]:
    def written(on: date | None) -> str:
        if on is None:
            return ""
        return f"{on.month}/{on.day}/{on.year}" if crm.us_dates else on.isoformat()

    return [
        life.id,
        life.name,
        life.account,
        life.owner,
        amount(state.amount),
        "USD",
        state.stage,
        str(_probability(state, crm)),
        written(life.created),
        written(state.closes),
        life.source,
        life.type,
        state.reason,
        _category(state, crm),
        written(_last_contact(life, crm, as_of)),
        state.next_step,
        life.segment,
        life.region,
        life.product,
    ]


def sheet(lives: Iterable[Life], crm: Crm, as_of: date) -> str:
    """The same as a plain table that sales operations keep, with separate columns for status, expected and actual close."""
    rows = [_sheet_row(life, state, crm, as_of) for life in lives if (state := life.on(as_of)) and not state.gone]
    return _table(SHEET_COLUMNS, rows)


def _sheet_row(life: Life, state: State, crm: Crm, as_of: date) -> list[str]:
    last_open = [known for on, known in life.turns if on <= as_of and not known.closed][-1]
    last_contact = _last_contact(life, crm, as_of)
    return [
        life.id,
        life.name,
        life.account,
        life.owner,
        amount(state.amount),
        "USD",
        amount(life.arr),
        str(life.months or ""),
        state.stage,
        {WON: "won", LOST: "lost"}.get(state.stage, "open"),
        str(_probability(state, crm)),
        life.created.isoformat(),
        last_open.closes.isoformat(),
        state.closes.isoformat() if state.closed else "",
        life.type,
        life.source,
        state.reason,
        _category(state, crm),
        last_contact.isoformat() if last_contact else "",
        state.next_step,
        life.segment,
        life.region,
        life.product,
    ]


def _probability(state: State, crm: Crm) -> int:
    if state.closed:
        return 100 if state.stage == WON else 0
    return crm.stages[state.stage].probability if state.probability is None else state.probability


def _category(state: State, crm: Crm) -> str:
    if state.closed:
        return "Closed" if state.stage == WON else "Omitted"
    return "Omitted" if state.omitted else crm.stages[state.stage].category


def _last_contact(life: Life, crm: Crm, as_of: date) -> date | None:
    return max((on for on in crm.contacts.get(life.id, ()) if on <= as_of), default=None)


def last_contacts(contacts: Iterable[Contact]) -> dict[str, list[date]]:
    """The days of each deal's contacts that took place."""
    days: dict[str, list[date]] = {}
    for contact in contacts:
        if contact.deal and contact.outcome not in ("cancelled", "rescheduled", "no_show"):
            days.setdefault(contact.deal, []).append(contact.on)
    return days


def activities(contacts: Iterable[Contact]) -> str:
    head = ("date", "type", "outcome", "owner", "deal id", "account", "subject")
    rows = [[contact.on.isoformat(), *contact[1:]] for contact in sorted(contacts)]
    return _table(head, rows)


def table(head: str, rows: Iterable[Sequence[object]]) -> str:
    """A table kept by hand; `head` names its columns, separated by commas."""
    return _table(head.split(","), [[str(cell) for cell in row] for row in rows])


def amount(value: Decimal | None) -> str:
    """An amount as CRMs write it: no decimals where there are none, two where there are some."""
    if value is None:
        return ""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], quoted: bool = False) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
