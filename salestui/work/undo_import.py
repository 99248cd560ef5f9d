"""Taking back an import as one, also one in the middle: histories are told anew without it."""

from __future__ import annotations

from salestui.domain.import_plan import DEALS, HISTORY
from salestui.domain.refusal import Refusal
from salestui.importing.deals.retelling import told_anew
from salestui.store import corrections, deal_history, deals, imports, stages
from salestui.store.backup import back_up
from salestui.store.connection import Connection
from salestui.store.last_export import forget_last_export
from salestui.store.runs import RunRecord, read_run
from salestui.work.desk import Desk
from salestui.work.known import KnownStore, snapshots_of
from salestui.work.progress import Passing, Watch
from salestui.work.record_undo import undo_records
from salestui.work.write_deals import write_retellings

_TOGETHER = 2_000


def undo_run(desk: Desk, run: int, watch: Watch | None = None) -> RunRecord:
    """The import as it was, now taken back. Raises Refusal `run-unknown`, `run-undone`."""
    store = desk.store
    record = read_run(store.connection, run)
    if record is None:
        raise Refusal("run-unknown", run=run)
    if record.undone_at:
        raise Refusal("run-undone", run=run)
    back_up(store.connection, store.path, reason="undo-import")
    with store.transaction() as connection:
        if record.kind in (DEALS, HISTORY):
            _undo_deals(connection, run, Passing(watch))
        else:
            undo_records(connection, record)
            imports.mark_undone(connection, run)
    return record


def _undo_deals(connection: Connection, run: int, passing: Passing) -> None:
    numbers = deal_history.sighted_by(connection, run)
    forget_last_export(connection)
    imports.mark_undone(connection, run)  # from here on nothing that it said counts
    known = KnownStore(connection)
    snapshots = known.runs().snapshots
    for start in range(0, len(numbers), _TOGETHER):
        past = known.past(numbers[start : start + _TOGETHER])
        gone = [number for number, each in past.items() if not each.observations]
        corrections.keep_with(connection, run, gone)
        deals.delete_deals(connection, gone)
        kept = [told_anew(each, snapshots_of(snapshots, each.deal.source)) for each in past.values() if each.observations]
        write_retellings(connection, run, kept)
        deal_history.refresh_first_seen(connection, [telling.number for telling in kept])
        passing.at(start)
    deal_history.forget_run(connection, run)
    corrections.revive(connection, run)
    corrections.lay_over(connection, numbers, run)
    stages.delete_unused(connection)
