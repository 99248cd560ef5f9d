"""What a Word document says, line by line, so that two of them can be compared however they were packed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BODY = "word/document.xml"
MOST_BYTES = 50_000_000
"""Of one part, unpacked."""


def word_lines(content: bytes) -> tuple[str, ...]:
    """Paragraphs, rows of tables, and what each picture tells; then the pictures by their digests.

    Raises ValueError for what is no Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            body = _part(packed, packed.getinfo(_BODY))
            if b"<!DOCTYPE" in body:
                raise ValueError("a Word document declares no entities")
            pictures = sorted(
                hashlib.sha256(_part(packed, one)).hexdigest()
                for one in packed.infolist()
                if one.filename.startswith("word/media/") and one.filename.endswith(".svg")
            )
        root = ElementTree.fromstring(body)  # noqa: S314 entities are refused above
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError, OSError) as error:
        raise ValueError("not a Word document") from error
    story = root.find(f"{_W}body")
    return (*_lines(story if story is not None else root), *(f"({digest[:16]})" for digest in pictures))


def _part(packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    if one.file_size > MOST_BYTES:
        raise ValueError("a part of the document is too large")
    return packed.read(one)


def _lines(holder: ElementTree.Element) -> Iterator[str]:
    for one in holder:
        if one.tag == f"{_W}tbl":
            for row in one.iter(f"{_W}tr"):
                yield "| " + " | ".join(" ".join(map(_text, cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc")) + " |"
        elif one.tag == f"{_W}p":
            if text := _text(one):
                yield text
            yield from (f"[{drawn.get('descr')}]" for drawn in one.iter(_DRAWN) if drawn.get("descr"))
        else:
            yield from _lines(one)


def _text(paragraph: ElementTree.Element) -> str:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
    return "".join(one.text or "" if one.tag == f"{_W}t" else signs.get(one.tag, "") for one in paragraph.iter())
