"""The name of an exported file: one plain part of a path that says rep, period and layout."""

from __future__ import annotations

import re

from salestui.guide import words
from salestui.summary.material import Material

MOST_NAME_BYTES = 60
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[-_](?=[^\W_]))*")


def file_name(material: Material, layout: str, language: str, form: str) -> str:
    """For example `Michael_Ek-2026-Q1-summary.md`; at most 120 bytes, different for different reps, periods and layouts."""
    say = words(language)
    kind = say(f"document.file.{layout}")
    period = material.period.key.replace("..", "_")
    name = say("document.file.unnamed") if not material.name else _plain(material.name)
    return f"{name}-{period}-{kind}.{form}"


def _plain(name: str) -> str:
    """Letters, digits and dashes, spaces as `_`. A name that has to give up anything else gets a mark that tells it apart."""
    spaced = name.replace(" ", "_")
    if _PLAIN.fullmatch(spaced) and "_" not in name and len(spaced.encode()) <= MOST_NAME_BYTES:
        return spaced
    import hashlib  # brings OpenSSL, and few names need a mark

    bare = re.sub(r"[\W_]+", "_", spaced).strip("_")
    while len(bare.encode()) > MOST_NAME_BYTES - 9:
        bare = bare[:-1]
    return f"{bare}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("-")
