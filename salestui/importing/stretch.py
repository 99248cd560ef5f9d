"""Some thousand rows of a file, by column, with the rows at fault noted beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from salestui.domain.import_plan import Rejected
from salestui.domain.text import one_line, plain_text
from salestui.importing.reading.table import Chunk
from salestui.importing.values.column import Column, Fault

_LONGEST_SHOWN = 200
T = TypeVar("T")


class Stretch:
    """`places` is field -> position of its column. A row has one fault at most: the first that was noted."""

    def __init__(self, chunk: Chunk, header: tuple[str, ...], places: Mapping[str, int]) -> None:
        self.rows = chunk.rows
        self.lines = chunk.lines
        self.header = header
        self.places = places
        self._columns: list[Sequence[str]] = list(zip(*chunk.rows, strict=True)) if chunk.rows else [()] * len(header)
        self._values: dict[str, list[object]] = {}
        self._broken = chunk.rejected
        self._faults: dict[int, tuple[str | None, str | None, str]] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, field: str) -> bool:
        return field in self.places

    def cells(self, field: str) -> Sequence[str]:
        return self._columns[self.places[field]]

    def column_name(self, field: str) -> str | None:
        return self.header[self.places[field]] if field in self.places else None

    def values(self, field: str, typer: Column) -> list[object]:
        """The values of a field, read once."""
        if field not in self._values:
            self._values[field] = typer.read(self.cells(field))
        return self._values[field]

    def read(self, field: str, typer: Column) -> list[object]:
        """The values of a field, its faults noted."""
        return self.noted(field, self.values(field, typer), typer)

    def noted(self, field: str, values: list[object], typer: Column) -> list[object]:
        """`values` of a field as they are, after noting those that are faults."""
        if typer.faulty:
            for index, value in enumerate(values):
                if isinstance(value, Fault):
                    self.fault(index, field, value.why)
        return values

    def fault(self, index: int, field: str | None, why: str, value: str | None = None) -> None:
        """Reject the row at `index`; its cell of `field` is shown unless another value is given."""
        place = self.places.get(field) if field else None
        shown = value if value is not None or place is None else self._columns[place][index][:_LONGEST_SHOWN]
        self._faults.setdefault(index, (self.header[place] if place is not None else None, shown or None, why))

    def is_faulty(self, index: int) -> bool:
        return index in self._faults

    @property
    def rejected(self) -> list[Rejected]:
        """The rows at fault, those that were broken before they could be read first."""
        noted = [Rejected(self.lines[i], *self._faults[i], cells=tuple(self.rows[i])) for i in sorted(self._faults)]
        return list(map(cleaned, (*self._broken, *noted)))

    @property
    def counted(self) -> int:
        """How many rows of the file were data."""
        return len(self.rows) + len(self._broken)

    def good(self) -> list[int] | None:
        """The indexes of rows without fault; None where all are."""
        if not self._faults:
            return None
        return [index for index in range(len(self.rows)) if index not in self._faults]

    def good_of(self, values: Sequence[T]) -> Sequence[T]:
        """Of one value for each row, those of the rows without fault."""
        good = self.good()
        return values if good is None or not values else [values[index] for index in good]


def cleaned(row: Rejected) -> Rejected:
    """A rejected row without anything that could act on a terminal."""
    value = one_line(row.value) if row.value is not None else None
    return row._replace(value=value, cells=tuple(map(plain_text, row.cells)))
