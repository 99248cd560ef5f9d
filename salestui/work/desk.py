"""The rep's desk: the open store, the settings, and the day that counts as today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.domain.terms import Terms
from salestui.store.connection import Store, open_store
from salestui.work.places import private_folder, settings_path, store_path
from salestui.work.settings import Settings
from salestui.work.settings_file import read_settings


@dataclass(frozen=True)
class Desk:
    """`language` is that of the app and of messages; the document's may be chosen apart. A context manager that closes.

    `notice` says why the settings stand at their defaults, where their file could not be read.
    """

    store: Store
    settings: Settings
    today: date
    language: str
    notice: Refusal | None = None

    @property
    def terms(self) -> Terms:
        return self.settings.terms

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def with_settings(self, settings: Settings) -> Desk:
        return replace(self, settings=settings)


def open_desk(
    store: str | None = None,
    today: date | None = None,
    language: str | None = None,
    *,
    create: bool = True,
    settings: Settings | None = None,
) -> Desk:
    """The desk on `store` (a path; left out: the environment's, else the platform's).

    Raises Refusal as `open_store` and, unless `settings` are given, `read_settings` do.
    """
    settings = settings or read_settings()
    path = store_path(store)
    if store is None and create:
        private_folder(path.parent)
    return Desk(open_store(path, create=create), settings, today or date.today(), language or settings.language)  # noqa: DTZ011 the rep's own calendar day is meant


def open_desk_anyway(
    store: str | None = None, today: date | None = None, language: str | None = None, *, create: bool = True
) -> Desk:
    """The desk as `open_desk` gives it; with a settings file that cannot be read on the defaults, and a `notice` of it."""
    try:
        return open_desk(store, today, language, create=create)
    except Refusal as refusal:
        if not refusal.slug.startswith("settings-"):
            raise
        desk = open_desk(store, today, language, create=create, settings=Settings(settings_path()))
        return replace(desk, notice=refusal)


def open_desk_at(path: Path, like: Desk, *, today: date | None = None) -> Desk:
    """A second desk of its own connection, for a worker thread or for the demo's store."""
    return replace(like, store=open_store(path, create=True), today=today or like.today)
