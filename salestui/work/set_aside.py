"""A row that is typed and not yet a whole record: kept word by word until it is one, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from salestui.domain.period import Period
from salestui.domain.refusal import Refusal
from salestui.domain.written import FieldKey
from salestui.work import writing
from salestui.work.desk import Desk
from salestui.work.typed_rows import TypedRow

UNFINISHED = "unfinished"
RECORDS_FROM = 1000
"""A slot below it is a row that was never stored; from there on it is that of the record of this number less 1000."""


def waiting(desk: Desk, period: Period, section: str, stored: tuple[TypedRow, ...]) -> tuple[tuple[int, TypedRow], ...]:
    """The rows of a table with their slots: the stored ones as they were last typed, then those that were never whole."""
    aside: dict[int, dict[str, str]] = {}
    for key, text in writing.texts(desk, period).items():
        if (key.section, key.field) == (section, UNFINISHED):
            aside.setdefault(key.row, {})[key.part] = text
    rows = [(RECORDS_FROM + row.number, _overlaid(row, aside.get(RECORDS_FROM + row.number))) for row in stored]
    return (*rows, *((slot, TypedRow(0, values, aside=True)) for slot, values in sorted(aside.items()) if slot < RECORDS_FROM))


def _overlaid(row: TypedRow, typed: dict[str, str] | None) -> TypedRow:
    return row if typed is None else TypedRow(row.number, {part: typed.get(part, "") for part in row.values}, aside=True)


def keep_row(
    desk: Desk,
    period: Period,
    section: str,
    slot: int,
    row: TypedRow,
    keep: Callable[[Desk, Period, TypedRow], int | None],
) -> int:
    """The number of the record as stored, 0 while there is none. A row that is not whole, or refused, is set aside.

    Raises Refusal as `keep` does; the words are kept all the same.
    """
    try:
        number = keep(desk, period, row)
    except Refusal:
        _put(desk, period, section, slot, row)
        raise
    if number is None:
        _put(desk, period, section, slot, row)
        return row.number
    _put(desk, period, section, slot, TypedRow(0, dict.fromkeys(row.values, "")))
    return number


def _put(desk: Desk, period: Period, section: str, slot: int, row: TypedRow) -> None:
    standing = writing.texts(desk, period)
    with desk.store.transaction():
        for part, text in row.values.items():
            key = FieldKey(section, UNFINISHED, slot, part)
            if text != standing.get(key, ""):
                writing.set_field(desk, period, key, text, step=False)
