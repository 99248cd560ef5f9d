"""Text, ids and flags as they stand in a CRM's export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import is_normalized

from salestui.domain.text import one_line
from salestui.importing.values.column import Fault, Meanings, Undecided, is_blank

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_FLOATED = re.compile(r"(\d+)[.,]0+")
_LONGEST_ID = 200
_FEW = 500
_NOTHING = frozenset(
    "- -- – — N/A n/a #N/A None none NONE null NULL Null (blank) (none) (None) 000000000000000 000000000000000AAA".split()
)
"""What a CRM writes where nothing stands: a word for it, or Salesforce's id of nobody."""
_FORMULA = re.compile(r"'[=+\-@\t\r\n＝＋－＠']")


class TextColumn:
    """Any text on one line; a column of clean text is passed on as it is. Never faulty."""

    faulty = False
    is_sure = True

    def __init__(self) -> None:
        self._meanings: Meanings[str | None] = Meanings(text_value)

    def look(self, cells: Sequence[str]) -> None:
        pass

    def undecided(self) -> Undecided | None:
        return None

    def read(self, cells: Sequence[str]) -> list[object]:
        few = len(self._meanings) <= _FEW  # a column of stages or owners: each is looked up, and none looked at again
        if not few and _all_plain(cells, "\n".join(cells)) and _NOTHING.isdisjoint(cells):
            return [cell or None for cell in cells]
        return list(map(self._meanings.__getitem__, cells))


class IdColumn:
    """Ids stay texts, to the character. What a spreadsheet made of one (8.4257E+16) is a fault."""

    is_sure = True

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
        looks_damaged = "." in joined or "," in joined or "+" in joined or len(joined) > 64 * len(cells)
        if not looks_damaged and _all_plain(cells, joined):
            return [cell or None for cell in cells]
        return list(map(self._meanings.__getitem__, cells))


class FlagColumn:
    """Yes, no, or not said."""

    is_sure = True

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


def _all_plain(cells: Sequence[str], joined: str) -> bool:
    """Whether all cells are texts that need no cleaning; `joined` holds them in lines."""
    return (
        "'" not in joined
        and "  " not in joined
        and "\n " not in joined
        and " \n" not in joined
        and not joined.startswith(" ")
        and not joined.endswith(" ")
        and joined.count("\n") == len(cells) - 1
        and joined.replace("\n", "").isprintable()  # which no invisible character is, nor any white space but the blank
        and is_normalized("NFC", joined)
    )


def text_value(cell: str) -> str | None:
    """The text cleaned and on one line; None where it says nothing. An apostrophe that shields a formula is taken off."""
    if _FORMULA.match(cell):
        cell = cell[1:]
    text = one_line(cell)
    return None if text in _NOTHING else text or None


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
