"""What a file is by its first bytes, and the reader that makes a table of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salestui.domain.refusal import Refusal
from salestui.importing.reading import json_table
from salestui.importing.reading.delimited import read_delimited
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.reading.table import Table

_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"PAR1", "Parquet"),
)
TABLE, CALENDAR, MAIL = "table", "calendar", "mail"


class ReadingWish(NamedTuple):
    """What the rep said of how the file is to be read; None where the file itself tells."""

    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None


AS_IT_SAYS = ReadingWish()


def form_of(source: SourceFile) -> str:
    """TABLE, CALENDAR or MAIL. Raises Refusal `import-not-a-table` where the first bytes are those of something else."""
    head = source.head()
    for mark, form in _OTHERS:
        if head.startswith(mark):
            raise Refusal("import-not-a-table", form=form, file=source.path.name)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:15].upper() == b"BEGIN:VCALENDAR":
        return CALENDAR
    if head.startswith(b"From ") and b"\nFrom:" in head.replace(b"\r", b""):
        return MAIL
    return TABLE


def open_table(
    source: SourceFile,
    is_known: Callable[[str], bool],
    judge: Callable[[tuple[str, ...]], int],
    wish: ReadingWish = AS_IT_SAYS,
) -> Table:
    """The table in `source`.

    `is_known` says whether a text names a column of some CRM, `judge` how much of what an import needs a header offers.
    Raises Refusal: those of the readers of each form.
    """
    head = source.head()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from salestui.importing.reading import packed  # zip and zlib, for packed files alone

        member = packed.zip_member(source)
        if member is not None:
            return read_delimited(
                lambda: packed.zip_blocks(source, member), is_known, encoding=wish.encoding, header_at=wish.header_row
            )
        return _workbook(source, is_known, judge, wish)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(source, is_known, judge, wish)
    if head.startswith(b"\x1f\x8b"):
        from salestui.importing.reading import packed  # as above

        if json_table.is_json(next(packed.gzip_blocks(source), b"")):
            return json_table.read_json(lambda: packed.gzip_blocks(source), source.name, encoding=wish.encoding)
        return read_delimited(lambda: packed.gzip_blocks(source), is_known, encoding=wish.encoding, header_at=wish.header_row)
    if json_table.is_json(head):
        return json_table.read_json(source.blocks, source.name, encoding=wish.encoding)
    if _is_markup(head):
        from salestui.importing.reading.html import read_html  # for such files alone

        return read_html(source.blocks, is_known, encoding=wish.encoding, header_at=wish.header_row)
    return read_delimited(source.blocks, is_known, encoding=wish.encoding, header_at=wish.header_row)


def _workbook(
    source: SourceFile, is_known: Callable[[str], bool], judge: Callable[[tuple[str, ...]], int], wish: ReadingWish
) -> Table:
    from salestui.importing.reading.workbook import read_workbook  # subprocess and threads, for workbooks alone

    return read_workbook(source, is_known, judge, sheet=wish.sheet, header_at=wish.header_row)


def _is_markup(head: bytes) -> bool:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text[:1] == b"<" and (b"<html" in text or b"<table" in text or text.startswith(b"<!doctype html"))
