"""Every logged win, risk and blocker says of a deal what the exports of that week show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from .book import LOST, OPEN, WON, Book, Deal, read
from .past import rows_of

STORIES = ("account_manager", "ae", "enterprise_ae", "manager", "sdr")
WEEK = timedelta(days=6)
DAY = r"(\d{1,2} [A-Z][a-z]+)"
REASONS = {
    r"lost on price|price compared": "Price",
    r"lost to a competitor|third vendor": "Competitor",
    r"lost on it|shift calendars": "Missing feature",
    r"budget fr(?:ee|o)ze": "Budget frozen",
}


@dataclass(frozen=True)
class Around:
    """A deal as the last export before an entry and the first one from it on show it; `known` is the last up to the entry."""

    before: Deal | None
    after: Deal
    known: Deal | None
    last_open: Deal | None


def around(book: Book, deal: str, on: date) -> Around | None:
    rows = rows_of(book, deal)
    after = [row for as_of, row in rows if as_of >= on]
    if not after:
        return None
    before = [row for as_of, row in rows if as_of < on]
    known = [row for as_of, row in rows if as_of <= on]
    was_open = [row for as_of, row in rows if row.status == OPEN and as_of <= on]
    last = was_open[-1] if was_open else None
    return Around(before[-1] if before else None, after[0], known[-1] if known else None, last)


def day_of(words: str, on: date) -> date:
    form = "%d %B %Y" if len(words.split()[1]) > 3 else "%d %b %Y"
    return datetime.strptime(f"{words} {on.year}", form).date()  # noqa: DTZ007


def short(amount: Decimal | None) -> str:
    """An amount as reps write it: three significant digits, in thousands."""
    assert amount is not None
    thousands = amount / 1000
    digits = Decimal(1) if thousands >= 100 and thousands == thousands.to_integral_value() else Decimal("0.01")
    digits = Decimal("0.1") if thousands != thousands.quantize(Decimal("0.01")) else digits
    return f"${thousands.quantize(digits, ROUND_HALF_UP).normalize():f}k"


def closed_that_week(deal: Around, status: str, on: date) -> bool:
    closed = deal.after.closed
    return deal.after.status == status and closed is not None and on - WEEK <= closed <= on


def signed(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    priced = re.search(r"signed at (\$[\d.]+k)", text)
    return closed_that_week(deal, WON, on) and (priced is None or priced[1] == short(deal.after.amount))


def was_lost(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    reasons = [reason for words, reason in REASONS.items() if re.search(words, text, re.IGNORECASE)]
    stage = re.search(r"lost in ([A-Z]\w+)", text)
    priced = re.search(r"lost[^$]*, (\$[\d.]+k)( a month)?", text)
    value = (deal.after.amount or Decimal(0)) / (12 if priced and priced[2] else 1)
    return (
        closed_that_week(deal, LOST, on)
        and (not reasons or deal.after.reason in reasons)
        and (stage is None or (deal.last_open is not None and deal.last_open.stage == stage[1]))
        and (priced is None or priced[1] == short(value))
    )


def changed_amount(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    return deal.before is not None and (short(deal.before.amount), short(deal.after.amount)) == (found[1], found[2])


def moved(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    due = day_of(found[1], on)
    return deal.before is not None and deal.before.due is not None and deal.before.due < due == deal.after.due


def pulled_back(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    due = day_of(found[1], on)
    return deal.before is not None and deal.before.due is not None and deal.before.due > due == deal.after.due


def quiet(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    return deal.after.status == OPEN and deal.after.last_activity == day_of(found[1], on)


def reopened(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    return deal.before is not None and deal.before.status == LOST and deal.after.stage == found[1]


def reached(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    return deal.before is not None and deal.before.stage != found[1] == deal.after.stage


def still_in(deal: Around, on: date, text: str, found: re.Match[str]) -> bool:
    return deal.known is not None and deal.known.stage == found[1]


STAGE = r"([A-Z]\w+(?: [A-Z]\w+)?)"
SAYS: dict[str, Callable[[Around, date, str, re.Match[str]], bool]] = {
    r"' signed": signed,
    r"' lost": was_lost,
    r"' from (\$[\d.]+k) to (\$[\d.]+k)": changed_amount,
    rf"' (?:moved|pushed) to {DAY}": moved,
    rf"' back to {DAY}": pulled_back,
    rf"' quiet since {DAY}": quiet,
    rf"' reopened in {STAGE}": reopened,
    rf"' reached {STAGE}": reached,
    rf"' still in {STAGE}": still_in,
}


def claims(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The wins, risks and blockers of a story that name an account."""
    told = read(name).story["entries"]
    return [(name, entry) for entry in told if entry["kind"] in ("win", "risk", "blocker") and "account" in entry]


@pytest.mark.parametrize(("name", "entry"), [claim for story in STORIES for claim in claims(story)])
def test_an_entry_tells_what_the_exports_show(name: str, entry: dict[str, Any]) -> None:
    book, on, text = BOOKS[name], entry["on"], entry["text"]
    said = [(rule, found) for words, rule in SAYS.items() if (found := re.search(words, text))]
    assert said, f"nothing that exports could show: {text}"
    deals = [deal.id for deal in book.newest.values() if deal.account == entry["account"]]
    seen = [deal for deal in (around(book, deal, on) for deal in deals) if deal]
    for rule, found in said:
        assert any(rule(deal, on, text, found) for deal in seen), f"{rule.__name__}: {text}"


BOOKS = {name: read(name) for name in STORIES}


def test_michaels_log_holds_sixty_entries_of_all_kinds_over_two_quarters() -> None:
    told = BOOKS["ae"].story["entries"]
    assert len(told) == 60
    assert {entry["kind"] for entry in told} == {"win", "risk", "blocker", "team", "process", "learning", "praise"}
    assert [entry["on"] for entry in told] == sorted(entry["on"] for entry in told)
    assert len([entry for entry in told if entry["on"] >= date(2026, 1, 1)]) == 50


def test_most_entries_follow_action_effect_metric() -> None:
    told = [
        entry for story in STORIES for entry in BOOKS[story].story["entries"] if entry["kind"] in ("win", "process", "team")
    ]
    assert len([entry for entry in told if " -> " in entry["text"]]) > 0.9 * len(told)


def test_each_named_account_is_one_of_the_data_and_each_deal_is_its() -> None:
    for name in STORIES:
        newest = BOOKS[name].newest
        accounts = {deal.account for deal in newest.values()}
        for entry in BOOKS[name].story["entries"]:
            assert "@" not in entry["text"] or entry["account"] in accounts
            assert "deal" not in entry or newest[entry["deal"]].account == entry["account"]


def test_what_is_said_of_denmark_is_what_left_the_exports() -> None:
    book = BOOKS["ae"]
    before, after = (export for export in book.exports if export.as_of in (date(2026, 2, 9), date(2026, 2, 16)))
    gone = [deal for deal in before.rows.values() if deal.status == OPEN and deal.id not in after.rows]
    assert len(gone) == 4
    assert sum(deal.amount or 0 for deal in gone) == 187_000
