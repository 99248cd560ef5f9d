"""CLI.md to the letter, on the sample quarter: what other programs read stays where they look for it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from salestui.cli import shell
from salestui.cli.commands import COMMANDS
from salestui.work.sample import ready
from tests.conftest import Answer

TODAY = "2026-04-08"
Ask = Callable[..., Answer]

FIGURE = """metric goal period value unit display numerator denominator sample interval definition target previous year_ago change
    change_relative change_display better within_noise benchmarks source absent absent_text notes"""
DEAL = "id name account owner amount stage status created_on expected_close_on closed_on deal_type segment"
PROMISED = {
    "log --list": "id date kind text metric before after account deal tags link created_at",
    "week": "from to entries changes",
    "status": "period attainment days_left days_since_entry to_mend",
    "period list": "key start end role owner scope changes finalised_at checksum",
    "period show": "key start end role owner scope changes finalised_at checksum",
    "goal list": "name metric owner segment target adjusted_target actual attainment state adjustments",
    "forecast list": "period made_on commit best_case owner source",
    "action list": "id kind text metric target by reporting done_on now",
    "imports": "run file source kind as_of rows added changed undone_at",
    "deals": DEAL,
    "deals --slipped": DEAL,
    "metrics": "period figures",
    "why win_rate": "figure rows",
    "trends win_rate": FIGURE,
    "section": "key title state words",
    "section results": "key title state words fields",
    "headline": "key title state words fields",
    "check": "check severity section field line message fix",
    "doctor": "ok store size backups problems",
    "search signer": "where id text period",
}
LISTS = [line for line in PROMISED if line.split()[0] not in ("week", "status", "doctor", "why", "headline", "metrics")]
CONTEXT_OF = {"check": 3}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as place:
        place.setenv("XDG_DATA_HOME", str(folder))
        return ready("ae").path


@pytest.fixture
def ask(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command on a copy of the sample's store; in this process, since there are many."""
    store = tmp_path / "rep.db"
    shutil.copy(sample, store)

    def run(*arguments: str) -> Answer:
        code = shell.run(["--store", str(store), "--today", TODAY, *arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.mark.parametrize("line", PROMISED)
def test_a_document_has_the_keys_that_were_promised(ask: Ask, line: str) -> None:
    answer = ask(*line.split(), "--json")
    assert answer.code == CONTEXT_OF.get(line, 0), answer.err
    document = answer.json
    records = document if isinstance(document, list) else [document]
    assert records, "the sample shows each of them"
    for record in records:
        assert set(PROMISED[line].split()) <= set(record)


def test_the_parts_of_a_document_have_theirs(ask: Ask) -> None:
    figures = ask("--json", "metrics", "--by", "segment").json
    assert set(figures["period"]) == {"key", "start", "end", "elapsed_days", "days"}  # type: ignore[call-overload,index]
    for figure in figures["figures"]:  # type: ignore[call-overload,index]
        assert set(FIGURE.split()) <= set(figure)
    row = "kind id deal name account owner status amount date closed_on counts_in value"
    assert all(set(row.split()) <= set(found) for found in ask("why", "win_rate", "--json").json["rows"])  # type: ignore[call-overload,index]
    week = ask("week", "--since", "2026-03-25", "--json").json
    for change in week["changes"]:  # type: ignore[call-overload,index]
        assert {"deal", "name", "what", "from", "to", "seen_on", "suggestion"} <= set(change)
        assert set(change["suggestion"]) == {"kind", "text"}
    field = {"field", "row", "text", "updated_at"}
    assert all(field <= set(one) for one in ask("section", "context", "--json").json["fields"])  # type: ignore[call-overload,index]


@pytest.mark.parametrize("line", LISTS)
def test_every_list_comes_as_csv_too(ask: Ask, line: str) -> None:
    answer = ask(*line.split(), "--csv")
    header, *rows = csv.reader(io.StringIO(answer.out))
    assert set(PROMISED[line].split()) <= set(header) | {"amount", "currency"}
    assert rows
    assert all(len(row) == len(header) for row in rows)


def test_the_common_options_are_taken_before_and_after_the_command(ask: Ask) -> None:
    assert ask("--json", "status").json == ask("status", "--json").json
    assert ask("--lang", "sv", "status").out == ask("status", "--lang", "sv").out != ask("status").out


@pytest.mark.parametrize("name", ["goal", "forecast", "action", "period"])
def test_a_bare_group_shows_what_there_is(ask: Ask, name: str) -> None:
    assert ask(name, "--json").json == ask(name, "list", "--json").json


def test_a_group_without_a_list_says_which_words_it_takes(ask: Ask) -> None:
    answer = ask("deal", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "merge, remove, restore, set, show" in answer.err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("demo --role ae", "salestui demo ROLE?"),
        ("why --metrik win_rate", "salestui why METRIC?"),
        ("export --forse", "--force?"),
        ("export --zzqq", None),
    ],
)
def test_an_option_that_there_is_not_is_answered_with_what_was_meant(ask: Ask, line: str, meant: str | None) -> None:
    answer = ask(*line.split())
    assert answer.code == 2
    assert ("Did you mean" in answer.err) is (meant is not None)
    assert (meant or "See all with: salestui export --help") in answer.err


@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_a_person_reads_names_no_slug_and_no_bare_currency(ask: Ask, language: str) -> None:
    for line in ("metrics", "goal", "action"):
        out = ask(*line.split(), "--lang", language).out
        assert "_" not in out
        assert " USD" not in out
    assert " USD" not in ask("deals", "--lang", language).out + ask("forecast", "--lang", language).out


def test_a_long_answer_does_not_push_the_columns_apart(ask: Ask) -> None:
    assert max(map(len, ask("metrics").out.splitlines())) <= 125


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(ask: Ask, name: str) -> None:
    answer = ask(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: salestui {name}")


def test_a_sample_leaves_one_file_and_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    made = ready("sdr").path
    before = made.stat().st_mtime_ns
    assert [left.name for left in made.parent.iterdir()] == [made.name]
    assert ready("sdr").path.stat().st_mtime_ns == before


def test_money_in_a_table_is_a_number_with_its_currency_beside_it(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("deals", "--status", "won", "--csv").out)))
    assert {row["currency"] for row in rows} == {"USD"}
    assert all(float(row["amount"]) > 0 for row in rows if row["amount"])
    goals = list(csv.DictReader(io.StringIO(ask("goal", "list", "--csv").out)))
    assert {(row["target"], row["target_currency"]) for row in goals if row["name"] == "quota"} == {("530000.00", "USD")}


def test_the_week_as_a_table_has_a_row_for_each_entry_and_each_change(ask: Ask) -> None:
    week = ask("week", "--since", "2026-03-25", "--json").json
    rows = list(csv.DictReader(io.StringIO(ask("week", "--since", "2026-03-25", "--csv").out)))
    assert len(rows) == len(week["entries"]) + len(week["changes"])  # type: ignore[call-overload,index]
    assert {row["logged"] for row in rows} == {"True", "False"}
