"""What is installed works outside the checkout: styles, words and samples are in the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds."""
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", built, ROOT],
        check=True,
        timeout=300,
    )
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(built / "site")
    return built / "site"


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-m", "salestui", *arguments]
    return subprocess.run(
        command, cwd=installed.parent, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_wheel_holds_styles_words_and_samples(installed: Path) -> None:
    package = installed / "salestui"
    for wanted in ("tui/*.tcss", "guide/en/sections.toml", "guide/sv/sections.toml", "sample_data/ae/story.toml"):
        assert list(package.glob(wanted)), wanted


def test_an_installed_program_logs_and_makes_its_demo(installed: Path, tmp_path: Path) -> None:
    logged = run(installed, "--store", str(tmp_path / "x.db"), "log", "win", "from the wheel")
    assert logged.returncode == 0, logged.stderr
    demo = run(installed, "demo")
    assert demo.returncode == 0, demo.stderr
    assert Path(demo.stdout.strip()).is_file()
