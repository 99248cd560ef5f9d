"""Workbooks: the right sheet, true dates, ids that stay text, and hostile ones that end only their own reader."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from salestui.work.desk import Desk
from tests.importing.desk import bring, deal, open_at, refused, write

HEADER = ["Deal Id", "Deal Name", "Stage", "Amount", "Created Date", "Close Date"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


def saved(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "deals.xlsx"
    book.save(path)
    return path


def test_the_sheet_with_deals_is_taken_though_it_is_the_second_and_has_a_title(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Pipeline 2026"], [], HEADER, [1001, "Acme", "Negotiation", 1234.5, date(2026, 1, 31), None]]
    plan = bring(desk, saved(tmp_path, {"Cover": [["Hello"]], "Deals": rows}))
    assert plan.sheets == ("Cover", "Deals")
    found = deal(desk, "1001")
    assert (found["amount_minor"], found["created_on"]) == (123450, "2026-01-31")


def test_another_sheet_is_taken_when_the_rep_says_so(desk: Desk, tmp_path: Path) -> None:
    one = [HEADER, ["A", "One", "Negotiation", 1, None, None]]
    two = [HEADER, ["B", "Two", "Negotiation", 2, None, None]]
    path = saved(tmp_path, {"First": one, "Second": two})
    bring(desk, path, sheet="Second")
    assert deal(desk, "B")["name"] == "Two"
    assert refused(desk, path, sheet="Third").values["sheets"] == "First, Second"


def test_numbers_of_a_workbook_are_never_ambiguous_and_damaged_ids_are_rejected(desk: Desk, tmp_path: Path) -> None:
    rows = [
        HEADER,
        [123456789012, "Twelve digits", "Negotiation", 1.125, datetime(2026, 2, 1, 13, 30), None],  # noqa: DTZ001 a workbook knows no zones
        [8.4257e16, "Damaged", "Negotiation", 5, None, None],
        ["00123", "Leading zeros", "Negotiation", 1080, None, None],
    ]
    plan = bring(desk, saved(tmp_path, {"Deals": rows}))
    assert [(row.line, row.why) for row in plan.rejects] == [(3, "id-damaged")]
    assert (deal(desk, "123456789012")["amount_minor"], deal(desk, "123456789012")["created_on"]) == (113, "2026-02-01")
    assert deal(desk, "00123")["amount_minor"] == 108000


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
CELL = b'<row r="%d"><c r="%s%d" t="n"><v>1</v></c></row>'


def workbook(sheet: bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet with this XML."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "a cell at the far corner": workbook(SHEET % (CELL % (1048576, b"XFD", 1048576))),
    "a row far down and a column far out": workbook(SHEET % (CELL % (999_999, b"A", 999_999) + CELL % (1, b"BXX", 1))),
    "a part that unpacks to 200 MB": workbook(SHEET % (b"<row/>" * (200 * (1 << 20) // 6))),
    "a DOCTYPE": workbook(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SHEET % b"<row><c><v>&e;</v></c></row>"),
    "nesting without end": workbook(SHEET % (b"<a>" * 100_000)),
    "two parts of one name": workbook(SHEET % b"", {"xl/worksheets/sheet1.xml": SHEET % b"", "a.xml": b"<a/>"}),
    "a thousand parts": workbook(SHEET % b"", {f"p{n}.xml": b"<a/>" for n in range(1_001)}),
    "a name that leads out": workbook(SHEET % b"", {"../../evil.xml": b"<a/>"}),
    "no sheet in it": workbook(b""),
    "cut in half": workbook(SHEET % (CELL % (1, b"A", 1)))[:400],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_r35_a_hostile_workbook_is_refused_in_time_and_changes_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    refusal = refused(desk, write(tmp_path, "hostile.xlsx", HOSTILE[name]), currency="USD")
    assert refusal.slug.startswith(("workbook-", "import-", "packed-"))
    assert desk.store.connection.execute("select count(*) from import_run").fetchone() == (0,)


def test_a_workbook_under_another_name_is_still_one(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, {"Deals": [HEADER, ["A", "One", "Negotiation", 1, None, None]]})
    renamed = path.rename(tmp_path / "deals.csv")
    assert bring(desk, renamed).added == 1


def test_a_table_that_begins_in_the_middle_of_a_sheet_is_found_and_its_lines_are_numbered_as_in_the_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [[], [], ["", *HEADER], ["", "A", "One", "Negotiation", "1x", None, None]]
    plan = bring(desk, saved(tmp_path, {"Deals": rows}))
    assert [(row.line, row.column, row.value) for row in plan.rejects] == [(4, "Amount", "1x")]
