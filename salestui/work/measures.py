"""Figures that no data gives, typed and marked as such; and benchmarks to stand beside a figure."""

from __future__ import annotations

import re

from salestui.domain.goal import Measurement
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.domain.typed_value import parse_value
from salestui.metrics.figure import Unit
from salestui.store.measurements import SAME, delete_measurement, read_measurements, same_as, save_measurement
from salestui.store.undo import keep, keep_before_changes, rows_of
from salestui.work.desk import Desk
from salestui.work.goals import known_metric, typed_target

_OWN = re.compile(r"custom_[a-z0-9_]{1,60}")
BETTER = ("higher", "lower")


def measure(
    desk: Desk,
    period: Period,
    metric: str,
    value: str,
    *,
    benchmark: str | None = None,
    note: str | None = None,
    owner: str | None = None,
    label: str | None = None,
    unit: str | None = None,
    better: str | None = None,
    number: int = 0,
) -> Measurement:
    """The typed figure as stored, in the place of the one with that number, or of an earlier one of the same metric, period,
    owner and benchmark.

    A metric of the rep's own (`custom_...`) is made by naming its label and unit. Raises Refusal `metric-unknown`,
    `measure-own` (label or unit missing), `measure-unit`, `measure-better`, and those of `parse_value`.
    """
    slug = metric.strip().lower().replace("-", "_")
    if unit is not None and unit not in tuple(Unit):
        raise Refusal("measure-unit", exit_code=2, unit=unit, units=", ".join(Unit))
    if better is not None and better not in BETTER:
        raise Refusal("measure-better", exit_code=2, better=better)
    if _OWN.fullmatch(slug):
        earlier = next((m for m in reversed(listed(desk)) if m.metric == slug and m.label), None)
        label, unit, better = (
            label or (earlier.label if earlier else None),
            unit or (earlier.unit if earlier else None),
            better or (earlier.better if earlier else None),
        )
        if not (label and unit):
            raise Refusal("measure-own", exit_code=2, metric=slug)
        typed_value = parse_value(value, currency=desk.terms.currency, money=unit.startswith("money"))
    else:
        slug = known_metric(desk, slug)
        typed_value = typed_target(desk, slug, value)
    made = Measurement(
        number,
        slug,
        period.key,
        typed_value,
        one_line(benchmark) if benchmark else None,
        one_line(note) if note else None,
        owner,
        one_line(label) if label else None,
        unit,
        better,
    )
    with desk.store.transaction() as connection:
        replaced = rows_of(connection, "measurement", f"id = ? or ({SAME})", (number, *same_as(made)))
        keep_before_changes(connection, "measurement_changed", benchmark or slug, replaced)
        return made._replace(id=save_measurement(connection, made))


def listed(desk: Desk) -> tuple[Measurement, ...]:
    """Of all periods, the newest last."""
    return read_measurements(desk.store.connection)


def remove(desk: Desk, number: int) -> None:
    """Take it away; `undo` puts it back."""
    with desk.store.transaction() as connection:
        keep(connection, "measurement_removed", str(number), rows_of(connection, "measurement", "id = ?", (number,)))
        delete_measurement(connection, number)
