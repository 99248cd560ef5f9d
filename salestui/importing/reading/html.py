"""The table of a web page that calls itself .xls, as some CRMs write it."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator

from salestui.domain.import_plan import Note
from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.limits import MB
from salestui.importing.reading.encoding import encoding_of, texts
from salestui.importing.reading.header import header_row
from salestui.importing.reading.passed_over import Unread, without_known
from salestui.importing.reading.records import Records
from salestui.importing.reading.rows import data_chunks
from salestui.importing.reading.source_file import Blocks
from salestui.importing.reading.table import Chunk, Table

_LARGEST = 32 * MB
_MARK = re.compile(r"<(/?)(tr|td|th|table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


def read_html(
    blocks: Blocks,
    is_known: Callable[[str], bool],
    *,
    encoding: str | None = None,
    header_at: int | None = None,
) -> Table:
    """The largest table of the page. Raises Refusal `import-no-header`, `import-not-a-table`, `import-file-too-large`."""
    text = ""
    for piece in texts(blocks, encoding_of(blocks, encoding)):
        text += piece
        if len(text) > _LARGEST:
            raise Refusal("import-file-too-large", file="HTML", limit=f"{_LARGEST // MB} MB")
    rows = max(_tables(text), key=len, default=[])
    if not rows:
        raise Refusal("import-not-a-table", form="HTML")
    index = header_row(rows, is_known) if header_at is None else header_at - 1
    if index is None or not 0 <= index < len(rows):
        raise Refusal("import-no-header", sample=", ".join(rows[0][:4]))
    found = Records(rows, list(range(1, len(rows) + 1)), [])
    left_out: Counter[str] = Counter()

    def chunks(unread: Unread | None = None) -> Iterator[Chunk]:
        left_out.clear()
        return (without_known(chunk, unread) for chunk in data_chunks([found], rows[index], index + 1, left_out))

    return Table("html", tuple(map(one_line, rows[index])), index + 1, chunks, (Note.of("read-as-html"),), left_out=left_out)


def _tables(text: str) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = []
    cell_from: int | None = None
    for mark in _MARK.finditer(text):
        closes, what = mark[1] == "/", mark[2].lower()
        if cell_from is not None and (what != "table" or closes):
            tables[-1][-1].append(_plain(text[cell_from : mark.start()]))
            cell_from = None
        if closes:
            continue
        if what == "table" or not tables:
            tables.append([])
        if what == "tr" or (what in ("td", "th") and not tables[-1]):
            tables[-1].append([])
        if what in ("td", "th"):
            cell_from = mark.end()
    return tables


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).strip()
