"""What is too much, or no table, is turned away with the limit or the reason; what changes while it is read is not taken half."""

from __future__ import annotations

import json
import os
import resource
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from salestui.domain.import_plan import Choices
from salestui.domain.refusal import Refusal
from salestui.importing import limits
from salestui.importing.reading.delimiter import Dialect
from salestui.importing.reading.lines import line_batches
from salestui.importing.reading.records import records
from salestui.importing.reading.source_file import open_source
from salestui.importing.reading.workbook import _Reader
from salestui.importing.records.calendar import LARGEST as LARGEST_CALENDAR
from salestui.work import bring_in
from salestui.work.desk import Desk
from tests.importing.desk import as_csv, bring, deal, open_at, refused, write
from tests.importing.test_workbooks import HEADER, saved

DEALS = "Opportunity ID,Opportunity Name,Stage,Amount\n1,Acme,Negotiation,5\n"
DEAL = {"id": "1", "Deal Name": "Acme", "Stage": "Negotiation", "Amount": 5, "Currency": "USD"}
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{}END:VCALENDAR\r\n"
SERIES = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20020105T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all: what is turned away leaves nothing on it."""
    with open_at(tmp_path_factory.mktemp("desk") / "rep.db") as desk:
        yield desk


def zipped(path: Path, *names: str) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name in names:
            archive.writestr(name, DEALS)
    return path


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("a list of nothing", "[{}]", "import-not-a-table"),
        ("a record of too many fields", json.dumps([{f"f{n}": 1 for n in range(limits.COLUMNS + 1)}]), "import-too-many-columns"),
        ("more text than any list of deals", '[{"id": "' + "x" * (33 << 20) + '"}]', "import-file-too-large"),
        ("a page larger than any report", "<html><table><tr><td>" + "x" * (33 << 20), "import-file-too-large"),
        ("a calendar of series that never end", CALENDAR.format("".join(map(SERIES.format, range(250)))), "calendar-too-often"),
    ],
)  # fmt: skip
def test_r28_what_is_too_much_is_refused_and_nothing_is_changed(
    desk: Desk, tmp_path: Path, name: str, content: str, slug: str
) -> None:
    before = desk.store.connection.total_changes
    assert refused(desk, write(tmp_path, "export", content), currency="USD").slug == slug
    assert desk.store.connection.total_changes == before


def test_r28_a_calendar_over_its_limit_is_not_even_read(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "cal.ics", CALENDAR)
    os.truncate(path, LARGEST_CALENDAR + 1)
    assert refused(desk, path).values["limit"] == "16 MB"


def test_a_calendar_without_events_is_one_of_no_meetings(desk: Desk, tmp_path: Path) -> None:
    assert bring_in.look(desk, write(tmp_path, "cal.ics", CALENDAR.format("")), Choices()).rows == 0


def test_a_zip_of_several_tables_or_of_too_many_files_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert refused(desk, zipped(tmp_path / "two.zip", "a.csv", "b.csv")).values["count"] == 2
    assert refused(desk, zipped(tmp_path / "twice.zip", "a.csv", "a.csv")).slug == "packed-several"
    many = zipped(tmp_path / "many.zip", *(f"{number}.txt" for number in range(limits.PARTS + 1)))
    assert refused(desk, many).slug == "packed-too-many"


def test_a_header_that_the_rep_names_and_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    page = write(tmp_path, "report.xls", "<html><table><tr><th>Id</th></tr><tr><td>1</td></tr></table></html>")
    assert refused(desk, page, header_row=9).slug == "import-no-header"
    assert refused(desk, saved(tmp_path, {"Deals": [HEADER]}), header_row=99).slug == "import-no-header"


def test_a_workbook_of_more_columns_than_a_table_has_is_refused(desk: Desk, tmp_path: Path) -> None:
    from tests.importing.test_workbooks import SHEET, workbook

    cells = b"".join(b'<c t="inlineStr"><is><t>Stage %d</t></is></c>' % number for number in range(limits.COLUMNS + 1))
    path = write(tmp_path, "wide.xlsx", workbook(SHEET % (b"<row>%s</row><row>%s</row>" % (cells, cells))))
    assert refused(desk, path).slug in ("import-too-many-columns", "workbook-too-large")


def test_a_workbook_without_a_table_of_ours_is_judged_by_its_largest_sheet_in_sight(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, {"Little": [["a"]], "Large": [["colour", "taste"], ["red", "sweet"], ["blue", "sour"]]})
    assert refused(desk, path).values == {"file": "deals.xlsx", "columns": "colour, taste"}


def test_a_reader_of_workbooks_that_was_ended_gives_no_half_of_a_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, {"Deals": [HEADER, *([n, "Acme", "Negotiation", 5, None, None] for n in range(50))]})
    with open_source(path) as source:
        reader = source.keep(_Reader(source))
        assert [sheet.height for sheet in reader.sheets()] == [51]
        reader.process.kill()
        reader.choose(0)
        with pytest.raises(Refusal) as caught:
            list(reader.rows())
    assert caught.value.slug == "workbook-damaged"


def test_a_file_that_another_program_writes_to_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = write(tmp_path, "deals.csv", DEALS)
    os.utime(path, (0, 0))
    with open_source(path) as source:
        assert b"".join(source.blocks()) == DEALS.encode()
        source.check_unchanged()
        with path.open("a") as file:
            file.write("2,Beta,Negotiation,5\n")
        with pytest.raises(Refusal) as caught:
            source.check_unchanged()
    assert caught.value.slug == "import-file-changed"


def test_records_within_records_are_read_three_deep_and_lists_in_one_cell(tmp_path: Path) -> None:
    deep = {"Name": "Ada", "Boss": {"Name": "Bo", "Boss": {"Name": "Cy", "Boss": {"Name": "Dag"}}}}
    record = {**DEAL, "Owner": deep, "Next Step": ["Call", None, "Mail"], "Lead Source": None, "Won": False}
    with open_at(tmp_path / "rep.db") as desk:
        bring(desk, write(tmp_path, "deals.json", json.dumps([record])))
        assert (deal(desk, "1")["next_step"], deal(desk, "1")["lead_source"]) == ("Call;;Mail", None)


def test_r30_a_record_over_more_lines_than_a_cell_may_have_costs_its_own_line(tmp_path: Path) -> None:
    note = "\n".join(f"line {number}" for number in range(limits.QUOTED_LINES + 5))
    header = ["Opportunity ID", "Opportunity Name", "Stage", "Next Step"]
    rows = [header, ["1", "Acme", "Negotiation", note], ["2", "Beta", "Negotiation", "one\ntwo"], ["3", "Gamma", "Negotiation", "x"]]
    with open_at(tmp_path / "rep.db") as desk:
        plan = bring(desk, write(tmp_path, "deals.csv", as_csv(rows)))
        assert (2, "too-many-lines") in [(row.line, row.why) for row in plan.rejects]
        assert [deal(desk, number)["next_step"] for number in "23"] == ["one two", "x"]


def test_r30_a_quotation_mark_that_pulls_two_rows_together_costs_no_row_after_them(tmp_path: Path) -> None:
    header = "Opportunity ID,Opportunity Name,Stage,Next Step"
    lines = [header, '1,Acme,Negotiation,"so he said', '2,Beta,"Negotiation",x', "3,Gamma,Negotiation,y"]
    with open_at(tmp_path / "rep.db") as desk:
        plan = bring(desk, write(tmp_path, "deals.csv", "\n".join(lines) + "\n"))
        assert plan.rows == plan.added + plan.rejected == 3
        assert deal(desk, "3")["next_step"] == "y"


def test_a_first_row_of_titles_longer_than_what_is_looked_at_does_not_hide_the_separator(tmp_path: Path) -> None:
    text = "Opportunity ID;Opportunity Name;Stage;Next Step\n" + "".join(f"{n};Acme;Negotiation;{'x ' * 9_000}\n" for n in range(9))
    with open_at(tmp_path / "rep.db") as desk:
        assert bring(desk, write(tmp_path, "deals.csv", text)).added == 9


def test_r35_a_line_without_an_end_is_cut_once_and_the_lines_after_it_are_read() -> None:
    endless = "x" * (limits.RECORD_CHARACTERS + 1)
    batches = list(line_batches(["a\n", endless, endless, endless + "\n", "b\n"]))
    assert [[len(line) for line in batch] for batch in batches if batch] == [[2], [limits.RECORD_CHARACTERS], [2]]


def test_r30_a_cell_over_many_lines_may_begin_in_one_stretch_and_end_in_the_next() -> None:
    dialect = Dialect(",", False, False)
    found = list(records([["a,b\n"], ['1,"one\n'], ["two\n"], ['three"\n', "2,x\n"]], dialect))
    assert [row for stretch in found for row in stretch.rows] == [["a", "b"], ["1", "one\ntwo\nthree"], ["2", "x"]]
    assert [line for stretch in found for line in stretch.lines] == [1, 2, 5]


def test_a_file_that_cannot_be_opened_because_too_many_are_is_refused_as_that(tmp_path: Path) -> None:
    path = write(tmp_path, "deals.csv", DEALS)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        with pytest.raises(Refusal, match="too-many-files"):
            open_source(path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
