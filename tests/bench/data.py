"""The exports of a company of fifty reps, the same at every run: a week, the week after, and the same as a workbook.

The rows are those of a Salesforce report with 15 columns; the deals of the sample's rep are among them, so that the
sample's review can stand in a store of any size.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data" / "ae"
FIRST, NEXT = date(2026, 3, 23), date(2026, 3, 30)
TODAY = date(2026, 4, 1)
PERIOD = "2026-Q1"
COLUMNS = (
    "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Amount,Opportunity Currency,Stage,Probability (%),"
    "Created Date,Close Date,Lead Source,Type,Loss Reason,Forecast Category,Segment"
).split(",")
SHARE_CHANGED = 20
"""One deal in so many is another one the week after."""

_FORM = 2
"""Goes up when the rows are made otherwise, so that files of an earlier run are not used."""

_BEGIN = date(2023, 1, 2)
_STAGES = (("Lead In", 10), ("First Meeting", 20), ("Needs Analysis", 40), ("Proposal", 60), ("Negotiation", 80))
_FIRST_NAMES = "Maja Sam Ines Karin Olav Petra Nils Greta Tomas Ida".split()
_LAST_NAMES = "Lind Berg Holm Aune Dahl".split()
_HEADS = "Berg Dal Nord Sol Vik Hav Fjell Skog Gran Elv Lund Stor Strand Sund Ask Eik Ulv Orr Tind Mo".split()
_TAILS = "heim grim sund stad bø nes vang li haug mark eng rud set lid tun moen".split()
_TRADES = "Maskin Møbler Energi Bygg Foto Marin Data Mat Papir Tekstil Trafikk Optik".split()
_PRODUCTS = "Planning Forecasting Analytics Connect".split()
_SOURCES = "Outbound Inbound Partner Event Customer Referral".split()
_SEGMENTS = "SMB SMB Mid-Market Mid-Market Mid-Market Enterprise".split()
_REASONS = ("Price", "Budget frozen", "No decision", "Competitor", "Missing feature")
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def export_file(folder: Path, count: int, taken_on: date) -> Path:
    """The export of that day with `count` deals, made where it is not there yet."""
    path = folder / f"report-{count}-{_FORM}-{taken_on}.csv"
    if not path.exists():
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(COLUMNS)
            writer.writerows(rows(count, taken_on))
        partial.rename(path)
    return path


def workbook_file(folder: Path, count: int) -> Path:
    """The first export as XLSX, dates and amounts as a spreadsheet holds them, made where it is not there yet."""
    path = folder / f"report-{count}-{_FORM}-{FIRST}.xlsx"
    if not path.exists():
        from openpyxl import Workbook  # for this alone

        book = Workbook(write_only=True)
        sheet = book.create_sheet("Report")
        sheet.append(COLUMNS)
        for row in rows(count, FIRST):
            cells: list[object] = list(row)
            cells[4], cells[7] = float(row[4]), int(row[7])  # as a spreadsheet holds them
            for column in (8, 9):
                month, day, year = map(int, row[column].split("/"))
                cells[column] = date(year, month, day)
            sheet.append(cells)
        partial = path.with_suffix(".partial")
        book.save(partial)
        partial.rename(path)
    return path


def rows(count: int, taken_on: date) -> Iterator[tuple[str, ...]]:
    """`count` deals as they stood that day: those of the sample, then those of the other reps."""
    own = tuple(_sample_rows(taken_on))
    yield from own
    chance, later = random.Random(1), random.Random(2)
    for number in range(count - len(own)):
        deal = _Deal(number, chance)
        if taken_on == NEXT and number % SHARE_CHANGED == 0:
            deal.a_week_later(later)
        yield deal.row()


def _sample_rows(taken_on: date) -> Iterator[tuple[str, ...]]:
    with (SAMPLE / f"report-{taken_on}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Opportunity Owner"]:  # else the lines that Salesforce puts under a report
                yield tuple(row[column] for column in COLUMNS)


class _Deal:
    """One deal, given by its number and by the deals before it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        account = f"{chance.choice(_HEADS)}{chance.choice(_TAILS)} {chance.choice(_TRADES)} {'AS' if number % 3 else 'AB'}"
        self.id = _opportunity_id(number)
        self.account = account
        self.name = f"{account} - {chance.choice(_PRODUCTS)}"
        self.owner = f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"
        self.amount = chance.randrange(20, 1500) * 100
        self.created = _BEGIN + timedelta(days=chance.randrange((FIRST - _BEGIN).days))
        self.close = self.created + timedelta(days=chance.randrange(20, 160))
        self.source = chance.choice(_SOURCES)
        self.type = "New Business" if chance.random() < 0.7 else "Existing Business"
        self.segment = chance.choice(_SEGMENTS)
        self.reason = ""
        if self.close < FIRST - timedelta(days=chance.randrange(30)):
            self._end(won=chance.random() < 0.3, reason=chance.choice(_REASONS))
        else:
            self.stage, self.probability = chance.choice(_STAGES)

    def a_week_later(self, chance: random.Random) -> None:
        """The deal slips, changes its amount or its stage, or ends; one that has ended gets another amount."""
        what = chance.randrange(4)
        if self.stage.startswith("Closed") or what == 0:
            self.amount += 700
        elif what == 1:
            self.close += timedelta(days=35)
        elif what == 2:
            self.stage, self.probability = _STAGES[4] if self.stage != _STAGES[4][0] else _STAGES[3]
        else:
            self.close = NEXT - timedelta(days=chance.randrange(6))
            self._end(won=chance.random() < 0.4, reason=chance.choice(_REASONS))

    def _end(self, *, won: bool, reason: str) -> None:
        self.stage, self.probability = ("Closed Won", 100) if won else ("Closed Lost", 0)
        self.reason = "" if won else reason

    def row(self) -> tuple[str, ...]:
        category = {0: "Omitted", 100: "Closed", 80: "Commit", 60: "Best Case"}.get(self.probability, "Pipeline")
        return (
            self.id, self.name, self.account, self.owner, str(self.amount), "USD", self.stage, str(self.probability),
            _us(self.created), _us(self.close), self.source, self.type, self.reason, category, self.segment,
        )  # fmt: skip


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _opportunity_id(number: int) -> str:
    """18 characters as Salesforce gives them: 15 that count case, and three that check it."""
    tail = ""
    for _ in range(5):
        number, rest = divmod(number, 62)
        tail = _BASE62[rest] + tail
    short = "006Xz00000" + tail
    return short + "".join(_CHECK[sum(1 << i for i in range(5) if short[at + i].isupper())] for at in (0, 5, 10))
