"""A Refusal in words: what and where on the first line, what to do on the second."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.domain.text import one_line
from salestui.guide import words

LONGEST_VALUE, ALL_VALUES = 120, 290
_FILES = ("path", "backup", "folder", "file")  # cut only where they have to be: a path is copied from what is said


def sentence(slug: str, values: Mapping[str, object], language: str) -> str:
    """Two lines at most, in which data is cleaned and cut to a length that a terminal shows."""
    say = words(language)
    keys = f"refusals.{slug}.what", f"refusals.{slug}.mend"
    places = sum(say(key).count(f"{{{name}}}") for key in keys for name in values)
    most = ALL_VALUES // max(places, 1)
    clean = {name: _short(value, most if name in _FILES else min(most, LONGEST_VALUE)) for name, value in values.items()}
    lines = [say(key, **clean) for key in keys]
    return "\n".join(line for line in lines if line)


def _short(value: object, longest: int) -> str:
    text = one_line(str(value))
    return text if len(text) <= longest else text[: longest - 1] + "…"
