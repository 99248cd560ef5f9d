"""The app in a real terminal: closed in mid-sentence it loses nothing, and data never acts on it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from salestui.domain.written import FieldKey
from salestui.work import writing
from salestui.work.desk import open_desk
from tests.tui.conftest import TODAY, Rep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

class Terminal:
    """A window of 100 columns with the app in it."""

    def __init__(self, store: Path) -> None:
        self.seen = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-m", "salestui", "--store", str(store), "--today", TODAY.isoformat()])
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def until(self, text: str, seconds: float = 30.0) -> None:
        """Wait until `text` was drawn."""
        end = time.monotonic() + seconds
        while text.encode() not in self.seen:
            assert time.monotonic() < end, f"{text!r} was not drawn; the last of it: {self.seen[-2000:]!r}"
            self.read(0.1)

    def read(self, seconds: float) -> None:
        """Take in what the app draws for so long."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if ready:
            try:
                self.seen += os.read(self.handle, 65536)
            except OSError:
                time.sleep(seconds)

    def type(self, text: str) -> None:
        os.write(self.handle, text.encode())

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)

    def ended(self, seconds: float = 15.0) -> int:
        """The exit code, negative for a signal that was not caught."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the app did not end")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)


@pytest.fixture
def window(rep: Rep) -> Iterator[Terminal]:
    terminal = Terminal(rep.desk.store.path)
    yield terminal
    terminal.close()


def text_of(rep: Rep) -> str:
    with open_desk(str(rep.desk.store.path), today=TODAY) as desk:
        return writing.texts(desk, rep.period).get(FieldKey("context", "driver", 1), "")


def begin_to_write(window: Terminal) -> None:
    window.until("Quota")
    window.type("8")
    window.until("Driver 1")
    window.type("\r")
    window.until("f1")  # the line of keys no longer shows `?`, which is a letter now


def test_closing_the_terminal_in_mid_sentence_loses_nothing(rep: Rep, window: Terminal) -> None:
    begin_to_write(window)
    window.type(" and two of five AEs left in Quzmay")
    window.until("Quzmay")
    pid, window.pid = window.pid, 0
    os.close(window.handle)
    window.handle = os.open(os.devnull, os.O_RDONLY)
    end = time.monotonic() + 15
    while time.monotonic() < end and os.waitpid(pid, os.WNOHANG)[0] == 0:
        time.sleep(0.05)
    assert text_of(rep).endswith("left in Quzmay")


def test_r38_a_store_full_of_escape_sequences_sends_none_to_the_terminal(rep: Rep) -> None:
    payload = "\x1b]0;hostile\x07\x1b[31mred\x9b2J[/nope]"
    connection = rep.desk.store.connection
    connection.execute("update deal set name = name || ?, account = ?", (payload, payload))
    connection.execute("update entry set text = text || ?, account = ?", (payload, payload))
    connection.execute("update section_text set text = text || ? where field <> 'metric'", (payload,))
    connection.execute("update goal set name = name || ?", (payload,))
    connection.execute("update action set text = text || ?", (payload,))
    terminal = Terminal(rep.desk.store.path)
    try:
        terminal.until("Quota")
        for key in "0123456789cvkldmgfn.,/":
            terminal.type(key)
            terminal.rest(0.4)
        terminal.rest(1.0)
    finally:
        terminal.close()
    drawn = terminal.seen.decode("utf-8", "replace")
    assert "\x1b]0;" not in drawn
    assert "\x9b" not in drawn
