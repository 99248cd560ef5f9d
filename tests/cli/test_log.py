"""Logging from the shell, as CLI.md says it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import Shell


def test_a_line_is_understood_while_its_text_stays_as_typed(shell: Shell) -> None:
    text = "Brought the CFO in at discovery -> avg deal 41k to 47k #acme @'Acme AB' +average_deal_size"
    entry = shell("log", "win", text, "--json").json
    assert isinstance(entry, dict)
    assert entry["text"] == text
    assert (entry["kind"], entry["date"], entry["account"], entry["metric"]) == (
        "win", "2026-03-10", "Acme AB", "average_deal_size",
    )  # fmt: skip
    assert (entry["before"], entry["after"], entry["tags"]) == ("41k", "47k", ["acme"])


def test_words_that_begin_with_a_dash_are_text(shell: Shell) -> None:
    assert shell("log", "risk", "Lost", "-5", "%", "on", "price", "--json").json["text"] == "Lost -5 % on price"  # type: ignore[index]
    assert shell("log", "risk", "--json", "--", "--link", "is", "text").json["text"] == "--link is text"  # type: ignore[index]


def test_a_lone_dash_reads_the_text_and_the_kind_is_win_when_left_out(shell: Shell) -> None:
    assert shell("log", "-", "--json", stdin="Acme signed\n").json["kind"] == "win"  # type: ignore[index]
    assert shell("log", "team", "-", "--json", stdin="Coached Sam").json["kind"] == "team"  # type: ignore[index]


@pytest.mark.parametrize(
    ("said", "day"),
    [("today", "2026-03-10"), ("yesterday", "2026-03-09"), ("mon", "2026-03-09"), ("-3d", "2026-03-07"), ("igår", "2026-03-09"),
     ("fre", "2026-03-06"), ("2026-01-31", "2026-01-31")],
)  # fmt: skip
def test_days_are_taken_as_a_rep_says_them(shell: Shell, said: str, day: str) -> None:
    assert shell("log", "win", "x", "--date", said, "--json").json["date"] == day  # type: ignore[index]


def test_the_list_can_be_narrowed_to_a_period_a_kind_and_a_day(shell: Shell) -> None:
    shell("log", "win", "in the quarter", "--date", "2026-02-01")
    shell("log", "risk", "a risk", "--date", "2026-02-02")
    shell("log", "win", "before it", "--date", "2025-12-31")
    texts = lambda *options: [e["text"] for e in shell("log", "--list", "--json", *options).json]  # type: ignore[attr-defined] # noqa: E731
    assert texts("--period", "2026-Q1") == ["a risk", "in the quarter"]
    assert texts("--kind", "win") == ["in the quarter", "before it"]
    assert texts("--since", "2026-02-02") == ["a risk"]


def test_what_is_deleted_or_edited_comes_back(shell: Shell) -> None:
    shell("log", "win", "first words @Acme")
    assert shell("log", "--edit", "1", "second", "words", "--json").json["text"] == "second words"  # type: ignore[index]
    shell("log", "--delete", "1")
    assert shell("log", "--list", "--json").json == []
    assert shell("log", "--undo", "1", "--json").json["text"] == "second words"  # type: ignore[index]
    assert shell("log", "--undo", "1", "--json").json["text"] == "first words @Acme"  # type: ignore[index]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("log", "boast", "x"), 2, "boast"),
        (("log", "win"), 2, "no text"),
        (("log", "win", "x", "--date", "someday"), 2, "someday"),
        (("log", "win", "x" * 2001), 1, "2001"),
        (("log", "--edit", "9", "x"), 1, "9"),
        (("log", "--delete", "9"), 1, "9"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_a_refusal_is_two_lines_on_stderr_and_nothing_on_stdout(
    shell: Shell, arguments: tuple[str, ...], code: int, says: str
) -> None:
    shell("log", "win", "so that there is a store")
    answer = shell(*arguments)
    assert answer.code == code
    assert answer.out == ""
    assert says in answer.err
    assert len(answer.err.strip().splitlines()) <= 2


def test_eight_shells_at_once_lose_nothing(shell: Shell, store_file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda n: shell("log", "win", f"line {n}").code, range(16)))
    assert codes == [0] * 16
    assert sorted(e["text"] for e in shell("log", "--list", "--json").json) == sorted(f"line {n}" for n in range(16))  # type: ignore[attr-defined]
    assert [p.name for p in store_file.parent.glob("rep.db*")] == ["rep.db"]


def test_a_log_loads_nothing_that_weighs(store_file: Path) -> None:
    script = "import sys; from salestui.cli import run; assert run(sys.argv[1:]) == 0; print(*sorted(sys.modules))"
    command = [sys.executable, "-c", script, "--store", str(store_file), "log", "win", "x"]
    subprocess.run(command, check=True, capture_output=True)  # makes the store, which brings the migrations
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    heavy = {"textual", "rich", "plotext", "sqlite_utils", "babel", "msgspec", "tomllib", "json", "fractions", "decimal",
             "dataclasses", "platformdirs", "click", "inspect", "salestui.guide", "salestui.work.settings"}  # fmt: skip
    assert heavy.isdisjoint(loaded)


def test_a_plain_line_says_and_keeps_what_the_same_line_with_an_option_does(shell: Shell) -> None:
    text = "Brought the CFO in -> average deal 41k to 47k #acme @'Acme AB' +average_deal_size"
    plain, with_option = shell("log", "win", text), shell("log", "win", text, "--date", "today")
    assert plain.out == with_option.out.replace("win 2", "win 1") != ""
    as_json = [shell("log", "win", *words, "--json").json for words in ((text,), (text, "--date", "today"))]
    one, two = ({**entry, "id": 0, "created_at": ""} for entry in as_json)  # type: ignore[dict-item]
    assert one == two


def test_a_plain_line_meets_a_closed_pipe_and_a_broken_store_as_every_command_does(shell: Shell, store_file: Path) -> None:
    shell("log", "win", "so that there is a store")
    command = [sys.executable, "-m", "salestui", "--store", str(store_file), "log", "win", "x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert process.returncode == 141
    store_file.write_bytes(b"no database, and long enough to be looked at " * 99)
    plain, with_option = shell("log", "win", "x"), shell("log", "win", "x", "--date", "today")
    assert plain == with_option
    assert plain.code not in (0, 70)


def test_hostile_text_reaches_neither_store_nor_terminal(shell: Shell) -> None:
    shell("log", "win", "a\x1b]0;owned\x07b \u202egnp.exe [red]x[/] =1+1")
    answer = shell("log", "--list")
    assert "\x1b" not in answer.out
    assert "\u202e" not in answer.out
    assert "[red]x[/] =1+1" in answer.out
    assert shell("log", "--list", "--csv").out.startswith("id,date,kind")
