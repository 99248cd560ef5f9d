"""The walks of CONTRIBUTING.md, done on a copy of the package: each block makes a file, adds to one, or changes lines of one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?:(?P<how>Make|Add to the end of|In) `(?P<path>[^`]+)`:\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL
)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Copy:
    """A copy of the package in `folder`, and a rep's folder beside it."""

    folder: Path

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    def run(self, *arguments: str) -> Answer:
        """`salestui` as the copy has it."""
        return self.python("-m", "salestui", "--store", str(self.desk / "rep.db"), "--today", "2026-03-10", *arguments)

    def python(self, *arguments: str) -> Answer:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SALESTUI_")},
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SALESTUI_CONFIG": str(self.desk / "settings.toml"),
            "XDG_CACHE_HOME": str(self.desk / "cache"),
        }
        command = [sys.executable, "-P", *arguments]
        ended = subprocess.run(command, cwd=self.desk, env=environment, capture_output=True, timeout=300, check=False)
        return Answer(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def walk(self, title: str) -> list[Answer]:
        """Do every block under the heading, in order; the answers of its salestui commands."""
        answers = []
        for block in _BLOCK.finditer(section(title)):
            if block["kind"] == "sh":
                for line in block["text"].splitlines():
                    answers += self._command(shlex.split(line))
            else:
                self._change(block["how"], self.folder / block["path"], block["text"])
        return answers

    def _command(self, words: list[str]) -> list[Answer]:
        if words[0] == "cp":
            shutil.copytree(self.folder / words[2], self.folder / words[3])
            return []
        answer = self.run(*words[1:])
        assert answer.code in (0, 3), (words, answer)
        return [answer]

    @staticmethod
    def _change(how: str, path: Path, text: str) -> None:
        if how == "Make":
            assert not path.exists(), path
            path.write_text(text, encoding="utf-8")
        elif how == "Add to the end of":
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        else:
            lines = text.splitlines()
            old = "".join(line[1:] + "\n" for line in lines if line[:1] in ("-", " "))
            new = "".join(line[1:] + "\n" for line in lines if line[:1] in ("+", " "))
            now = path.read_text(encoding="utf-8")
            assert now.count(old) >= 1, f"{path}: these lines are not there:\n{old}"
            path.write_text(now.replace(old, new, 1), encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split(f"### {title}\n", 1)[1].split("\n### ")[0].split("\n## ")[0]


def copied(folder: Path) -> Copy:
    """A copy of the package to walk through."""
    for name in ("salestui", "sample_data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "desk").mkdir()
    return Copy(folder)
