"""A table inside a zip or gzip: HubSpot zips a large CSV, Close sends its exports gzipped."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from salestui.domain.refusal import Refusal
from salestui.importing.limits import FILE_BYTES, MB, PARTS
from salestui.importing.reading.source_file import SourceFile

_TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def gzip_blocks(source: SourceFile) -> Iterator[bytes]:
    """What is packed in `source`. Raises Refusal `packed-damaged`, `import-file-too-large`."""
    source.handle.seek(0)
    with gzip.GzipFile(fileobj=source.handle) as inside:
        yield from _counted(inside, source.path.name)


def zip_member(source: SourceFile) -> str | None:
    """The name of the only table in a zip; None where the zip is a workbook.

    Raises Refusal `packed-damaged`, `packed-several`, `packed-too-many`.
    """
    try:
        source.handle.seek(0)
        with zipfile.ZipFile(source.handle) as archive:
            names = [part.filename for part in archive.infolist() if not part.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refusal("packed-damaged", file=source.path.name) from error
    if any(name.startswith(("xl/", "[Content_Types]")) or name == "mimetype" for name in names):
        return None
    if len(names) > PARTS:
        raise Refusal("packed-too-many", file=source.path.name, limit=PARTS)
    tables = [name for name in names if PurePosixPath(name).suffix.lower() in _TEXT_ENDINGS]
    tables = [name for name in tables if not name.startswith("__MACOSX/")]
    if len(tables) != 1 or names.count(tables[0]) > 1:
        raise Refusal("packed-several", file=source.path.name, count=len(tables))
    return tables[0]


def zip_blocks(source: SourceFile, member: str) -> Iterator[bytes]:
    """The bytes of `member`. Raises Refusal `packed-damaged`, `import-file-too-large`."""
    try:
        source.handle.seek(0)
        with zipfile.ZipFile(source.handle) as archive, archive.open(member) as inside:
            yield from _counted(inside, source.path.name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, KeyError) as error:
        raise Refusal("packed-damaged", file=source.path.name) from error


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _counted(inside: _Readable, name: str) -> Iterator[bytes]:
    size = 0
    try:
        while block := inside.read(MB):
            size += len(block)
            if size > FILE_BYTES:
                raise Refusal("import-file-too-large", file=name, limit=f"{FILE_BYTES // MB} MB")
            yield block
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as error:
        raise Refusal("packed-damaged", file=name) from error
