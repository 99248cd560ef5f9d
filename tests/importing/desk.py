"""A desk on a store of its own, and files written as a CRM would write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from salestui.domain.deal import STATE_FIELDS
from salestui.domain.import_plan import Choices, ImportPlan
from salestui.domain.refusal import Refusal
from salestui.store.connection import open_store
from salestui.work import bring_in
from salestui.work.desk import Desk
from salestui.work.settings import Settings

SHARED = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 6, 30)


def open_at(path: Path, *, today: date = TODAY, **settings: object) -> Desk:
    """A desk whose store lies at `path`."""
    return Desk(open_store(path, create=True), Settings(path.with_suffix(".toml"), **settings), today, "en")  # type: ignore[arg-type]


def shared(name: str) -> Path:
    """A real export of the development data; the test is skipped where these are not."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path


def as_csv(rows: Iterable[Sequence[object]], delimiter: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def bring(desk: Desk, path: Path, **choices: object) -> ImportPlan:
    """The file brought in; amounts without a currency are dollars unless it is said otherwise."""
    return bring_in.import_file(desk, path, Choices(**{"currency": "USD", **choices}))  # type: ignore[arg-type]


def refused(desk: Desk, path: Path, **choices: object) -> Refusal:
    """The Refusal with which the file is turned away."""
    with pytest.raises(Refusal) as caught:
        bring_in.import_file(desk, path, Choices(**choices))  # type: ignore[arg-type]
    return caught.value


def deal(desk: Desk, deal_id: str) -> dict[str, object]:
    """The newest record of a deal by column."""
    columns = ("id", "source", *STATE_FIELDS, "merged_into", "first_seen_on")
    row = desk.store.connection.execute(f"select {', '.join(columns)} from deal where id = ?", (deal_id,)).fetchone()
    assert row is not None, deal_id
    return dict(zip(columns, row, strict=True))


def changes(desk: Desk, deal_id: str | None = None) -> list[tuple[str, str, str | None, str | None, str]]:
    """(deal, field, before, after, seen_on) of all changes, or of one deal's."""
    return desk.store.connection.execute(
        "select deal.id, field, before, after, seen_on from deal_change join deal on number = deal_number"
        " where ? is null or deal.id = ? order by deal.id, seen_on, field, deal_change.id",
        (deal_id, deal_id),
    ).fetchall()


def everything_of(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All that is known of deals, whatever the numbers of runs and rows."""
    connection = desk.store.connection
    fields = ", ".join(STATE_FIELDS)
    return {
        "deals": connection.execute(f"select id, source, {fields}, first_seen_on from deal order by id").fetchall(),
        "changes": list(changes(desk)),
        "absences": connection.execute(
            "select deal.id, as_of from absence join deal on number = deal_number join import_run on import_run.id = run_id"
            " where undone_at is null order by deal.id, as_of"
        ).fetchall(),
        "search": connection.execute("select rowid from deal_search where deal_search match 'deal*' order by rowid").fetchall(),
    }


def is_searchable(desk: Desk) -> bool:
    """Whether the search index agrees with the deals; SQLite complains where it does not."""
    desk.store.connection.execute("insert into deal_search (deal_search, rank) values ('integrity-check', 1)")
    return True


Weeks = Mapping[str, Sequence[Mapping[str, object]]]
"""as_of -> the rows of that week's export."""
