"""The test language: English with each word in brackets, so that a word which bypassed the guide stands out."""

from __future__ import annotations

import re

_PLACE_OR_SPACE = re.compile(r"(\{[^{}]*\}|\s+)")


def bracketed(text: str) -> str:
    """`text` with each run of non-space that holds a letter in brackets; `{places}` for values stay as they are."""
    return "".join(
        part if not part or part[0] == "{" or not any(map(str.isalpha, part)) else f"[{part}]"
        for part in _PLACE_OR_SPACE.split(text)
    )
