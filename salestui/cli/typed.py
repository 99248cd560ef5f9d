"""A text of a command: its words, what comes through a pipe for a lone `-`, or, where it is left out, the rep's own editor."""

from __future__ import annotations

import sys

from salestui.domain.refusal import Refusal

MOST_BYTES = 1_000_000


def typed(words: tuple[str, ...], present: str, name: str) -> str:
    """The text. On a terminal and without words that of the editor, which begins with `present` and calls it `name`.

    Raises Refusal `editor-unchanged` where nothing was written there.
    """
    if words == ("-",):
        return from_stdin().rstrip("\n")
    if words or not on_terminal():
        return " ".join(words)
    from salestui.work.editor import edited  # only where somebody asked for it by leaving the text out

    text = edited(present, name)
    if text is None:
        raise Refusal("editor-unchanged")
    return text


def on_terminal() -> bool:
    """Whether somebody sits there to write."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def from_stdin() -> str:
    """What comes through the pipe, "" where it is closed."""
    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace") if hasattr(sys.stdin, "buffer") else sys.stdin.read()
