"""Two texts beside each other: what goes is struck and marked -, what comes is marked +."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from textual.content import Content

from salestui.domain.text import plain_text

_PIECE = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


_IN_COMMON = 0.4
"""The share of letters from which two texts are two wordings of one; below it each is read as a whole."""


def differing(before: str, after: str) -> Content:
    """The words of both in one text: those that go, those that come, and those that stay.

    `[-words-]` and `[+words+]` carry the meaning where there is no colour.
    """
    old, new = plain_text(before), plain_text(after)
    parts: list[Content] = []
    for gone, come in _changes(old, new):
        if gone == come:
            parts.append(Content(gone))
            continue
        if gone:
            parts.append(Content.styled(f"[-{gone}-]", "$text-error strike"))
        if come:
            parts.append(Content.styled(f"[+{come}+]", "$text-success bold"))
    return Content("").join(parts)


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    """What goes with what comes for it, in their order; where nothing changes the two are equal."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[tuple[str, str]] = []
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if len(found) > 1 and gone != come and found[-1][0] == found[-1][1] and not found[-1][0].strip():
            (space, _), (gone_before, come_before) = found.pop(), found.pop()  # words in a row change as one
            gone, come = gone_before + space + gone, come_before + space + come
        found.append((gone, come))
    same = sum(len(gone.replace(" ", "")) for gone, come in found if gone == come)
    longer = max(len(text.replace(" ", "")) for text in (before, after))
    return found if same >= _IN_COMMON * longer or not (before and after) else [(before, ""), (" ", " "), ("", after)]
