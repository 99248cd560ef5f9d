"""A JSON file of records, as Close exports and as interfaces give them: one record a row, one name a column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from salestui.domain.refusal import Refusal
from salestui.domain.text import one_line
from salestui.importing.limits import CHUNK_ROWS, COLUMNS, MB
from salestui.importing.reading.encoding import encoding_of, texts
from salestui.importing.reading.passed_over import Unread, without_known
from salestui.importing.reading.source_file import Blocks
from salestui.importing.reading.table import Chunk, Table

_LARGEST = 32 * MB
_DEEPEST = 3
_LISTS = ("data", "results", "records", "leads", "opportunities", "deals")
"""Under which name interfaces put the list of records."""


def is_json(head: bytes) -> bool:
    """Whether a file begins as a list of records or as one record."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:1] == b"{" or (text[:1] == b"[" and text[1:].lstrip()[:1] in (b"{", b"[", b"]"))


def read_json(blocks: Blocks, name: str, *, encoding: str | None = None) -> Table:
    """The records of the file. A lead with opportunities is a row for each of these, with the lead's name and id.

    Raises Refusal `import-not-a-table`, `import-file-too-large`, `import-too-many-columns`.
    """
    rows = [_flat(record) for record in _each_deal(_records(_parsed(blocks, name, encoding), name))]
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    if not header:
        raise Refusal("import-not-a-table", form="JSON", file=name)
    if len(header) > COLUMNS:
        raise Refusal("import-too-many-columns", limit=COLUMNS)

    def chunks(unread: Unread | None = None) -> Iterator[Chunk]:
        for start in range(0, len(rows), CHUNK_ROWS):
            part = rows[start : start + CHUNK_ROWS]
            cells = [[row.get(key, "") for key in header] for row in part]
            yield without_known(Chunk(cells, list(range(start + 1, start + len(part) + 1)), []), unread)

    return Table("json", tuple(map(one_line, header)), 0, chunks)


def _parsed(blocks: Blocks, name: str, encoding: str | None) -> object:
    """What the file says; numbers stay the texts that they are, so that no id and no cent is lost."""
    pieces: list[str] = []
    size = 0
    for piece in texts(blocks, encoding_of(blocks, encoding)):
        size += len(piece)
        if size > _LARGEST:
            raise Refusal("import-file-too-large", file=name, limit=f"{_LARGEST // MB} MB")
        pieces.append(piece)
    try:
        told: object = json.loads("".join(pieces), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise Refusal("import-not-a-table", form="JSON", file=name) from error
    return told


def _records(told: object, name: str) -> Sequence[Mapping[str, object]]:
    if isinstance(told, dict):
        told = next((told[key] for key in _LISTS if isinstance(told.get(key), list)), None)
    if not isinstance(told, list) or not told or not all(isinstance(record, dict) for record in told):
        raise Refusal("import-not-a-table", form="JSON", file=name)
    return told


def _each_deal(records: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    for record in records:
        deals = record.get("opportunities")
        if not isinstance(deals, list):
            yield record
            continue
        lead = {"lead_id": record.get("id"), "lead_name": record.get("display_name") or record.get("name")}
        yield from ({**lead, **deal} for deal in deals if isinstance(deal, dict))


def _flat(record: Mapping[str, object], before: str = "", depth: int = 1) -> dict[str, str]:
    """Names and cells; what stands inside a record within the record is named `Owner.name`, and lists are joined by `;`."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            if depth < _DEEPEST:
                cells |= _flat(value, f"{before}{key}.", depth + 1)
        elif isinstance(value, list):
            cells[before + key] = ";".join(map(_cell, value))
        else:
            cells[before + key] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
