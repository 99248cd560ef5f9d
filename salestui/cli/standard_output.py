"""Text on its way out of a command, whatever it goes to: a terminal, a pipe, or nobody."""

from __future__ import annotations

import sys


def write(text: str) -> None:
    """`text` on standard output, in UTF-8 for a pipe whatever the locale says; nowhere when that was closed."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(text)
    else:
        rest = memoryview(text.encode("utf-8", "replace"))
        while rest:  # a stream without a buffer may take a part
            rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.flush()
