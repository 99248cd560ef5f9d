"""What the shell says and how it ends: refusals of two lines, cells that cannot calculate, any locale, any stream."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import salestui
from salestui.cli.output import csv_text, harmless
from salestui.cli.refused import sentence
from salestui.domain.text import one_line
from salestui.guide import words
from salestui.importing.values.texts import text_value
from tests.reliability.faults import Place

PACKAGE = Path(salestui.__file__).parent
HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e" + "x" * 5000 + "\r\nsecond line\n{path} [red]"


def slugs_in_the_code() -> set[str]:
    """Every fixed slug with which a Refusal is raised anywhere."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal"
            if named and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[union-attr]
                found.add(str(node.args[0].value))  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("language", ["en", "sv"])
def test_r41_every_refusal_is_two_lines_at_most_with_little_data_and_nothing_that_acts(language: str) -> None:
    say = words(language)
    slugs = slugs_in_the_code()
    assert len(slugs) > 50
    for slug in sorted(slugs):
        templates = [say(f"refusals.{slug}.what"), say(f"refusals.{slug}.mend")]
        names = dict.fromkeys(_places("".join(templates)), HOSTILE)
        said = sentence(slug, names, language)
        assert len(said.splitlines()) <= 2, slug
        assert not [sign for sign in said if sign != "\n" and not sign.isprintable()], slug
        fixed = sum(len(template) for template in templates)
        assert len(said) < fixed + 300, slug


def _places(text: str) -> list[str]:
    import re

    return re.findall(r"\{(\w+)\}", text)


def test_r41_the_details_of_a_bug_go_to_a_private_file_without_the_reps_texts(place: Place) -> None:
    bug = (
        "import sys; from salestui.work import log\n"
        "def broken(store, entry): raise ValueError(f'cannot store {entry.text}')\n"
        "log.add = broken\n"
        "from salestui.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", bug, "--store", "rep.db", "log", "win", "Acme pays too much"]
    ended = subprocess.run(command, cwd=place.folder, env=place.environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == 70
    assert "Traceback" not in ended.stderr
    (file,) = (place.folder / "state" / "salestui").iterdir()
    assert str(file) in ended.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    told = file.read_text()
    assert "ValueError" in told
    assert "Acme" not in told
    unwritable = place.environment(XDG_STATE_HOME="/dev/null/none")
    ended = subprocess.run(command, cwd=place.folder, env=unwritable, capture_output=True, text=True, check=False)
    assert ended.returncode == 70
    assert "Traceback" not in ended.stderr


CALCULATING = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '="a"&"b"',
    '"=1+1',
    "=cmd|' /C calc'!A0",
    "'=1",
    "'quoted'",
)


@pytest.mark.parametrize("cell", CALCULATING)
def test_r44_no_cell_can_calculate_and_the_importer_reads_back_what_stood_there(cell: str) -> None:
    written = csv_text([{"text": cell, "after": 1}])
    (record,) = csv.DictReader(io.StringIO(written))
    assert record["text"] is not None
    assert record["text"][:1] not in ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
    assert text_value(record["text"]) == one_line(cell)


@pytest.mark.parametrize("number", ["-30", "30", "-0.5", "1234.50"])
def test_r44_a_plain_number_stays_a_number(number: str) -> None:
    assert harmless(number) == number


def test_r44_a_list_of_the_shell_is_harmless(place: Place) -> None:
    for text in CALCULATING:
        assert place.run("log", "win", "--", text).code == 0
    rows = list(csv.DictReader(io.StringIO(place.run("log", "--list", "--csv").out)))
    assert len(rows) == len(CALCULATING)
    assert not [row for row in rows if row["text"][:1] in "=+-@\t＝＋－＠"]


LOCALES: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"LC_ALL": "sv_SE.ISO-8859-1"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "cp1252:strict"},
    {"TERM": "dumb"},
    {"TERM": ""},
    {"COLUMNS": "0", "LINES": "0"},
)


@pytest.mark.parametrize("environment", LOCALES, ids=lambda one: " ".join(f"{name}={value}" for name, value in one.items()))
def test_r52_any_locale_shows_what_it_can_and_stores_all(place: Place, environment: dict[str, str]) -> None:
    text = "Kö för Ångström: 41 k€ → 47 k€ 🎉 ILGIN"
    for command in (
        ("log", "win", text),
        ("log", "--list"),
        ("log", "boast", text),
        ("--help",),
    ):
        ended = place.run(*command, **environment)
        assert ended.code in (0, 2), (command, ended)
        assert "Traceback" not in ended.err
    assert json.loads(place.run("log", "--list", "--json").out)[0]["text"] == text


STREAMS = {
    "stdout closed": ">&-",
    "stderr closed": "2>&-",
    "both closed": ">&- 2>&-",
    "stdin closed": "<&-",
    "a full device": ">/dev/full",
    "a full device for messages": "2>/dev/full",
    "a pipe that nobody reads": "| true",
}


@pytest.mark.parametrize("stream", STREAMS)
def test_r52_a_stream_that_cannot_be_written_ends_no_command_in_a_traceback(desk: Place, stream: str) -> None:
    for words_said in ("log win spoken", "log boast x", "", "log -", "doctor"):
        script = f'set -o pipefail; "$0" -m salestui --store rep.db {words_said} {STREAMS[stream]}'
        ended = subprocess.run(
            ["bash", "-c", script, sys.executable], cwd=desk.folder, env=desk.environment(), capture_output=True, text=True,
            check=False, timeout=60, stdin=None if "stdin" in stream else subprocess.DEVNULL,
        )  # fmt: skip
        assert ended.returncode in (0, 1, 2, 141), (words_said, ended)
        assert "Traceback" not in ended.stderr, (words_said, ended.stderr)
        assert "Exception" not in ended.stderr, (words_said, ended.stderr)
        assert len(ended.stderr.splitlines()) <= 2, (words_said, ended.stderr)
    if stream == "a full device":
        assert ended.returncode == 1
        assert "could not be written" in ended.stderr


def test_r52_a_long_list_into_a_pipe_that_closes_ends_quietly(place: Place) -> None:
    from salestui.store.connection import open_store

    with open_store(place.store, create=True) as store, store.transaction() as connection:
        connection.executemany(
            "insert into entry (occurred_on, kind, text, created_at) values ('2026-01-01', 'win', ?, 'x')",
            ((f"a line of the log, number {n}",) for n in range(5000)),
        )
    for form in ("", "--json", "--csv"):
        script = f'"$0" -m salestui --store rep.db log --list {form} | head -n 1; exit ${{PIPESTATUS[0]}}'
        ended = subprocess.run(
            ["bash", "-c", script, sys.executable],
            cwd=place.folder,
            env=place.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 141
        assert ended.stderr == ""


def test_r45_the_names_of_files_that_are_made_are_plain_parts(desk: Place) -> None:
    """Backups and salvaged files are named after an instant and a word of the program; see tests/work for exports."""
    desk.run("backup")
    desk.store.write_bytes(desk.store.read_bytes()[:40_000])
    desk.run("doctor")
    made = [*(desk.folder / "rep.db.backups").iterdir(), *desk.folder.glob("rep-saved-*")]
    assert made
    for file in made:
        assert len(os.fsencode(file.name)) <= 120
        assert set(file.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789TZ-.")
