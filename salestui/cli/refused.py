"""What a fault means to a rep: what and where on the first line, what to do on the second, and the exit code."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from salestui.cli.ending import INTERRUPTED
from salestui.cli.sentence import sentence
from salestui.cli.usage import wrong_usage
from salestui.cli.wish import Wish
from salestui.domain.refusal import Refusal
from salestui.work.fault_log import mendable, write_fault

PIPE_CLOSED, UNFORESEEN = 141, 70
_WRITERS = ("click.utils", "salestui.cli.standard_output", "salestui.cli.ending")


def refused(error: Exception, wish: Wish) -> int:
    """The exit code of CLI.md for `error`, which is said on standard error; the details of an unforeseen fault go to a file."""
    if isinstance(
        error.__cause__, KeyboardInterrupt
    ):  # pressed while a class was being made: Python 3.11 raises another for it
        return INTERRUPTED
    if isinstance(error, Refusal):
        return _say(error, wish)
    if isinstance(error, click.UsageError):
        return _say(wrong_usage(error), wish)
    if isinstance(error, BrokenPipeError):
        _let_go(sys.stdout)
        return PIPE_CLOSED
    if isinstance(error, OSError) and _met_in_writing(error):
        _let_go(sys.stdout)
        return _say(Refusal("output", reason=(error.strerror or str(error)).lower()), wish)
    known = mendable(error, wish.store)
    if known is None and isinstance(error, OSError):
        known = Refusal("system", reason=error.strerror or str(error), path=error.filename or "")
    return _say(known or _unforeseen(error), wish)


def language_of(wish: Wish) -> str:
    """The language of messages: the one asked for, else that of the settings, where these can be read."""
    if wish.language:
        return wish.language
    from salestui.work.settings_file import read_settings  # only for a message

    try:
        return read_settings().language
    except Refusal:
        return "en"


def _say(refusal: Refusal, wish: Wish) -> int:
    try:
        click.echo(sentence(refusal.slug, refusal.values, language_of(wish)), err=True)
    except OSError:  # nobody is there to read it
        _let_go(sys.stderr)
    return refusal.exit_code


def _unforeseen(error: Exception) -> Refusal:
    try:
        return Refusal("unforeseen", UNFORESEEN, path=write_fault(error))
    except (OSError, RuntimeError):  # no folder for it, no room, or no home
        return Refusal("unforeseen-unwritten", UNFORESEEN, reason=type(error).__name__)


def _met_in_writing(error: OSError) -> bool:
    """Whether the fault is one of standard output: such an error names no file, so the place that met it has to tell."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place is not None and place.tb_frame.f_globals.get("__name__") in _WRITERS


def _let_go(stream: TextIO | None) -> None:
    """Nothing more goes to `stream`: what still waits in it must not become an error when the program ends."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
