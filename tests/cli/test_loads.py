"""A command imports what it uses and nothing else: the weight of what is loaded is what a rep waits for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from salestui.cli.commands import COMMANDS
from salestui.work.sample import ready, samples_folder

HEAVY = {
    "asyncio", "babel", "docx", "importlib.metadata", "lxml", "markdown_it", "msgspec", "platformdirs", "plotext",
    "python_calamine", "rich", "sqlite_utils", "textual", "tomlkit",
}  # fmt: skip
"""What each costs more than two milliseconds. None of it is needed for a line of the log."""

FIGURES = {"msgspec"}
"""The book is read by it."""
CHARTS = FIGURES | {"plotext"}

LOADS: dict[str, set[str]] = {
    "log win Acme": set(),
    "log --list": set(),
    "week": set(),
    "status": FIGURES,
    "import report-2026-03-30.csv --as-of 2026-03-30 --yes": set(),
    "imports": set(),
    "stages": set(),
    "deals": set(),
    "deal set --help": set(),
    "period list": set(),
    "template list": FIGURES,
    "goal list": FIGURES,
    "forecast list": FIGURES,
    "measure win_rate 31%": set(),
    "action list": FIGURES,
    "metrics": FIGURES,
    "why win_rate": FIGURES,
    "trends win_rate": FIGURES,
    "outlook": FIGURES,
    "reps win_rate": FIGURES,
    "late": FIGURES,
    "definitions": FIGURES,
    "section results": FIGURES,
    "headline": FIGURES,
    "check": CHARTS,
    "accept --help": set(),
    "preview": CHARTS,
    "export --force -o review.md": CHARTS,
    "verify review.md": set(),
    "team --help": set(),
    "backup": set(),
    "restore --help": set(),
    "doctor": set(),
    "undo": set(),
    "config get theme": FIGURES,
    "search signer": set(),
    "demo": set(),
    "remind --show": FIGURES,
    "completion bash": set(),
    "help": set(),
}
"""By a command as it is typed what it may load of that; a set that shrinks is written here."""

SCRIPT = "import sys; from salestui.cli import run; run(sys.argv[1:]); print(); print(*sys.modules)"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's store, in which the day's backup was made, and an export of it."""
    folder = tmp_path_factory.mktemp("loads")
    with pytest.MonkeyPatch.context() as place:
        place.setenv("XDG_DATA_HOME", str(folder / "data"))
        shutil.copyfile(ready().path, folder / "rep.db")
    shutil.copy(samples_folder() / "ae" / "report-2026-03-30.csv", folder)
    return folder


def loaded(folder: Path, line: str) -> set[str]:
    """The modules that the command has loaded when it is over."""
    command = [sys.executable, "-c", SCRIPT, "--store", "rep.db", "--today", "2026-04-02", *line.split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_every_command_is_looked_at() -> None:
    assert {line.split()[0] for line in LOADS} == COMMANDS.keys()


@pytest.mark.parametrize("line", LOADS)
def test_a_command_loads_what_it_uses_and_nothing_else(told: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(told / "data"))
    assert loaded(told, line) & HEAVY == LOADS[line]
