"""What the process that reads workbooks looks for before it reads, and what it makes of each kind of cell.

It is ended as soon as it has answered, so its own judgement is asked here, in this process.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from salestui.importing import limits
from salestui.importing.reading import workbook_child as child
from tests.importing.test_workbooks import HEADER, HOSTILE, SHEET, saved, workbook

LOOK = (limits.PART_BYTES, limits.PARTS, limits.SHEET_CELLS, limits.COLUMNS, limits.XML_DEPTH)
BEFORE_READING = {name: raw for name, raw in HOSTILE.items() if name not in ("a name that leads out", "no sheet in it")}


@pytest.mark.parametrize("name", BEFORE_READING)
def test_r35_a_hostile_workbook_is_seen_through_before_it_is_read(name: str) -> None:
    with pytest.raises(child.Refused) as caught:
        child._look(io.BytesIO(HOSTILE[name]), *LOOK)
    assert caught.value.args[0] in ("workbook-too-large", "workbook-damaged")


def test_r35_a_part_in_another_encoding_hides_nothing() -> None:
    with pytest.raises(child.Refused):
        child._look(io.BytesIO(workbook((SHEET % b"").decode().encode("utf-16"))), *LOOK)


def test_r35_a_workbook_of_more_sheets_than_anybody_has_and_one_that_is_none_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, {"One": [["a"]], "Two": [["b"]]})
    assert [name for name, _ in child._opened(io.BytesIO(path.read_bytes()), 2)[1]] == ["One", "Two"]
    with pytest.raises(child.Refused) as caught:
        child._opened(io.BytesIO(path.read_bytes()), 1)
    assert caught.value.args == ("workbook-too-large", "1 sheets")
    with pytest.raises(child.Refused, match="workbook-damaged"):
        child._opened(io.BytesIO(b"no workbook at all"), 2)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (True, "TRUE"), (False, "FALSE"), (3.0, "3"), (1.125, "1.1250"), (1e-7, "0.0000001"), (-0.5, "-0.5"),
        (8.4257e16, "8.425700E+16"), (float("nan"), "NAN"), (float("inf"), "INF"), ("as it is", "as it is"),
        (datetime(2026, 3, 1, 13, 30), "2026-03-01 13:30:00"), (date(2026, 3, 1), "2026-03-01"), (time(9, 5), "09:05:00"),  # noqa: DTZ001
        (timedelta(hours=2), "7200.0"), (b"odd", "b'odd'"),
    ],
)  # fmt: skip
def test_a_cell_becomes_a_text_that_is_read_back_without_doubt(cell: object, text: str) -> None:
    assert child._texts([[cell]]) == [[text]]


@pytest.mark.parametrize("wanted", [b"", b"\0\0\0\1"], ids=["none", "the smaller sheet"])
def test_the_sheet_that_is_asked_for_is_sent_in_stretches_and_none_where_none_is(tmp_path: Path, wanted: bytes) -> None:
    import marshal
    import subprocess
    import sys

    rows = [[number, "Acme", "Negotiation", 5, None, None] for number in range(9)]
    raw = saved(tmp_path, {"Deals": [HEADER, *rows], "Few": [HEADER, *rows[:5]]}).read_bytes()
    numbers = (*LOOK[:2], limits.SHEETS, *LOOK[2:], limits.READER_BYTES, 4)
    ended = subprocess.run(
        [sys.executable, "-I", str(Path(child.__file__)), *map(str, numbers)],
        input=len(raw).to_bytes(8, "big") + raw + wanted,
        capture_output=True,
        check=True,
    )
    told, out = [], io.BytesIO(ended.stdout)
    while size := int.from_bytes(out.read(8), "big"):
        told.append(marshal.loads(out.read(size)))
    assert [name for name, *_ in told[0][1]] == ["Deals", "Few"]
    assert [(kind, rows and len(rows)) for kind, rows in told[1:]] == ([("rows", 4), ("rows", 2), ("end", None)] if wanted else [])
