"""Text that anybody may have written, as Markdown that shows exactly that text: no table, link or markup comes of it."""

from __future__ import annotations

import re
import unicodedata

_ANYWHERE = re.compile(r"[\\`*\[\]<~^]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # between letters and digits it marks nothing
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DOLLAR = re.compile(r"\$(?![\d.,])")  # $46.7k never closes a formula; a lone sign might
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)(?=\S)|\b(www)(\.)(?=\S)")
_MAIL = re.compile(r"(?<=[\w.+\-])@(?=[\w\-]+\.\w)")
_SAFE = re.compile(r"(?i)(https?://|mailto:)[^\s<>\"'`\\\\]+")
_AT_START = re.compile(r"(#{1,6}|[-+])(?=\s|$)|>|=+\s*$|-{2,}[\s-]*$|:(?=[\s:]|$)|\|")
_NUMBERED = re.compile(r"(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,6}|[IVXLCDM]{1,6}|#|@[\w\-]*))(\\?[.)])(?=\s|$)")


def inline(text: str) -> str:
    """`text` on one line, to stand anywhere but at the start of a line."""
    text = _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _MAIL.sub(r"\\@", _DOLLAR.sub(r"\\$", text))
    return _ADDRESS.sub(lambda m: (m[1] or m[3]) + "\\" + (m[2] or m[4]), text)


def line(text: str) -> str:
    """`text` on one line, to stand at the start of a line or of a list's item."""
    escaped = inline(text)
    if match := _NUMBERED.match(escaped):
        return f"{match[1]}\\{escaped[match.end(1) :]}"
    return "\\" + escaped if _AT_START.match(escaped) else escaped


def lines(text: str, indent: str = "") -> str:
    """`text` with its line breaks kept as Markdown's hard breaks; empty lines fall away."""
    kept = [line(one) for one in text.splitlines() if one.strip()]
    return f"\\\n{indent}".join(kept)


def cell(text: str) -> str:
    """`text` within a table's cell."""
    return inline(text).replace("|", "\\|")


def safe_link(text: str) -> str | None:
    """The address that `text` is, where a click on it may be allowed: http, https, mailto."""
    return text if _SAFE.fullmatch(text) else None


def width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
