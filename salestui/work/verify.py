"""Whether a document is the one that was finalised: it is made again from its last line, and compared word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from salestui.domain.refusal import Refusal
from salestui.work.desk import Desk
from salestui.work.export import Options, rendered
from salestui.work.finalise import delivered

MOST_BYTES = 50_000_000
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
    text = _read(path)
    marks = list(_LAST_LINE.finditer(text))
    if not marks:
        raise Refusal("verify-unmarked", path=path)
    mark = marks[-1]
    found = delivered(desk, mark["checksum"])
    if found is None:
        raise Refusal("verify-unknown", path=path, checksum=mark["checksum"][:12])
    options = Options.read(mark["layout"], mark["language"], "md", mark["options"])
    differences = tuple(_differences(rendered(desk, found, options), text))
    return Verified(mark["period"], not differences, differences)


def _read(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise Refusal("verify-unreadable", path=path)
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("verify-unreadable", path=path) from error


def _differences(expected: str, found: str) -> list[str]:
    if expected == found:
        return []
    from difflib import unified_diff  # only where something differs

    lines = unified_diff(expected.splitlines(), found.splitlines(), n=0, lineterm="")
    told = [f"{one[0]} {one[1:]}" for one in lines if not one.startswith(("---", "+++", "@@"))]
    return told or ["+ "]
