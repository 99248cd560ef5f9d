"""Writing the review: a field set, its earlier versions, a section left out, evidence cited.

Nothing that stood on the screen for a second is lost: a text that is replaced is kept as a revision, unless it is one of the
moments in the middle of typing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from salestui.domain.instant import now_utc
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import plain_text
from salestui.domain.written import FieldKey, Revision, Written
from salestui.store.citations import delete_citation, insert_citation, read_citations
from salestui.store.connection import Connection
from salestui.store.entries import read_entry
from salestui.store.texts import (
    DRAFT,
    RESTORE,
    TYPED,
    keep_revision,
    read_revision,
    read_revisions,
    read_text,
    read_texts,
    read_written,
    save_text,
)
from salestui.store.undo import keep, rows_of
from salestui.summary.address import address
from salestui.summary.assemble import NOT_APPLICABLE, YES
from salestui.summary.dated import day_text
from salestui.summary.fields import Field, Kind, Part
from salestui.summary.sections import FORMS, field_of
from salestui.work.desk import Desk
from salestui.work.periods import kept, stored

NEEDED = ("headline", "scope", "goals", "pipeline", "next_steps")
"""What no review is without."""
MID_TYPING_SECONDS = 0.6
"""The app saves 0.4 s after the first unsaved key, so a text that was saved for less stood on the screen for less than 1 s."""


class Kept(NamedTuple):
    """What stands in the field now. `overtaken` is the text that somebody else had written there meanwhile; it is kept."""

    written: Written
    overtaken: str | None = None


def set_field(
    desk: Desk,
    period: Period,
    key: FieldKey,
    text: str,
    *,
    reason: str = TYPED,
    seen: str | None = None,
    at: str | None = None,
    step: bool = True,
) -> Kept:
    """Put `text` at `key`; a text that changes nothing writes nothing. An empty text clears the field.

    `seen` is the text that the writer believed to stand there; `at` the instant, now if left out. What was replaced otherwise
    than by typing in the app, which has a way back of its own, is a step of `undo`, unless `step` says that the caller keeps
    one. Raises Refusal `period-finalised`.
    """
    clean, now = _clean(desk, period, key, text), at or now_utc()
    with desk.store.transaction() as connection:
        record = stored(desk.store, period)
        before = read_text(connection, record.id, key) if record else None
        standing = before.text if before else ""
        if clean == standing:
            return Kept(before or Written(key, "", now))
        record = kept(desk.store, period)
        overtaken = standing if seen is not None and standing not in (plain_text(seen), "") else None
        whole = seen is None or reason != TYPED or overtaken is not None  # the app alone saves a text that is being typed
        if before and standing and (whole or _seconds(before.updated_at, now) > MID_TYPING_SECONDS):
            keep_revision(connection, record.id, before, reason)
        if standing and step and (seen is None or reason != TYPED):
            _keep_step(connection, record.id, [key])
        written = Written(key, clean, now)
        save_text(connection, record.id, written)
        return Kept(written, overtaken)


def write(desk: Desk, period: Period, place: str, text: str) -> Written:
    """Put `text` at the place that a person names (`context.driver.+.metric`), checked against what the field takes.

    Raises Refusal as `address` does, and `choice-unknown`, `metric-unknown`, `flag-unknown`.
    """
    with desk.store.transaction():
        key = address(place, texts(desk, period))
        field = field_of(key.section, key.field)
        if field:
            _fits(desk, field, field.part(key.part) if not field.named_by else None, text.strip())
        return set_field(desk, period, key, text).written


def texts(desk: Desk, period: Period) -> dict[FieldKey, str]:
    """Every text of the period."""
    record = stored(desk.store, period)
    return read_texts(desk.store.connection, record.id) if record else {}


def written(desk: Desk, period: Period, section: str) -> tuple[Written, ...]:
    """The texts of a section in the order of its form. Raises Refusal `section-unknown`."""
    record = stored(desk.store, period)
    order = {field.key: number for number, field in enumerate(_form(section))}
    found = read_written(desk.store.connection, record.id, section) if record else ()
    return tuple(sorted(found, key=lambda one: (order.get(one.key.field, len(order)), one.key.row, one.key.part)))


def history(desk: Desk, period: Period, section: str) -> tuple[Revision, ...]:
    """The earlier texts of a section, the one replaced last first. Raises Refusal `section-unknown`."""
    _form(section)
    record = stored(desk.store, period)
    return read_revisions(desk.store.connection, record.id, section) if record else ()


def restore(desk: Desk, period: Period, section: str, number: int) -> Written:
    """The earlier text `number` put back; what stood there is kept. Raises Refusal `revision-unknown`, `period-finalised`."""
    with desk.store.transaction() as connection:
        record = stored(desk.store, period)
        revision = read_revision(connection, record.id, number) if record else None
        if revision is None or revision.key.section != section:
            raise Refusal("revision-unknown", number=number, section=section)
        return set_field(desk, period, revision.key, revision.text, reason=RESTORE).written


def remove_row(desk: Desk, period: Period, key: FieldKey) -> None:
    """Take out a row of a repeating field with its parts; the rows below move up, and every text is kept as a revision."""
    with desk.store.transaction() as connection:
        own = {place: text for place, text in texts(desk, period).items() if place[:2] == key[:2] and place.row >= key.row}
        if own:
            _keep_step(connection, kept(desk.store, period).id, sorted(own))
        parts = {place.part for place in own}
        last = max((place.row for place in own), default=0)
        for row in range(key.row, last + 1):
            for part in sorted(parts):
                moved = own.get(FieldKey(key.section, key.field, row + 1, part), "")
                set_field(desk, period, FieldKey(key.section, key.field, row, part), moved, reason=RESTORE, step=False)


def skip(desk: Desk, period: Period, section: str, why: str = "") -> Written:
    """Leave the section out of the document, with the reason. Raises Refusal `section-unknown`, `section-needed`."""
    _form(section)
    if section in NEEDED:
        raise Refusal("section-needed", section=section)
    return set_field(desk, period, FieldKey(section, NOT_APPLICABLE), why.strip() or YES).written


def unskip(desk: Desk, period: Period, section: str) -> None:
    """Take the section in again."""
    set_field(desk, period, FieldKey(section, NOT_APPLICABLE), "")


def accept_draft(desk: Desk, period: Period, drafted: tuple[tuple[FieldKey, str], ...]) -> tuple[Written, ...]:
    """The drafted texts put into those fields that are empty; what the rep wrote is never overwritten.

    Drafted records (next steps) are no texts and are passed over: `work.drafts.accept` makes them.
    """
    with desk.store.transaction():
        standing = texts(desk, period)
        rows = {(key.section, key.field) for key in standing if key.row}
        empty = [
            (key, text)
            for key, text in drafted
            if not standing.get(key) and (key.section, key.field) not in rows and not _is_record(key)
        ]
        return tuple(set_field(desk, period, key, text, reason=DRAFT).written for key, text in empty)


def cite(desk: Desk, period: Period, section: str, entry: int) -> None:
    """The section rests on this entry. Raises Refusal `entry-unknown`, `section-unknown`, `period-finalised`."""
    _form(section)
    with desk.store.transaction() as connection:
        if read_entry(connection, entry) is None:
            raise Refusal("entry-unknown", id=entry)
        insert_citation(connection, kept(desk.store, period).id, section, entry)


def uncite(desk: Desk, period: Period, section: str, entry: int) -> None:
    """The section no longer rests on this entry."""
    with desk.store.transaction() as connection:
        record = kept(desk.store, period)
        place = "period_id = ? and section = ? and entry_id = ?"
        keep(connection, "citation_removed", section, rows_of(connection, "citation", place, (record.id, section, entry)))
        delete_citation(connection, record.id, section, entry)


def cited(desk: Desk, period: Period) -> dict[str, tuple[int, ...]]:
    """Per section the entries that it cites."""
    record = stored(desk.store, period)
    return read_citations(desk.store.connection, record.id) if record else {}


def scope_texts(desk: Desk, period: Period) -> Iterator[tuple[str, str]]:
    """What the rep owned: (field, text)."""
    for key, text in texts(desk, period).items():
        if key.section == "scope" and key.field != "change":
            yield key.field, text


def scope_changes(desk: Desk, period: Period) -> Iterator[Iterator[tuple[str, str]]]:
    """Each dated change of the scope as pairs of kind, date, note and their texts."""
    own = {key: text for key, text in texts(desk, period).items() if (key.section, key.field) == ("scope", "change")}
    for row in sorted({key.row for key in own}):
        yield ((part, own.get(FieldKey("scope", "change", row, part), "")) for part in ("kind", "date", "note"))


def _keep_step(connection: Connection, period: int, places: Sequence[FieldKey]) -> None:
    """Remember the texts at `places`, which are about to give way, as one step of `undo` that is named after the first."""
    where = "period_id = ? and section = ? and field = ? and row = ? and part = ?"
    rows = [row for place in places for row in rows_of(connection, "section_text", where, (period, *place))]
    section, field, row, part = places[0]
    keep(connection, "text_changed", ".".join(filter(None, (section, field, str(row or ""), part))), rows)


def _is_record(key: FieldKey) -> bool:
    field = field_of(key.section, key.field)
    return field is not None and field.kind is Kind.RECORD


def _form(section: str) -> tuple[Field, ...]:
    if section not in FORMS:
        address(section)  # refuses with the nearest names
    return FORMS[section]


def _clean(desk: Desk, period: Period, key: FieldKey, text: str) -> str:
    """The text without what a terminal would obey; a day that names one in ISO form, so that `mon` stays that Monday."""
    clean = plain_text(text)
    field = field_of(key.section, key.field)
    part = field.part(key.part) if field else None
    if part and part.kind is Kind.DAY:
        return day_text(clean.strip(), period, desk.today)
    return clean if clean.strip() else ""


def _fits(desk: Desk, field: Field, part: Part | None, text: str) -> None:
    kind, choices = (part.kind, part.choices) if part else (field.kind, field.choices)
    if not text:
        return
    if kind is Kind.CHOICE and text not in choices:
        raise Refusal("choice-unknown", exit_code=2, choice=text, choices=", ".join(choices))
    if kind is Kind.METRIC:
        from salestui.work.goals import known_metric  # brings every metric; most fields hold words

        known_metric(desk, text)
    if kind is Kind.FLAG and text != YES:
        raise Refusal("flag-unknown", exit_code=2, value=text)


def _seconds(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
