"""`salestui` and `salestui demo` on a terminal: the app, without what only commands need."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from salestui.cli.wish import Wish, taken_out
from salestui.domain.refusal import Refusal

INTERRUPTED = 130


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


def open_app(wish: Wish, *, demo: bool) -> int:
    """The exit code when the rep has left; what hinders the app is said as for any command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # what a terminal cannot show is replaced, never an error
    gc.enable()  # telling a sample leaves garbage; the app switches it off again until its first screen stands
    try:
        if demo:
            wish = of_sample(wish)
        from salestui.tui.app import run  # the app, and only on a terminal

        with wish.desk_of_app() as desk:
            run(desk)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from salestui.cli.refused import refused  # only when something is wrong

        return refused(error, wish)
    return 0


def of_sample(wish: Wish) -> Wish:
    """The wish for the sample on its own day."""
    from salestui.work.sample import ready  # only for who looks around in it

    sample = ready()
    return Wish(str(sample.path), wish.language, wish.today or sample.today)
