"""Activities of a CRM's export: calls, mails, meetings, tasks."""

from __future__ import annotations

import re

from salestui.importing.answers import Answers
from salestui.importing.records.reader import RecordKind, Row, Unfit
from salestui.importing.records.record import ActivityRow
from salestui.importing.values.column import Fault
from salestui.importing.values.dates import DateColumn
from salestui.importing.values.texts import IdColumn, flag_value

_KINDS = (
    ("demo", re.compile(r"demo")),
    ("follow_up", re.compile(r"follow.?up|uppfölj")),
    ("meeting", re.compile(r"meet|möte|event|lunch|appointment|besök|visit")),
    ("call", re.compile(r"call|samtal|ring|phone|telefon")),
    ("email", re.compile(r"mail|mejl|e-post|epost")),
    ("task", re.compile(r"task|to.?do|deadline|uppgift")),
)
_OUTCOMES = (
    ("not_qualified", re.compile(r"not.qualified|unqualified|disqualified|ej kvalificera|okvalificera")),
    ("qualified", re.compile(r"qualified|kvalificera")),
    ("no_show", re.compile(r"no.?show|uteblev|did not show|kom inte")),
    ("cancelled", re.compile(r"cancel|avbok|inställ")),
    ("rescheduled", re.compile(r"reschedul|ombok|moved|flyttad")),
    ("held", re.compile(r"^held|complet|^done|took place|hållen|genomför|^attended")),
)
_SAMPLE = re.compile(r"\bsample (?:task|data|records?)\b.*\bdelet|\bdelet\w* .*\bsample (?:task|data|records?)\b")
_DONE = re.compile(r"complet|^done|^held|^closed|^sent|^finished|klar|genomför|slutför|utförd|hållen|avslutad|skickad")


def kind_of(word: str | None) -> str:
    """One of ACTIVITY_KINDS for the CRM's own word."""
    plain = (word or "").casefold()
    return next((kind for kind, form in _KINDS if form.search(plain)), "other")


def outcome_of(word: str | None) -> str | None:
    """One of OUTCOMES; None for a word that says none of them, such as `Scheduled`."""
    plain = (word or "").casefold().strip()
    return next((outcome for outcome, form in _OUTCOMES if form.search(plain)), None)


def is_done(status: str | None, flag: str | None) -> bool:
    """A record that has a status counts only if it says completed, held or done (METRICS.md 6)."""
    if flag:
        said = flag_value(flag)
        return bool(_DONE.search(flag.casefold())) if isinstance(said, Fault) else said is not False
    return status is None or bool(_DONE.search(status.casefold()))


def _build(row: Row, answers: Answers) -> ActivityRow | Unfit | None:
    """None for the task by which a new Salesforce org tells how to delete its sample data."""
    if _SAMPLE.search((row.text("subject") or "").casefold()):
        return None
    on = row.text("on")
    if on is None:
        return Unfit("on", "no-date")
    kind = _kind(row)
    return ActivityRow(
        id=row.text("id"),
        on=on,
        kind=kind,
        subject=row.text("subject"),
        outcome=outcome_of(row.text("outcome")) if kind in ("meeting", "demo", "call", "other") else None,
        done=is_done(row.text("status"), row.text("done")),
        owner=answers.person(row.text("owner")),
        deal=row.text("deal"),
        account=answers.account(row.text("account")),
        contact=row.text("contact"),
    )


def _kind(row: Row) -> str:
    """The CRM's own kind; an export of one kind (calls, meetings) says it in the names of its columns."""
    if "type" in row.header:
        return kind_of(row.text("type"))
    named = (row.header.get(name, "") for name in ("subject", "outcome", "call_outcome", "on"))
    return next((kind for kind in map(kind_of, named) if kind != "other"), "other")


ACTIVITIES = RecordKind(
    typers={
        "id": lambda _answers, _header: IdColumn(),
        "deal": lambda _answers, _header: IdColumn(),
        "on": lambda answers, _header: DateColumn(answers.choices.date_order, answers.zone),
    },
    build=_build,
)
