"""A sheet of an Excel workbook (also .xls, .xlsb, .ods) as a table of text cells."""

from __future__ import annotations

import contextlib
import marshal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from salestui.domain.import_plan import Note
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing import limits
from salestui.importing.reading.header import header_row
from salestui.importing.reading.passed_over import Unread, without_known
from salestui.importing.reading.records import Records
from salestui.importing.reading.rows import data_chunks
from salestui.importing.reading.source_file import SourceFile
from salestui.importing.reading.table import Chunk, Table

_CHILD = Path(__file__).with_name("workbook_child.py")
Judge = Callable[[tuple[str, ...]], int]
"""How much of what an import needs a header offers; 0 where it is no table of ours."""


class _Sheet(NamedTuple):
    name: str
    visible: bool
    height: int
    head: list[list[str]]
    first_line: int


def read_workbook(
    source: SourceFile,
    is_known: Callable[[str], bool],
    judge: Judge,
    *,
    sheet: str | None = None,
    header_at: int | None = None,
) -> Table:
    """The sheet that the rep named, else the first of those whose header offers most.

    Raises Refusal `workbook-locked`, `workbook-damaged`, `workbook-too-large`, `sheet-unknown`, `import-no-header`.
    """
    reader = source.keep(_Reader(source))
    sheets = reader.sheets()
    number = _chosen(sheets, is_known, judge, sheet)
    taken = sheets[number]
    index = header_row(taken.head, is_known) if header_at is None else header_at - 1 - taken.first_line
    if index is None or not 0 <= index < len(taken.head):
        raise Refusal("import-no-header", sample=", ".join(filter(None, (taken.head or [[]])[0][:4])))
    reader.choose(number)
    header = tuple(_trimmed(taken.head[index]))
    if len(header) > limits.COLUMNS:
        raise Refusal("import-too-many-columns", limit=limits.COLUMNS)
    line = index + 1 + taken.first_line
    left_out: Counter[str] = Counter()

    def chunks(unread: Unread | None = None) -> Iterator[Chunk]:
        left_out.clear()
        return (without_known(chunk, unread) for chunk in data_chunks(_records(reader, len(header)), header, line, left_out))

    names = tuple(one_line(about.name) for about in sheets if about.visible and about.height)
    notes = [Note.of("read-as-workbook", sheet=one_line(taken.name), count=len(names))]
    if index:
        notes.append(Note.of("title-lines", count=index))
    return Table("workbook", tuple(map(one_line, header)), line, chunks, tuple(notes), one_line(taken.name), names, left_out)


def _trimmed(row: list[str]) -> list[str]:
    """Without the empty cells at its end, which a sheet has where a dashboard stands beside the table."""
    end = max((i + 1 for i, cell in enumerate(row) if cell.strip()), default=0)
    return row[:end]


def _chosen(sheets: list[_Sheet], is_known: Callable[[str], bool], judge: Judge, wanted: str | None) -> int:
    if wanted is not None:
        for number, sheet in enumerate(sheets):
            if wanted.strip().casefold() == sheet.name.strip().casefold():
                return number
        raise Refusal("sheet-unknown", sheet=wanted, sheets=", ".join(sheet.name for sheet in sheets))
    scores = []
    for sheet in sheets:
        index = header_row(sheet.head, is_known)
        score = judge(tuple(_trimmed(sheet.head[index]))) if index is not None and sheet.height > 1 else 0
        scores.append(score * 2 + sheet.visible if score else 0)
    if not scores or not any(sheet.height for sheet in sheets):
        raise Refusal("import-file-empty", file="workbook")
    if not max(scores):
        return max(range(len(sheets)), key=lambda number: (sheets[number].visible, sheets[number].height))
    return scores.index(max(scores))


def _records(reader: _Reader, width: int) -> Iterator[Records]:
    line = 1
    for rows in reader.rows():
        cut = [row[:width] if len(row) > width and not any(row[width:]) else row for row in rows]
        yield Records(cut, list(range(line, line + len(rows))), [])
        line += len(rows)


def _value(stream: IO[bytes]) -> object:
    """The next value that our own child wrote. Raises EOFError, ValueError, TypeError where it did not come to its end."""
    return marshal.loads(stream.read(int.from_bytes(stream.read(8), "big")))  # noqa: S302 written by our own process a moment ago


class _Reader:
    """The process that reads the workbook, until it is closed. It makes rows ready while those before them are imported."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        numbers = (
            limits.PART_BYTES,
            limits.PARTS,
            limits.SHEETS,
            limits.SHEET_CELLS,
            limits.COLUMNS,
            limits.XML_DEPTH,
            limits.READER_BYTES,
            limits.CHUNK_ROWS,
        )
        self.process = subprocess.Popen(  # noqa: S603 our own module, no shell
            [sys.executable, "-I", str(_CHILD), *map(str, numbers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.watch = threading.Timer(limits.READER_SECONDS, self.process.kill)

        self.watch.start()
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 closed with the process
        self._length = 0

    def close(self) -> None:
        self.watch.cancel()
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self._spool):
            cast("IO[bytes]", stream).close()
        self.process.wait()

    def sheets(self) -> list[_Sheet]:
        """All sheets with their first rows. Raises Refusal where the workbook cannot be read."""
        stdin = cast("IO[bytes]", self.process.stdin)
        try:
            stdin.write(self.source.size.to_bytes(8, "big"))
            for block in self.source.blocks():
                stdin.write(block)
            stdin.flush()
        except BrokenPipeError as error:
            raise Refusal("workbook-damaged", file=self.source.path.name) from error
        answer = self._next()
        if answer[0] == "refused":
            limit = answer[2] if len(answer) > 2 else ""
            raise Refusal(str(answer[1]), file=self.source.path.name, limit=limit)
        listed = cast("list[tuple[str, bool, int, list[list[str]], list[int]]]", answer[1])
        return [_Sheet(name, visible, height, head, start[0]) for name, visible, height, head, start in listed]

    def choose(self, number: int) -> None:
        """Say which sheet is wanted."""
        stdin = cast("IO[bytes]", self.process.stdin)
        with contextlib.suppress(BrokenPipeError):  # one that was ended is known by what it does not send
            stdin.write(number.to_bytes(4, "big"))
            stdin.flush()

    def rows(self) -> Iterator[list[list[str]]]:
        """Every row of the sheet that was chosen, in stretches, from the start as often as it is asked for.

        What has come is kept in a private file without a name. Raises Refusal `workbook-damaged` where the end does not come.
        """
        at = 0
        while True:
            if at == self._length:
                self._receive()
            self._spool.seek(at)
            kind, rows = cast("tuple[str, list[list[str]]]", _value(self._spool))
            if kind == "end":
                return
            at = self._spool.tell()
            yield rows

    def _receive(self) -> None:
        """Keep what is sent next."""
        stdout = cast("IO[bytes]", self.process.stdout)
        size = stdout.read(8)
        packed = stdout.read(int.from_bytes(size, "big"))
        if not packed or len(packed) < int.from_bytes(size, "big"):
            raise Refusal("workbook-damaged", file=self.source.path.name)
        self.watch.cancel()  # the sheet was read: from now on the process waits for whoever takes its rows
        self._spool.seek(self._length)
        self._spool.write(size + packed)
        self._length += len(size) + len(packed)

    def _next(self) -> tuple[object, ...]:
        try:
            return cast("tuple[object, ...]", _value(cast("IO[bytes]", self.process.stdout)))
        except (EOFError, ValueError, TypeError) as error:  # the child was ended by its limits, or by the watch
            raise Refusal("workbook-damaged", file=self.source.path.name) from error
