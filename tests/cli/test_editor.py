"""Any text can be written in the rep's own editor: it opens where the text is left out, on what stands there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from salestui.domain.refusal import Refusal
from salestui.work.editor import edited


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that notes what it was given and adds a line."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\ncp "$2" "$0.seen"\necho "added by $1" >> "$2"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}' --wait")
    return script


def at_terminal(store: Path, *arguments: str) -> str:
    """What the command shows to somebody who sits there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "salestui", "--store", str(store), "--today", "2026-03-10", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ.copy()) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how Linux says that nobody writes any more
                break
            if not piece:
                break
            shown += piece
        process.wait(60)
    os.close(ours)
    return shown.decode()


def test_a_log_line_a_section_and_a_headline_open_the_editor_where_no_text_is_given(shell, store_file, editor):
    at_terminal(store_file, "log", "risk")
    at_terminal(store_file, "log", "--edit", "1")
    (entry,) = shell("log", "--list", "--json").json
    assert (entry["kind"], entry["text"]) == ("risk", "added by --wait added by --wait")
    shell("section", "set", "pipeline.outlook", "As it stood")
    at_terminal(store_file, "section", "set", "pipeline.outlook")
    assert Path(f"{editor}.seen").read_text() == "As it stood\n"
    (outlook,) = [field for field in shell("section", "pipeline", "--json").json["fields"] if field["field"] == "outlook"]
    assert outlook["text"] == "As it stood\nadded by --wait"
    at_terminal(store_file, "headline", "set", "result")
    assert "added by --wait" in shell("headline").out


def test_what_is_closed_without_a_change_changes_nothing(shell, store_file, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    assert "Nothing was written in the editor" in at_terminal(store_file, "log", "win")
    assert not store_file.exists()
    assert edited("as it is", "x") is None


def test_an_editor_that_fails_or_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    with pytest.raises(Refusal, match="editor-failed"):
        edited("x", "x")
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    with pytest.raises(Refusal, match="editor-failed"):
        edited("x", "x")


def test_a_script_is_never_made_to_wait_for_an_editor(shell, monkeypatch):
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    assert shell("log", "win").code == 2
