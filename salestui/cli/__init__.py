"""The command line: what scripts and other programs rely on, to the letter of CLI.md.

One module per group of commands, imported when one of its commands runs. Never knows SQL, rules or wording.
"""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """The command `salestui`; ends the process with the exit code of CLI.md."""
    gc.disable()  # a command is over before it has garbage worth collecting; the app switches it on again
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before, or while, the command was being found
        code = 130
    gc.freeze()  # what is left is given back with the process; Python need not look through it first
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of CLI.md for what was typed.

    The app and a plain line of the log do without click, whose loading a rep would wait for; everything else goes by it.
    """
    from functools import partial  # all of it here, so that importing the package costs nothing

    from salestui.cli.ending import ended

    if "log" in arguments:
        from salestui.cli.line import log_line, plain_line

        line = plain_line(arguments)
        if line is not None:
            return ended(partial(log_line, *line), line[0])
    from salestui.cli.opening import open_app, open_sample, wish_of_app

    asked = wish_of_app(arguments)
    if asked is not None:
        wish, demo = asked
        return ended(partial(open_sample if demo else open_app, wish), wish)
    from salestui.cli import shell

    return shell.run(arguments)
