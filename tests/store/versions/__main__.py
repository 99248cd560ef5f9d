"""Writes the store that this release makes, with something in it, as `mNNN.sql` beside this file: once for each release.

python -m tests.store.versions
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path

from salestui.store.versions import APPLICATION_ID, MIGRATION_NAMES
from tests.reliability.cases import CASES, prepared

HERE = Path(__file__).parent


def dump(store: Path) -> str:
    """The store as SQL, with the marks that a dump leaves out."""
    with contextlib.closing(sqlite3.connect(store)) as connection:
        lines = [line for line in connection.iterdump() if "entry_search" not in line and "deal_search" not in line]
        virtual = connection.execute("select sql || ';' from sqlite_schema where sql like 'CREATE VIRTUAL%'").fetchall()
    body = "\n".join(line for line in lines if line not in ("BEGIN TRANSACTION;", "COMMIT;") and "writable_schema" not in line)
    filled = [
        "insert into entry_search (rowid, text, account) select id, text, account from entry where deleted_at is null;",
        "insert into deal_search (rowid, name, account) select number, name, account from deal;",
    ]
    marks = [f"pragma application_id = {APPLICATION_ID};", f"pragma user_version = {len(MIGRATION_NAMES)};"]
    return "\n".join(["begin;", body, *(sql for (sql,) in virtual), *filled, *marks, "commit;", ""])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(Path(folder) / "desk")
        for case in CASES:
            if case.name in ("import", "goal adjust", "measure", "section set", "headline"):
                place.run(*case.command)
        target = HERE / f"{MIGRATION_NAMES[-1].partition('_')[0]}.sql"
        target.write_text(dump(place.store))


if __name__ == "__main__":
    main()
