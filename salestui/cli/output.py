"""What a command gives: one JSON document, CSV, or lines for a person, always whole and only when all went well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from salestui.cli.standard_output import write
from salestui.cli.wish import Wish
from salestui.domain.formula import harmless
from salestui.domain.text import escaped, plain_text

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def give(wish: Wish, document: Json, lines: Iterable[str]) -> None:
    """`document` as JSON or CSV where that was asked for, else `lines`."""
    write(told(wish, document, lines))


def told(wish: Wish, document: Json, lines: Iterable[str]) -> str:
    """What `give` writes, with its last line ended; "" for nothing."""
    if wish.form == "json":
        import json  # not paid for by a command that prints lines

        text = escaped(json.dumps(document, ensure_ascii=False, indent=2))
    elif wish.form == "csv":
        text = csv_text(document)
    else:
        text = "\n".join(plain_text(line) for line in lines)
    return text + "\n" if text else ""


def csv_text(document: Json) -> str:
    """A list of records as CSV with a header. Money is its amount, its currency stands in a column of its own; what is nested
    deeper is JSON. No cell can be taken for a formula (R44).
    """
    import csv
    import io

    records = document if isinstance(document, Sequence) and not isinstance(document, str) else [document]
    rows = [dict(_flat(record)) for record in records if isinstance(record, Mapping)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = (_cell(row.get(name)) for name in names)
        writer.writerow(["" if cell is None else harmless(plain_text(str(cell))) for cell in cells])
    return out.getvalue().rstrip("\n")


def _flat(record: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """The record with a column for each currency, after that of its amount."""
    for name, value in record.items():
        if isinstance(value, Mapping) and set(value) == {"amount", "currency"}:
            yield name, value["amount"]
            own = name == "amount" and "currency" not in record
            yield "currency" if own else f"{name}_currency", value["currency"]
        else:
            yield name, value


def _cell(value: Json) -> Json:
    """What stands in a cell: a list of words with commas between, anything else that is nested as JSON."""
    if isinstance(value, str) or not isinstance(value, (list, tuple, Mapping)):
        return value
    if not isinstance(value, Mapping) and all(isinstance(item, (str, int, float)) for item in value):
        return ", ".join(map(str, value))
    import json

    return json.dumps(value, ensure_ascii=False)


def day_form(day: date | None) -> str | None:
    return day.isoformat() if day else None


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as aligned lines, two spaces between the columns. The last cell of a row that ends early takes the room to its right."""
    table = [[plain_text(cell).replace("\n", " ") for cell in row] for row in rows]
    if not table:
        return []
    count = max(map(len, table))
    widths = [max((len(row[i]) for row in table if i < len(row) - (len(row) < count)), default=0) for i in range(count)]
    return ["  ".join(cell.ljust(widths[i]) for i, cell in enumerate(row)).rstrip() for row in table]
