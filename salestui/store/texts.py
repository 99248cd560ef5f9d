"""What the rep wrote into the sections, with every earlier version."""

from __future__ import annotations

import sqlite3

from salestui.domain.written import FieldKey, Revision, Written

TYPED, DRAFT, RESTORE, ASSIST = "typed", "draft", "restore", "assist"
"""Why a text gave way to another."""

_PLACE = "period_id = ? and section = ? and field = ? and row = ? and part = ?"


def read_texts(connection: sqlite3.Connection, period_id: int) -> dict[FieldKey, str]:
    """Every text of the period that is not empty."""
    rows = connection.execute(
        "select section, field, row, part, text from section_text where period_id = ? and text <> ''", (period_id,)
    )
    return {FieldKey(section, field, row, part): text for section, field, row, part, text in rows}


def read_written(connection: sqlite3.Connection, period_id: int, section: str) -> tuple[Written, ...]:
    """The texts of a section that are not empty, with the instant at which each was saved."""
    rows = connection.execute(
        "select section, field, row, part, text, updated_at from section_text"
        " where period_id = ? and section = ? and text <> '' order by field, row, part",
        (period_id, section),
    )
    return tuple(Written(FieldKey(*place), text, at) for *place, text, at in rows)


def read_text(connection: sqlite3.Connection, period_id: int, key: FieldKey) -> Written | None:
    """The text at `key`; also an empty one that was left there."""
    row = connection.execute(
        f"select text, updated_at from section_text where {_PLACE}",
        (period_id, *key),
    ).fetchone()
    return Written(key, *row) if row else None


def newest_text(connection: sqlite3.Connection) -> Written | None:
    """The text that was saved last, of any period."""
    row = connection.execute(
        "select section, field, row, part, text, updated_at from section_text where text <> '' order by updated_at desc limit 1"
    ).fetchone()
    return Written(FieldKey(*row[:4]), *row[4:]) if row else None


def save_text(connection: sqlite3.Connection, period_id: int, written: Written) -> None:
    """Put the text in its place."""
    connection.execute(
        "insert into section_text (period_id, section, field, row, part, text, updated_at) values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict do update set text = excluded.text, updated_at = excluded.updated_at",
        (period_id, *written.key, written.text, written.updated_at),
    )


def keep_revision(connection: sqlite3.Connection, period_id: int, before: Written, reason: str) -> None:
    """Keep a text that is about to be replaced, with the instant since which it stood."""
    connection.execute(
        "insert into section_revision (period_id, section, field, row, part, text, saved_at, reason)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (period_id, *before.key, before.text, before.updated_at, reason),
    )


def read_revisions(connection: sqlite3.Connection, period_id: int, section: str) -> tuple[Revision, ...]:
    """The earlier texts of a section, the one replaced last first."""
    rows = connection.execute(
        "select id, section, field, row, part, text, saved_at, reason from section_revision"
        " where period_id = ? and section = ? order by id desc",
        (period_id, section),
    )
    return tuple(Revision(number, FieldKey(*place), text, at, reason) for number, *place, text, at, reason in rows)


def read_revision(connection: sqlite3.Connection, period_id: int, number: int) -> Revision | None:
    row = connection.execute(
        "select section, field, row, part, text, saved_at, reason from section_revision where period_id = ? and id = ?",
        (period_id, number),
    ).fetchone()
    return Revision(number, FieldKey(*row[:4]), *row[4:]) if row else None
