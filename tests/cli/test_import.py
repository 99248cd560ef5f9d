"""`salestui import` and its kin, as a script meets them."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importing.desk import as_csv, write

HEADER = ["Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date"]
FIRST = [
    ["0061", "Acme", "Acme AB", "Ada", "Negotiation", "$1,234.50", "2026-03-20"],
    ["0062", "Beta", "Beta AB", "Ada", "Proposal", "$500.00", "2026-03-31"],
    ["0063", "=cmd()", "Gamma AB", "Ada", "Proposal", "lots", "2026-03-31"],
]
KEYS = [
    "run",
    "source",
    "kind",
    "as_of",
    "rows",
    "added",
    "changed",
    "unchanged",
    "missing",
    "rejected",
    "changes",
    "notes",
    "rejects",
]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write(tmp_path, "report.csv", as_csv([HEADER, *FIRST]))


def test_an_import_says_in_json_what_it_did(shell, first):
    answer = shell("import", str(first), "--as-of", "2026-03-02", "--json")
    assert (answer.code, answer.err) == (0, "")
    said = answer.json
    assert [key for key in KEYS if key not in said] == []
    assert {key: said[key] for key in KEYS[:10]} == {
        "run": 1,
        "source": "salesforce",
        "kind": "deals",
        "as_of": "2026-03-02",
        "rows": 3,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "missing": 0,
        "rejected": 1,
    }
    assert said["changes"] == {"won": 0, "lost": 0, "reopened": 0, "slipped": 0, "amount": 0, "stage": 0}
    assert said["rejects"] == [{"line": 4, "column": "Amount", "value": "lots", "why": "not a number"}]
    assert all(isinstance(note, str) for note in said["notes"])


def test_a_dry_run_writes_nothing_and_says_the_same(shell, first):
    dry = shell("import", str(first), "--as-of", "2026-03-02", "--dry-run", "--json").json
    assert shell("imports", "--json").json == []
    real = shell("import", str(first), "--as-of", "2026-03-02", "--json").json
    assert dry["run"] is None
    assert {**real, "run": None} == dry


def test_what_cannot_be_decided_is_refused_with_the_option_that_decides(shell, tmp_path):
    path = write(
        tmp_path,
        "deals.csv",
        as_csv([["Deal Name", "Deal Stage", "Amount", "Close Date"], ["A", "Contract Sent", "5", "03/04/2026"]]),
    )
    answer = shell("import", str(path))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "deals.csv, column “Close Date”: 03/04/2026 may be 2026-04-03 / 2026-03-04, and no other value tells.",
        "Say which with --date-order dmy, mdy or ymd; it is remembered for these columns.",
    ]
    answer = shell("import", str(path), "--date-order", "dmy")
    assert "--currency" in answer.err
    assert shell("import", str(path), "--date-order", "dmy", "--currency", "usd").code == 0
    assert shell("import", str(path), "--currency", "XYZ").code == 2
    assert shell("import", str(path), "--kind", "poems").code == 2
    assert shell("import", str(tmp_path / "nothing.csv")).code == 1


def test_several_files_give_a_list(shell, first, tmp_path):
    people = write(tmp_path, "people.csv", as_csv([["name", "territory", "manager"], ["Ada", "North", "Bo"]]))
    said = shell("import", str(first), str(people), "--json").json
    assert [(one["kind"], one["added"]) for one in said] == [("deals", 2), ("people", 1)]


def test_the_weeks_changes_the_runs_and_taking_one_back(shell, first, tmp_path):
    shell("import", str(first), "--as-of", "2026-03-02")
    later = [[*FIRST[0][:4], "Closed Won", "$1,234.50", "2026-03-05"], [*FIRST[1][:6], "2026-04-30"]]
    path = write(tmp_path, "pipeline-2026-03-09.csv", as_csv([HEADER, *later]))
    said = shell("import", str(path), "--json").json
    assert (said["as_of"], said["changed"], said["changes"]["won"], said["changes"]["slipped"]) == ("2026-03-09", 2, 1, 1)
    runs = shell("imports", "--json").json
    assert [(run["run"], run["file"], run["added"], run["changed"], run["undone_at"]) for run in runs] == [
        (1, "report.csv", 2, 0, None),
        (2, "pipeline-2026-03-09.csv", 0, 2, None),
    ]
    (won,) = shell("deals", "--status", "won", "--json").json
    assert (won["id"], won["amount"], won["closed_on"], won["expected_close_on"]) == (
        "0061",
        {"amount": "1234.50", "currency": "USD"},
        "2026-03-05",
        "2026-03-20",
    )
    assert shell("import", "--undo", "2", "--json").json["undone_at"]
    assert shell("deals", "--status", "won", "--json").json == []
    assert shell("import", "--undo", "2").code == 1


def test_rejected_rows_are_listed_and_written_to_be_mended(shell, first, tmp_path):
    shell("import", str(first), "--as-of", "2026-03-02")
    assert shell("import", "--rejects", "1", "--json").json == [
        {"line": 4, "column": "Amount", "value": "lots", "why": "not a number"}
    ]
    target = tmp_path / "rejects.csv"
    assert shell("import", "--rejects", "1", "-o", str(target)).code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    with target.open(newline="", encoding="utf-8") as file:
        header, row = csv.reader(file)
    assert (header, row[1], row[5]) == (HEADER, "'=cmd()", "lots")
    assert shell("import", "--rejects", "1", "-o", str(target)).code == 1
    mended = write(tmp_path, "mended.csv", target.read_text().replace("lots", "$7.00"))
    said = shell("import", str(mended), "--json").json
    assert (said["as_of"], said["added"], said["missing"]) == ("2026-03-02", 1, 0)
    assert shell("deal", "show", "0063", "--json").json["name"] == "=cmd()"


def test_mended_rows_make_no_other_deal_missing_and_the_next_export_is_whole_again(shell, first, tmp_path):
    shell("import", str(first), "--as-of", "2026-03-02")
    target = tmp_path / "rejects.csv"
    shell("import", "--rejects", "1", "-o", str(target))
    shell("import", str(write(tmp_path, "mended.csv", target.read_text().replace("lots", "$7.00"))))
    rows = [[*row[:5], row[5].replace("lots", "$7.00"), row[6]] for row in FIRST]
    later = write(tmp_path, "later.csv", as_csv([HEADER, *rows]))
    said = shell("import", str(later), "--as-of", "2026-03-09", "--json").json
    assert (said["added"], said["changed"], said["unchanged"], said["missing"]) == (0, 0, 3, 0)
    short = write(tmp_path, "short.csv", as_csv([HEADER, *rows[:2]]))
    assert shell("import", str(short), "--as-of", "2026-03-16", "--yes", "--json").json["missing"] == 1


def test_a_deal_is_shown_corrected_removed_restored_and_merged(shell, first):
    shell("import", str(first), "--as-of", "2026-03-02")
    said = shell("deal", "set", "0061", "amount", "2000USD", "--why", "signed", "--json").json
    assert said["amount"] == {"amount": "2000.00", "currency": "USD"}
    (correction,) = said["corrections"]
    assert (correction["crm"], correction["value"], correction["why"], correction["in_force"]) == (
        {"amount": "1234.50", "currency": "USD"},
        {"amount": "2000.00", "currency": "USD"},
        "signed",
        True,
    )
    assert shell("deal", "remove", "0062", "--why", "test", "--json").json["removed"] == "deleted"
    assert [one["id"] for one in shell("deals", "--json").json] == ["0061"]
    assert shell("deal", "restore", "0062", "--json").json["removed"] is None
    assert shell("deal", "merge", "0062", "0061", "--json").json["merged_into"] == "0061"
    assert shell("deal", "show", "nope").code == 1


def test_stages_are_listed_and_set(shell, first):
    shell("import", str(first), "--as-of", "2026-03-02")
    assert shell("stages", "--json").json == [
        {"stage": "Proposal", "step": "late", "confirmed": False},
        {"stage": "Negotiation", "step": "late", "confirmed": False},
    ]
    said = shell("stages", "set", "Proposal", "opportunity", "--json").json
    assert said[0] == {"stage": "Proposal", "step": "opportunity", "confirmed": True}
    assert shell("stages", "set", "Proposal", "sofa").code == 2


def test_r38_what_a_file_says_never_acts_on_the_terminal(shell, tmp_path):
    evil = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"
    rows = [
        ["Opportunity ID", "Opportunity Name", "Stage", f"Extra{evil}"],
        [f"1{evil}", f"Acme{evil}", f"Won{evil}", "x"],
        ["2", "B", "Won", "x"],
    ]
    path = write(tmp_path, f"evil{evil.replace('/', '')}.csv", as_csv([*rows, [f"3{evil}", "B", "", "x"]]))
    answers = [
        shell("import", str(path)),
        shell("import", str(path), "--json"),
        shell("imports"),
        shell("deals"),
        shell("deal", "show", "1"),
        shell("stages"),
        shell("import", "--rejects", "1"),
        shell("import", str(path) + "x"),
    ]
    for answer in answers:
        assert not set(answer.out + answer.err) & set("\x1b\x07\x9b\u202e")


def test_on_a_terminal_the_rep_is_asked(first, tmp_path, store_file):
    path = write(
        tmp_path, "deals.csv", as_csv([["Deal Name", "Deal Stage", "Amount", "Close Date"], ["A", "Done", "5", "03/04/2026"]])
    )
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "salestui", "--store", str(store_file), "--today", "2026-05-10", "import", str(path), "--json"],
        stdin=follower,
        stderr=follower,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(follower)
    for answer in (b"dmy\n", b"usd\n", b"won\n"):
        os.write(leader, answer)
    out, _ = process.communicate(timeout=60)
    os.close(leader)
    assert process.returncode == 0
    assert b'"added": 1' in out


@pytest.mark.parametrize(("answer", "amount"), [(b"y\n", "1234.50"), (b"n\n", None)])
def test_on_a_terminal_guessed_columns_are_shown_with_rows_and_confidence_and_asked_for_once(tmp_path, store_file, answer, amount):
    header = ["Opportunity ID", "Opportunity Name", "Stage", "Opportunity Amt", "Opportunity Currency"]
    for week, value in (("2026-03-02", "1234.50"), ("2026-03-09", "1300.50")):
        path = write(tmp_path, f"renamed-{week}.csv", as_csv([header, ["1", "A", "Proposal", value, "USD"]]))
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "salestui", "--store", str(store_file), "--today", "2026-05-10", "import", str(path), "--json"],
            stdin=follower,
            stderr=follower,
            stdout=subprocess.PIPE,
            env={**os.environ, "TERM": "dumb"},
        )
        os.close(follower)
        if week == "2026-03-02":
            os.write(leader, answer)
        out, _ = process.communicate(timeout=60)
        said = os.read(leader, 65536).decode() if week == "2026-03-02" else ""
        os.close(leader)
        assert process.returncode == 0
        assert week != "2026-03-02" or ("95 % sure" in said and "1234.50" in said)
        found = json.loads(out)
        assert (found["mapping"].get("amount"), found["changes"]["amount"]) == (
            ("Opportunity Amt" if amount else None),
            1 if amount and week == "2026-03-09" else 0,
        )


def test_without_a_file_all_that_is_new_in_the_folder_comes_in_and_a_price_list_keeps_nothing_out(shell, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    assert shell("import").code == 2
    assert shell("config", "set", "import_folder", str(folder)).code == 0
    write(folder, "products.csv", as_csv([["product", "series", "sales_price"], ["GTX", "G", "5"]]))
    for week, amount in (("2026-03-02", "$1.00"), ("2026-03-09", "$2.00")):
        write(folder, f"report-{week}.csv", as_csv([HEADER, [*FIRST[0][:5], amount, FIRST[0][6]]]))
    answer = shell("import", "--json")
    assert answer.code == 0
    assert sorted((run["file"], run["added"], run["changed"]) for run in answer.json) == [
        ("report-2026-03-02.csv", 1, 0),
        ("report-2026-03-09.csv", 0, 1),
    ]
    assert "price list" in answer.err
    (folder / "products.csv").unlink()
    again = shell("import")
    assert (again.code, again.out.strip()) == (0, "Nothing new in the folder.")
