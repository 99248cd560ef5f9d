"""The next release of the program as far as its store goes: one more migration. Run as the program itself is.

`SALESTUI_TEST_FAILING=2` makes the migration's third statement fail, as a fault in it would.
"""

from __future__ import annotations

import os

from sqlite_utils import Database

LATER = "m999_later"
STATEMENTS = (
    "create table mood (entry_id integer primary key references entry on delete cascade, word text not null) strict",
    "alter table entry add column mood text",
    "insert into mood (entry_id, word) select id, 'calm' from entry",
    "update entry set mood = 'calm'",
    "create index mood_word on mood (word)",
    "update period set key = key",
)


def m999_later(db: Database) -> None:
    """A column and a table more, and something written into each."""
    failing = int(os.environ.get("SALESTUI_TEST_FAILING", "-1"))
    for number, statement in enumerate(STATEMENTS):
        db.execute("insert into nowhere values (1)" if number == failing else statement)


def prepare() -> None:
    """Make the program that will be imported the next release."""
    from salestui.store import versions

    versions.MIGRATION_NAMES = (*versions.MIGRATION_NAMES, LATER)  # type: ignore[assignment]
    versions.SCHEMA_DIGEST = "of a later release"
    from salestui.store.schema import migrations  # the names come first

    migrations(name=LATER)(m999_later)


if __name__ == "__main__":
    prepare()
    from salestui.cli import main

    main()
