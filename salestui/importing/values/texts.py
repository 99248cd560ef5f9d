"""Text, ids and flags as they stand in a CRM's export."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salestui.domain.text import one_line
from salestui.importing.values.column import Fault, Meanings, Undecided, is_blank

_PADDED = re.compile(r"^[ ]|[ ]$|[ ]{2}", re.MULTILINE)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_FLOATED = re.compile(r"(\d+)[.,]0+")
_LONGEST_ID = 200
_FORMULA = re.compile(r"'[=+\-@\t\r\n＝＋－＠']")


class TextColumn:
    """Any text on one line; a column of clean ASCII is passed on as it is. Never faulty."""

    faulty = False

    def __init__(self) -> None:
        self._meanings: Meanings[str | None] = Meanings(text_value)

    def look(self, cells: Sequence[str]) -> None:
        pass

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        if _all_plain(cells):
            return [cell or None for cell in cells]
        return list(map(self._meanings.__getitem__, cells))


class IdColumn:
    """Ids stay texts, to the character. What a spreadsheet made of one (8.4257E+16) is a fault."""

    def __init__(self) -> None:
        self._meanings: Meanings[str | None] = Meanings(id_value)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        pass

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        joined = "\n".join(cells)
        if _all_plain(cells) and not _SCIENTIFIC.search(joined) and "." not in joined and len(joined) < 64 * len(cells):
            return [cell or None for cell in cells]
        return list(map(self._meanings.__getitem__, cells))


class FlagColumn:
    """Yes, no, or not said."""

    def __init__(self) -> None:
        self._meanings: Meanings[bool | None] = Meanings(flag_value)

    @property
    def faulty(self) -> bool:
        return self._meanings.faulty

    def look(self, cells: Sequence[str]) -> None:
        pass

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        return list(map(self._meanings.__getitem__, cells))


def _all_plain(cells: Sequence[str]) -> bool:
    joined = "\n".join(cells)
    return (
        joined.isascii()
        and "'" not in joined
        and joined.replace("\n", "").isprintable()
        and joined.count("\n") == len(cells) - 1
        and not _PADDED.search(joined)
    )


def text_value(cell: str) -> str | None:
    """The text cleaned and on one line; None for an empty one. An apostrophe that shields a formula is taken off."""
    if _FORMULA.match(cell):
        cell = cell[1:]
    return one_line(cell) or None


def id_value(cell: str) -> str | Fault | None:
    text = text_value(cell)
    if text is None:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return Fault("id-damaged")
    if len(text) > _LONGEST_ID:
        return Fault("id-too-long")
    floated = _FLOATED.fullmatch(text)  # 117.0 is how some exports write the id 117
    return floated[1] if floated else text


_TRUE = frozenset(("1", "1.0", "true", "yes", "y", "t", "x", "ja", "sant", "won", "✓"))
_FALSE = frozenset(("0", "0.0", "false", "no", "n", "f", "nej", "falskt", "open", "lost"))


def flag_value(cell: str) -> bool | Fault | None:
    if is_blank(cell):
        return None
    said = cell.strip().casefold()
    if said in _TRUE:
        return True
    return False if said in _FALSE else Fault("not-a-flag")
