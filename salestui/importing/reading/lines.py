"""Text cut into physical lines, whatever ends them (LF, CR, CRLF), in batches and never unbounded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from salestui.importing.limits import RECORD_CHARACTERS


def line_batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Lines with their ends, in lists of some thousands.

    A line over RECORD_CHARACTERS is cut there and its rest dropped: no field of it can be within the limits of a table.
    """
    rest = ""
    dropping = False
    for text in texts:
        lines = list(io.StringIO(rest + text, newline=""))
        rest = lines.pop() if lines and (lines[-1][-1] != "\n") else ""  # a CR at the end may be half of a CRLF
        if dropping and lines:
            del lines[0]
            dropping = False
        if len(rest) > RECORD_CHARACTERS:
            if not dropping:
                lines.append(rest[:RECORD_CHARACTERS])
            rest, dropping = "", True
        if lines:
            yield lines
    if rest and not dropping:
        yield [rest]
