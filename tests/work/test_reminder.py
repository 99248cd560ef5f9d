"""Reminders: what each system's scheduler is given, written, switched on, and gone again."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.guide import words
from salestui.work import reminder
from salestui.work.reminder import nudges, plan

SAID = words("en")


def test_the_ends_follow_the_kind_of_period() -> None:
    told = {kind: nudges(SAID, kind, 2)[1].months for kind in ("month", "quarter", "half", "year", "fiscal_quarter")}
    assert told["month"] == tuple(range(1, 13))
    assert told["quarter"] == (3, 6, 9, 12)
    assert told["half"] == (6, 12)
    assert told["year"] == (12,)
    assert told["fiscal_quarter"] == (1, 4, 7, 10)
    assert nudges(SAID, "quarter")[2].months == (1, 4, 7, 10)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_every_file(tmp_path: Path) -> None:
    for path, text in plan("linux", tmp_path, nudges(words("sv"))).files:
        when = [line.partition("=")[2] for line in text.splitlines() if line.startswith("OnCalendar")]
        for calendar in when:
            told = subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, text=True, check=False)
            assert told.returncode == 0, (path, told.stderr)


def test_launchd_is_given_property_lists(tmp_path: Path) -> None:
    files = plan("darwin", tmp_path, nudges(SAID)).files
    read = [plistlib.loads(text.encode()) for _, text in files]
    assert [one["Label"] for one in read] == ["salestui-week", "salestui-ends", "salestui-ended"]
    assert read[0]["StartCalendarInterval"] == {"Weekday": 5, "Hour": 15, "Minute": 0}
    assert [one["Month"] for one in read[1]["StartCalendarInterval"]] == [3, 6, 9, 12]
    assert all(str(path).startswith(str(tmp_path / "Library/LaunchAgents")) for path, _ in files)


def test_the_task_scheduler_is_given_what_it_takes(tmp_path: Path) -> None:
    made = plan("win32", tmp_path, nudges(words("sv")))
    assert made.files == ()
    for command in made.switch_on:
        assert len(command[-1]) <= 261, "a longer command is refused there"
        assert command[-1].count('"') == 2
    assert "MAR,JUN,SEP,DEC" in made.switch_on[1]


def test_a_system_without_a_known_scheduler_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="remind-system"):
        plan("plan9", tmp_path, nudges(SAID))


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and commands that note how they were called; `broken` makes them fail."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("systemctl", "notify-send"):
        script = commands / name
        script.write_text(
            f'#!/bin/sh\necho "$*" >> {tmp_path}/called\n[ ! -e {tmp_path}/broken ] || {{ echo no bus >&2; exit 1; }}\n'
        )
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path


def test_what_is_shown_is_what_is_written_and_all_of_it_goes_again(shell, scheduler: Path) -> None:
    shown = shell("remind", "--show", "--json").json
    assert not list((scheduler / "home").rglob("*.timer"))
    assert shell("remind", "--install").code == 0
    for file in shown["files"]:
        assert Path(file["path"]).read_text() == file["text"]
    called = (scheduler / "called").read_text().splitlines()
    assert called[-1] == "--user enable --now salestui-week.timer salestui-ends.timer salestui-ended.timer"
    assert shell("remind", "--remove").code == 0
    assert not [path for path in (scheduler / "home").rglob("*") if path.is_file()]
    assert shell("remind", "--remove").code == 0, "what is not there is no fault"


def test_a_scheduler_that_refuses_leaves_nothing_behind(shell, scheduler: Path) -> None:
    (scheduler / "broken").touch()
    refused = shell("remind", "--install")
    assert refused.code == 1
    assert "no bus" in refused.err
    assert not [path for path in (scheduler / "home").rglob("*") if path.is_file()]


def test_the_reminder_speaks_the_language_of_the_settings_and_of_the_reps_period(shell, scheduler: Path) -> None:
    shell("config", "set", "language", "sv")
    shell("period", "new", "2026-03", "--role", "ae")
    assert "Fredag" in shell("remind", "--show").out
    assert "OnCalendar=*-01,02,03,04,05,06,07,08,09,10,11,12-26 15:00" in shell("remind", "--show").out
    assert not reminder.nudges(SAID)[0].months
