"""What was promised for a period, and when."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from salestui.domain.goal import Forecast
from salestui.domain.money import Money
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.store.forecasts import delete_forecast, insert_forecast, read_forecasts
from salestui.store.undo import keep, keep_before_changes, rows_of
from salestui.work.desk import Desk


def add(
    desk: Desk,
    period: Period,
    made_on: date,
    commit: Money | Fraction | None,
    best_case: Money | Fraction | None,
    owner: str | None = None,
) -> Forecast:
    """The forecast as stored. Raises Refusal `forecast-empty`, `value-currency`, `forecast-currencies`, `forecast-late`."""
    forecast = _made(period, made_on, commit, best_case, owner)
    with desk.store.transaction() as connection:
        return forecast._replace(id=insert_forecast(connection, forecast))


def change(
    desk: Desk,
    period: Period,
    before: Forecast,
    made_on: date,
    commit: Money | Fraction | None,
    best_case: Money | Fraction | None,
) -> Forecast:
    """The stored forecast `before` as it says now; `undo` puts it back. Raises Refusal as `add` does."""
    after = _made(period, made_on, commit, best_case, before.owner)._replace(id=before.id)
    with desk.store.transaction() as connection:
        rows = rows_of(connection, "forecast", "id = ?", (before.id,))
        keep_before_changes(connection, "forecast_changed", f"{period.key} {before.made_on}", rows)
        delete_forecast(connection, before.id)
        insert_forecast(connection, after)
        return after


def _made(
    period: Period, made_on: date, commit: Money | Fraction | None, best_case: Money | Fraction | None, owner: str | None
) -> Forecast:
    if commit is None and best_case is None:
        raise Refusal("forecast-empty", exit_code=2)
    for figure in (commit, best_case):
        if isinstance(figure, Fraction):
            raise Refusal("value-currency", exit_code=2, value=figure)
    promised = commit if isinstance(commit, Money) else None
    hoped = best_case if isinstance(best_case, Money) else None
    if promised and hoped and promised.currency != hoped.currency:
        raise Refusal("forecast-currencies", exit_code=2)
    if made_on > period.end:
        raise Refusal("forecast-late", period=period.key, day=made_on)
    return Forecast(0, period.key, made_on, promised, hoped, owner)


def listed(desk: Desk, period: Period | None = None) -> tuple[Forecast, ...]:
    """Typed forecasts by day; of one period or of all."""
    return read_forecasts(desk.store.connection, period.key if period else None)


def remove(desk: Desk, number: int) -> None:
    """Take it away; `undo` puts it back."""
    with desk.store.transaction() as connection:
        keep(connection, "forecast_removed", str(number), rows_of(connection, "forecast", "id = ?", (number,)))
        delete_forecast(connection, number)
