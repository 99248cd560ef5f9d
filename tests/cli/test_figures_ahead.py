"""After an import the figures are worked out ahead, and are what they would be without it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from salestui.cli.figures import Asked
from salestui.cli.figures_ahead import work_ahead
from salestui.cli.wish import Wish
from salestui.work import first_look, kept_answers, periods
from salestui.work.desk import Desk
from tests.conftest import Shell

SAMPLE = Path(__file__).parents[2] / "sample_data" / "ae"
DAY = date(2026, 4, 1)


@pytest.fixture
def brought_in(shell: Shell, store_file: Path) -> Wish:
    """A store with a week's export, at rest for a minute."""
    done = shell("import", str(SAMPLE / "report-2026-03-30.csv"), "--as-of", "2026-03-30", "--yes", today=str(DAY))
    assert done.code == 0, done.err
    told = os.stat(store_file)
    os.utime(store_file, ns=(told.st_atime_ns, time.time_ns() - 60_000_000_000))
    return Wish(str(store_file), today=DAY)


def ahead(wish: Wish) -> Desk:
    desk = wish.desk(create=False)
    with desk:
        work_ahead(desk, wish)
    return desk


@pytest.mark.parametrize("asked", [(), ("--period", "2026-Q2")])
def test_what_is_kept_ahead_is_what_the_command_answers(shell: Shell, brought_in: Wish, asked: tuple[str, ...]) -> None:
    worked_out = shell("metrics", "--owner", "all", *asked, "--json", today=str(DAY))
    ahead(brought_in)
    place = Asked(asked[1] if asked else None).place(brought_in)
    assert place is not None
    kept = kept_answers.find(place)
    answered = shell("metrics", *asked, "--json", today=str(DAY))
    assert kept is not None
    assert kept.decode() == answered.out == worked_out.out


def test_the_app_opens_with_the_figures(brought_in: Wish) -> None:
    ahead(brought_in)
    with brought_in.desk(create=False) as desk:
        shown = first_look.kept(desk, periods.chosen(desk, None))
    assert shown is not None
    assert shown["tiles"]


def test_nothing_is_kept_of_a_store_that_changes_meanwhile(shell: Shell, brought_in: Wish) -> None:
    ahead(brought_in)
    assert shell("log", "win", "Signed", today=str(DAY)).code == 0
    place = Asked().place(brought_in)
    assert place is None or kept_answers.find(place) is None


def test_after_the_import_of_a_large_book_the_command_has_them_worked_out(
    shell: Shell, store_file: Path, tmp_path: Path
) -> None:
    head = "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Amount,Opportunity Currency,Stage,Created Date,Close Date"
    rows = (f"0060{n:011},Deal {n},Account {n},Maja Lind,{n + 1},USD,Proposal,2026-01-05,2026-05-20" for n in range(7000))
    report = tmp_path / "report.csv"
    report.write_text("\n".join([head, *rows]), encoding="utf-8")
    done = shell("import", str(report), "--as-of", "2026-03-30", "--yes", today=str(DAY))
    assert done.code == 0, done.err
    wish = Wish(str(store_file), today=DAY)
    until = time.monotonic() + 60
    while (place := Asked().place(wish)) is None or kept_answers.find(place) is None:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_file_that_was_brought_in_before_begins_nothing(shell: Shell, store_file: Path) -> None:
    export = ("import", str(SAMPLE / "report-2026-03-30.csv"), "--as-of", "2026-03-30", "--yes")
    assert shell(*export, today=str(DAY)).code == 0
    with store_file.open("ab") as file:
        file.truncate(3_000_000)  # what is little begins nothing anyway
    begun = "import sys; from salestui.cli import run; run(sys.argv[1:]); print('salestui.work.beside' in sys.modules)"
    command = [sys.executable, "-c", begun, "--store", str(store_file), "--today", str(DAY)]
    again = subprocess.run([*command, *export], capture_output=True, text=True, check=True)
    taken_back = subprocess.run([*command, "import", "--undo", "1"], capture_output=True, text=True, check=True)
    assert [done.stdout.splitlines()[-1] for done in (again, taken_back)] == ["False", "True"]
