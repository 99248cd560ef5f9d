"""`salestui` and `salestui demo` on a terminal: the app, without what only commands need."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial

from salestui.cli.ending import ended
from salestui.cli.wish import Wish, taken_out
from salestui.domain.refusal import Refusal


def wish_of_app(arguments: Sequence[str]) -> tuple[Wish, bool] | None:
    """What was asked for beside the app, and whether it is the sample; None where a command was meant, or no terminal is there."""
    try:
        rest, wish = taken_out(list(arguments))
    except Refusal:  # the shell says what is wrong
        return None
    streams = (sys.stdin, sys.stdout)
    if rest not in ([], ["demo"]) or not all(stream is not None and stream.isatty() for stream in streams):
        return None
    return wish, bool(rest)


def open_app(wish: Wish) -> None:
    """The app, until the rep leaves. Raises Refusal for what hinders it."""
    gc.enable()  # the app switches it off again until its first screen stands
    from salestui.tui.app import run  # the app, and only on a terminal

    with wish.desk_of_app() as desk:
        run(desk)


def open_sample(wish: Wish) -> int:
    """The exit code of the app on the sample; what hinders it is said of the sample's file, not of the rep's."""
    gc.enable()  # telling a sample leaves garbage
    sample = of_sample(wish)
    return ended(partial(open_app, sample), sample)


def of_sample(wish: Wish) -> Wish:
    """The wish for the sample on its own day."""
    from salestui.work.sample import ready  # only for who looks around in it

    sample = ready()
    return Wish(str(sample.path), wish.language, wish.today or sample.today)
