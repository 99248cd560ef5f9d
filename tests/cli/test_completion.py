"""`tab` in the shell: metrics, periods and accounts are completed, in each of the three shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = """
export PATH={bin}:$PATH
source {script}
COMP_LINE={line!r}; COMP_POINT=${{#COMP_LINE}}
read -ra COMP_WORDS <<< "$COMP_LINE"; [[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_salestui_completion salestui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def filled(shell, monkeypatch: pytest.MonkeyPatch, store_file: Path):
    shell("log", "win", "signed @'Åkeri AB' #renewal")
    shell("goal", "set", "quota", "revenue_won", "100USD", "--period", "2026-Q1")
    monkeypatch.setenv("SALESTUI_STORE", str(store_file))
    return shell


def asked(line: str, shell: str = "bash") -> list[str]:
    """What is offered for the line, through the protocol of the shells."""
    words = line.split(" ")
    environment = {"_SALESTUI_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if shell == "fish":
        environment["COMP_CWORD"] = words[-1]
    ended = subprocess.run(
        [sys.executable, "-m", "salestui"], capture_output=True, env={**os.environ, **environment}, check=False
    )
    assert not ended.stderr, ended.stderr
    lines = ended.stdout.decode().splitlines()
    return lines[1::3] if shell == "zsh" else [line.partition(",")[2] for line in lines if line]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("salestui why win_", ["win_rate"]),
        ("salestui --json metrics --metric pipeline_cov", ["pipeline_coverage", "pipeline_coverage_next"]),
        ("salestui log win --account å", ["Åkeri AB"]),
        ("salestui log win x #ren", ["#renewal"]),
        ("salestui log win x +show", ["+show_rate"]),
        ("salestui goal adjust qu", ["quota"]),
        ("salestui metrics --by seg", ["segment"]),
        ("salestui export --format do", ["docx"]),
        ("salestui help tem", ["templates"]),
        ("salestui --today 2026-03-10 metrics --period 2026-Q", ["2026-Q1", "2026-Q2"]),
        ("salestui metrics --js", ["--json"]),
        ("salestui section set context.dr", ["context.driver.+"]),
        ("salestui config set figures.fis", ["figures.fiscal_start"]),
        ("salestui period new 2026-Q1 --template man", ["manager"]),
        ("salestui accept vague", ["vague-wording"]),
    ],
)
def test_what_can_be_named_is_completed(filled, line, offered):
    assert asked(line) == offered


def test_a_store_that_cannot_be_read_offers_nothing_and_complains_of_nothing(filled, store_file):
    store_file.write_bytes(b"no store")
    assert asked("salestui log win --account ") == []
    store_file.unlink()
    assert asked("salestui log win --account ") == []
    assert not store_file.exists()


@pytest.mark.parametrize("shell_name", ["zsh", "fish"])
def test_the_other_shells_are_answered_too(filled, shell_name):
    line = "salestui why win_"
    assert [entry.split("\t")[0] for entry in asked(line, shell_name)] == ["win_rate"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "replied"),
    [
        ("salestui why win_", "win_rate"),
        ("salestui log win --account Å", r"Åkeri\ AB"),
        ("salestui log win x @Å", r"\'Åkeri\ AB\'"),
    ],
)
def test_a_real_bash_puts_a_name_with_a_space_into_one_word(filled, tmp_path, line, replied):
    script = tmp_path / "completion.bash"
    script.write_text(filled("completion", "bash").out, encoding="utf-8")
    asking = BASH.format(bin=Path(sys.executable).parent, script=script, line=line)
    ended = subprocess.run(["bash", "-c", asking], capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert ended.stdout.decode().strip() == replied, ended.stderr


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_a_real_fish_completes(filled, tmp_path):
    script = tmp_path / "completion.fish"
    script.write_text(filled("completion", "fish").out, encoding="utf-8")
    path = f"set -x PATH {Path(sys.executable).parent} $PATH; source {script}; complete -C 'salestui why win_'"
    ended = subprocess.run(["fish", "-c", path], capture_output=True, text=True, check=False)
    assert ended.stdout.split("\t")[0].strip() == "win_rate", ended.stderr


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_a_real_zsh_takes_the_script(filled, tmp_path):
    script = tmp_path / "_salestui"
    script.write_text(filled("completion", "zsh").out, encoding="utf-8")
    loaded = f"autoload -Uz compinit; compinit -D; source {script}; print ${{_comps[salestui]}}"
    ended = subprocess.run(["zsh", "-f", "-c", loaded], capture_output=True, text=True, check=False)
    assert ended.stdout.strip() == "_salestui_completion", ended.stderr
