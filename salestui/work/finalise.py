"""Closing a period: its summary frozen as it is handed in, verified later, reopened with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from salestui.domain.instant import now_utc
from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.metrics.definitions import SETTINGS, in_force
from salestui.store.backup import back_up
from salestui.store.finalised import find_finalised, insert_finalised, mark_reopened, read_finalised
from salestui.store.periods import mark_finalised
from salestui.store.undo import keep, rows_of
from salestui.summary.assemble import assemble
from salestui.summary.frozen import checksum, frozen, thawed
from salestui.summary.summary import Summary
from salestui.work.account_names import accounts_in
from salestui.work.desk import Desk
from salestui.work.kept_material import kept_material
from salestui.work.material import material
from salestui.work.objections import findings
from salestui.work.periods import kept, stored


class Handed(NamedTuple):
    """What is handed in: the summary, and its checksum where it is finalised."""

    summary: Summary
    checksum: str | None = None
    finalised_at: str | None = None


def finalise(desk: Desk, period: Period, *, force: bool = False) -> str:
    """Freeze figures, text and definitions of the period; its checksum. A backup is made before.

    Raises Refusal `period-finalised`, and `checks-errors` (exit code 3) where a check finds an error, unless `force`.
    """
    kept(desk.store, period)
    summary = assemble(material(desk, period))
    if not force:
        refuse_errors(desk, summary)
    back_up(desk.store.connection, desk.store.path, reason="finalise")
    named = summary._replace(material=replace(summary.material, accounts=accounts_in(desk, summary), quarters=()))
    text, now = frozen(named), now_utc()
    chosen = summary.material.terms.definitions
    definitions = {setting: in_force(chosen, setting) for setting in SETTINGS}
    with desk.store.transaction() as connection:
        record = kept(desk.store, period)
        insert_finalised(connection, record.id, checksum(text), text, now)
        mark_finalised(connection, record.id, now, definitions)
    return checksum(text)


def reopen(desk: Desk, period: Period, why: str) -> None:
    """Let the period be written again; what was delivered is kept, and the reason beside it.

    Raises Refusal `period-open` where it is not finalised, `reason-missing`.
    """
    reason = one_line(why)
    if not reason:
        raise Refusal("reason-missing", exit_code=2)
    with desk.store.transaction() as connection:
        record = stored(desk.store, period)
        if record is None or not record.finalised_at:
            raise Refusal("period-open", period=period.key)
        delivered_then = "period_id = ? and reopened_at is null"
        rows = [
            *rows_of(connection, "period", "id = ?", (record.id,), "id, finalised_at, definitions"),
            *rows_of(connection, "finalised_summary", delivered_then, (record.id,), "id, reopened_at, reopened_why"),
        ]
        keep(connection, "period_reopened", period.key, rows)
        mark_reopened(connection, record.id, now_utc(), reason)
        mark_finalised(connection, record.id, None, None)


def handed(desk: Desk, period: Period, owner: str | None = None) -> Handed:
    """The summary as it was finalised, else as it stands now; with `owner` as it stands now for that rep's deals."""
    record = stored(desk.store, period)
    if record and record.finalised_at and owner is None:
        in_force_now = (one for one in read_finalised(desk.store.connection, record.id) if one.reopened_at is None)
        if delivered := next(in_force_now, None):
            return Handed(thawed(delivered.summary), delivered.checksum, delivered.finalised_at)
    made = kept_material(desk, period) if owner is None else material(desk, period, owner)
    return Handed(assemble(made))


def delivered(desk: Desk, mark: str) -> Handed | None:
    """The summary of that checksum, also one that was reopened since; None where this store has none."""
    found = find_finalised(desk.store.connection, mark)
    return Handed(thawed(found.summary), found.checksum, found.finalised_at) if found else None


def refuse_errors(desk: Desk, summary: Summary) -> None:
    """Raises Refusal `checks-errors` with exit code 3 where a check finds an error."""
    errors = [finding for finding in findings(desk, summary) if finding.severity == "error"]
    if errors:
        checks = ", ".join(dict.fromkeys(finding.check for finding in errors))
        raise Refusal("checks-errors", exit_code=3, count=len(errors), checks=checks)
