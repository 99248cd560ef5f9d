"""Forecasts that were given, in the store."""

from __future__ import annotations

import sqlite3
from datetime import date

from salestui.domain.goal import Forecast
from salestui.domain.instant import now_utc
from salestui.domain.money import Money


def read_forecasts(connection: sqlite3.Connection, period: str | None = None) -> tuple[Forecast, ...]:
    """Typed and imported forecasts by day and entry; of one period, or of all."""
    where = "" if period is None else " where period_key = ?"
    rows = connection.execute(
        "select id, period_key, made_on, commit_minor, best_case_minor, currency, owner"
        f" from forecast{where} order by made_on, id",
        () if period is None else (period,),
    )
    return tuple(
        Forecast(
            number,
            key,
            date.fromisoformat(made_on),
            None if commit is None else Money(commit, currency),
            None if best is None else Money(best, currency),
            owner,
        )
        for number, key, made_on, commit, best, currency, owner in rows
    )


def insert_forecast(connection: sqlite3.Connection, forecast: Forecast, run: int | None = None) -> int:
    """The id of the stored forecast, its own where it has one. At least one of its figures is there."""
    given = forecast.commit or forecast.best_case
    cursor = connection.execute(
        "insert into forecast (id, period_key, made_on, commit_minor, best_case_minor, currency, owner, entered_at, run_id)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            forecast.id or None,
            forecast.period,
            forecast.made_on.isoformat(),
            forecast.commit.minor if forecast.commit else None,
            forecast.best_case.minor if forecast.best_case else None,
            given.currency if given else "",
            forecast.owner,
            now_utc(),
            run,
        ),
    )
    return cursor.lastrowid or 0


def delete_forecast(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("delete from forecast where id = ?", (number,))
