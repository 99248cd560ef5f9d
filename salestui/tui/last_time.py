"""What is told at the start about how the app ended the last time, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.domain.text import one_line
from salestui.guide import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salestui.work.last_time import LastTime

_SHOWN = 60
"""Characters of the last text: enough to know it by."""


def said_of_last_time(last: LastTime, said: Words) -> Iterator[str]:
    """A line where the app was killed, with the text up to which everything is there, and one for each file of texts."""
    if last.killed and last.newest is not None:
        text = one_line(last.newest.text)
        yield said(
            "screens.app.recovered",
            section=said(f"sections.{last.newest.key.section}.title"),
            time=last.newest.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            text=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…",
        )
    elif last.killed:
        yield said("screens.app.recovered_without_texts")
    for path in last.texts:
        yield said("screens.app.not_saved", path=path)
