"""A program of the rep's own that proposes text: run as it is named, waited for as long as is allowed, ended when it is stopped."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest

from salestui.domain.refusal import Refusal
from salestui.work import assist

UPPER = "import sys; sys.stdout.write(sys.stdin.read().upper())"


def program(tmp_path: Path, code: str) -> tuple[str, str]:
    """A command that runs `code`."""
    script = tmp_path / "my program.py"
    script.write_text(code, encoding="utf-8")
    return sys.executable, str(script)


def refused(command: tuple[str, ...], seconds: float = 20) -> Refusal:
    with pytest.raises(Refusal) as told:
        assist.answer(command, "text", seconds, Event())
    return told.value


def test_it_gets_the_text_on_its_standard_input_and_answers_on_its_standard_output(tmp_path: Path) -> None:
    assert assist.answer(program(tmp_path, UPPER), "Won Acme, åäö", 20, Event()) == "WON ACME, ÅÄÖ"


def test_no_shell_reads_its_words(tmp_path: Path) -> None:
    command = program(tmp_path, "import sys; print(sys.argv[1:])")
    assert assist.answer((*command, "$(touch x); *", "a b"), "", 20, Event()) == "['$(touch x); *', 'a b']"


def test_the_answer_is_cleaned_of_what_a_terminal_would_obey(tmp_path: Path) -> None:
    command = program(tmp_path, r"print('\x1b[31mred\x1b[0m\u202e \x07ok')")
    assert assist.answer(command, "", 20, Event()) == "red ok"


def test_one_that_does_not_read_its_input_is_heard_all_the_same(tmp_path: Path) -> None:
    assert assist.answer(program(tmp_path, "print('done')"), "x" * 1_000_000, 20, Event()) == "done"


def test_a_command_that_does_not_exist_is_told_with_the_reason() -> None:
    found = refused(("no-such-program-anywhere",))
    assert (found.slug, found.values["command"]) == ("assist-missing", "no-such-program-anywhere")


def test_an_error_is_told_with_what_the_program_said_last(tmp_path: Path) -> None:
    found = refused(program(tmp_path, "import sys; sys.stderr.write('one\\nno model loaded\\n'); sys.exit(3)"))
    assert (found.slug, found.values["code"], found.values["said"]) == ("assist-failed", 3, "no model loaded")


@pytest.mark.parametrize("code", ["", "print('  \\n ')", r"print('\x07')"])
def test_an_empty_answer_is_told(tmp_path: Path, code: str) -> None:
    assert refused(program(tmp_path, code)).slug == "assist-empty"


def test_an_answer_without_end_is_cut_off(tmp_path: Path) -> None:
    assert refused(program(tmp_path, "while True: print('word ' * 1000)")).slug == "assist-too-long"


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    code = f"""
import subprocess, sys, time
one = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({str(child)!r}, "w").write(str(one.pid))
time.sleep(60)
"""
    assert refused(program(tmp_path, code), seconds=2).slug == "assist-slow"
    if os.name == "posix" and child.exists():
        assert not _runs(int(child.read_text()))


def test_a_rep_who_does_not_wait_ends_it(tmp_path: Path) -> None:
    stop = Event()
    Timer(0.5, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(assist.Stopped):
        assist.answer(program(tmp_path, "import time; time.sleep(60)"), "", 50, stop)
    assert time.monotonic() - begun < 40


def _runs(pid: int) -> bool:
    """Whether the process is there and no mere entry of one that has ended."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":
            return False
        time.sleep(0.1)
    return True
