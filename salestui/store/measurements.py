"""Figures that were typed, and benchmarks, in the store."""

from __future__ import annotations

import sqlite3
from fractions import Fraction

from salestui.domain.goal import Measurement
from salestui.domain.instant import now_utc
from salestui.domain.money import Money
from salestui.store.goals import decimal_text


def read_measurements(connection: sqlite3.Connection) -> tuple[Measurement, ...]:
    """Of all periods, the newest last."""
    rows = connection.execute(
        "select id, metric, period_key, value_minor, currency, value_number, benchmark, note, owner, label, unit, better"
        " from measurement order by id"
    )
    return tuple(
        Measurement(
            number,
            metric,
            period,
            Money(minor, currency) if minor is not None else Fraction(text),
            benchmark,
            note,
            owner,
            label,
            unit,
            better,
        )
        for number, metric, period, minor, currency, text, benchmark, note, owner, label, unit, better in rows
    )


SAME = "metric = ? and period_key = ? and owner is ? and benchmark is ?"
"""Which one a measurement takes the place of."""


def same_as(measurement: Measurement) -> tuple[str, str, str | None, str | None]:
    """The values of SAME."""
    return measurement.metric, measurement.period, measurement.owner, measurement.benchmark


def save_measurement(connection: sqlite3.Connection, measurement: Measurement, run: int | None = None) -> int:
    """Insert it in the place of an earlier one for the same metric, period, owner and benchmark, and of the one with its id."""
    connection.execute(f"delete from measurement where id = ? or ({SAME})", (measurement.id, *same_as(measurement)))
    value = measurement.value
    cursor = connection.execute(
        "insert into measurement (id, metric, period_key, value_minor, currency, value_number, benchmark, note, owner, label, unit,"
        " better, entered_at, run_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            measurement.id or None,
            measurement.metric,
            measurement.period,
            value.minor if isinstance(value, Money) else None,
            value.currency if isinstance(value, Money) else None,
            None if isinstance(value, Money) else decimal_text(value),
            measurement.benchmark,
            measurement.note,
            measurement.owner,
            measurement.label,
            measurement.unit,
            measurement.better,
            now_utc(),
            run,
        ),
    )
    return cursor.lastrowid or 0


def delete_measurement(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("delete from measurement where id = ?", (number,))
