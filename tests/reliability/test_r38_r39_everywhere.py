"""Whatever stands in the store, no command and no document lets it act: not on a terminal, not in a page, not in a table."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.reliability.faults import Place

PAYLOAD = (
    "\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x90q\x9c\x1b_x\x1b\\\u202e\u2066\u200b\x08\r\U000e0041\ufeff"
    "[/nope][@click=app.quit]x[/]<script>alert(1)</script>=1+1|`x`](http://evil)<!--"
)
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
COMMANDS = (
    ("log", "--list"), ("log", "--list", "--json"), ("search", "acme"), ("goal", "list"), ("period", "list"),
    ("section",), ("section", "context"), ("section", "history", "context"),
    ("action", "list"), ("week",),
    ("status",), ("why", "revenue_won"), ("deals",), ("deal", "show", "006A"), ("imports",),
    ("undo", "--list"), ("check",), ("doctor",), ("log", "--edit", "1"), ("deal", "show", "\x1b]0;owned\x07"),
    ("goal", "remove", "\x1b[2J[/nope]"), ("section", "set", "context.\x1b[2J", "x"), ("import", "no\x1b[2Jsuch.csv"),
    ("config", "set", "me\x1b[2J", "x"), ("export", "--layout", "\x1b[2J"),
)  # fmt: skip


@pytest.fixture
def poisoned(desk: Place) -> Place:
    """A desk in the store of which another tool wrote the payload into every text."""
    assert desk.run("import", "deals.csv", "--yes", "--as-of", "2026-03-09", "--currency", "USD").code == 0
    assert desk.run("goal", "remove", "quota").code == 0
    assert desk.run("goal", "set", "quota", "revenue_won", "505000USD").code == 0
    with contextlib.closing(sqlite3.connect(desk.store)) as connection:
        for statement in (
            "update deal set name = name || :p, account = account || :p, owner = owner || :p, stage = stage || :p",
            "update entry set text = text || :p, account = :p, link = :p",
            "update section_text set text = text || :p where section = 'context'",
            "update section_revision set text = text || :p",
            "update action set text = text || :p",
            "update goal set name = name || :p",
            "update period set owner = owner || :p where key = '2026-Q1'",
            "update import_run set file_name = file_name || :p",
            "update undo_step set subject = subject || :p",
        ):
            connection.execute(statement, {"p": PAYLOAD})
        connection.commit()
    return desk


def test_r38_r39_no_command_hands_a_terminal_anything_that_it_obeys(poisoned: Place) -> None:
    for command in COMMANDS:
        ended = poisoned.run(*command)
        assert ended.code in (0, 1, 2, 3), (command, ended)
        for stream in (ended.out, ended.err):
            assert not (found := ACTS.findall(stream.replace("\r\n", "\n"))), (command, found)


@pytest.mark.parametrize(("form", "layout"), [("md", "full"), ("html", "full"), ("json", "brief"), ("docx", "full")])
def test_r38_r42_r43_no_document_holds_anything_that_acts(poisoned: Place, form: str, layout: str) -> None:
    ended = poisoned.run("export", "--layout", layout, "--format", form, "-o", f"out/review.{form}", "--force")
    assert ended.code == 0, ended
    path = Path(poisoned.folder / f"out/review.{form}")
    if form == "docx":
        with zipfile.ZipFile(path) as packed:
            texts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]
    else:
        texts = [path.read_text(encoding="utf-8")]
    assert any("Acme" in text or "new product" in text for text in texts)
    for text in texts:
        assert not ACTS.findall(text.replace("\r\n", "\n"))
        if form in ("html", "docx"):
            assert "<script" not in text
    for left in (poisoned.folder / "state").rglob("*"):
        assert left.is_dir() or not ACTS.findall(left.read_text(encoding="utf-8"))
