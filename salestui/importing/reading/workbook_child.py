"""Reads a workbook in a process of its own, since a hostile one ends the process that reads it. Imports nothing of ours.

Input: the length of the workbook in eight bytes, its bytes, and later the number of the sheet to send in four. Output:
marshalled values, one after the other, each after its length in eight bytes. The limits are arguments.
"""

from __future__ import annotations

import contextlib
import io
import marshal
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, BinaryIO

HEAD_ROWS = 40
# Each begins with letters, which are found many times faster than a class of characters; what must stand before is looked at then.
_FAR = re.compile(rb"""r(?<=\sr)\s*=\s*["'](?:([A-Z]{2,4})(\d+)|[A-Z]?(\d{7,}))["']""")
_ROW = re.compile(rb"""row(?<=[<:]row)\b[^<>]*?\sr\s*=\s*["'](\d+)["']""")


class Refused(Exception):
    """The name of the refusal and its values."""


def main(arguments: list[str]) -> None:
    part_bytes, parts, sheets, cells, columns, depth, memory, chunk = map(int, arguments)
    _limit_memory(memory)
    stdin, out = sys.stdin.buffer, sys.stdout.buffer
    size = int.from_bytes(stdin.read(8), "big")
    book = io.BytesIO(stdin.read(size))
    try:
        if zipfile.is_zipfile(book):
            _look(book, part_bytes, parts, cells, columns, depth)
        book.seek(0)
        workbook, names = _opened(book, sheets)
        heads = []
        largest: tuple[int, Any] = (0, None)  # the one that is asked for, most of the time, and the one that takes long to read
        for number, (name, visible) in enumerate(names):
            sheet = workbook.get_sheet_by_name(name)
            heads.append((name, visible, sheet.height, _texts(sheet.to_python(nrows=HEAD_ROWS)), sheet.start))
            if largest[1] is None or sheet.height > largest[1].height:
                largest = (number, sheet)
        _send(
            out,
            ("sheets", [(name, visible, height, rows, list(start or (0, 0))) for name, visible, height, rows, start in heads]),
        )
    except Refused as refused:
        _send(out, ("refused", *refused.args))
        return
    wanted = stdin.read(4)
    if len(wanted) < 4:
        return
    number = int.from_bytes(wanted, "big")
    sheet = largest[1] if number == largest[0] else workbook.get_sheet_by_name(names[number][0])
    rows: list[list[Any]] = []
    for row in sheet.iter_rows():
        rows.append(row)
        if len(rows) == chunk:
            _send(out, ("rows", _texts(rows)))
            rows = []
    _send(out, ("rows", _texts(rows)))
    _send(out, ("end", None))


def _opened(book: BinaryIO, sheets: int) -> tuple[Any, list[tuple[str, bool]]]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(book)
        listed = [
            (about.name, about.visible == calamine.SheetVisibleEnum.Visible)
            for about in workbook.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise Refused("workbook-locked") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("workbook-damaged") from error
    if len(listed) > sheets:
        raise Refused("workbook-too-large", f"{sheets} sheets")
    return workbook, listed


def _look(book: BinaryIO, part_bytes: int, parts: int, cells: int, columns: int, depth: int) -> None:
    """Refuses a workbook that unpacks too large, reaches too far out, declares a DOCTYPE or nests without end."""
    try:
        with zipfile.ZipFile(book) as archive:
            listed = archive.infolist()
            if len(listed) > parts or len({part.filename for part in listed}) < len(listed):
                raise Refused("workbook-too-large", f"{parts} parts")
            for part in listed:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        _look_at_part(opened, part_bytes, cells, columns, depth, "worksheets/" in part.filename)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:  # type: ignore[attr-defined]
        raise Refused("workbook-damaged") from error


def _look_at_part(part: Any, part_bytes: int, cells: int, columns: int, depth: int, is_sheet: bool) -> None:
    size, height, width = 0, 0, 26
    tail = b""
    nesting = _Nesting()
    while block := part.read(1 << 20):
        if not size and b"\0" in block[:200]:
            raise Refused("workbook-damaged")
        size += len(block)
        if size > part_bytes:
            raise Refused("workbook-too-large", f"{part_bytes >> 20} MB")
        window = tail + block
        if _holds(window, b"<!DOCTYPE") or nesting.deepest(block) > depth:
            raise Refused("workbook-damaged")
        if is_sheet:
            height = max(height, max(map(int, _ROW.findall(window)), default=0))
            for letters, digits, alone in _FAR.findall(window):
                width, height = max(width, _column(letters)), max(height, int(digits or alone))
            if width > columns or width * height > cells:
                raise Refused("workbook-too-large", f"{cells // 1_000_000} million cells")
        tail = window[-256:]


class _Nesting:
    """How deep the elements of a part are nested, counted where every four kilobytes end."""

    def __init__(self) -> None:
        self.depth = 0
        self.last = b""

    def deepest(self, block: bytes) -> int:
        """The deepest of the places looked at up to the end of `block`."""
        text = self.last + block
        self.last = text[-1:]
        deepest = self.depth
        others = [mark for mark in (b"/>", b"<?", b"<!") if _holds(text, mark)]
        for start in range(0, len(text) - 1, 4096):
            end = min(start + 4096, len(text) - 1)
            begun = text.count(b"<", start, end)
            ended = text.count(b"</", start, end + 1)
            self.depth += begun - 2 * ended - sum(text.count(mark, start, end + 1) for mark in others)
            deepest = max(deepest, self.depth)
        return deepest


def _holds(text: bytes, mark: bytes) -> bool:
    """Whether `mark` occurs; its second letter, which most sheets lack, is found many times faster than a pair."""
    return mark[1:2] in text and mark in text


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _texts(rows: list[list[Any]]) -> list[list[str]]:
    return [[cell if type(cell) is str else _text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """A cell as a text that is read back without doubt: a decimal point is always followed by other than three digits."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return _number(float(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell.total_seconds()) if isinstance(cell, timedelta) else str(cell)


@lru_cache(10_000)
def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")) or abs(value) >= 1e15:
        return f"{value:E}"
    if value == int(value):
        return str(int(value))
    text = repr(value)
    if "e" in text:
        text = f"{value:.15f}".rstrip("0")
    return text + "0" if len(text) - text.index(".") - 1 == 3 else text


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # where the system has no such limits the look before reading must do
        return
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit by name and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _send(out: BinaryIO, value: Any) -> None:
    packed = marshal.dumps(value)
    out.write(len(packed).to_bytes(8, "big"))
    out.write(packed)
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
