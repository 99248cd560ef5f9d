"""Any file is imported or refused: encodings, separators, quoting, preambles, footers, packings."""

# ruff: noqa: E501 rows of data stand as they stand in a file
from __future__ import annotations

import csv
import gzip
import io
import os
import random
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.domain.import_plan import Rejected
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.reading.forms import ReadingWish, open_table
from salestui.importing.reading.source_file import open_source
from salestui.importing.recognition import is_known, judge
from salestui.work import imports
from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, deal, open_at, refused, write

HEADER = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Close Date"]
ROWS = [
    ["1", "Åkeri AB", "Contract Sent", "1234.50", "SEK", "2026-05-01"],
    ["2", "Müller; Söhne", "Closed Won", "99", "EUR", "2026-04-02"],
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_at(tmp_path / "rep.db") as desk:
        yield desk


def read(path: Path, **wish: object) -> tuple[tuple[str, ...], list[list[str]], list[Rejected]]:
    """Header, rows and rejected lines of a table."""
    with open_source(path) as source:
        table = open_table(source, is_known, judge, ReadingWish(**wish))  # type: ignore[arg-type]
        chunks = list(table.chunks())
        again = [row for chunk in table.chunks() for row in chunk.rows]
    rows = [row for chunk in chunks for row in chunk.rows]
    assert rows == again
    return table.header, rows, [row for chunk in chunks for row in chunk.rejected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_r29_every_encoding_separator_line_end_and_quoting(
    tmp_path: Path, encoding: str, end: str, delimiter: str, quoting: int
) -> None:
    text = as_csv([HEADER, *ROWS], delimiter, end, quoting)
    assert read(write(tmp_path, "deals.csv", text.encode(encoding))) == (tuple(HEADER), ROWS, [])


def test_r29_a_first_line_that_names_the_separator(tmp_path: Path) -> None:
    text = "sep=;\r\n" + as_csv([HEADER, *ROWS], ";", "\r\n")
    assert read(write(tmp_path, "deals.csv", text)) == (tuple(HEADER), ROWS, [])


def test_r29_titles_above_and_a_reports_foot_below_are_no_data(desk: Desk, tmp_path: Path) -> None:
    report = (
        '"My open deals"\n"As of 2026-06-01"\n\n'
        '"Opportunity ID","Opportunity Name","Stage","Amount","Close Date"\n'
        '"0061","Acme","Negotiation","100","2026-07-01"\n\n'
        '"Opportunity ID","Opportunity Name","Stage","Amount","Close Date"\n'
        '"0062","Total Energies","Proposal","200","2026-07-01"\n'
        '"Total","","","300",""\n'
        '"Grand Totals (2 records)"\n\n'
        '"Confidential Information - Do Not Distribute"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    )
    plan = bring(desk, write(tmp_path, "report.csv", report))
    assert (plan.rows, plan.added, plan.rejected) == (2, 2, 0)
    notes = {note.slug: dict(note.values) for note in plan.notes}
    assert notes["left-out-footer"] == {"count": 4}
    assert notes["left-out-header"] == {"count": 1}
    assert notes["title-lines"] == {"count": 3}


def test_a_boards_groups_with_a_title_and_the_header_above_each_are_one_table(desk: Desk, tmp_path: Path) -> None:
    header = '"Deal","Account","Stage","Deal Value","Close Date"\n'
    board = (
        '"Sales pipeline","","","",""\n"This quarter","","","",""\n'
        + header
        + '"Acme","Acme AB","Negotiation","100","2026-07-01"\n"","","","",""\n"Next quarter","","","",""\n'
        + header
        + '"Beta","Beta AB","Proposal","200","2026-10-01"\n'
    )
    plan = bring(desk, write(tmp_path, "board.csv", board))
    assert (plan.rows, plan.added, plan.rejected) == (2, 2, 0)
    names = desk.store.connection.execute("select name from deal order by name").fetchall()
    assert names == [("Acme",), ("Beta",)]


MERGED = [
    ["Stage  ↑", "Opportunity Name", "Account Name", "Amount", "Close Date"],
    ["Negotiation", "Acme", "Acme AB", "100", "2026-07-01"],
    ["", "Beta", "Beta AB", "200", "2026-07-02"],
    ["Subtotal", "", "", "300", ""],
    ["Proposal", "Gamma", "Gamma AB", "50", "2026-07-03"],
    ["Subtotal", "", "", "50", ""],
    ["Total", "", "", "350", ""],
]
TITLED = [
    ["Opportunity Name", "Account Name", "Stage", "Amount", "Close Date"],
    ["Owner: Ada (2 records)", "", "", "", ""],
    ["Acme", "Acme AB", "Negotiation", "100", "2026-07-01"],
    ["Beta", "Beta AB", "Negotiation", "200", "2026-07-02"],
]


@pytest.mark.parametrize("rows", [MERGED, TITLED, [row for row in MERGED if "otal" not in row[0]]])
def test_a_grouped_report_is_refused_with_what_to_do_and_never_read_half(
    desk: Desk, tmp_path: Path, rows: list[list[str]]
) -> None:
    assert refused(desk, write(tmp_path, "report.csv", as_csv(rows))).slug == "import-grouped"
    assert desk.store.connection.execute("select count(*) from deal").fetchone() == (0,)


def test_subtotals_between_whole_rows_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    whole = [[row[0] or "Negotiation", *row[1:]] for row in MERGED]
    plan = bring(desk, write(tmp_path, "report.csv", as_csv(whole)))
    assert (plan.rows, plan.added) == (3, 3)
    assert {note.slug: dict(note.values) for note in plan.notes}["left-out-footer"] == {"count": 3}


def test_r29_reordered_extra_unnamed_and_upper_case_columns(desk: Desk, tmp_path: Path) -> None:
    table = [["AMOUNT", "", "deal stage", "Mood", "DEAL NAME", "record id"], ["5", "x", "Contract Sent", "good", "Acme", "7"]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(table)))
    assert (deal(desk, "7")["name"], deal(desk, "7")["amount_minor"]) == ("Acme", 500)


def test_cells_keep_line_breaks_quotes_markup_and_leading_signs(desk: Desk, tmp_path: Path) -> None:
    name = '=HYPERLINK("x") [red]**<b>\x1b[31m'
    table = [HEADER, ["1", name, "Contract Sent", "1", "USD", ""], ["2", 'say "hi"\r\nthere', "Contract Sent", "1", "USD", ""]]
    bring(desk, write(tmp_path, "deals.csv", as_csv(table)))
    assert deal(desk, "1")["name"] == '=HYPERLINK("x") [red]**<b>'
    assert deal(desk, "2")["name"] == 'say "hi" there'


def test_r30_a_stray_quotation_mark_costs_its_own_line_and_swallows_nothing(desk: Desk, tmp_path: Path) -> None:
    lines = [",".join(HEADER), *(f"{n},Deal {n},Contract Sent,{n},USD,2026-07-01" for n in range(1, 400))]
    lines[7] = '7,"Deal 7,Contract Sent,7,USD,2026-07-01'
    lines[100] = '100,Deal "100" AB,Contract Sent,100,USD,2026-07-01'
    plan = bring(desk, write(tmp_path, "deals.csv", "\n".join(lines)))
    assert (plan.rows, plan.added, plan.rejected) == (399, 398, 1)
    assert [(row.line, row.why) for row in plan.rejects] == [(8, "stray-quote")]
    assert deal(desk, "100")["name"] == 'Deal "100" AB'


def test_r30_an_open_quotation_mark_at_the_end_of_the_file(desk: Desk, tmp_path: Path) -> None:
    text = as_csv([HEADER, *ROWS]) + '3,"Deal 3,Contract Sent,1,USD,2026-07-01\n'
    plan = bring(desk, write(tmp_path, "deals.csv", text))
    assert (plan.added, [(row.line, row.why) for row in plan.rejects]) == (2, [(4, "stray-quote")])


def test_r30_rows_with_too_many_or_too_few_cells_are_rejected_by_line(desk: Desk, tmp_path: Path) -> None:
    text = as_csv([HEADER, ROWS[0], ROWS[1][:3], [*ROWS[1], "more"], [*ROWS[1], "", ""]])
    plan = bring(desk, write(tmp_path, "deals.csv", text))
    assert (plan.rows, plan.added) == (4, 2)
    assert [(row.line, row.value, row.why) for row in plan.rejects] == [(3, "3", "width: 6"), (4, "7", "width: 6")]


def cell() -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
        ("a,b", 'x"y', "line\nbreak", "a;b\tc|d", "  ", "=1+1")
    )


@given(
    st.lists(st.lists(cell(), min_size=4, max_size=4), min_size=1, max_size=6),
    st.sampled_from((",", ";", "\t", "|")),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_r37_any_table_written_in_any_dialect_comes_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, end: str, encoding: str
) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Amount"]
    data = [[f"id{n}", *row[1:]] for n, row in enumerate(rows)]
    text = as_csv([header, *data], delimiter, end, csv.QUOTE_ALL)
    found, read_rows, rejected = read(write(tmp_path, "t.csv", text.encode(encoding)))
    assert (found, read_rows, rejected) == (tuple(header), data, [])


FAMILIES = {
    "comma_in_quotes": ('first,last,address,city,zip\nJohn,Doe,120 any st.,"Anytown, WW",08123\n', [["John", "Doe", "120 any st.", "Anytown, WW", "08123"]]),
    "empty": ('a,b,c\n1,"",""\n2,3,4\n', [["1", "", ""], ["2", "3", "4"]]),
    "empty_crlf": ('a,b,c\r\n1,"",""\r\n2,3,4\r\n', [["1", "", ""], ["2", "3", "4"]]),
    "escaped_quotes": ('a,b\n1,"ha ""ha"" ha"\n3,4\n', [["1", 'ha "ha" ha'], ["3", "4"]]),
    "json": ('key,val\n1,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"\n', [["1", '{"type": "Point", "coordinates": [102.0, 0.5]}']]),
    "location_coordinates": ("name,where,x\nA,B,1\n", [["A", "B", "1"]]),
    "newlines": ('a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n', [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
    "newlines_crlf": ('a,b,c\r\n1,2,3\r\n"Once upon \r\na time",5,6\r\n', [["1", "2", "3"], ["Once upon \r\na time", "5", "6"]]),
    "quotes_and_newlines": ('a,b\n1,"ha \n""ha"" \nha"\n3,4\n', [["1", 'ha \n"ha" \nha'], ["3", "4"]]),
    "simple": ("a,b,c\n1,2,3\n", [["1", "2", "3"]]),
    "simple_crlf": ("a,b,c\r\n1,2,3\r\n", [["1", "2", "3"]]),
    "utf8": ("a,b,c\n1,2,3\n4,5,ʤ\n", [["1", "2", "3"], ["4", "5", "ʤ"]]),
    "no_newline_at_end": ("a,b,c\n1,2,3", [["1", "2", "3"]]),
    "space_before_quote": ('a, b, c\n1, "x, y", 3\n', [["1", "x, y", "3"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILIES)
def test_r37_families_of_csv(tmp_path: Path, name: str) -> None:
    text, rows = FAMILIES[name]
    assert read(write(tmp_path, f"{name}.csv", text))[1] == rows


def test_a_zip_with_one_table_and_a_gzip_are_read(desk: Desk, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hubspot-crm-exports-all-2026-05-04.csv", as_csv([HEADER, *ROWS]))
    assert bring(desk, write(tmp_path, "export.zip", packed.getvalue())).added == 2
    table = as_csv(
        [["id", "lead_name", "status_label", "status_type", "value"], ["oppo_1", "Acme", "Active", "active", "5.50"]]
    )
    assert bring(desk, write(tmp_path, "leads.csv.gz", gzip.compress(table.encode()))).source == "close"


def test_a_web_page_that_calls_itself_xls_is_read_as_one(desk: Desk, tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='utf-8'></head><table><tr><th>Opportunity ID</th><th>Opportunity Name</th><th>Stage</th></tr>"
        "<tr><td>0061</td><td>Smith &amp; <b>Sons</b></td><td>Closed Won</td></tr></table></html>"
    )
    plan = bring(desk, write(tmp_path, "report.xls", page))
    assert any(note.slug == "read-as-html" for note in plan.notes)
    assert deal(desk, "0061")["name"] == "Smith & Sons"


def bomb(size: int) -> bytes:
    out = io.BytesIO()
    packed = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
    with packed as archive, archive.open("deals.csv", "w", force_zip64=True) as part:
        part.write(b"Record ID,Deal Name,Deal Stage\n")
        for _ in range(size // (1 << 20)):
            part.write(b"0" * (1 << 20))
    return out.getvalue()


HOSTILE: dict[str, bytes] = {
    "nothing but spaces": b"   \n \n",
    "one NUL": b"\0",
    "noise": bytes(range(256)) * 40,
    "PDF": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj",
    "PNG": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "JSON": b'[{"id": 1, "stage": "won"}]',
    "JSON nested without end": b"[" * 200_000,
    "JSON that breaks off": b'[{"id": "1", "Deal Name": "A"}, {"id": ',
    "JSON of other things": b'[{"id": 1}, 2, "three"]',
    "a broken zip": b"PK\x03\x04" + b"garbage" * 100,
    "a broken workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    "a broken gzip": b"\x1f\x8b\x08\x00" + b"garbage" * 100,
    "a poem": b"Roses are red\nviolets are blue\n",
    "a number": b"42",
    "only a header": b"Record ID,Deal Name,Deal Stage\n",
    "a broken calendar": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:nonsense\nEND:VCALENDAR",
    "half of UTF-16": "Record ID,Deal Name,Deal Stage\n1,Å,won".encode("utf-16")[:-1],
    "only quotation marks": b'"' * 5000,
    "a million commas": b"," * 1_000_000,
    "a line of a million characters": b"a" * 1_500_000,
    "302 characters that csv.Sniffer cannot bear": (b'"' + b"a," * 150 + b'"')[:302],
    "a bomb": bomb(300 << 20),
    "HTML with a table of nothing": b"<html><table><tr></table>",
    "HTML without end": b"<html><table>" + b"<td" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_r28_a_hostile_file_is_refused_or_imported_and_never_a_traceback(desk: Desk, tmp_path: Path, name: str) -> None:
    before = desk.store.connection.total_changes
    try:
        plan = bring(desk, write(tmp_path, "hostile.csv", HOSTILE[name]))
    except Refusal:
        assert desk.store.connection.total_changes == before
    else:
        assert plan.added + plan.changed + plan.unchanged + plan.rejected == plan.rows


def test_r28_only_ordinary_files_are_opened(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "endless").symlink_to("/dev/zero")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "sock"))
    slugs = {name: refused(desk, tmp_path / name).slug for name in ("pipe", "loop", "endless", "sock", ".", "missing", "a\0b")}
    listening.close()
    assert slugs["missing"] == slugs["a\0b"] == "import-file-missing"
    assert {slugs[name] for name in ("pipe", "loop", "endless", "sock", ".")} == {"import-not-a-file"}
    assert refused(desk, write(tmp_path, "empty.csv", "")).slug == "import-file-empty"


def test_a_link_to_an_ordinary_file_is_followed(desk: Desk, tmp_path: Path) -> None:
    real = write(tmp_path, "real.csv", as_csv([HEADER, *ROWS]))
    (tmp_path / "link.csv").symlink_to(real)
    assert bring(desk, tmp_path / "link.csv").added == 2


def test_a_file_over_the_limit_and_too_many_rows_or_columns_are_refused_with_the_limit(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "deals.csv", as_csv([HEADER, *ROWS, *ROWS]))
    monkeypatch.setattr(limits, "ROWS", 3)
    assert refused(desk, path, currency="USD").slug == "import-too-many-rows"
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    assert refused(desk, huge).values["limit"] == "256 MB"
    wide = write(tmp_path, "wide.csv", as_csv([[*HEADER, *(f"x{n}" for n in range(2_000))], ["1"] * 2_006]))
    assert refused(desk, wide).slug == "import-too-many-columns"


def test_what_the_rep_says_of_encoding_header_and_sheet_is_done_or_refused(desk: Desk, tmp_path: Path) -> None:
    text = "Rubrik;x;y\n" + as_csv([HEADER, *ROWS], ";")
    path = write(tmp_path, "deals.csv", text.encode("cp850"))
    assert refused(desk, path, encoding="utf-8", currency="USD").slug == "encoding-wrong"
    assert refused(desk, path, encoding="klingon", currency="USD").slug == "encoding-unknown"
    assert refused(desk, path, header_row=99, currency="USD").slug == "header-row"
    bring(desk, path, encoding="cp850", header_row=2)
    assert deal(desk, "1")["name"] == "Åkeri AB"


def grammar(seed: int) -> tuple[str, int]:
    """A seeded export with faults in it, and how many of its lines are data."""
    chance = random.Random(seed)
    lines, data = [",".join(HEADER)], 0
    for number in range(chance.randrange(30)):
        cells = [
            str(number),
            f"Deal {number}",
            chance.choice(("Contract Sent", "Closed Won", "")),
            chance.choice(("5", "x", "", "1.5")),
        ]
        cells += [chance.choice(("USD", "", "money")), chance.choice(("2026-05-01", "", "2026-13-01", "soon"))]
        kind = chance.random()
        if kind < 0.1:
            cells[1] = '"open'
        elif kind < 0.2:
            cells = cells[: chance.randrange(1, 6)]
        elif kind < 0.3:
            cells.append("more")
        elif kind < 0.4:
            cells[1] = f'"{"line" + chr(10) + "break"}"'
        elif kind < 0.45:
            cells[0] = chance.choice(("1", "", "8.4E+16"))
        elif kind < 0.5:
            lines.append("" if chance.random() < 0.5 else "," * 5)
            continue
        lines.append(",".join(cells))
        data += 1
    return chance.choice(("\n", "\r\n")).join(lines), data


@pytest.mark.parametrize("seeds", [range(start, start + 50) for start in range(0, 500, 50)], ids=lambda seeds: f"{seeds.start}")
def test_r30_every_row_of_five_hundred_faulty_files_is_accounted_for(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        text, data = grammar(seed)
        path = write(tmp_path, f"{seed}.csv", text)
        with open_at(tmp_path / f"{seed}.db") as desk:
            plan = bring(desk, path)
            kept = imports.rejects(desk, plan.run or 0)[1]
        assert plan.added + plan.changed + plan.unchanged + plan.rejected == plan.rows == data, seed
        assert len(kept) == plan.rejected, seed
        assert all(row.line and row.why and row.cells for row in kept), seed
