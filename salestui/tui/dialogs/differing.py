"""Two texts beside each other: what goes is struck and marked -, what comes is marked +."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from textual.content import Content

from salestui.domain.text import plain_text

_PIECE = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


def differing(before: str, after: str) -> Content:
    """The words of both in one text: those that go, those that come, and those that stay.

    `[-words-]` and `[+words+]` carry the meaning where there is no colour.
    """
    old, new = _PIECE.findall(plain_text(before)), _PIECE.findall(plain_text(after))
    parts: list[Content] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Content("".join(old[i:j])))
            continue
        if i < j:
            parts.append(Content.styled(f"[-{''.join(old[i:j])}-]", "$text-error strike"))
        if k < m:
            parts.append(Content.styled(f"[+{''.join(new[k:m])}+]", "$text-success bold"))
    return Content("").join(parts)
