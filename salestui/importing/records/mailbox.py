"""A mailbox (.mbox) as mails sent: headers alone are looked at, bodies are passed over unread."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from salestui.domain.import_plan import Note, Rejected
from salestui.domain.text import one_line
from salestui.importing.answers import Answers
from salestui.importing.limits import CHUNK_ROWS, FIRST_YEAR
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.records.reader import RecordBatch
from salestui.importing.records.record import ActivityRow, Record

_LONGEST_LINE = 1 << 16
_LONGEST_HEADERS = 1 << 18
_BEGINS = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_WANTED = (b"from:", b"to:", b"cc:", b"date:", b"message-id:")


class _Mail(NamedTuple):
    line: int
    sender: str
    recipients: tuple[str, ...]
    date: str
    id: str


class MailboxReader:
    """Reads who wrote to whom on which day: the rep's sent mail per day and account domain."""

    def __init__(self, source: SourceFile, answers: Answers, as_of: date) -> None:
        self.source = source
        self.answers = answers
        self.as_of = as_of
        self.notes: list[Note] = []
        self.owner = self._owner()
        said = frozenset(domain.casefold() for domain in answers.habits.own_domains)
        self.domains = said or frozenset(filter(None, (_domain(self.owner),)))
        if self.owner and not said:
            self.notes.append(Note.of("own-domain-assumed", domain=_domain(self.owner)))

    def batches(self) -> Iterator[RecordBatch]:
        """Sent mails to somebody outside; every other mail is idle."""
        records: list[Record] = []
        rejected: list[Rejected] = []
        counted = 0
        for mail in _mails(self.source):
            counted += 1
            made = self._sent(mail)
            if isinstance(made, Rejected):
                rejected.append(made)
            elif made is not None:
                records.append(made)
            if counted >= CHUNK_ROWS:
                yield RecordBatch(records, counted - len(records) - len(rejected), rejected, counted)
                records, rejected, counted = [], [], 0
        yield RecordBatch(records, counted - len(records) - len(rejected), rejected, counted)

    def _sent(self, mail: _Mail) -> ActivityRow | Rejected | None:
        outside = [address for address in mail.recipients if _domain(address) not in self.domains]
        if mail.sender != self.owner or not outside:
            return None
        try:
            moment = parsedate_to_datetime(mail.date)
        except (ValueError, TypeError, IndexError):
            return Rejected(mail.line, "Date", one_line(mail.date[:100]) or None, "not-a-date")
        day = moment.astimezone(self.answers.zone).date() if moment.tzinfo else moment.date()
        if not day.year >= FIRST_YEAR or day > self.as_of:
            return Rejected(mail.line, "Date", one_line(mail.date[:100]), "year-out-of-range")
        return ActivityRow(
            id=hashlib.blake2b(mail.id.encode("utf-8", "replace"), digest_size=12).hexdigest() if mail.id else None,
            on=day.isoformat(),
            kind="email",
            subject=None,
            outcome=None,
            done=True,
            owner=self.answers.habits.me,
            deal=None,
            account=None,
            contact=_domain(outside[0]),
        )

    def _owner(self) -> str:
        """The address that most mails of the box are from or to; of two the one that more are from."""
        count, sent = Counter[str](), Counter[str]()
        for mail in _mails(self.source):
            count.update(dict.fromkeys((mail.sender, *mail.recipients)).keys())
            sent[mail.sender] += 1
            if len(count) > 200_000:
                break
        del count[""]
        return max(count, key=lambda address: (count[address], sent[address]), default="")


def _mails(source: SourceFile) -> Iterator[_Mail]:
    """The headers of every mail; a line `From ada@us.se Mon ...` after an empty one begins the next."""
    source.handle.seek(0)
    parser = BytesHeaderParser()
    headers: list[bytes] = []
    size = begun = 0
    in_headers = blank = False
    number = 0
    while line := source.handle.readline(_LONGEST_LINE):
        number += 1
        if (blank or number == 1) and _BEGINS.match(line):
            headers, size, in_headers, begun = [], 0, True, number
        elif in_headers and not line.strip():
            in_headers = False
            yield _parsed(parser, headers, begun)
        elif in_headers and size < _LONGEST_HEADERS:
            headers.append(line)
            size += len(line)
        blank = not line.strip()
    if in_headers:
        yield _parsed(parser, headers, begun)


def _parsed(parser: BytesHeaderParser, headers: list[bytes], line: int) -> _Mail:
    wanted: list[bytes] = []
    keeps = False
    for text in headers:
        if text[:1] not in (b" ", b"\t"):
            keeps = text.lower().startswith(_WANTED)
        if keeps:
            wanted.append(text)
    said = parser.parsebytes(b"".join(wanted))
    recipients = getaddresses([str(value) for name in ("To", "Cc") for value in said.get_all(name, [])])
    sender = next((address for _, address in getaddresses([str(said.get("From", ""))])), "")
    return _Mail(
        line,
        sender.casefold(),
        tuple(address.casefold() for _, address in recipients if "@" in address),
        str(said.get("Date", "")),
        str(said.get("Message-ID", "")).strip(),
    )


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
