"""How a command ends: what it did not foresee is said, and every end has its exit code of CLI.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.cli.wish import Wish

INTERRUPTED = 130


def ended(command: Callable[[], object], wish: Wish) -> int:
    """The exit code of `command`, 0 where it gives none. A Refusal is said in two lines on stderr; an unforeseen fault in one,
    with a log file.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # what a terminal cannot show is replaced, never an error
    try:
        result = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from salestui.cli.refused import refused  # only when something is wrong

        return refused(error, wish)
    return result if isinstance(result, int) else 0
