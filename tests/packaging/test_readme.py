"""The README is true: its commands, run one after the other by a rep who has nothing yet, do what it says.

Dependencies and the builder are those of the tests, so that it stays quick; with SALESTUI_CLEAN=1 they are fetched as well.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BY_THEMSELVES = ("## Test", "## Speed")
"""Blocks that run the tests, or measure: `.ci/run` does the one, a release the other."""
MAY_OBJECT = ("salestui check", "salestui export")
"""A review that has only just been begun is objected to, and says so with its code 3."""


def commands() -> list[str]:
    found = []
    for part in re.split(r"\n(?=## )", README):
        if not part.startswith(BY_THEMSELVES):
            blocks = re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
            found += [line for block in blocks for line in block.splitlines() if line]
    return found


@pytest.fixture(scope="module")
def rep(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A fresh clone with an export in it, and an environment that knows nothing of this one."""
    folder = tmp_path_factory.mktemp("rep")
    clone = folder / "salestui"
    clone.mkdir()
    for name in ("salestui", "sample_data"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, clone / name)
    shutil.copy(ROOT / "sample_data" / "ae" / "report-2026-03-30.csv", clone / "report.csv")
    environment = {"HOME": str(folder), "LANG": "C.UTF-8", "PATH": f"{clone}/.venv/bin:{_path()}"}
    for name in ("PIP_INDEX_URL", "PIP_CERT", "PIP_FIND_LINKS", "SSL_CERT_FILE"):
        if name in os.environ:
            environment[name] = os.environ[name]
    if not os.environ.get("SALESTUI_CLEAN"):
        environment |= {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PYTHONPATH": sysconfig.get_path("purelib")}
    return clone, environment


def run(command: str, rep: tuple[Path, dict[str, str]]) -> subprocess.CompletedProcess[str]:
    """What a rep types at a prompt in the clone."""
    clone, environment = rep
    return subprocess.run(
        ["bash", "-c", command],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def _path() -> str:
    """Where the system's own commands are, and the Python that the tests run on."""
    return f"{Path(sys.executable).resolve().parent}:/usr/local/bin:/usr/bin:/bin"


def test_each_command_of_the_readme_does_what_it_says(rep: tuple[Path, dict[str, str]]) -> None:
    said = {}
    for command in commands():
        ended = run(command, rep)
        out, err = ended.stdout, ended.stderr
        allowed = (0, 3) if command.startswith(MAY_OBJECT) else (0,)
        assert ended.returncode in allowed, (command, ended.returncode, out, err)
        assert "Traceback" not in err, (command, err)
        said[command] = out
    assert len(said) > 10
    demo = next(out for command, out in said.items() if "demo" in command)
    assert Path(demo.strip()).is_file()
    assert "41k → 47k" in next(out for command, out in said.items() if "log win" in command)
    runs = run("salestui imports --csv", rep).stdout.splitlines()
    assert len(runs) == 2, "the dry run brought nothing in, the import did"
    forced = run("salestui export --force", rep)
    assert forced.stdout.startswith("# Sales performance summary")


def test_every_way_to_install_that_it_names_is_one_that_the_package_can() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in re.findall(r"\.\[(\w+)\]", README):
        assert re.search(rf"^{extra} = \[", project, re.MULTILINE), extra
    assert (ROOT / ".ci" / "executable.py").is_file()
