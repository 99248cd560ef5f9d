"""A Refusal in words: what and where on the first line, what to do on the second."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.text import one_line
from salestui.guide import words

LONGEST_VALUE = 120


def sentence(slug: str, values: Mapping[str, object], language: str) -> str:
    """Two lines at most, in which data is cleaned and cut to a length that a terminal shows."""
    say = words(language)
    clean = {name: _short(value) for name, value in values.items()}
    lines = [say(f"refusals.{slug}.what", **clean), say(f"refusals.{slug}.mend", **clean)]
    return "\n".join(line for line in lines if line)


def _short(value: object) -> str:
    text = one_line(str(value).encode("utf-8", "replace").decode("utf-8"))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
