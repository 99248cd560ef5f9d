"""Logging a line, changing it, taking it back. Imports nothing that a shell prompt would feel."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from salestui.domain.entry import KINDS, Entry, understand
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line, same_name
from salestui.store.connection import Connection, Store, open_store
from salestui.store.entries import (
    delete_entry,
    insert_entry,
    known_account,
    read_entries,
    read_entry,
    restore_entry,
    search_entries,
    update_entry,
    version_before,
)
from salestui.work.places import private_folder, store_name, store_path

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_TEXT = 2000
_A_DAY = timedelta(days=1)


def opened(given: str | None, *, create: bool = True) -> Store:
    """The store alone, without settings: all that a line of the log needs. Raises Refusal as `open_store` does."""
    name = store_name(given)
    if name is not None:
        return open_store(name, create=create)
    path = store_path()
    if create:
        private_folder(path.parent)
    return open_store(path, create=create)


def read_line(
    text: str,
    kind: str,
    on: date,
    *,
    deal: str | None = None,
    account: str | None = None,
    link: str | None = None,
) -> Entry:
    """The entry that `text` would give, not stored yet: what the quick log shows before `enter`.

    Raises Refusal `entry-empty`, `entry-too-long`, `entry-kind`.
    """
    if kind not in KINDS:
        raise Refusal("entry-kind", exit_code=2, kind=kind, kinds=", ".join(KINDS))
    clean = one_line(text)
    if not clean:
        raise Refusal("entry-empty", exit_code=2)
    if len(clean) > LONGEST_TEXT:
        raise Refusal("entry-too-long", length=len(clean), limit=LONGEST_TEXT)
    said = understand(clean)
    return Entry(
        id=0,
        on=on,
        kind=kind,
        text=clean,
        metric=said.metric,
        before=said.before,
        after=said.after,
        account=one_line(account) if account else said.account,
        deal=one_line(deal) if deal else None,
        tags=said.tags,
        link=one_line(link) if link else None,
    )


def add(store: Store, entry: Entry) -> Entry:
    """`entry` stored and on disk, with its id."""
    with store.transaction() as connection:
        return insert_entry(connection, _as_known(connection, entry))


def _as_known(connection: Connection, entry: Entry) -> Entry:
    return entry if entry.account is None else entry._replace(account=known_account(connection, entry.account))


def unattended(store: Store) -> Path | None:
    """The store's file where it is new, or the day's backup still to be made; costs no more than a look at a folder.
    `backups.daily` decides.
    """
    now = datetime.now(UTC)
    if store.new:
        return store.path
    if store.read_only or store.made_at[:19] > str(now - _A_DAY):
        return None
    try:
        newest = os.stat(f"{store.name}.backups").st_mtime
    except FileNotFoundError:
        return store.path
    return store.path if abs(now - datetime.fromtimestamp(newest, UTC)) > _A_DAY else None


def listed(
    store: Store, *, since: date | None = None, until: date | None = None, kind: str | None = None, limit: int | None = None
) -> tuple[Entry, ...]:
    """Entries, newest first."""
    return read_entries(store.connection, since=since, until=until, kind=kind, limit=limit)


def found(store: Store, query: str, limit: int = 50) -> tuple[Entry, ...]:
    """Entries that hold the words of `query`."""
    return search_entries(store.connection, query, limit)


def one(store: Store, number: int) -> Entry:
    """The entry `number`. Raises Refusal `entry-unknown`."""
    entry = read_entry(store.connection, number)
    if entry is None:
        raise Refusal("entry-unknown", id=number)
    return entry


def edit(store: Store, number: int, text: str, *, kind: str | None = None, on: date | None = None) -> Entry:
    """The entry with a new text (and kind and day where given); the earlier version is kept.

    An account, deal or link that was given beside the text stays; one that stood in the old text follows the new one.
    """
    with store.transaction() as connection:
        before = one(store, number)
        named = understand(before.text).account
        given = None if before.account is None or (named and same_name(before.account) == same_name(named)) else before.account
        after = read_line(text, kind or before.kind, on or before.on, deal=before.deal, account=given, link=before.link)
        after = _as_known(connection, after)._replace(id=before.id, created_at=before.created_at)
        if after != before:
            _keep_step(connection, "entry_changed", before)
            update_entry(connection, before, after)
        return after


def delete(store: Store, number: int) -> Entry:
    """Take the entry out; `undo` brings it back."""
    with store.transaction() as connection:
        entry = one(store, number)
        _keep_step(connection, "entry_deleted", entry)
        delete_entry(connection, entry)
        return entry


def _keep_step(connection: Connection, what: str, entry: Entry) -> None:
    from salestui.store.undo import keep, rows_of  # a line that is logged takes nothing away

    keep(connection, what, entry.text, rows_of(connection, "entry", "id = ?", (entry.id,)))


def undo(store: Store, number: int) -> Entry:
    """A deleted entry brought back, else what it said before, one version further back with each undo. Raises Refusal
    `entry-unknown`, `nothing-to-undo`."""
    from salestui.store.undo import settle_entry  # as above

    with store.transaction() as connection:
        settle_entry(connection, number)
        deleted = read_entry(connection, number, deleted=True)
        if deleted is not None:
            restore_entry(connection, deleted)
            return deleted
        now = one(store, number)
        earlier = version_before(connection, number)
        if earlier is None:
            raise Refusal("nothing-to-undo", id=number)
        on, kind, text, account, deal, link = earlier
        before = read_line(text, kind, on, deal=deal, account=account, link=link)._replace(id=now.id, created_at=now.created_at)
        update_entry(connection, now, before, undo=True)
        return before
