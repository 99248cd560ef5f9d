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
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # before, or while, the command was being found
        code = 130
    gc.freeze()  # what is left is given back with the process; Python need not look through it first
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    from salestui.cli.opening import open_app, wish_of_app  # here, so that importing the package costs nothing

    asked = wish_of_app(arguments)
    if asked is not None:
        wish, demo = asked
        return open_app(wish, demo=demo)
    from salestui.cli.shell import run  # brings click, which the app does without

    return run(arguments)
