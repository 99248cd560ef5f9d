"""Whether a document is the one that was finalised: it is made again from its last line, and compared word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.work.desk import Desk
from salestui.work.export import WORD, Options, rendered, written_out
from salestui.work.finalise import delivered

MOST_BYTES = 50_000_000
_PACKED = b"PK\x03\x04"
"""How a Word document begins."""
_LAST_LINE = re.compile(
    r"(?P<period>\S+) · \w+ (?P<checksum>[0-9a-f]{64}) · \w+ (?P<layout>\w+) · \w+ (?P<language>\w\w)"
    r" · \w+ (?P<options>[\w= ]+)"
)


@dataclass(frozen=True)
class Verified:
    """`differences` are the lines that were delivered and are missing ("- …"), and those that were not ("+ …")."""

    period: str
    same: bool
    differences: tuple[str, ...] = ()


def verify(desk: Desk, path: Path) -> Verified:
    """Whether the file at `path` is what was finalised.

    Raises Refusal `verify-unreadable`, `verify-unmarked` (no line that names a checksum), `verify-unknown` (not of this store).
    """
    found_in_file = _read(path)
    mark = _mark("\n".join(found_in_file) if isinstance(found_in_file, tuple) else found_in_file)
    if mark is None:
        raise Refusal("verify-unmarked", path=path)
    found = delivered(desk, mark.checksum)
    if found is None:
        raise Refusal("verify-unknown", path=path, checksum=mark.checksum[:12])
    if isinstance(found_in_file, tuple):
        from salestui.render.word_text import word_lines

        expected = word_lines(written_out(desk, found, mark.options._replace(form=WORD)))
        differences = tuple(_differing(expected, found_in_file))
    else:
        differences = tuple(_differences(rendered(desk, found, mark.options), found_in_file))
    return Verified(found.summary.material.period.key, not differences, differences)


class _Mark(NamedTuple):
    checksum: str
    options: Options


def _mark(text: str) -> _Mark | None:
    """What a document says of itself: in its last line, or in the keys of a JSON document."""
    if text.startswith("{"):
        return _json_mark(text)
    marks = list(_LAST_LINE.finditer(text))
    if not marks:
        return None
    form = "html" if text.startswith("<!doctype html>") else "md"
    mark = marks[-1]
    return _Mark(mark["checksum"], Options.read(mark["layout"], mark["language"], form, mark["options"]))


def _json_mark(text: str) -> _Mark | None:
    try:
        told = json.loads(text)
        return _Mark(str(told["checksum"]), Options.read(told["layout"], told["language"], "json", told["options"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(path: Path) -> str | tuple[str, ...]:
    """The text of the file; of a Word document its lines."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise Refusal("verify-unreadable", path=path)
        content = path.read_bytes()
        if content.startswith(_PACKED):
            from salestui.render.word_text import word_lines

            return word_lines(content)
        return content.decode("utf-8")
    except (OSError, ValueError) as error:
        raise Refusal("verify-unreadable", path=path) from error


def _differences(expected: str, found: str) -> list[str]:
    if expected == found:
        return []
    return _differing(expected.splitlines(), found.splitlines()) or ["+ "]


def _differing(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """What is missing ("- …") and what was not there ("+ …")."""
    if list(expected) == list(found):
        return []
    from difflib import unified_diff  # only where something differs

    lines = list(unified_diff(expected, found, n=0, lineterm=""))[2:]
    return [f"{one[0]} {one[1:]}" for one in lines if not one.startswith("@@")]
