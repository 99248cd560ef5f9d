"""A cell that no spreadsheet takes for a formula (R44), whatever a CRM or a rep wrote into it."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def harmless(cell: str) -> str:
    """`cell` with an apostrophe in front where a spreadsheet would calculate; a plain number stays a number."""
    if cell[:1] in _BEGINNINGS and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
