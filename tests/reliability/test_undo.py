"""Whatever takes something away can be taken back, for thirty days; a restore keeps what it replaced."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from salestui.store.undo import DAYS
from tests.reliability.faults import Place

IMPORT = ("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD")
Rows = dict[str, list[tuple[object, ...]]]

DESTRUCTIVE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "an entry deleted": (("log", "--delete", "1"), ("log", "--undo", "1")),
    "an entry edited": (("log", "--edit", "1", "Something else"), ("log", "--undo", "1")),
    "a goal removed": (("goal", "remove", "quota"), ("undo",)),
    "a goal replaced": (("goal", "set", "quota", "revenue_won", "600000USD"), ("undo",)),
    "a goal with an agreed adjustment replaced": (("goal", "set", "Win rate", "win_rate", "35%"), ("undo",)),
    "a next step done": (("action", "done", "1"), ("undo",)),
    "a text replaced": (
        ("section", "set", "context.driver.1", "Nothing of it"),
        ("section", "restore", "context", "{text}"),
    ),
    "a text emptied": (("section", "set", "context.driver.1", ""), ("section", "restore", "context", "{text}")),
    "a deal removed": (("deal", "remove", "006A", "--why", "a duplicate"), ("deal", "restore", "006A")),
    "an import": (IMPORT, ("import", "--undo", "{run}")),
}


def told(desk: Place) -> Rows:
    """What a rep sees: entries, goals, texts, next steps, forecasts, deals; ids and histories aside."""
    seen: Rows = {}
    columns = {
        "entry": "id, occurred_on, kind, text, account, deleted_at is null",
        "goal": "name, metric, target_minor, target_number, owner",
        "goal_adjustment": "goal_id, reason, note",
        "section_text": "period_id, section, field, row, part, text",
        "action": "id, text, target, done_on",
        "forecast": "period_key, made_on, commit_minor",
        "deal": "id, name, stage, amount_minor, removed",
    }
    with desk.looked_at() as connection:
        assert connection is not None
        for table, names in columns.items():
            known = {name for _, name, *_ in connection.execute(f"pragma table_info({table})")}
            wanted = [part for part in names.split(", ") if part.split()[0] in known]
            rows = connection.execute(f"select {', '.join(wanted)} from {table} order by 1, 2, 3").fetchall()
            seen[table] = [row for row in rows if table != "section_text" or row[-1] != ""]
    return seen


@pytest.mark.parametrize("deed", DESTRUCTIVE)
def test_what_was_taken_away_or_replaced_comes_back(desk: Place, deed: str) -> None:
    command, back = DESTRUCTIVE[deed]
    if command[0] == "deal":
        assert desk.run(*IMPORT).code == 0
    if "adjustment" in deed:
        assert desk.run("goal", "set", "Win rate", "win_rate", "30%").code == 0
        adjusted = (
            "--percent",
            "-10",
            "--reason",
            "leave",
            "--note",
            "parental leave",
            "--agreed-by",
            "Bo",
            "--on",
            "2026-01-10",
        )
        assert desk.run("goal", "adjust", "Win rate", *adjusted).code == 0
    before = told(desk)
    ended = desk.run(*command)
    assert ended.code == 0, ended
    assert told(desk) != before
    listed = {"{run}": ("imports",), "{text}": ("section", "history", "context")}.get(back[-1])
    newest = json.loads(desk.run(*listed, "--json").out)[0] if listed else {}
    undone = desk.run(*back[:-1], str(newest.get("run", newest.get("revision", back[-1]))))
    assert undone.code == 0, undone
    assert told(desk) == before
    assert desk.wrong() is None


def test_what_was_taken_back_from_is_kept_for_thirty_days_and_then_forgotten(desk: Place) -> None:
    desk.run("goal", "remove", "quota")
    for days, waiting in ((DAYS - 1, 2), (DAYS + 1, 1)):
        with_age = datetime.now(UTC) - timedelta(days=days)
        with contextlib.closing(sqlite3.connect(desk.store)) as connection:
            connection.execute("update undo_step set made_at = ? where subject = 'quota'", (with_age.isoformat(),))
            connection.commit()
        desk.run("goal", "set", f"spare {days}", "win_rate", "30%")
        desk.run("goal", "remove", f"spare {days}")
        subjects = [step["subject"] for step in json.loads(desk.run("undo", "--list", "--json").out)]
        assert ("quota" in subjects) is (waiting == 2), subjects
