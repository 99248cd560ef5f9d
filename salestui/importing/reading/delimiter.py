"""Which character separates the cells: the one that splits the first lines most evenly into most cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import NamedTuple

from salestui.importing.limits import FIELD_CHARACTERS

DELIMITERS = (",", ";", "\t", "|")
_SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_LOOKED_AT = 1 << 16


class Dialect(NamedTuple):
    """`said` is True where a first line `sep=;` names the delimiter; that line is no data."""

    delimiter: str
    skip_space: bool
    said: bool


def dialect_of(lines: list[str]) -> Dialect:
    """The dialect of a file that begins with `lines`. Linear in their length, whatever they hold."""
    if lines and (match := _SAID.fullmatch(lines[0].strip())):
        return Dialect(match[1], False, True)
    sample = _bounded(lines)
    best = max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))
    return Dialect(best, any(f'{best} "' in line for line in sample), False)


def _bounded(lines: list[str]) -> list[str]:
    sample: list[str] = []
    size = 0
    for line in lines[:100]:
        size += len(line)
        if size > _LOOKED_AT and sample:
            break
        sample.append(line[:_LOOKED_AT])
    return sample


def _evenness(sample: list[str], delimiter: str) -> int:
    csv.field_size_limit(FIELD_CHARACTERS)
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row))
    except csv.Error:
        return 0
    return max((rows * (width - 1) for width, rows in widths.items()), default=0)
