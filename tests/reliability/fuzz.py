"""Files as nobody would write them: tables of every kind with cells of every kind, calendars, mailboxes, settings, noise."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from hypothesis import strategies as st

HEADERS: dict[str, tuple[str, ...]] = {
    "deals": ("Opportunity ID", "Opportunity Name", "Account Name", "Amount", "Currency", "Stage", "Close Date", "Created Date",
              "Owner", "Type", "Lead Source", "Forecast Category", "Probability (%)", "Next Step"),
    "history": ("Opportunity ID", "Opportunity Name", "Field", "Old Value", "New Value", "Edit Date", "Edited By"),
    "activities": ("Activity ID", "Activity Type", "Activity Date", "Owner", "Account Name", "Opportunity ID", "Subject", "Status",
                   "Duration"),
    "goals": ("period", "target", "metric", "name", "currency", "owner", "segment"),
    "forecasts": ("made_on", "period", "commit", "best_case", "currency", "owner"),
    "measurements": ("metric", "period", "value", "label", "note", "owner"),
    "mrr": ("month", "account", "movement", "mrr", "currency"),
    "accounts": ("id", "name", "segment", "region", "website"),
    "people": ("id", "name", "territory", "segment", "manager"),
}  # fmt: skip
CELLS = st.one_of(
    st.sampled_from((
        "", "0", "-1", "12 000,50", "1,080", "1.080", "(300)", "25 %", "NaN", "inf", "1e400", "1e999999", "-0", "9" * 5000,
        "１２", "2026-03-10", "31/02/2026", "03/04/2026", "2026-13-01", "10000-01-01", "60", "2958466", "2026-Q1", "Q1 2026",
        "2026-03", "Closed Won", "Closed Lost", "Proposal", "won", "USD", "kr 500", "€1", "006A", "9.91E+15", "00001", "Acme AB",
        "revenue_won", "win_rate", "custom_nps", "New", "Churn", "Stage", "Amount", "Close Date", "meeting", "call", "email",
        "=1+1", "@x", "\x1b]0;t\x07", "\u202e[/x]", "<b>", '"', '""', "'", ",", ";", "\t", "a\nb", "\r", "\0", "https://a.se/b",
        "Grand Totals", "true", "Ada Ek",
    )),
    st.text(max_size=12),
    st.integers(-(10**20), 10**20).map(str),
    st.dates().map(str),
)  # fmt: skip


class File(NamedTuple):
    """A name that says which reader, and what stands in it."""

    name: str
    content: bytes


@st.composite
def tables(draw: st.DrawFn) -> File:
    """A table whose header may be of any kind, in any dialect and encoding."""
    kind = draw(st.sampled_from(sorted(HEADERS)))
    header = list(HEADERS[kind])
    if draw(st.booleans()):
        header = draw(st.permutations(header))[: draw(st.integers(2, len(header)))]
    width = len(header)
    rows = draw(st.lists(st.lists(CELLS, min_size=width - 1, max_size=width + 1), max_size=6))
    text = io.StringIO()
    delimiter, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(("\n", "\r\n", "\r")))
    csv.writer(text, delimiter=delimiter, lineterminator=end, escapechar="\\").writerows([header, *rows])
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")))
    return File(f"{kind}.csv", text.getvalue().encode(encoding, "replace"))


LINES = st.sampled_from((
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "UID:1", "DTSTART:20260310T100000Z", "DTSTART:nonsense",
    "DTSTART;VALUE=DATE:20260310", "DTSTART;TZID=Mars/Base:20260310T100000", "DTEND:20260101T000000Z", "RRULE:FREQ=DAILY;COUNT=3",
    "RRULE:FREQ=SECONDLY", "RRULE:nonsense", "EXDATE:20260310T100000Z", "RECURRENCE-ID:20260310T100000Z", "SUMMARY:\x1b[31mDemo",
    "ATTENDEE:mailto:ada@us.se", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@acme.se", "ATTENDEE:", " folded", "STATUS:CANCELLED",
    "X-WR-CALNAME:ada@us.se", "ORGANIZER:mailto:a@b", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:Mars/Base",
    "From ada@us.se Mon May  4 10:00:00 2026", "From: Ada <ada@us.se>", "To: x@acme.se, =?utf-8?b?w6U=?= <y@b.se>", "To: <>",
    "Date: Mon, 04 May 2026 23:30:00 -0400", "Date: some day", "Date: Mon, 99 May 99999 99:99:99 +9999", "Subject: secret", "",
    "Message-ID: <1@us.se>", "Content-Type: multipart/mixed; boundary=x", "--x", "BODY",
))  # fmt: skip
calendars = st.lists(LINES, max_size=25).map(
    lambda lines: File("a.ics", "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode())
)
mailboxes = st.lists(LINES, max_size=25).map(
    lambda lines: File("a.mbox", "\n".join(["From ada@us.se Mon May  4 10:00:00 2026", *lines]).encode())
)
noise = st.builds(
    File, st.sampled_from(("a.csv", "a.xlsx", "a.xls", "a.zip", "a.csv.gz", "a.ics", "a.mbox", "a.json")),
    st.builds(lambda head, rest: head + rest, st.sampled_from((b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"<html>",
              b"[{", b"BEGIN:VCALENDAR\n", b"\xff\xfe", b"sep=;\n")), st.binary(max_size=300)),
)  # fmt: skip
files = st.one_of(tables(), tables(), calendars, mailboxes, noise)


def workbook(rows: list[list[str]]) -> bytes:
    """The rows in an XLSX file; what it cannot hold is left out."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    for row in rows:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SETTINGS = st.lists(
    st.one_of(
        st.sampled_from((
            'language = "sv"', "language = 5", "[figures]", "[figures", 'currency = "SEK"', "fiscal_start = 13", "fiscal_start = 2",
            "[keymap]", '"go.home" = "x"', "me = 'Ada'", "me = = 5", "a.b.c = 1", "a = [1, [2, {b = 3}]]", "\ufeff", "# note",
            "figures = 3", "min_sample = 99999999999999999999", "x = 1979-05-27T07:32:00Z", "theme = 'nope'", "folder = '/dev/null'",
        )),
        st.text(max_size=20),
    ),
    max_size=8,
).map("\n".join)  # fmt: skip
