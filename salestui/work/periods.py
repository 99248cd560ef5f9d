"""Which period is meant, and whose review it is."""

from __future__ import annotations

from datetime import date

from salestui.domain.period import QUARTER, Period, holding, parse_period
from salestui.domain.refusal import Refusal
from salestui.domain.role import ROLES
from salestui.store.connection import Store
from salestui.store.periods import (
    PeriodRecord as PeriodRecord,
)
from salestui.store.periods import (
    insert_period,
    keep_template,
    last_used,
    mark_used,
    newest_checksum,
    read_period,
    read_periods,
    update_period,
)
from salestui.store.undo import keep, rows_of
from salestui.work.desk import Desk


def chosen(desk: Desk, text: str | None = None) -> Period:
    """The period that `text` names. Left out: the last used that is not finalised, else the stored one that holds today,
    else the calendar quarter that holds today; nothing is written. Raises Refusal `period-unknown`.
    """
    if text:
        return named(desk, text)
    record = last_used(desk.store.connection)
    if record is None:
        holds = (record for record in read_periods(desk.store.connection) if record.start <= desk.today <= record.end)
        record = next(holds, None)
    return as_period(record, desk.terms.fiscal_start) if record else holding(QUARTER, desk.today)


def named(desk: Desk, text: str) -> Period:
    """The period that a rep names, by the fiscal year and the weeks of the settings. Raises Refusal `period-unknown`."""
    terms = desk.terms
    return parse_period(text, terms.fiscal_start, sunday_weeks=terms.week_starts_on_sunday)


def as_period(record: PeriodRecord, fiscal_start: int = 1) -> Period:
    """The stored period; its days are those it was made with, also when the fiscal year of the settings changed since."""
    return parse_period(record.key, fiscal_start)._replace(start=record.start, end=record.end)


def stored(store: Store, period: Period) -> PeriodRecord | None:
    return read_period(store.connection, period.key)


def listed(store: Store) -> tuple[PeriodRecord, ...]:
    """All stored periods, newest first."""
    return read_periods(store.connection)


def kept(store: Store, period: Period) -> PeriodRecord:
    """The stored period, made where it is missing with role, owner and template of the newest one: for a command that writes.

    Raises Refusal `period-finalised` when it can no longer be written.
    """
    record = read_period(store.connection, period.key)
    if record is None:
        newest = next((one for one in read_periods(store.connection) if one.role), None)
        role, owner = (newest.role, newest.owner) if newest else (None, None)
        number = insert_period(store.connection, period, role, owner, used=False)
        if newest and newest.template:
            keep_template(store.connection, number, newest.template)
        record = read_period(store.connection, period.key)
    if record is None:
        raise RuntimeError(f"the period {period.key} was written and is not there")
    if record.finalised_at:
        raise Refusal("period-finalised", period=period.key)
    return record


def new(
    desk: Desk, period: Period, role: str | None = None, owner: str | None = None, template: str | None = None
) -> PeriodRecord:
    """The period, kept and in use; where it exists its role and owner are changed to those given.

    It begins with `template` (a name or a file), else, where it is new, with that of the settings. Raises Refusal
    `role-unknown`, `period-finalised`, and those of `templates.begin`.
    """
    if role is not None and role not in ROLES:
        raise Refusal("role-unknown", exit_code=2, role=role, roles=", ".join(ROLES))
    with desk.store.transaction() as connection:
        is_new = read_period(connection, period.key) is None
        record = kept(desk.store, period)
        if not is_new and (role or owner or template):
            rows = rows_of(connection, "period", "id = ?", (record.id,), "id, role, owner, template")
            keep(connection, "period_changed", period.key, rows)
        update_period(connection, record.id, role or record.role, owner or record.owner or desk.settings.me)
        mark_used(connection, record.id)
        wanted = template or (desk.settings.template if is_new else None)
        if wanted:
            _begin(desk, period, record, role, wanted)
        return kept(desk.store, period)


def _begin(desk: Desk, period: Period, record: PeriodRecord, role: str | None, wanted: str) -> None:
    """Set what the template brings; its role holds where none was named."""
    from salestui.work.templates import begin  # brings the checks; most periods are begun without a template

    template = begin(desk, period, wanted)
    if template.role and not role:
        update_period(desk.store.connection, record.id, template.role, record.owner or desk.settings.me)


def use(desk: Desk, period: Period) -> PeriodRecord:
    """Make `period` the one that is meant from now on. Raises Refusal `period-not-stored`."""
    with desk.store.transaction() as connection:
        record = read_period(connection, period.key)
        if record is None:
            raise Refusal("period-not-stored", period=period.key)
        mark_used(connection, record.id)
        return record


def days_left(period: Period, today: date) -> int:
    """Calendar days after today that still belong to the period."""
    return max(0, (period.end - max(today, period.start)).days) if today <= period.end else 0


def checksum(store: Store, period: Period) -> str | None:
    """The checksum of the period's finalised summary; None while it is open."""
    record = read_period(store.connection, period.key)
    return newest_checksum(store.connection, record.id) if record and record.finalised_at else None
