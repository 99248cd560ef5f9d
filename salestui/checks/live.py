"""Places that were left to be filled: live numbers that stand for nothing, and gaps of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salestui.checks.check import ERROR, Objection, Reading, check, line_of
from salestui.checks.texts import Text, texts
from salestui.domain.written import LiveNumber, live_numbers
from salestui.summary.blocks import Cell, Result, Said, Words
from salestui.summary.live import AbsentNumber, UnknownNumber, resolve
from salestui.summary.material import Material

_GAP = re.compile(
    r"[^\W\d_][^\n.,:;!?…→]{0,60}:[ \u00a0]*(?:…|\.\.\.)"  # "why: …"
    r"|(?:→|->)[ \u00a0]*(?:…|\.\.\.)|(?:…|\.\.\.)[ \u00a0]*(?:→|->)"  # "action → … → metric"
    r"|^[ \u00a0]*(?:…|\.\.\.)[ \u00a0]*$",
    re.MULTILINE,
)


@check("live-number-unknown", ERROR, mended_in="headline")
def live_number_unknown(reading: Reading) -> Iterator[Objection]:
    """A name in braces that is no figure, or a figure without a value: handed in, it would be a hole in the sentence."""
    for text in texts(reading.summary):
        for live in live_numbers(text.text):
            if objection := _stands_for_nothing(text, live, reading.material):
                yield objection


@check("gap-left", ERROR, mended_in="headline")
def gap_left(reading: Reading) -> Iterator[Objection]:
    """A draft asks for what only the rep knows; handed in with the question, it shows that nobody read it."""
    for text in texts(reading.summary):
        for gap in _GAP.finditer(text.text):
            values = (("gap", Said(gap[0].strip())),)
            start, end = gap.span()
            yield Objection(values, text.key, line_of(text.text, start), start, end, str(text.key), section=text.key.section)


def _stands_for_nothing(text: Text, live: LiveNumber, material: Material) -> Objection | None:
    found = resolve(live, material)
    name: Cell = Said(live.raw)
    if isinstance(found, UnknownNumber):
        nearest = ", ".join(f"{{{one}}}" for one in found.nearest)
        return _objection(text, live, (("name", name), ("nearest", Said(nearest))), "" if nearest else "none")
    if isinstance(found, AbsentNumber):
        why: Cell = Result(found.figure) if found.relative is None else Words("metrics.absent.no_data")
        return _objection(text, live, (("name", name), ("why", why)), "absent")
    return None


def _objection(text: Text, live: LiveNumber, values: tuple[tuple[str, Cell], ...], case: str) -> Objection:
    line = line_of(text.text, live.start)
    return Objection(values, text.key, line, live.start, live.end, live.raw, case, text.key.section)
