"""A text table: CSV, TSV and their kin, in any encoding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice

from salestui.domain.import_plan import Note
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.limits import COLUMNS
from salestui.importing.reading.delimiter import Dialect, dialect_of
from salestui.importing.reading.encoding import Encoding, encoding_of, texts
from salestui.importing.reading.header import LOOKED_AT, header_row
from salestui.importing.reading.lines import line_batches
from salestui.importing.reading.passed_over import Unread
from salestui.importing.reading.records import Records, records
from salestui.importing.reading.rows import data_chunks
from salestui.importing.reading.source_file import Blocks
from salestui.importing.reading.table import Chunk, Table

_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def read_delimited(
    blocks: Blocks, is_known: Callable[[str], bool], *, encoding: str | None = None, header_at: int | None = None
) -> Table:
    """The table in the text of `blocks`; `header_at` is the line of its header where the rep has said so.

    Raises Refusal `import-no-header`, `import-too-many-columns`, `header-row`, and those of `encoding_of`.
    """
    chosen = encoding_of(blocks, encoding)
    batches = line_batches(texts(blocks, chosen))
    first = next(batches, [])
    dialect = dialect_of(first)
    head = _head(first, batches, dialect)
    line = _header_line(head, is_known, header_at, skip=1 if dialect.said else 0)
    header = head.rows[head.lines.index(line)]
    if len(header) > COLUMNS:
        raise Refusal("import-too-many-columns", limit=COLUMNS)
    left_out: Counter[str] = Counter()

    def chunks(unread: Unread | None = None) -> Iterator[Chunk]:
        left_out.clear()
        found = records(line_batches(texts(blocks, chosen)), dialect, len(header), unread, line)
        return data_chunks(found, header, line, left_out)

    return Table("csv", tuple(map(one_line, header)), line, chunks, _notes(chosen, dialect, line), left_out=left_out)


def _head(first: list[str], more: Iterator[list[str]], dialect: Dialect) -> Records:
    """The first records of the file, enough to find its header."""
    lines = first
    while len(lines) < LOOKED_AT and (batch := next(more, None)):
        lines = lines + batch
    found = Records([], [], [])
    for part in records([lines[: LOOKED_AT * 2]], dialect):
        found.rows.extend(part.rows)
        found.lines.extend(part.lines)
    return found


def _header_line(head: Records, is_known: Callable[[str], bool], given: int | None, skip: int) -> int:
    if given is not None:
        if given not in head.lines or not any(head.rows[head.lines.index(given)]):
            raise Refusal("header-row", line=given)
        return given
    index = header_row(head.rows[skip:], is_known)
    if index is None:
        sample = next((row for row in head.rows if any(row)), [])
        raise Refusal("import-no-header", sample=", ".join(islice(filter(None, sample), 4)))
    return head.lines[index + skip]


def _notes(encoding: Encoding, dialect: Dialect, line: int) -> tuple[Note, ...]:
    delimiter = _DELIMITER_NAMES.get(dialect.delimiter, dialect.delimiter)
    above = [Note.of("title-lines", count=line - 1)] if line > (2 if dialect.said else 1) else []
    read = Note.of("read-as", encoding=encoding.name.removesuffix("-sig"), encoding_why=encoding.why, delimiter=delimiter)
    return tuple(chain([read], above))
