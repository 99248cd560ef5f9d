"""Accounts with segment and region, and people with territory and manager: what makes a comparison fair."""

from __future__ import annotations

import re

from salestui.importing.answers import Answers
from salestui.importing.records.reader import RecordKind, Row, Unfit
from salestui.importing.records.record import AccountRow, PersonRow
from salestui.importing.values.texts import IdColumn

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#\s@]+\.[^/:?#\s@]+).*", re.IGNORECASE)


def plain_domain(said: str | None) -> str | None:
    """`https://www.Acme.se/om` or `anna@acme.se` -> acme.se."""
    if not said:
        return None
    match = _HOST.fullmatch(said.rpartition("@")[2].strip())
    return match[1].casefold().rstrip(".") if match else None


def _account(row: Row, answers: Answers) -> AccountRow | Unfit:  # noqa: ARG001 the shape of every kind
    name = row.text("name")
    if name is None:
        return Unfit("name", "no-name")
    domain = plain_domain(row.text("domain"))
    return AccountRow(name, row.text("id"), row.text("segment"), row.text("region"), domain, row.text("alias"))


def _person(row: Row, answers: Answers) -> PersonRow | Unfit:
    name = row.text("name")
    if name is None:
        return Unfit("name", "no-name")
    return PersonRow(name, row.text("id"), row.text("territory"), row.text("segment"), answers.person(row.text("manager")))


ACCOUNTS = RecordKind({"id": lambda _answers, _header: IdColumn()}, _account)
PEOPLE = RecordKind({"id": lambda _answers, _header: IdColumn()}, _person)
